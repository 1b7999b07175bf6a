package peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.aggregate.AggregateFunctions;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

class TablesTest {
  @TempDir Path folder;

  private Table read(String text) throws IOException {
    return Csv.read(Files.writeString(folder.resolve("it's.csv"), text));
  }

  @Test
  void aFileIsReadWithTheTypesThatTablesawChooses() throws IOException {
    String text =
        """
        i,l,d,b,s,day,moment,gap
        1,5000000000,1.5,true,"a, b",2024-02-29,2024-02-29T12:30:00,7
        -2,1,NaN,false,ü,2024-03-01,2024-03-01T00:00:00,
        3,2,1e-300,true,NA,1999-12-31,1999-12-31T23:59:59,9
        """;
    Table table = read(text);
    Table tablesaws = Table.read().string(text, "csv");
    assertThat(table.name()).isEqualTo("it's.csv");
    assertThat(table.columnNames()).isEqualTo(tablesaws.columnNames());
    assertThat(table.types()).hasToString(tablesaws.types().toString());
    for (String name : table.columnNames()) {
      for (int row = 0; row < 3; row++) {
        assertThat(table.column(name).getString(row))
            .as(name)
            .isEqualTo(tablesaws.column(name).getString(row));
      }
    }
  }

  @Test
  void aTypeIsDecidedByAllRows() throws IOException {
    StringBuilder text = new StringBuilder("x\n");
    for (int i = 0; i < 50_000; i++) {
      text.append(i).append('\n');
    }
    assertThat(read(text + "0.5\n").column("x")).isInstanceOf(DoubleColumn.class);
    assertThat(read(text + "none\n").column("x")).isInstanceOf(StringColumn.class);
    assertThat(read(text + "9007199254740993\n").longColumn("x").getLong(50_000))
        .isEqualTo(9007199254740993L);
    String days = text.toString().replaceAll("\\d+", "2024-01-01");
    assertThat(read(days + "2024-01-02\n").column("x")).isInstanceOf(DateColumn.class);
    assertThat(read(days + "2024-01-02 10:00:00\n").column("x")).isInstanceOf(DateTimeColumn.class);
    Table wholes = read(text.toString());
    assertThat(wholes.intColumn("x").getInt(49_999)).isEqualTo(49_999);
  }

  @Test
  void everyKindOfColumnGoesThroughAQueryUnchanged() {
    Table table =
        Table.create(
            DoubleColumn.create("d", 1.5, Double.NaN),
            FloatColumn.create("f", 0.5f, 2f),
            IntColumn.create("i", new Integer[] {7, null}),
            ShortColumn.create("h", (short) 1, (short) 2),
            LongColumn.create("l", 1L << 40, 3),
            BooleanColumn.create("b", new Boolean[] {true, null}),
            StringColumn.create("s", "ä€𝄞", null),
            DateColumn.create("day", LocalDate.of(2024, 2, 29), null),
            DateTimeColumn.create("at", LocalDateTime.of(2024, 2, 29, 1, 2, 3), null));
    Table result = Tables.query("SELECT * FROM t", Map.of("t", table));
    for (String name : table.columnNames()) {
      for (int row = 0; row < 2; row++) {
        assertThat(result.column(name).getString(row))
            .as(name)
            .isEqualTo(table.column(name).getString(row));
      }
    }
    assertThat(
            Tables.query("SELECT count(*) AS n FROM t", Map.of("t", table))
                .intColumn("n")
                .getInt(0))
        .isEqualTo(2);
  }

