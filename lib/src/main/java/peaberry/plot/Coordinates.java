package peaberry.plot;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.stream.IntStream;
import peaberry.data.ColumnsByName;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A column's values along an axis: numbers, or moments, which stand on it in milliseconds.
 *
 * @param axis with the column's name as its title
 * @param values one for each row, NaN for what is missing
 */
record Coordinates(Axis axis, Values values) {

  static Coordinates of(Table table, String name) {
    return switch (ColumnsByName.find(table, name)) {
      case DateColumn days -> moments(days, day -> day.atStartOfDay());
      case DateTimeColumn times -> moments(times, time -> time);
      case InstantColumn instants ->
          moments(instants, instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
      default ->
          new Coordinates(
              Axis.titled(name), Values.of(ColumnsByName.numbers(table, name).asDoubleArray()));
    };
  }

  private static <T> Coordinates moments(Column<T> column, Function<T, LocalDateTime> moment) {
    double[] values =
        IntStream.range(0, column.size())
            .mapToDouble(
                row -> column.isMissing(row) ? Double.NaN : value(moment.apply(column.get(row))))
            .toArray();
    return new Coordinates(Axis.titled(column.name()).withMoments(), Values.of(values));
  }

  /** Where a moment stands. */
  static double value(LocalDateTime moment) {
    return moment.toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
