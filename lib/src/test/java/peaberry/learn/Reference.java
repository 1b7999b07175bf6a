package peaberry.learn;

import java.util.Arrays;
import java.util.Map;
import peaberry.data.Fixtures;

/** Figures that learn_reference.py wrote, as rows and labels too. */
record Reference(Map<String, double[]> figures) {
  static Reference of(String file) {
    return new Reference(Fixtures.figures("/peaberry/learn/" + file));
  }

  double[] get(String name) {
    return figures.get(name);
  }

  int[] ints(String name) {
    return Arrays.stream(get(name)).mapToInt(value -> (int) value).toArray();
  }

  double[][] rows(String name, int width) {
    double[] flat = get(name);
    double[][] rows = new double[flat.length / width][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * width, i * width + width));
    return rows;
  }

  static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }
}
