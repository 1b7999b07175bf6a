package peaberry.data;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;

/**
 * One CSV file on its way through DuckDB.
 *
 * <p>DuckDB guesses types from the first rows and would round 0.5 in a column that began with whole
 * numbers. So such columns are read as fractions, and dates as moments, and made narrower where all
 * rows allow it.
 */
final class CsvImport {
  private static final String MISSING = "nullstr = ['', 'NA', 'N/A', 'NaN', 'null', '*']";

  /** Whole numbers are exact in a double up to here. */
  private static final String EXACT = "9007199254740992";

  private final DuckDb database;
  private final String file;

  private CsvImport(DuckDb database, Path file) {
    this.database = database;
    this.file = "'" + file.toAbsolutePath().toString().replace("'", "''") + "'";
  }

  /** The table in a file. */
  static Table read(Path file) throws SQLException {
    try (DuckDb database = new DuckDb()) {
      return new CsvImport(database, file).table();
    }
  }

  private Table table() throws SQLException {
    Map<String, String> guesses = guesses();
    String wider =
        guesses.entrySet().stream()
            .filter(guess -> isNarrow(guess.getValue()))
            .map(guess -> text(guess.getKey()) + ": '" + wider(guess.getValue()) + "'")
            .collect(Collectors.joining(", "));
    try {
      // Into a table of DuckDB's: that is done by all cores, handing rows out is not.
      load(wider.isEmpty() ? "" : ", types = {" + wider + "}");
    } catch (SQLException misled) {
      load(", sample_size = -1");
      return database.query("FROM file");
    }
    return narrowed(guesses);
  }

  private Map<String, String> guesses() throws SQLException {
    Map<String, String> guesses = new LinkedHashMap<>();
    try (var statement = database.prepare("FROM read_csv(%s, %s)".formatted(file, MISSING))) {
      var types = statement.getMetaData();
      for (int i = 1; i <= types.getColumnCount(); i++) {
        guesses.put(types.getColumnName(i), types.getColumnTypeName(i));
      }
    }
    return guesses;
  }

  private void load(String options) throws SQLException {
    database.execute(
        "CREATE OR REPLACE TABLE file AS FROM read_csv(%s, %s%s)"
            .formatted(file, MISSING, options));
  }

  private Table narrowed(Map<String, String> guesses) throws SQLException {
    List<String> checks = new ArrayList<>(List.of("1"));
    guesses.forEach(
        (name, type) -> {
          if (isNarrow(type)) {
            String column = DuckDb.quoted(name);
            checks.add(
                type.equals("DATE")
                    ? "CASE WHEN bool_and(%s = date_trunc('day', %s)) THEN 1 ELSE 0 END"
                        .formatted(column, column)
                    : "CASE WHEN max(abs(%s)) >= %s THEN 2 WHEN bool_and(%s = trunc(%s)) THEN 1 ELSE 0 END"
                        .formatted(column, EXACT, column, column));
          }
        });
    Table verdicts = database.query("SELECT " + String.join(", ", checks) + " FROM file");
    List<String> columns = new ArrayList<>();
    int check = 1;
    for (Map.Entry<String, String> guess : guesses.entrySet()) {
      String column = DuckDb.quoted(guess.getKey());
      int verdict = isNarrow(guess.getValue()) ? verdicts.intColumn(check++).getInt(0) : 0;
      if (verdict == 2) {
        load(", sample_size = -1");
        return database.query("FROM file");
      }
      columns.add(
          verdict == 1
              ? "CAST(%s AS %s) AS %s".formatted(column, guess.getValue(), column)
              : column);
    }
    return database.query("SELECT " + String.join(", ", columns) + " FROM file");
  }

  private static boolean isNarrow(String type) {
    return type.equals("BIGINT") || type.equals("DATE");
  }

  private static String wider(String type) {
    return type.equals("DATE") ? "TIMESTAMP" : "DOUBLE";
  }

  private static String text(String name) {
    return "'" + name.replace("'", "''") + "'";
  }
}
