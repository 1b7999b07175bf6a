package peaberry.random;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The 256 layers of a ziggurat, as NumPy has them. They are read, not computed: hundreds of NumPy's
 * entries are not what their formulas give, neither in doubles nor with 200 bits, so a computation
 * would not give its bits.
 *
 * @param inside positions below this lie under the curve, whatever the height
 * @param width the width of one position
 * @param top the curve's height at the layer's edge
 */
record ZigguratLayers(long[] inside, double[] width, double[] top) {
  private static final int LAYERS = 256;

  static ZigguratLayers normal() {
    return read(0);
  }

  static ZigguratLayers exponential() {
    return read(3);
  }

  private static ZigguratLayers read(int column) {
    var layers = new ZigguratLayers(new long[LAYERS], new double[LAYERS], new double[LAYERS]);
    List<String> lines = lines();
    for (int layer = 0; layer < LAYERS; layer++) {
      String[] words = lines.get(layer).split(" ");
      layers.inside[layer] = Long.parseLong(words[column], 16);
      layers.width[layer] = Double.parseDouble(words[column + 1]);
      layers.top[layer] = Double.parseDouble(words[column + 2]);
    }
    return layers;
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
