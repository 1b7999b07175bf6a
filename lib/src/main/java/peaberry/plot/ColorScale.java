package peaberry.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Colours for numbers, from low to high. Names are those of matplotlib and Plotly: Viridis and
 * Cividis (S. van der Walt and N. Smith; J. Nuñez and others) for quantities, Greys for those below
 * lines in colours, Blues for counts, RdBu for what has a middle (C. Brewer, colorbrewer2.org).
 */
enum ColorScale {
  VIRIDIS(
      "Viridis",
      "440154 48186a 472d7b 424086 3b528b 33638d 2c728e 26828e 21918c 1fa088 28ae80 3fbc73 5ec962"
          + " 84d44b addc30 d8e219 fde725"),
  CIVIDIS("Cividis", "00224e 123570 3b496c 575d6d 707173 8a8678 a59c74 c3b369 e1cc55 fee838"),
  GREYS("Greys", "ffffff f0f0f0 d9d9d9 bdbdbd 969696 737373 525252 252525 000000"),
  BLUES("Blues", "f7fbff deebf7 c6dbef 9ecae1 6baed6 4292c6 2171b5 08519c 08306b"),
  RD_BU("RdBu", "67001f b2182b d6604d f4a582 fddbc7 f7f7f7 d1e5f0 92c5de 4393c3 2166ac 053061");

  private final String title;
  private final List<Integer> stops;

  ColorScale(String title, String stops) {
    this.title = title;
    this.stops = Arrays.stream(stops.split(" ")).map(stop -> Integer.parseInt(stop, 16)).toList();
  }

  /** The scale of that name, in any case of letters. */
  static ColorScale named(String name) {
    return Arrays.stream(values())
        .filter(scale -> scale.title.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no colour scale %s; there are %s."
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(scale -> scale.title)
                                .collect(Collectors.joining(", ")))));
  }

  /** An extent for a scale's ends: that of the values, or one about a single value. */
  static Extent wide(Extent values) {
    if (values.isEmpty()) {
      return new Extent(0, 1);
    }
    double largest = Math.max(Math.abs(values.low()), Math.abs(values.high()));
    return values.high() - values.low() > Math.max(largest * 1e-12, Ticks.SMALLEST)
        ? values
        : values.widened(largest < Ticks.SMALLEST ? 0.5 : largest / 2);
  }

  /** The colour at a share of the way, between the stops in proportion. */
  String at(double share) {
    double place = Math.clamp(share, 0, 1) * (stops.size() - 1);
    int from = (int) Math.min(Math.floor(place), stops.size() - 2);
    double part = place - from;
    int color = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int low = stops.get(from) >> shift & 255;
      int high = stops.get(from + 1) >> shift & 255;
      color = color << 8 | (int) Math.round(low + part * (high - low));
    }
    return "#%06x".formatted(color);
  }

  String at(double value, Extent range) {
    return at((value - range.low()) / (range.high() - range.low()));
  }

  /** As Plotly has it: shares and colours. */
  List<Object> shares() {
    List<Object> pairs = new ArrayList<>();
    IntStream.range(0, stops.size())
        .forEach(
            i ->
                pairs.add(
                    List.of(
                        PlotlyJson.number((double) i / (stops.size() - 1)),
                        "#%06x".formatted(stops.get(i)))));
    return pairs;
  }

  /** Black or white, whichever reads better on a colour. */
  static String textOn(String color) {
    int rgb = Integer.parseInt(color.substring(1), 16);
    double light = 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
    return light > 140 ? "#000000" : "#ffffff";
  }
}
