package peaberry.plot;

import java.util.List;

/**
 * Colours that people with any colour vision tell apart (M. Okabe and K. Ito, "Color Universal
 * Design", 2008), on white, so that a figure reads the same in light and dark themes.
 */
final class Palette {
  static final String PAPER = "#ffffff";
  static final String INK = "#2b2b2b";
  static final String FAINT = "#e3e3e3";
  static final double OPACITY = 0.7;

  private static final List<String> SERIES =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#6b6b6b");

  private Palette() {}

  static String series(int index) {
    return SERIES.get(index % SERIES.size());
  }
}
