package peaberry.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import peaberry.random.RandomState;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** What the Python originals computed, as written by lib/src/test/python/reference.py. */
public final class Fixtures {
  private Fixtures() {}

  /** OmniCorp's servers, computed in Java as the notebook does. */
  public static Table servers() {
    var random = RandomState.of(101);
    int n = 1000;
    double[] cpu = random.uniform(10, 90, n);
    double[] memory = random.uniform(4, 64, n);
    double[] age = random.uniform(0, 10, n);
    double[] noise = random.normal(0, 10, n);
    double[] cost = new double[n];
    for (int i = 0; i < n; i++) {
      cost[i] = 50 + 2 * cpu[i] + 5 * memory[i] + Math.exp(0.5 * age[i]) + noise[i];
    }
    return Table.create(
        "servers",
        DoubleColumn.create("CPU", cpu),
        DoubleColumn.create("Memory", memory),
        DoubleColumn.create("Age", age),
        DoubleColumn.create("Cost", cost));
  }

  /** A file of {@code name = number number ...} lines. */
  public static Map<String, double[]> figures(String path) {
    Map<String, double[]> figures = new HashMap<>();
    read(path)
        .lines()
        .map(line -> line.split(" = "))
        .forEach(sides -> figures.put(sides[0], doubles(sides[1])));
    return figures;
  }

  static double[] doubles(String words) {
    return Arrays.stream(words.strip().split("[ ,]")).mapToDouble(Double::parseDouble).toArray();
  }

  static int[] ints(String words) {
    return Arrays.stream(words.strip().split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  /** A test resource; a path without a leading slash is beside this class. */
  public static String read(String path) {
    try (var in = Fixtures.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
