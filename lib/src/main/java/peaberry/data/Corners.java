package peaberry.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import peaberry.random.RandomState;

/**
 * Different corners of a cube, drawn at random. Source: {@code _generate_hypercube} in
 * scikit-learn's {@code datasets/_samples_generator.py} and {@code sample_without_replacement} in
 * its {@code utils/_random.pyx}.
 */
final class Corners {
  private static final int LARGEST = 30;

  private Corners() {}

  /** {@code n} rows of zeros and ones. */
  static int[][] of(int n, int dimensions, RandomState random) {
    if (dimensions > LARGEST) {
      int more = dimensions - LARGEST;
      int[][] left = random.randint(0, 2, n, more);
      int[][] right = of(n, LARGEST, random);
      return IntStream.range(0, n)
          .mapToObj(
              i -> IntStream.concat(Arrays.stream(left[i]), Arrays.stream(right[i])).toArray())
          .toArray(int[][]::new);
    }
    return Arrays.stream(sample(1 << dimensions, n, random))
        .mapToObj(
            number ->
                IntStream.range(0, dimensions)
                    .map(bit -> number >> (dimensions - 1 - bit) & 1)
                    .toArray())
        .toArray(int[][]::new);
  }

  private static int[] sample(int population, int n, RandomState random) {
    double ratio = (double) n / population;
    if (ratio > 0.01 && ratio < 0.99) {
      return Arrays.copyOf(random.permutation(population), n);
    }
    int[] numbers = IntStream.range(0, n).toArray();
    if (ratio < 0.2) {
      Set<Integer> seen = new HashSet<>();
      for (int i = 0; i < n; ) {
        int number = (int) random.randint(0L, population);
        if (seen.add(number)) {
          numbers[i++] = number;
        }
      }
    } else {
      for (int i = n; i < population; i++) {
        int place = (int) random.randint(0L, i + 1);
        if (place < n) {
          numbers[place] = i;
        }
      }
    }
    return numbers;
  }
}
