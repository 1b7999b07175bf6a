package peaberry.plot;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** Numbers in a row that nobody can change. */
final class Values {
  static final Values NONE = new Values(new double[0]);

  private final double[] numbers;

  private Values(double[] numbers) {
    this.numbers = numbers;
  }

  static Values of(double... numbers) {
    return new Values(numbers.clone());
  }

  /** 0, 1, 2, ... */
  static Values upTo(int count) {
    return of(DoubleStream.iterate(0, i -> i + 1).limit(count).toArray());
  }

  int size() {
    return numbers.length;
  }

  double at(int index) {
    return numbers[index];
  }

  boolean finite(int index) {
    return Double.isFinite(numbers[index]);
  }

  DoubleStream stream() {
    return Arrays.stream(numbers);
  }

  /** The finite ones, in ascending order. */
  double[] sorted() {
    return stream().filter(Double::isFinite).sorted().toArray();
  }

  Values map(DoubleUnaryOperator operator) {
    return new Values(stream().map(operator).toArray());
  }

  Values take(int... rows) {
    return new Values(Arrays.stream(rows).mapToDouble(row -> numbers[row]).toArray());
  }

  Extent extent() {
    return Extent.of(stream());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values values && Arrays.equals(numbers, values.numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return Arrays.toString(numbers);
  }
}
