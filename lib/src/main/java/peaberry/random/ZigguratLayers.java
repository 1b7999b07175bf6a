package peaberry.random;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The 256 layers of a ziggurat, as NumPy has them. They are read, not computed: 100 of NumPy's
 * entries are not the nearest numbers, so a computation would not give its bits.
 */
final class ZigguratLayers {
  private static final int LAYERS = 256;

  private final long[] inside = new long[LAYERS];
  private final double[] width = new double[LAYERS];
  private final double[] top = new double[LAYERS];

  private ZigguratLayers(int column) {
    List<String> lines = lines();
    for (int layer = 0; layer < LAYERS; layer++) {
      String[] words = lines.get(layer).split(" ");
      inside[layer] = Long.parseLong(words[column], 16);
      width[layer] = Double.parseDouble(words[column + 1]);
      top[layer] = Double.parseDouble(words[column + 2]);
    }
  }

  static ZigguratLayers normal() {
    return new ZigguratLayers(0);
  }

  static ZigguratLayers exponential() {
    return new ZigguratLayers(3);
  }

  /** Positions below this lie under the curve, whatever the height. */
  long inside(int layer) {
    return inside[layer];
  }

  /** The width of one position. */
  double width(int layer) {
    return width[layer];
  }

  /** A height in the layer, for {@code u} in [0, 1); the lowest layer has none. */
  double height(int layer, double u) {
    return (top[layer - 1] - top[layer]) * u + top[layer];
  }

  private static List<String> lines() {
    try (var in = ZigguratLayers.class.getResourceAsStream("ziggurat.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