  @Test
  void groupsAreTablesawsOwn() {
    Random random = new Random(1);
    int n = 20_000;
    String[] keys = new String[n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      keys[i] = "k" + random.nextInt(50);
      values[i] = random.nextInt(1000);
    }
    Table table = Table.create(StringColumn.create("key", keys), DoubleColumn.create("v", values));
    Table fast = Tables.group(table, List.of("key"), "sum(v) AS total", "count(*) AS n");
    Table slow =
        table
            .summarize("v", AggregateFunctions.sum, AggregateFunctions.count)
            .by("key")
            .sortOn("key");
    assertThat(fast.rowCount()).isEqualTo(50);
    assertThat(fast.stringColumn("key").asList()).isEqualTo(slow.stringColumn("key").asList());
    assertThat(fast.doubleColumn("total").asDoubleArray())
        .isEqualTo(slow.doubleColumn("Sum [v]").asDoubleArray());
    assertThat(fast.intColumn("n").asDoubleArray())
        .isEqualTo(slow.doubleColumn("Count [v]").asDoubleArray());
    assertThat(table.rowCount()).isEqualTo(n);
  }

  /** Few different values of every kind of key, some missing. */
  private static Table mixed(Random random, int rows, String value) {
    Table table =
        Table.create(
            IntColumn.create("i"),
            DoubleColumn.create("d"),
            StringColumn.create("s"),
            BooleanColumn.create("b"),
            DateColumn.create("day"),
            DateTimeColumn.create("moment"),
            LongColumn.create("l"),
            IntColumn.create(value));
    String[] texts = {"ä", "b", "B", "\uFF5E", "\uD835\uDD04"};
    for (int row = 0; row < rows; row++) {
      int n = random.nextInt(5);
      table.intColumn("i").append(n - 2);
      table.doubleColumn("d").append(n == 0 ? random.nextBoolean() ? 0.0 : -0.0 : n / 2.0 - 1);
      table.stringColumn("s").append(texts[random.nextInt(5)]);
      table.booleanColumn("b").append(random.nextBoolean());
      table.dateColumn("day").append(LocalDate.of(1900 + 50 * random.nextInt(4), 2, 3));
      table.dateTimeColumn("moment").append(LocalDateTime.of(2000, 1, 1, random.nextInt(3), 0));
      table.longColumn("l").append(random.nextInt(2) << 40L);
      table.intColumn(value).append(row);
      for (var column : table.columns()) {
        if (random.nextInt(8) == 0) {
          column.setMissing(row);
        }
      }
    }
    return table;
  }

  private static void same(Table ours, Table duckDbs) {
    assertThat(ours.columnNames()).isEqualTo(duckDbs.columnNames());
    assertThat(ours.rowCount()).isEqualTo(duckDbs.rowCount());
    for (String name : ours.columnNames()) {
      assertThat(texts(ours.column(name))).as(name).isEqualTo(texts(duckDbs.column(name)));
    }
  }

  /** Which of 0 and -0, which are equal, stands for a group is left open. */
  private static List<String> texts(Column<?> column) {
    return IntStream.range(0, column.size())
        .mapToObj(row -> column.getString(row).replaceFirst("^-(0|0[.]0)$", "$1"))
        .toList();
  }

  @Test
  void groupsByHashingAreDuckDbs() {
    Table table = mixed(new Random(2), 3000, "v");
    String figures =
        "avg(v) AS mean, sum(v) AS total, min(i) AS least, max(v) AS most, count(s) AS n, count(*) AS rows";
    for (String by : List.of("i", "d", "s", "b", "day", "moment", "s, i", "b, day, d")) {
      Table ours = Tables.group(table, List.of(by.split(", ")), figures.split(", "));
      Table duckDbs =
          Tables.query(
              "SELECT %s, %s FROM t GROUP BY %s ORDER BY %s".formatted(by, figures, by, by),
              Map.of("t", table));
      assertThat(ours.types()).isEqualTo(duckDbs.types());
      same(ours, duckDbs);
    }
  }

