package peaberry.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What is drawn over one pair of axes (three in space).
 *
 * @param title above it, may be empty
 * @param x the horizontal axis; in a radar its categories go around
 * @param y the vertical axis
 * @param z the third axis, in space
 * @param traces data, the first at the bottom
 * @param guides lines across
 * @param marks points pointed out
 */
record Panel(
    String title,
    Axis x,
    Axis y,
    Axis z,
    List<Trace> traces,
    List<Guide> guides,
    List<Mark> marks) {

  /** What the axes are like. */
  enum Kind {
    FLAT,
    SPACE,
    RADAR
  }

  private static final int TICKS = 6;

  Panel {
    traces = List.copyOf(traces);
    guides = List.copyOf(guides);
    marks = List.copyOf(marks);
    if (traces.stream().map(Panel::kindOf).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "Expected figures with the same kind of axes, but these differ (flat, in space, radar):"
              + " use Plots.subplots to show them side by side.");
    }
  }

  static Panel of(Axis x, Axis y, List<? extends Trace> traces) {
    return new Panel("", x, y, Axis.titled("z"), List.copyOf(traces), List.of(), List.of());
  }

  private static Kind kindOf(Trace trace) {
    return switch (trace) {
      case Points3D space -> Kind.SPACE;
      case Radar radar -> Kind.RADAR;
      case Points flat -> Kind.FLAT;
      case Line flat -> Kind.FLAT;
      case Band flat -> Kind.FLAT;
      case Bars flat -> Kind.FLAT;
      case Box flat -> Kind.FLAT;
      case Violin flat -> Kind.FLAT;
      case Heatmap flat -> Kind.FLAT;
      case Contour flat -> Kind.FLAT;
      case Region flat -> Kind.FLAT;
    };
  }

  Kind kind() {
    return traces.isEmpty() ? Kind.FLAT : kindOf(traces.getFirst());
  }

  Panel withTitle(String title) {
    return new Panel(title, x, y, z, traces, guides, marks);
  }

  Panel withAxes(UnaryOperator<Axis> forX, UnaryOperator<Axis> forY) {
    return new Panel(title, forX.apply(x), forY.apply(y), z, traces, guides, marks);
  }

  Panel withZ(Axis z) {
    return new Panel(title, x, y, z, traces, guides, marks);
  }

  Panel withTraces(UnaryOperator<Trace> change) {
    return new Panel(title, x, y, z, traces.stream().map(change).toList(), guides, marks);
  }

  Panel with(Guide guide) {
    flat("lines across");
    return new Panel(title, x, y, z, traces, plus(guides, List.of(guide)), marks);
  }

  Panel with(Mark mark) {
    flat("marks");
    return new Panel(title, x, y, z, traces, guides, plus(marks, List.of(mark)));
  }

  private void flat(String what) {
    if (kind() != Kind.FLAT) {
      throw new IllegalArgumentException(
          "Expected a figure with two straight axes for %s, but this one is of the kind %s."
              .formatted(what, kind().name().toLowerCase(Locale.ROOT)));
    }
  }

  /** This panel, and on top of it what another holds. */
  Panel and(Panel other) {
    sameKind(x, other.x);
    sameKind(y, other.y);
    return new Panel(
        title,
        x,
        y,
        z,
        plus(traces, other.traces),
        plus(guides, other.guides),
        plus(marks, other.marks));
  }

  private static void sameKind(Axis one, Axis other) {
    if (one.time() != other.time()) {
      throw new IllegalArgumentException(
          "Expected figures with axes of one kind to lay over each other,"
              + " but one has dates and the other has none.");
    }
    if (!one.categories().equals(other.categories())) {
      throw new IllegalArgumentException(
          "Expected figures with the same categories to lay over each other, but these have %s and %s."
              .formatted(one.categories(), other.categories()));
    }
  }

  private static <T> List<T> plus(List<T> these, List<T> those) {
    List<T> all = new ArrayList<>(these);
    all.addAll(those);
    return all;
  }

  private Extent extent(Function<Trace, Extent> of) {
    return traces.stream().map(of).reduce(Extent.NONE, Extent::and);
  }

  /** From where to where the data go horizontally, bars from their foot. */
  Extent xData() {
    Extent all = extent(Trace::x);
    for (BarPlaces places : BarPlaces.of(traces)) {
      all = places.bars().horizontal() ? all.and(places.reach()) : all;
    }
    return all;
  }

  /** From where to where the data go vertically, bars from their foot. */
  Extent yData() {
    Extent all = extent(Trace::y);
    for (BarPlaces places : BarPlaces.of(traces)) {
      all = places.bars().horizontal() ? all : all.and(places.reach());
    }
    return all;
  }

  /** What the horizontal axis must cover. */
  Extent xExtent() {
    Extent all = xData();
    for (Guide guide : guides) {
      all = guide.horizontal() ? all : all.and(guide.at());
    }
    for (Mark mark : marks) {
      all = all.and(mark.x());
    }
    return all;
  }

  /** What the vertical axis must cover. */
  Extent yExtent() {
    Extent all = yData();
    for (Guide guide : guides) {
      all = guide.horizontal() ? all.and(guide.at()) : all;
    }
    for (Mark mark : marks) {
      all = all.and(mark.y());
    }
    return marks.isEmpty() || y.log() ? all : withRoomForLabels(all);
  }

  /** A mark's label stands above it, also above the highest. */
  private Extent withRoomForLabels(Extent all) {
    double room = 0.1 * (all.high() - all.low());
    double highest = marks.stream().mapToDouble(Mark::y).max().orElse(all.low());
    return all.and(highest + room);
  }

  Ruler yRuler(int ticks) {
    return Ruler.of(fits(true) ? fitted(y, yExtent()) : y, yExtent(), ticks);
  }

  /**
   * The horizontal axis.
   *
   * @param extent what it must cover, with what others need that share it
   * @param fitted true if it ends there, and not at the next tick
   */
  Ruler xRuler(Extent extent, boolean fitted, int ticks) {
    return Ruler.of(fitted ? fitted(x, extent) : x, extent, ticks);
  }

  Ruler zRuler() {
    return Ruler.of(z, extent(t -> t instanceof Points3D points ? points.z() : Extent.NONE), TICKS);
  }

  /** Whether an axis ends where data do: at a surface's edge, at the outermost bars. */
  boolean fits(boolean vertical) {
    return traces.stream()
        .anyMatch(
            t ->
                t instanceof Heatmap
                    || t instanceof Contour
                    || t instanceof Region
                    || t instanceof Bars bars && bars.horizontal() == vertical);
  }

  private static Axis fitted(Axis axis, Extent extent) {
    boolean given = !axis.categories().isEmpty() || !axis.range().isEmpty() || axis.log();
    return given || extent.isEmpty() || extent.low() == extent.high()
        ? axis
        : axis.withRange(extent.low(), extent.high());
  }

  int marksDrawn() {
    return traces.stream().mapToInt(Trace::marks).sum();
  }
}
