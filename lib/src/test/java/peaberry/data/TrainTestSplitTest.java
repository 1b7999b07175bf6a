package peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Compares with what scikit-learn wrote into splits.txt (lib/src/test/python). */
class TrainTestSplitTest {

  @Test
  void theRowsAreScikitLearnsOwn() {
    var lines = Fixtures.read("splits.txt").lines().toList();
    assertThat(lines).hasSize(5);
    for (String line : lines) {
      String[] sides = line.split(" = ");
      String[] call = sides[0].split(" ");
      var split =
          TrainTestSplit.of(
              Integer.parseInt(call[0]), Double.parseDouble(call[1]), Long.parseLong(call[2]));
      String[] rows = sides[1].split(" \\| ");
      assertThat(split.trainRows()).as(line).containsExactly(Fixtures.ints(rows[0]));
      assertThat(split.testRows()).as(line).containsExactly(Fixtures.ints(rows[1]));
    }
  }

  @Test
  void tablesAndArraysAreSplitAlike() {
    double[] values = IntStream.range(0, 50).mapToDouble(i -> i / 7.0).toArray();
    double[][] rows =
        Arrays.stream(values).mapToObj(v -> new double[] {v, -v}).toArray(double[][]::new);
    Table table = Table.create("t", DoubleColumn.create("a", values));
    var split = TrainTestSplit.of(50, 0.3, 9);
    assertThat(split.train(table).doubleColumn("a").asDoubleArray())
        .containsExactly(split.train(values));
    assertThat(split.test(table).doubleColumn("a").asDoubleArray())
        .containsExactly(split.test(values));
    assertThat(Arrays.stream(split.test(rows)).mapToDouble(row -> row[0]).toArray())
        .containsExactly(split.test(values));
    assertThat(split.train(rows)).hasNumberOfRows(35);
    assertThat(table.rowCount()).isEqualTo(50);
  }

  @Test
  void aChangeOfAReturnedArrayDoesNotReachTheSplit() {
    var split = TrainTestSplit.of(10, 0.2, 1);
    split.testRows()[0] = -1;
    assertThat(split).isEqualTo(TrainTestSplit.of(10, 0.2, 1));
    assertThat(split.testRows()).doesNotContain(-1);
  }

  @Test
  void aWrongShareOrSizeIsNamedInOneSentence() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainTestSplit.of(10, 20, 1))
        .withMessage("The test size is a share between 0 and 1, such as 0.2, but it is 20.0.");
    assertThatIllegalArgumentException().isThrownBy(() -> TrainTestSplit.of(10, Double.NaN, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> TrainTestSplit.of(1, 0.5, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> TrainTestSplit.of(0, 0.5, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainTestSplit.of(10, 0.2, 1).train(new double[9]))
        .withMessage("This split was made for 10 rows, but the data has 9.");
  }
}
