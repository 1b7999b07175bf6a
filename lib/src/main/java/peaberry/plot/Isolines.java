package peaberry.plot;

import java.awt.geom.Path2D;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a surface reaches a level, by marching squares (W. E. Lorensen and H. E. Cline, "Marching
 * Cubes", 1987, in two dimensions): between grid positions it rises in a straight line. A margin
 * below all levels is laid around the grid, so that each line closes, along the edge if need be.
 */
final class Isolines {
  private final Grid grid;
  private final double level;

  /** Where a line that comes to one edge goes on; edges are numbered row by row. */
  private final Map<Long, Long> next = new HashMap<>();

  private Isolines(Grid grid, double level) {
    this.grid = grid;
    this.level = level;
  }

  /** The area at or above a level, holes as inner rings, in the grid's own units. */
  static Path2D area(Grid grid, double level) {
    Isolines lines = new Isolines(grid, level);
    for (int row = -1; row < grid.ys().size(); row++) {
      for (int column = -1; column < grid.xs().size(); column++) {
        lines.cross(row, column);
      }
    }
    return lines.rings();
  }

  private boolean in(int row, int column) {
    boolean inside = row >= 0 && row < grid.ys().size() && column >= 0 && column < grid.xs().size();
    return inside && grid.at(row, column) >= level;
  }

  /**
   * The lines through the square above and to the right of a position; the area is at their left.
   */
  private void cross(int row, int column) {
    long bottom = edge(row, column, false);
    long top = edge(row + 1, column, false);
    long left = edge(row, column, true);
    long right = edge(row, column + 1, true);
    int corners =
        (in(row, column) ? 1 : 0)
            | (in(row, column + 1) ? 2 : 0)
            | (in(row + 1, column + 1) ? 4 : 0)
            | (in(row + 1, column) ? 8 : 0);
    switch (corners) {
      case 1 -> next.put(bottom, left);
      case 2 -> next.put(right, bottom);
      case 3 -> next.put(right, left);
      case 4 -> next.put(top, right);
      case 5 -> {
        next.put(bottom, left);
        next.put(top, right);
      }
      case 6 -> next.put(top, bottom);
      case 7 -> next.put(top, left);
      case 8 -> next.put(left, top);
      case 9 -> next.put(bottom, top);
      case 10 -> {
        next.put(left, top);
        next.put(right, bottom);
      }
      case 11 -> next.put(right, top);
      case 12 -> next.put(left, right);
      case 13 -> next.put(bottom, right);
      case 14 -> next.put(left, bottom);
      default -> {}
    }
  }

  /** The edge from a position to its right, or upwards. */
  private long edge(int row, int column, boolean up) {
    return 2L * ((row + 1L) * (grid.xs().size() + 2L) + column + 1) + (up ? 1 : 0);
  }

  private Path2D rings() {
    Path2D path = new Path2D.Double();
    Deque<Long> starts = new ArrayDeque<>(next.keySet());
    while (!starts.isEmpty()) {
      long start = starts.pop();
      Long at = start;
      boolean first = true;
      while (at != null && next.containsKey(at)) {
        double[] point = point(at);
        if (first) {
          path.moveTo(point[0], point[1]);
        } else {
          path.lineTo(point[0], point[1]);
        }
        first = false;
        at = next.remove(at);
      }
      if (!first) {
        path.closePath();
      }
    }
    return path;
  }

  /** Where on an edge the surface reaches the level. */
  private double[] point(long edge) {
    boolean up = edge % 2 == 1;
    long position = edge / 2;
    int row = (int) (position / (grid.xs().size() + 2)) - 1;
    int column = (int) (position % (grid.xs().size() + 2)) - 1;
    double share = share(row, column, up ? row + 1 : row, up ? column : column + 1);
    double x = along(grid.xs(), column, up ? 0 : share);
    double y = along(grid.ys(), row, up ? share : 0);
    return new double[] {x, y};
  }

  private double share(int row, int column, int otherRow, int otherColumn) {
    double one = value(row, column);
    double other = value(otherRow, otherColumn);
    return Double.isFinite(one) && Double.isFinite(other) && one != other
        ? Math.clamp((level - one) / (other - one), 0, 1)
        : in(row, column) ? 0 : 1;
  }

  private double value(int row, int column) {
    boolean inside = row >= 0 && row < grid.ys().size() && column >= 0 && column < grid.xs().size();
    return inside ? grid.at(row, column) : Double.NEGATIVE_INFINITY;
  }

  /** Past the ends there is nothing: positions stay on the edge. */
  private static double along(Values at, int index, double share) {
    double from = at.at(Math.clamp(index, 0, at.size() - 1));
    double to = at.at(Math.clamp(index + 1, 0, at.size() - 1));
    return share == 0 ? from : from + share * (to - from);
  }
}
