package peaberry.plot;

import java.util.List;

/**
 * Cells coloured by their values.
 *
 * @param grid the values; a cell that is not finite stays empty
 * @param texts what is written in the cells, row by row; empty for nothing
 * @param scale colours
 * @param range the values that the scale's ends stand for
 */
record Heatmap(String name, Grid grid, List<List<String>> texts, ColorScale scale, Extent range)
    implements Trace {

  @Override
  public Heatmap withName(String name) {
    return new Heatmap(name, grid, texts, scale, range);
  }

  Heatmap withScale(ColorScale scale) {
    return new Heatmap(name, grid, texts, scale, range);
  }

  Heatmap withRange(Extent range) {
    return new Heatmap(name, grid, texts, scale, range);
  }

  /** The range, with some width. */
  Extent colors() {
    return ColorScale.wide(range);
  }

  @Override
  public Extent x() {
    return Extent.of(Grid.edges(grid.xs()));
  }

  @Override
  public Extent y() {
    return Extent.of(Grid.edges(grid.ys()));
  }

  @Override
  public int marks() {
    return grid.size() + texts.size() * grid.xs().size();
  }
}
