package peaberry.data.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import smile.data.DataFrame;
import smile.data.vector.DoubleVector;
import smile.data.vector.ValueVector;
import smile.tensor.DenseMatrix;
import smile.validation.metric.ConfusionMatrix;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class DataFramesTest {
  private final Table table =
      Table.create(
          DoubleColumn.create("d", 1.5, Double.NaN, -3),
          FloatColumn.create("f", 1f, 2f, 0.5f),
          IntColumn.create("i", new Integer[] {7, null, 9}),
          IntColumn.create("whole", 1, 2, 3),
          LongColumn.create("l", 1L << 40, 2, 3),
          BooleanColumn.create("b", true, false, true),
          StringColumn.create("s", "x", null, "z"));

  @Test
  void aTableComesBackAsItWas() {
    DataFrame frame = DataFrames.of(table);
    Table back = DataFrames.table(frame);
    assertThat(back.columnNames()).isEqualTo(table.columnNames());
    assertThat(back.types()).hasToString(table.types().toString());
    for (int row = 0; row < 3; row++) {
      for (String name : table.columnNames()) {
        assertThat(back.column(name).isMissing(row))
            .as(name)
            .isEqualTo(table.column(name).isMissing(row));
        assertThat(back.column(name).getString(row))
            .as(name)
            .isEqualTo(table.column(name).getString(row));
      }
    }
  }

  @Test
  void missingWholeNumbersMakeANullableColumn() {
    DataFrame frame = DataFrames.of(table);
    assertThat(frame.column("i").isNullable()).isTrue();
    assertThat(frame.column("i").isNullAt(1)).isTrue();
    assertThat(frame.column("whole").isNullable()).isFalse();
    assertThat(frame.column("s").isNullAt(1)).isTrue();
  }

  @Test
  void someColumnsCanBeChosenAndTheTableKeepsItsOwnValues() {
    DataFrame frame = DataFrames.of(table, "whole", "d");
    assertThat(frame.names()).containsExactly("whole", "d");
    frame.column("whole").set(0, 99);
    assertThat(table.intColumn("whole").getInt(0)).isEqualTo(1);
  }

  @Test
  void levelsOfACategoryBecomeTexts() {
    DataFrame frame = new DataFrame(ValueVector.nominal("kind", "b", "a", "b"));
    assertThat(DataFrames.table(frame).stringColumn("kind").asList())
        .containsExactly("b", "a", "b");
  }

  @Test
  void whatHasNoCounterpartIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataFrames.of(Table.create(DateColumn.create("day", 1))))
        .withMessage(
            "The column day holds local_date with gaps, which has no counterpart here: convert it to"
                + " numbers or texts.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataFrames.of(Table.create(ShortColumn.create("n", 2))))
        .withMessageContaining("short with gaps");
    assertThatIllegalArgumentException().isThrownBy(() -> DataFrames.of(table, "D"));
  }

  @Test
  void aDataFrameIsShownAsATableIs() {
    assertThat(new DataFrameRenderer().render(DataFrames.of(table, "d", "i", "s", "b")).plain())
        .isEqualTo(
            """
                    d    i  s     b
               double  int  text  boolean
            -----------------------------
            0     1.5    7  x     true
            1                     false
            2    -3.0    9  z     true
            3 rows × 4 columns\
            """);
  }

  @Test
  void aLongDataFrameShowsItsEdges() {
    double[] values = IntStream.range(0, 1_000_000).mapToDouble(i -> i).toArray();
    var frame = new DataFrame(new DoubleVector("x", values));
    assertThat(new DataFrameRenderer().render(frame).plain())
        .contains("     …       …", "999999  999999", "1,000,000 rows × 1 column")
        .hasSizeLessThan(600);
  }

  @Test
  void matricesAndConfusionMatricesShowTheirNumbersAndShape() {
    DenseMatrix matrix = DenseMatrix.of(new double[][] {{1, 2.5}, {3, 4}, {5, 6}});
    assertThat(new SmileMatrixRenderer().render(matrix).plain())
        .contains("0  1  2.5", "2  5  6.0", "3 rows × 2 columns");
    var confusion = ConfusionMatrix.of(new int[] {0, 0, 1, 1, 1}, new int[] {0, 1, 1, 1, 0});
    assertThat(new SmileConfusionRenderer().render(confusion).plain())
        .isEqualTo(
            """
            true \\ predicted       0       1  recall
            ----------------------------------------
            0                      1       1  0.5000
            1                      1       2  0.6667
            precision         0.5000  0.6667
            3 of 5 right: accuracy 0.6000\
            """);
  }
}
