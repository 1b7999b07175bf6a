package peaberry.random;

/**
 * The singular values and vectors of an upper bidiagonal matrix by the implicit zero-shift QR
 * algorithm. Source: J. Demmel and W. Kahan, "Accurate singular values of bidiagonal matrices",
 * SIAM J. Sci. Stat. Comput. 11(5), 1990, in the steps of LAPACK's {@code dbdsqr}, so that the
 * signs of the vectors are LAPACK's.
 */
final class BidiagonalQr {
  private static final double EPSILON = 0x1p-53;
  private static final double TOLERANCE = Math.pow(EPSILON, -0.125) * EPSILON;
  private static final int ROUNDS = 6;

  private final double[] d;
  private final double[] e;
  private final double[][] left;
  private final double[][] right;
  private final double threshold;

  private BidiagonalQr(double[] d, double[] e, double[][] left, double[][] right) {
    this.d = d;
    this.e = e;
    this.left = left;
    this.right = right;
    this.threshold = threshold(d, e);
  }

  /**
   * Replaces the diagonal {@code d} by the singular values, the largest first; turns the rows of
   * {@code left} and {@code right} into the singular vectors. Uses up {@code e}, what is above the
   * diagonal.
   */
  static void of(double[] d, double[] e, double[][] left, double[][] right) {
    BidiagonalQr qr = new BidiagonalQr(d, e, left, right);
    qr.iterate();
    qr.makePositive();
    qr.sort();
  }

  private static double threshold(double[] d, double[] e) {
    int n = d.length;
    double smallest = n == 0 ? 0 : Math.abs(d[0]);
    double mu = smallest;
    for (int i = 1; i < n && smallest != 0; i++) {
      mu = Math.abs(d[i]) * (mu / (mu + Math.abs(e[i - 1])));
      smallest = Math.min(smallest, mu);
    }
    return Math.max(TOLERANCE * (smallest / Math.sqrt(n)), ROUNDS * (n * (n * Double.MIN_NORMAL)));
  }

  private void iterate() {
    int oldFirst = -1;
    int oldLast = -1;
    boolean down = true;
    int last = d.length - 1;
    // 6 n^2 steps suffice for every matrix of numbers; a NaN would never converge.
    long steps = (long) ROUNDS * d.length * d.length;
    while (last > 0) {
      int first = blockEndingAt(last);
      if (first == last) {
        last--;
        continue;
      }
      if (first == last - 1) {
        solvePair(first);
        last -= 2;
        continue;
      }
      if (first > oldLast || last < oldFirst) {
        down = Math.abs(d[first]) >= Math.abs(d[last]);
      }
      int from = down ? first : last;
      int to = down ? last : first;
      double smallest = converge(from, to);
      if (smallest < 0) {
        continue;
      }
      oldFirst = first;
      oldLast = last;
      steps -= last - first;
      if (steps < 0) {
        throw new IllegalArgumentException(
            "The singular values of the covariance cannot be found: are all its values finite?");
      }
      double shift = shift(from, to, smallest, largest(first, last));
      if (shift == 0) {
        sweep(from, to);
      } else {
        sweep(from, to, shift);
      }
      if (Math.abs(e[between(to, to - (down ? 1 : -1))]) <= threshold) {
        e[between(to, to - (down ? 1 : -1))] = 0;
      }
    }
  }

  private int blockEndingAt(int last) {
    for (int i = last - 1; i >= 0; i--) {
      if (Math.abs(e[i]) <= threshold) {
        e[i] = 0;
        return i + 1;
      }
    }
    return 0;
  }

  private double largest(int first, int last) {
    double largest = Math.abs(d[last]);
    for (int i = first; i < last; i++) {
      largest = Math.max(largest, Math.max(Math.abs(d[i]), Math.abs(e[i])));
    }
    return largest;
  }

  /** Sets a negligible e to 0 and gives -1; else a lower bound of the block's singular values. */
  private double converge(int from, int to) {
    int step = Integer.signum(to - from);
    int end = between(to, to - step);
    if (Math.abs(e[end]) <= TOLERANCE * Math.abs(d[to])) {
      e[end] = 0;
      return -1;
    }
    double mu = Math.abs(d[from]);
    double smallest = mu;
    for (int i = from; i != to; i += step) {
      int at = between(i, i + step);
      if (Math.abs(e[at]) <= TOLERANCE * mu) {
        e[at] = 0;
        return -1;
      }
      mu = Math.abs(d[i + step]) * (mu / (mu + Math.abs(e[at])));
      smallest = Math.min(smallest, mu);
    }
    return smallest;
  }

