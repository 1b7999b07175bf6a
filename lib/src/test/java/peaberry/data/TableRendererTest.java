package peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import peaberry.kernel.display.Renderer;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableRendererTest {

  @Test
  void theKernelFindsTheRendererByTheTablesType() {
    assertThat(ServiceLoader.load(Renderer.class).stream().map(ServiceLoader.Provider::type))
        .contains(TableRenderer.class);
    assertThat(new TableRenderer().type()).isEqualTo(Table.class);
  }

  @Test
  void aSmallTableIsShownWhole() {
    Table table =
        Table.create(
            "t",
            StringColumn.create("name", "a", "bb"),
            IntColumn.create("count", 3, 12),
            DoubleColumn.create("share", 0.5, Double.NaN),
            BooleanColumn.create("ok", true, false));
    assertThat(new TableRenderer().render(table).plain())
        .isEqualTo(
            """
               name  count   share  ok
               text    int  double  boolean
            -------------------------------
            0  a         3     0.5  true
            1  bb       12          false
            2 rows × 4 columns\
            """);
  }

  @Test
  void fractionsAreRoundedForTheReader() {
    Table table =
        Table.create(
            DoubleColumn.create("pi", Math.PI, 100),
            FloatColumn.create("third", 1 / 3f, 2),
            IntColumn.create("whole", new int[] {7, 123456}));
    assertThat(TableRenderer.grid(table).rows())
        .containsExactly(
            List.of("0", "3.1416", "0.3333", "7"), List.of("1", "100.0000", "2.0000", "123456"));
  }

  @Test
  void theHtmlEscapesTextAndFollowsTheTheme() {
    Table table = Table.create("<t>", StringColumn.create("<b>", "a&b", "\"x\""));
    var bundle = new TableRenderer().render(table);
    String html = (String) bundle.data().get("text/html");
    assertThat(html)
        .contains("&lt;b&gt;", "a&amp;b", "&quot;x&quot;", ">2 rows × 1 column")
        .contains("var(--jp-ui-font-color2,", "var(--jp-border-color1,")
        .doesNotContain("<b>", "<t>", "<script");
    assertThat(bundle.data()).containsOnlyKeys("text/plain", "text/html");
  }

  @Test
  void aLongTableShowsItsFirstAndLastRows() {
    Table table =
        Table.create("long", IntColumn.create("i", IntStream.range(0, 1_000_000).toArray()));
    Grid grid = TableRenderer.grid(table);
    assertThat(grid.rows()).hasSize(11);
    assertThat(grid.rows().get(4)).containsExactly("4", "4");
    assertThat(grid.rows().get(5)).containsExactly("…", "…");
    assertThat(grid.rows().get(10)).containsExactly("999999", "999999");
    assertThat(grid.caption()).isEqualTo("1,000,000 rows × 1 column");
  }

  @Test
  void onlyWhatIsShownIsFormatted() {
    AtomicInteger reads = new AtomicInteger();
    IntColumn counted =
        new IntColumn("i", new it.unimi.dsi.fastutil.ints.IntArrayList(new int[100_000])) {
          @Override
          public String getString(int row) {
            reads.incrementAndGet();
            return "x";
          }
        };
    assertThat(TableRenderer.grid(Table.create("t", counted)).rows()).hasSize(11);
    assertThat(reads).hasValue(10);
  }

  @Test
  void aWideTableShowsItsFirstAndLastColumns() {
    Table table = Table.create("wide");
    for (int i = 0; i < 100; i++) {
      table.addColumns(IntColumn.create("c" + i, new int[] {i}));
    }
    List<String> heads =
        TableRenderer.grid(table).columns().stream().map(Grid.Column::name).toList();
    assertThat(heads).hasSize(20).startsWith("", "c0", "c1").endsWith("c98", "c99").contains("…");
  }

  @Test
  void aTableMadeFromAnotherDoesNotBearTheOthersName() {
    Table servers = Table.create("servers", IntColumn.create("age", 1, 2, 3));
    Table old = servers.where(servers.intColumn("age").isGreaterThan(1));
    assertThat(old.name()).isEqualTo("servers");
    assertThat(TableRenderer.grid(old).caption()).isEqualTo("2 rows × 1 column");
    assertThat(TableRenderer.grid(servers.summary()).toText()).doesNotContain("servers");
  }

  @Test
  void anEmptyTableAndALongTextAreShown() {
    assertThat(TableRenderer.grid(Table.create("none")).toText()).isEqualTo("0 rows × 0 columns");
    Table table = Table.create("t", StringColumn.create("s", "ü\n".repeat(100)));
    assertThat(TableRenderer.grid(table).rows().getFirst().get(1))
        .hasSize(60)
        .endsWith("…")
        .doesNotContain("\n");
  }

  @Test
  void aColumnOfNumbersHasOneNumberOfDecimals() {
    assertThat(Numbers.column(new double[] {1, 2.5, -10})).containsExactly("1.0", "2.5", "-10.0");
    assertThat(Numbers.column(new double[] {1, 2, 3})).containsExactly("1", "2", "3");
    assertThat(Numbers.column(new double[] {Math.PI, 100})).containsExactly("3.1416", "100.0000");
    assertThat(Numbers.column(new double[] {1e-7, 2e-7})).containsExactly("1.000e-07", "2.000e-07");
    assertThat(Numbers.column(new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1}))
        .containsExactly("", "-Infinity", "1");
    assertThat(Numbers.column(new double[0])).isEmpty();
    assertThat(Numbers.format(20.80075)).isEqualTo("20.8008");
    assertThat(Numbers.format(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void aGridRefusesARowOfAnotherWidth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Grid(List.of(Grid.Column.text("a")), List.of(List.of("1", "2")), ""))
        .withMessage("A row has 2 cells, but there are 1 columns.");
  }
}
