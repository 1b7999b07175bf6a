package peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** OmniCorp's server data, all 1,000 rows, against NumPy's. */
class ServersTest {
  private final Table servers = Fixtures.servers();
  private final List<double[]> numpy =
      Fixtures.read("servers.csv").lines().skip(1).map(Fixtures::doubles).toList();

  @Test
  void theUniformColumnsAreNumPysToTheLastBit() {
    assertThat(numpy).hasSize(servers.rowCount()).hasSize(1000);
    List<String> names = List.of("CPU", "Memory", "Age");
    for (int column = 0; column < names.size(); column++) {
      int at = column;
      assertThat(servers.doubleColumn(names.get(column)).asDoubleArray())
          .containsExactly(numpy.stream().mapToDouble(row -> row[at]).toArray());
    }
  }

  @Test
  void theCostIsNumPysWithinTwoUnitsInTheLastPlace() {
    double[] cost = servers.doubleColumn("Cost").asDoubleArray();
    for (int row = 0; row < cost.length; row++) {
      double expected = numpy.get(row)[3];
      assertThat(Math.abs(cost[row] - expected))
          .as("row %d: %s, NumPy has %s", row, cost[row], expected)
          .isLessThanOrEqualTo(2 * Math.ulp(expected));
    }
  }
}