  private double shift(int from, int to, double smallest, double largest) {
    if (d.length * TOLERANCE * (smallest / largest) <= Math.max(EPSILON, 0.01 * TOLERANCE)) {
      return 0;
    }
    int i = from < to ? to - 1 : to;
    double shift = Rotations.smallerSingularValue(d[i], e[i], d[i + 1]);
    double head = Math.abs(d[from]);
    return head > 0 && (shift / head) * (shift / head) < EPSILON ? 0 : shift;
  }

  /** One sweep without a shift, which keeps small singular values accurate. */
  private void sweep(int from, int to) {
    int step = Integer.signum(to - from);
    Rotations.Givens first = new Rotations.Givens(1, 0, 0);
    Rotations.Givens second = first;
    for (int i = from; i != to; i += step) {
      int next = i + step;
      first = Rotations.givens(d[i] * first.c(), e[between(i, next)]);
      if (i != from) {
        e[between(i - step, i)] = second.s() * first.r();
      }
      second = Rotations.givens(second.c() * first.r(), d[next] * first.s());
      d[i] = second.r();
      turn(i, next, first, second);
    }
    double h = d[to] * first.c();
    d[to] = h * second.c();
    e[between(to - step, to)] = h * second.s();
  }

  private void sweep(int from, int to, double shift) {
    int step = Integer.signum(to - from);
    double f = (Math.abs(d[from]) - shift) * (Math.copySign(1, d[from]) + shift / d[from]);
    double g = e[between(from, from + step)];
    for (int i = from; i != to; i += step) {
      int next = i + step;
      int at = between(i, next);
      Rotations.Givens first = Rotations.givens(f, g);
      if (i != from) {
        e[between(i - step, i)] = first.r();
      }
      f = first.c() * d[i] + first.s() * e[at];
      e[at] = first.c() * e[at] - first.s() * d[i];
      g = first.s() * d[next];
      d[next] = first.c() * d[next];
      Rotations.Givens second = Rotations.givens(f, g);
      d[i] = second.r();
      f = second.c() * e[at] + second.s() * d[next];
      d[next] = second.c() * d[next] - second.s() * e[at];
      if (next != to) {
        int after = between(next, next + step);
        g = second.s() * e[after];
        e[after] = second.c() * e[after];
      }
      turn(i, next, first, second);
    }
    e[between(to - step, to)] = f;
  }

  /** Downwards the first rotation is the right vectors'; upwards it is the left ones'. */
  private void turn(int i, int next, Rotations.Givens first, Rotations.Givens second) {
    if (i < next) {
      Rotations.rotate(right[i], right[next], first.c(), first.s());
      Rotations.rotate(left[i], left[next], second.c(), second.s());
    } else {
      Rotations.rotate(right[next], right[i], second.c(), -second.s());
      Rotations.rotate(left[next], left[i], first.c(), -first.s());
    }
  }

  private void solvePair(int i) {
    Rotations.Pair pair = Rotations.pair(d[i], e[i], d[i + 1]);
    d[i] = pair.larger();
    d[i + 1] = pair.smaller();
    e[i] = 0;
    Rotations.rotate(right[i], right[i + 1], pair.cosRight(), pair.sinRight());
    Rotations.rotate(left[i], left[i + 1], pair.cosLeft(), pair.sinLeft());
  }

  private void makePositive() {
    for (int i = 0; i < d.length; i++) {
      if (d[i] < 0) {
        for (int k = 0; k < d.length; k++) {
          right[i][k] = -right[i][k];
        }
      }
      // Adding 0 turns a negative zero into 0.
      d[i] = Math.abs(d[i]) + 0.0;
    }
  }

  /** Brings the smallest to the end, and so on: of equals the last, as LAPACK does. */
  private void sort() {
    for (int end = d.length - 1; end > 0; end--) {
      int smallest = 0;
      for (int i = 1; i <= end; i++) {
        smallest = d[i] <= d[smallest] ? i : smallest;
      }
      double value = d[smallest];
      d[smallest] = d[end];
      d[end] = value;
      swap(left, smallest, end);
      swap(right, smallest, end);
    }
  }

  private static void swap(double[][] rows, int i, int j) {
    double[] kept = rows[i];
    rows[i] = rows[j];
    rows[j] = kept;
  }

  private static int between(int i, int j) {
    return Math.min(i, j);
  }
}
