package peaberry.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * One figure of each group of rows, over what is not missing, as SQL has it: {@code avg(amount) AS
 * mean}. Computed in one pass over the rows, where a database would first have to be opened.
 */
record Aggregate(Kind kind, Optional<Column<?>> column, String name) {
  private static final String NAME = "([A-Za-z_][A-Za-z_0-9]*|\"[^\"]+\")";
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(avg|mean|sum|min|max|count)\\s*\\(\\s*(?:\\*|%s)\\s*\\)\\s+AS\\s+%s\\s*"
              .formatted(NAME, NAME),
          Pattern.CASE_INSENSITIVE);

  enum Kind {
    AVG,
    SUM,
    MIN,
    MAX,
    COUNT
  }

  /**
   * The aggregate that an expression describes; empty if it is another expression, which is the
   * database's business.
   */
  static Optional<Aggregate> of(String expression, Table table) {
    Matcher form = FORM.matcher(expression);
    if (!form.matches()) {
      return Optional.empty();
    }
    String word = form.group(1).toUpperCase(Locale.ROOT);
    Kind kind = word.equals("MEAN") ? Kind.AVG : Kind.valueOf(word);
    String name = unquoted(form.group(3));
    if (form.group(2) == null) {
      return kind == Kind.COUNT
          ? Optional.of(new Aggregate(kind, Optional.empty(), name))
          : Optional.empty();
    }
    String wanted = unquoted(form.group(2));
    return table.columns().stream()
        .filter(column -> column.name().equals(wanted))
        .filter(column -> kind == Kind.COUNT || isNumeric(column))
        .findFirst()
        .map(column -> new Aggregate(kind, Optional.of(column), name));
  }

  private static String unquoted(String name) {
    return name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
  }

  /** Long columns are left out: their sums may need more digits than a double has. */
  private static boolean isNumeric(Column<?> column) {
    return column instanceof DoubleColumn || column instanceof FloatColumn || isWhole(column);
  }

  private static boolean isWhole(Column<?> column) {
    return column instanceof IntColumn || column instanceof ShortColumn;
  }

  /** The figures of all groups; {@code groups} has each row's. */
  Column<?> of(int[] groups, int count) {
    double[] figures = new double[count];
    Arrays.fill(
        figures,
        kind == Kind.MIN
            ? Double.POSITIVE_INFINITY
            : kind == Kind.MAX ? Double.NEGATIVE_INFINITY : 0);
    int[] rows = new int[count];
    IntToDoubleFunction values =
        column
            .<IntToDoubleFunction>map(
                c ->
                    c instanceof NumericColumn<?> n
                        ? n::getDouble
                        : row -> c.isMissing(row) ? Double.NaN : 0)
            .orElse(row -> 0);
    for (int row = 0; row < groups.length; row++) {
      double value = values.applyAsDouble(row);
      if (!Double.isNaN(value)) {
        int group = groups[row];
        rows[group]++;
        switch (kind) {
          case MIN -> figures[group] = Math.min(figures[group], value);
          case MAX -> figures[group] = Math.max(figures[group], value);
          default -> figures[group] += value;
        }
      }
    }
    if (kind == Kind.COUNT) {
      return IntColumn.create(name, rows);
    }
    for (int group = 0; group < count; group++) {
      if (rows[group] == 0) {
        figures[group] = Double.NaN;
      } else if (kind == Kind.AVG) {
        figures[group] /= rows[group];
      }
    }
    if (kind != Kind.AVG && isWhole(column.orElseThrow())) {
      return ResultColumn.narrowest(
          name,
          Arrays.stream(figures)
              .mapToLong(f -> Double.isNaN(f) ? KeyColumn.MISSING : (long) f)
              .toArray());
    }
    return DoubleColumn.create(name, figures);
  }
}
