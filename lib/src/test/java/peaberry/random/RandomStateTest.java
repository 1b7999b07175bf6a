package peaberry.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compares whole streams with what NumPy wrote into streams.txt (lib/src/test/python). */
class RandomStateTest {

  /** One call of NumPy's and the numbers that it gave; normals may differ by 2 ulp (log). */
  private record Call(String method, String[] arguments, String[] values) {
    static Call parse(String line) {
      String[] sides = line.split(" = ");
      String[] words = sides[0].split(" ");
      return new Call(
          words[0], Arrays.copyOfRange(words, 1, words.length), sides[1].strip().split(" "));
    }

    double number(int i) {
      return Double.parseDouble(arguments[i]);
    }

    long integer(int i) {
      // NumPy's upper bound 2^32 and its kin fit a long; only 2^63 would not, and is not asked for.
      return Long.parseLong(arguments[i]);
    }

    void verify(RandomState random) {
      int n = values.length;
      switch (method) {
        case "uniform" -> equalBits(random.uniform(number(0), number(1), n));
        case "uniform2" ->
            equalBits(
                Arrays.stream(random.uniform(number(0), number(1), 2, 3))
                    .flatMapToDouble(DoubleStream::of)
                    .toArray());
        case "randomSample" -> equalBits(lastOfSample(random, n));
        case "standardNormal" -> near(random.standardNormal(n));
        case "normal" -> near(random.normal(number(0), number(1), n));
        case "randint" -> equal(random.randint(integer(0), integer(1), n));
        case "permutation" -> equal(IntStream.of(random.permutation(n)).asLongStream().toArray());
        case "shuffle" -> {
          double[] values = IntStream.range(0, n).mapToDouble(i -> i * 0.5).toArray();
          random.shuffle(values);
          equalBits(values);
        }
        default -> throw new AssertionError(method);
      }
    }

    /** The last call of each stream draws 640 numbers, so that the state is twisted on the way. */
    private double[] lastOfSample(RandomState random, int n) {
      boolean last = arguments.length == 1;
      double[] sample = random.randomSample(last ? (int) integer(0) : n);
      return Arrays.copyOfRange(sample, sample.length - n, sample.length);
    }

    private void equalBits(double[] ours) {
      assertThat(ours)
          .as(method)
          .containsExactly(Arrays.stream(values).mapToDouble(Double::parseDouble).toArray());
    }

    private void near(double[] ours) {
      for (int i = 0; i < ours.length; i++) {
        double numpy = Double.parseDouble(values[i]);
        assertThat(Math.abs(ours[i] - numpy))
            .as("%s[%s] is %s, NumPy's is %s", method, i, ours[i], numpy)
            .isLessThanOrEqualTo(2 * Math.ulp(numpy));
      }
    }

    private void equal(long[] ours) {
      assertThat(ours)
          .as(method)
          .containsExactly(Arrays.stream(values).mapToLong(Long::parseLong).toArray());
    }
  }

  @TestFactory
  List<DynamicTest> everyStreamOfNumPyIsReproduced() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String stream : read("streams.txt").split("seed ")) {
      if (stream.isBlank()) {
        continue;
      }
      List<String> lines = stream.lines().toList();
      tests.add(
          DynamicTest.dynamicTest(
              "seed " + lines.getFirst().substring(0, Math.min(20, lines.getFirst().length())),
              () -> {
                RandomState random = seeded(lines.getFirst());
                lines.stream().skip(1).map(Call::parse).forEach(call -> call.verify(random));
              }));
    }
    assertThat(tests).hasSizeGreaterThan(40);
    return tests;
  }

  @Test
  void oneNumberAtATimeIsTheSameStreamAsAnArray() {
    RandomState one = RandomState.of(7);
    RandomState many = RandomState.of(7);
    assertThat(many.normal(1, 2, 9))
        .containsExactly(DoubleStream.generate(() -> one.normal(1, 2)).limit(9).toArray());
    assertThat(many.uniform(3, 4, 9))
        .containsExactly(DoubleStream.generate(() -> one.uniform(3, 4)).limit(9).toArray());
    assertThat(many.randint(0L, 10L, 9))
        .containsExactly(LongStream.generate(() -> one.randint(0, 10)).limit(9).toArray());
  }

  @Test
  void intAndLongBoundsGiveTheSameIntegers() {
    int[] ints = RandomState.of(5).randint(Integer.MIN_VALUE, Integer.MAX_VALUE, 50);
    long[] longs =
        RandomState.of(5).randint((long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE, 50);
    assertThat(IntStream.of(ints).asLongStream().toArray()).containsExactly(longs);
  }

  @Test
  void listsAndArraysAreShuffledAlike() {
    List<Integer> list = new ArrayList<>(IntStream.range(0, 20).boxed().toList());
    int[] ints = IntStream.range(0, 20).toArray();
    long[] longs = LongStream.range(0, 20).toArray();
    RandomState.of(3).shuffle(list);
    RandomState.of(3).shuffle(ints);
    RandomState.of(3).shuffle(longs);
    assertThat(list).containsExactlyElementsOf(IntStream.of(ints).boxed().toList());
    assertThat(longs).containsExactly(IntStream.of(ints).asLongStream().toArray());
  }

  @Test
  void permutationOfValuesLeavesThemAsTheyWere() {
    double[] values = {1, 2, 3, 4};
    double[] permuted = RandomState.of(1).permutation(values);
    assertThat(values).containsExactly(1, 2, 3, 4);
    assertThat(permuted).containsExactlyInAnyOrder(1, 2, 3, 4).isNotEqualTo(values);
  }

  @Test
  void aWrongArgumentIsNamedInOneSentence() {
    RandomState random = RandomState.of(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RandomState.of(-1))
        .withMessage("A seed must lie between 0 and 4294967295, but it is -1.");
    assertThatIllegalArgumentException().isThrownBy(() -> RandomState.of(1L << 32));
    assertThatIllegalArgumentException().isThrownBy(() -> RandomState.of(new long[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.normal(0, -1, 3))
        .withMessageContaining("-1.0");
    assertThatIllegalArgumentException().isThrownBy(() -> random.normal(0, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> random.randint(5, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.uniform(0, Double.POSITIVE_INFINITY, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> random.permutation(-1));
  }

  private static RandomState seeded(String seed) {
    if (!seed.startsWith("[")) {
      return RandomState.of(Long.parseLong(seed));
    }
    String[] words = seed.substring(1, seed.length() - 1).split(" ");
    return RandomState.of(Arrays.stream(words).mapToLong(Long::parseLong).toArray());
  }

  private static String read(String name) {
    try (var in = RandomStateTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
