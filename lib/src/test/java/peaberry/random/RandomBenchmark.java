package peaberry.random;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Times draws for lib/src/test/python/random_bench.py, which times NumPy's in between: reads one
 * call per line, in the notation of {@link NumPyCall} after "legacy" or "generator", and answers
 * with nanoseconds.
 */
final class RandomBenchmark {
  private RandomBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    RandomState legacy = RandomState.of(1);
    Generator generator = Generator.of(1);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      Sampling random = words[0].equals("legacy") ? legacy : generator;
      int n = Integer.parseInt(words[1]);
      String[] call = Arrays.copyOfRange(words, 3, words.length);
      NumPyCall timed = new NumPyCall(words[2], call, n, 0, 0, new String[0]);
      long start = System.nanoTime();
      Object drawn = timed.call(random);
      long nanoseconds = System.nanoTime() - start;
      if (drawn == null) {
        throw new IllegalStateException("Nothing was drawn.");
      }
      System.out.println(nanoseconds);
    }
  }
}
