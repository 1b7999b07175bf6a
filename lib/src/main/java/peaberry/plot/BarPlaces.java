package peaberry.plot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the bars of one trace stand among those of the others in the panel.
 *
 * @param bars the trace
 * @param offset from a position to the bar's first edge, in units of the axis
 * @param width of a bar
 * @param from where each bar begins: zero, or the end of the one below
 */
record BarPlaces(Bars bars, double offset, double width, Values from) {

  /** The places of all bars among the traces, in their order. */
  static List<BarPlaces> of(List<Trace> traces) {
    List<Bars> all = traces.stream().filter(Bars.class::isInstance).map(Bars.class::cast).toList();
    long abreast = all.stream().filter(BarPlaces::sideBySide).count();
    List<BarPlaces> places = new ArrayList<>();
    Map<Double, double[]> stacks = new HashMap<>();
    int turn = 0;
    for (Bars bars : all) {
      double width = sideBySide(bars) ? bars.width() / abreast : bars.width();
      double offset = -bars.width() / 2 + (sideBySide(bars) ? turn++ * width : 0);
      double[] from = new double[bars.marks()];
      if (bars.arrangement() == Bars.Arrangement.STACKED) {
        for (int i = 0; i < from.length; i++) {
          from[i] = onStack(stacks, bars.at().at(i), bars.lengths().at(i));
        }
      }
      places.add(new BarPlaces(bars, offset, width, Values.of(from)));
    }
    return places;
  }

  private static boolean sideBySide(Bars bars) {
    return bars.arrangement() == Bars.Arrangement.SIDE_BY_SIDE;
  }

  /** Puts a length on the stack at a position: those below zero go down. */
  private static double onStack(Map<Double, double[]> stacks, double at, double length) {
    double[] ends = stacks.computeIfAbsent(at, position -> new double[2]);
    int side = length < 0 ? 1 : 0;
    double from = ends[side];
    if (Double.isFinite(length)) {
      ends[side] += length;
    }
    return from;
  }

  double to(int i) {
    return from.at(i) + bars.lengths().at(i);
  }

  double firstEdge(int i) {
    return bars.at().at(i) + offset;
  }

  /** What the axis of lengths must cover. */
  Extent reach() {
    Extent reach = bars.reach();
    for (int i = 0; i < bars.marks(); i++) {
      reach = reach.and(to(i));
    }
    return reach;
  }
}
