package peaberry.kernel.display;

import java.util.Locale;

/**
 * How far something is.
 *
 * @param done steps that are done
 * @param total all steps; negative if nobody knows
 * @param nanos time since the start
 * @param closed whether there will be no more steps
 */
record ProgressState(long done, long total, long nanos, boolean closed) implements Displayable {
  private static final int TEXT_WIDTH = 20;

  /** The share that is done, from 0 to 1; all of nothing is 1. */
  private double share() {
    return total == 0 ? 1 : Math.min(1, (double) done / total);
  }

  private boolean sized() {
    return total >= 0;
  }

  /** A line such as {@code [#####...............] 25/100 · 12/s · 6 s left}. */
  String text() {
    if (!sized()) {
      return words();
    }
    int full = (int) (share() * TEXT_WIDTH);
    return "[" + "#".repeat(full) + ".".repeat(TEXT_WIDTH - full) + "] " + words();
  }

  private String words() {
    double seconds = nanos / 1e9;
    String count = sized() ? done + "/" + total : String.valueOf(done);
    if (closed) {
      return count + " · " + rate(seconds) + " · took " + time(seconds);
    }
    if (done == 0) {
      return count;
    }
    String left = sized() ? " · " + time((total - done) * seconds / done) + " left" : "";
    return count + " · " + rate(seconds) + left;
  }

  private String rate(double seconds) {
    double rate = seconds > 0 ? done / seconds : 0;
    String digits = rate < 10 ? "%.2f" : rate < 100 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, digits, rate) + "/s";
  }

  private static String time(double seconds) {
    long whole = Math.round(Math.max(0, seconds));
    if (whole < 60) {
      return (seconds < 10 ? String.format(Locale.ROOT, "%.1f", Math.max(0, seconds)) : whole)
          + " s";
    }
    String minutes = String.format(Locale.ROOT, "%d:%02d", whole / 60 % 60, whole % 60);
    return whole < 3600
        ? minutes + " min"
        : String.format(Locale.ROOT, "%d:%02d:%02d h", whole / 3600, whole / 60 % 60, whole % 60);
  }

  /**
   * The element {@code progress} is a bar to the eye and to a screen reader, needs no script, and
   * outlives a front end's cleaning of pages that it does not trust. Its colours are the theme's.
   * Without a size there is none: it would move for ever where a loop has ended early.
   */
  private String html() {
    String bar =
        "<progress aria-label=\"progress\" value=\""
            + (total == 0 ? 1 : done)
            + "\" max=\""
            + Math.max(1, total)
            + "\" style=\"width:20em;max-width:100%;height:1em;"
            + "accent-color:var(--jp-brand-color1,#1976d2)\"></progress>";
    return "<div style=\"display:flex;flex-wrap:wrap;align-items:center;gap:0.25em 0.75em;"
        + "color:var(--jp-content-font-color1,inherit)\">"
        + (sized() ? bar : "")
        + "<span style=\"font-variant-numeric:tabular-nums\">"
        + words()
        + "</span></div>";
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(text()).with("text/html", html());
  }
}