  @Test
  void joinsByHashingAreDuckDbs() {
    Table left = mixed(new Random(3), 200, "v");
    for (String by : List.of("i", "d", "s", "b", "day", "moment", "l", "s, i", "b, day, d")) {
      Table right = mixed(new Random(4), 40, "w");
      for (String name : left.columnNames()) {
        if (!List.of(by.split(", ")).contains(name) && !name.equals("v")) {
          right.removeColumns(name);
        }
      }
      String sql = "SELECT l.*, r.w FROM l %s JOIN r USING (%s) ORDER BY l.rowOf, r.w";
      Table numbered =
          Table.create(left.columns())
              .addColumns(IntColumn.create("rowOf", IntStream.range(0, 200)));
      right.replaceColumn("w", IntColumn.create("w", IntStream.range(0, 40)));
      Map<String, Table> tables = Map.of("l", numbered, "r", right);
      same(
          Tables.join(numbered, right, by.split(", ")),
          Tables.query(sql.formatted("", by), tables));
      same(
          Tables.leftJoin(numbered, right, by.split(", ")),
          Tables.query(sql.formatted("LEFT", by), tables));
    }
  }

  @Test
  void wholeNumbersAreJoinedToEqualFractions() {
    Table left = Table.create(LongColumn.create("id", 1, 2), IntColumn.create("v", 5, 6));
    Table right = Table.create(DoubleColumn.create("id", 2.0, 1.5), IntColumn.create("w", 7, 8));
    assertThat(Tables.join(left, right, "id").intColumn("w").asIntArray()).containsExactly(7);
  }

  @Test
  void aJoinedTableIsACopy() {
    Table left = Table.create(IntColumn.create("id", 1, 2), StringColumn.create("s", "a", "b"));
    Table right = Table.create(IntColumn.create("id", 1, 2), DoubleColumn.create("v", 3, 4));
    Table joined = Tables.join(left, right, "id");
    joined.intColumn("id").set(0, 9);
    joined.stringColumn("s").set(0, "new");
    joined.stringColumn("s").append("c");
    assertThat(left.intColumn("id").getInt(0)).isEqualTo(1);
    assertThat(left.stringColumn("s").asList()).containsExactly("a", "b");
    assertThat(joined.stringColumn("s").asList()).containsExactly("new", "b", "c");
    assertThat(joined.stringColumn("s").countOccurrences("a")).isZero();
  }

  @Test
  void aJoinKeepsTheOrderOfTheLeftTable() {
    Table left =
        Table.create(
            IntColumn.create("id", 3, 1, 9, 3), StringColumn.create("s", "a", "b", "c", "d"));
    Table right = Table.create(IntColumn.create("id", 1, 3), DoubleColumn.create("v", 10, 30));
    Table inner = Tables.join(left, right, "id");
    assertThat(inner.columnNames()).containsExactly("id", "s", "v");
    assertThat(inner.stringColumn("s").asList()).containsExactly("a", "b", "d");
    assertThat(inner.doubleColumn("v").asDoubleArray()).containsExactly(30, 10, 30);
    Table outer = Tables.leftJoin(left, right, "id");
    assertThat(outer.doubleColumn("v").asDoubleArray()).containsExactly(30, 10, Double.NaN, 30);
  }

  @Test
  void wrongInputIsNamed() {
    Table table = Table.create(IntColumn.create("id", 1), IntColumn.create("v", 1));
    wrong(
        () -> Csv.read(Path.of("no.csv")),
        "There is no file no.csv to read: give the path of a CSV file.");
    wrong(
        () -> Tables.join(table, table, "id"),
        "Both tables have a column v: rename it in one, or join by it, too.");
    wrong(
        () -> Tables.join(table, table, "ID"),
        "The table has no column ID; did you mean id? It has [id, v].");
    wrong(
        () -> Tables.join(table, Table.create(StringColumn.create("id", "1")), "id"),
        "The column id holds integer in one table and string in the other: give both one type.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tables.query("SELEC 1", Map.of()))
        .withMessageContaining("syntax error")
        .withMessageEndingWith("It reads: SELEC 1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Tables.query("SELECT * FROM t", Map.of("t", Table.create(TimeColumn.create("at")))))
        .withMessageContaining("The column at holds local_time, which a query cannot read");
  }

  private static void wrong(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
  }
}
