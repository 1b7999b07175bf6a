package peaberry.plot;

import java.util.List;

/**
 * Colours that people with any colour vision tell apart (M. Okabe and K. Ito, "Color Universal
 * Design", 2008), and a grey for the rest that reads on white and on black: a figure has no paper
 * of its own, so that it fits light and dark themes.
 */
final class Palette {
  static final String INK = "#787878";
  static final double GRID_OPACITY = 0.3;
  static final double OPACITY = 0.7;

  private static final List<String> SERIES =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#6b6b6b");

  private Palette() {}

  static String series(int index) {
    return SERIES.get(index % SERIES.size());
  }
}
