package peaberry.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Makes figures that compare groups feature by feature. */
final class Profiles {
  private Profiles() {}

  static Figure radar(String[] features, String[] groups, double[][] values) {
    if (features.length < 3) {
      throw new IllegalArgumentException(
          "Expected 3 features at least for a radar, but got %d: use Plots.bar."
              .formatted(features.length));
    }
    List<Trace> profiles = traces(features, groups, values, Radar::new);
    return Figure.of(Panel.of(Axis.of("", List.of(features)), Axis.titled(""), profiles));
  }

  static Figure parallel(String[] features, String[] groups, double[][] values) {
    Values places = Values.upTo(features.length);
    List<Trace> lines =
        traces(features, groups, values, (name, row) -> new Line(places, row).withName(name));
    return Figure.of(Panel.of(Axis.of("", List.of(features)), Axis.titled(""), lines)).withDots();
  }

  private static List<Trace> traces(
      String[] features,
      String[] groups,
      double[][] values,
      BiFunction<String, Values, Trace> make) {
    Lengths.same("groups", groups.length, "rows", values.length, "each group needs one");
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < groups.length; i++) {
      Lengths.same(
          "features", features.length, groups[i], values[i].length, "each feature needs one");
      traces.add(make.apply(groups[i], Values.of(values[i])));
    }
    return traces;
  }
}
