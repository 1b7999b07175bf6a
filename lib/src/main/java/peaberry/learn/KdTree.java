package peaberry.learn;

import java.util.Arrays;

/**
 * A k-d tree of rows, which answers which of them lie within a distance. Rows are copied into one
 * array in the leaves' order, so a leaf is read from front to back. Source: Bentley (1975),
 * Multidimensional binary search trees, with splits at the median of the widest dimension.
 */
final class KdTree {
  private static final int LEAF = 16;
  private final int width;
  private final int[] order;
  private final double[] values;
  private final double[] low;
  private final double[] high;

  KdTree(double[][] x) {
    width = x[0].length;
    order = new int[x.length];
    Arrays.setAll(order, i -> i);
    int nodes = 1;
    while (x.length / ((nodes + 1) / 2) > LEAF) {
      nodes = 2 * nodes + 1;
    }
    low = new double[nodes * width];
    high = new double[nodes * width];
    build(x, 0, 0, x.length, nodes);
    values = new double[x.length * width];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(x[order[i]], 0, values, i * width, width);
    }
  }

  private void build(double[][] x, int node, int from, int to, int nodes) {
    int widest = 0;
    for (int f = 0; f < width; f++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) {
        least = Math.min(least, x[order[i]][f]);
        most = Math.max(most, x[order[i]][f]);
      }
      low[node * width + f] = least;
      high[node * width + f] = most;
      double extent = high[node * width + widest] - low[node * width + widest];
      widest = most - least > extent ? f : widest;
    }
    if (2 * node + 2 < nodes) {
      int middle = (from + to) >>> 1;
      select(x, widest, from, to - 1, middle);
      build(x, 2 * node + 1, from, middle, nodes);
      build(x, 2 * node + 2, middle, to, nodes);
    }
  }

  /** Hoare's selection: smaller rows before the middle, larger ones after it. */
  private void select(double[][] x, int f, int first, int last, int middle) {
    int from = first;
    int to = last;
    while (from < to) {
      double pivot = x[order[(from + to) >>> 1]][f];
      int i = from;
      int j = to;
      while (i <= j) {
        while (x[order[i]][f] < pivot) {
          i++;
        }
        while (x[order[j]][f] > pivot) {
          j--;
        }
        if (i <= j) {
          int other = order[i];
          order[i++] = order[j];
          order[j--] = other;
        }
      }
      if (middle <= j) {
        to = j;
      } else if (middle >= i) {
        from = i;
      } else {
        return;
      }
    }
  }

  /** The rows no farther from a point than a distance, itself included, in ascending order. */
  int[] within(double[] point, double distance) {
    Search search = new Search(point, distance * distance);
    search.visit(0, 0, order.length);
    int[] found = Arrays.copyOf(search.found, search.count);
    Arrays.sort(found);
    return found;
  }

  private final class Search {
    private final double[] point;
    private final double limit;
    private int[] found = new int[64];
    private int count;

    Search(double[] point, double limit) {
      this.point = point;
      this.limit = limit;
    }

    void visit(int node, int from, int to) {
      double nearest = 0;
      double farthest = 0;
      for (int f = 0; f < width; f++) {
        double below = low[node * width + f] - point[f];
        double above = point[f] - high[node * width + f];
        double outside = Math.max(0, Math.max(below, above));
        double across = Math.max(-below, -above);
        nearest += outside * outside;
        farthest += across * across;
      }
      if (nearest > limit) {
        return;
      }
      if (2 * node + 2 < low.length / width && farthest > limit) {
        int middle = (from + to) >>> 1;
        visit(2 * node + 1, from, middle);
        visit(2 * node + 2, middle, to);
      } else {
        take(from, to, farthest <= limit);
      }
    }

    private void take(int from, int to, boolean all) {
      if (count + to - from > found.length) {
        found = Arrays.copyOf(found, 2 * (count + to - from));
      }
      for (int i = from; i < to; i++) {
        if (all || square(i) <= limit) {
          found[count++] = order[i];
        }
      }
    }

    private double square(int i) {
      double sum = 0;
      for (int f = 0; f < width; f++) {
        double d = values[i * width + f] - point[f];
        sum += d * d;
      }
      return sum;
    }
  }
}
