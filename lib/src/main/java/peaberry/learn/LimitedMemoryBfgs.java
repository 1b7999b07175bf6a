package peaberry.learn;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * Minimises a smooth convex function by L-BFGS: Newton steps with a curvature that is guessed from
 * the last ten gradients. Source: Nocedal and Wright, Numerical Optimization, algorithms 7.4 and
 * 7.5, with steps halved until the function falls enough. Smile's logs two lines for each fit,
 * which a notebook would show.
 */
final class LimitedMemoryBfgs {
  private static final int MEMORY = 10;

  private LimitedMemoryBfgs() {}

  /** Writes the gradient at a point and returns the value. */
  interface Function {
    double at(double[] point, double[] gradient);
  }

  private record Step(double[] move, double[] change, double product) {}

  /** The minimum's place, from a start that is not changed. */
  static double[] minimum(Function function, double[] start, double tolerance, int mostSteps) {
    double[] point = start.clone();
    double[] gradient = new double[point.length];
    double value = function.at(point, gradient);
    Deque<Step> steps = new ArrayDeque<>();
    for (int i = 0; i < mostSteps && largest(gradient) > tolerance; i++) {
      double[] direction = direction(gradient, steps);
      double slope = dot(gradient, direction);
      double[] next = new double[point.length];
      double[] nextGradient = new double[point.length];
      double size = steps.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
      double nextValue = move(function, point, direction, size, next, nextGradient);
      while (!(nextValue <= value + 1e-4 * size * slope) && size > 1e-12) {
        size /= 2;
        nextValue = move(function, point, direction, size, next, nextGradient);
      }
      if (!(nextValue < value)) {
        return point; // no digit of the value is left to gain
      }
      double[] moved = less(next, point);
      double[] changed = less(nextGradient, gradient);
      double product = dot(moved, changed);
      if (product > 0) {
        steps.addLast(new Step(moved, changed, product));
        if (steps.size() > MEMORY) {
          steps.removeFirst();
        }
      }
      point = next;
      gradient = nextGradient;
      value = nextValue;
    }
    return point;
  }

  private static double move(
      Function function,
      double[] point,
      double[] direction,
      double size,
      double[] next,
      double[] gradient) {
    Arrays.setAll(next, i -> point[i] + size * direction[i]);
    return function.at(next, gradient);
  }

  private static double[] direction(double[] gradient, Deque<Step> steps) {
    double[] direction = Arrays.stream(gradient).map(v -> -v).toArray();
    double[] weights = new double[steps.size()];
    int i = weights.length;
    for (Iterator<Step> late = steps.descendingIterator(); late.hasNext(); ) {
      Step step = late.next();
      double weight = dot(step.move, direction) / step.product;
      weights[--i] = weight;
      Arrays.setAll(direction, f -> direction[f] - weight * step.change[f]);
    }
    if (!steps.isEmpty()) {
      Step last = steps.getLast();
      double scale = last.product / dot(last.change, last.change);
      Arrays.setAll(direction, f -> scale * direction[f]);
    }
    for (Step step : steps) {
      double weight = weights[i++] - dot(step.change, direction) / step.product;
      Arrays.setAll(direction, f -> direction[f] + weight * step.move[f]);
    }
    return direction;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  private static double[] less(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
