package peaberry.random;

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
  /** The layers of the normal distribution and of the exponential one. */
  static ZigguratLayers[] both() {
    BitTable table = BitTable.read("ziggurat.txt", 256, 6);
    return new ZigguratLayers[] {of(table, 0), of(table, 3)};
  }

  private static ZigguratLayers of(BitTable table, int column) {
    return new ZigguratLayers(
        table.integers(column), table.doubles(column + 1), table.doubles(column + 2));
  }

  /** A height in the layer, for {@code u} in [0, 1); the lowest layer has none. */
  double height(int layer, double u) {
    return (top[layer - 1] - top[layer]) * u + top[layer];
  }
}
