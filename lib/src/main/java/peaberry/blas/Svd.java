package peaberry.blas;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Collections;

/**
 * The singular value decomposition of a square matrix, as {@code numpy.linalg.svd} gives it: the
 * matrix is the sum of {@code values[i] * left[i]' * right[i]}.
 *
 * <p>Calls LAPACK's {@code dgesdd} in OpenBLAS by way of columns, as NumPy does, so the signs of
 * the vectors are NumPy's. With one thread and on the same processor so was every bit, for matrices
 * of up to 200 rows (NumPy 2.4.6, OpenBLAS 0.3.31). On another processor the vectors of well
 * separated singular values agree up to rounding; where two values are equal, their vectors are any
 * that span the same plane.
 *
 * @param values the singular values, the largest first
 * @param left the left singular vectors, one per row: the columns of NumPy's U
 * @param right the right singular vectors, one per row: the rows of NumPy's Vh
 */
public record Svd(double[] values, double[][] left, double[][] right) {
  private static final int ARGUMENTS = 14;

  /**
   * Decomposes a matrix.
   *
   * @param matrix square, of finite numbers
   * @throws IllegalArgumentException if it is not
   * @throws UnsupportedOperationException if there is no OpenBLAS; the message says what to do
   */
  public static Svd of(double[][] matrix) {
    int n = matrix.length;
    double[] columns = columns(matrix);
    if (n == 0) {
      return new Svd(columns, new double[0][], new double[0][]);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment a = arena.allocateFrom(JAVA_DOUBLE, columns);
      MemorySegment values = arena.allocate(JAVA_DOUBLE, n);
      MemorySegment u = arena.allocate(JAVA_DOUBLE, (long) n * n);
      MemorySegment vt = arena.allocate(JAVA_DOUBLE, (long) n * n);
      decompose(arena, n, a, values, u, vt);
      double[][] left = new double[n][];
      double[][] right = new double[n][n];
      for (int i = 0; i < n; i++) {
        long row = (long) i * n;
        left[i] = u.asSlice(row * Double.BYTES, (long) n * Double.BYTES).toArray(JAVA_DOUBLE);
        for (int k = 0; k < n; k++) {
          right[k][i] = vt.getAtIndex(JAVA_DOUBLE, row + k);
        }
      }
      return new Svd(values.toArray(JAVA_DOUBLE), left, right);
    }
  }

  private static double[] columns(double[][] matrix) {
    int n = matrix.length;
    double[] columns = new double[Math.multiplyExact(n, n)];
    for (int row = 0; row < n; row++) {
      if (matrix[row].length != n) {
        throw new IllegalArgumentException(
            "The matrix must be square, but row %d of %d has %d values."
                .formatted(row, n, matrix[row].length));
      }
      for (int column = 0; column < n; column++) {
        double value = matrix[row][column];
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException(
              "The matrix must hold finite numbers, but row %d has %s in column %d."
                  .formatted(row, value, column));
        }
        columns[column * n + row] = value;
      }
    }
    return columns;
  }

  /** Two calls: the first, with a length of -1, asks how much room to work in is best. */
  private static void decompose(
      Arena arena, int n, MemorySegment a, MemorySegment s, MemorySegment u, MemorySegment vt) {
    MemoryLayout[] addresses = Collections.nCopies(ARGUMENTS, ADDRESS).toArray(MemoryLayout[]::new);
    MethodHandle dgesdd = OpenBlas.function("dgesdd_", FunctionDescriptor.ofVoid(addresses));
    MemorySegment all = arena.allocateFrom(JAVA_BYTE, (byte) 'A');
    MemorySegment size = arena.allocateFrom(JAVA_INT, n);
    MemorySegment integers = arena.allocate(JAVA_INT, 8L * n);
    MemorySegment error = arena.allocate(JAVA_INT);
    MemorySegment length = arena.allocateFrom(JAVA_INT, -1);
    MemorySegment work = arena.allocate(JAVA_DOUBLE);
    for (int call = 0; call < 2; call++) {
      try {
        dgesdd.invokeExact(
            all, size, size, a, size, s, u, size, vt, size, work, length, integers, error);
      } catch (Throwable e) {
        throw new IllegalStateException("LAPACK's dgesdd could not be called.", e);
      }
      int best = (int) work.get(JAVA_DOUBLE, 0);
      length.set(JAVA_INT, 0, best);
      work = arena.allocate(JAVA_DOUBLE, best);
    }
    if (error.get(JAVA_INT, 0) != 0) {
      throw new IllegalArgumentException(
          "The singular values of this matrix could not be found: LAPACK's dgesdd ended with %d."
              .formatted(error.get(JAVA_INT, 0)));
    }
  }
}
