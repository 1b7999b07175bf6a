package peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ColumnsByNameTest {
  private final Table table =
      Table.create(
          DoubleColumn.create("cpu_load", 1, 2),
          DoubleColumn.create("memory", 3, 4),
          StringColumn.create("rack", "a", "b"));

  @Test
  void aColumnIsFoundByItsExactName() {
    assertThat(ColumnsByName.find(table, "rack")).isSameAs(table.column("rack"));
    assertThat(ColumnsByName.numbers(table, "memory").getDouble(0)).isEqualTo(3);
  }

  @Test
  void anotherSpellingIsRefusedThoughTablesawWouldTakeIt() {
    assertThat(table.containsColumn("CPU_Load")).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ColumnsByName.find(table, "CPU_Load"))
        .withMessage(
            "The table has no column CPU_Load; did you mean cpu_load? It has [cpu_load, memory,"
                + " rack].");
  }

  @ParameterizedTest
  @CsvSource({"cpuload, cpu_load", "Memroy, memory", "racks, rack", "CPU_LOAD, cpu_load"})
  void theNearestNameIsOffered(String written, String meant) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ColumnsByName.find(table, written))
        .withMessageContaining("; did you mean " + meant + "? It has [");
  }

  @Test
  void aNameFarFromAllOthersGetsTheListAlone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ColumnsByName.find(table, "temperature"))
        .withMessage("The table has no column temperature; it has [cpu_load, memory, rack].");
  }

  @Test
  void aColumnOfTextIsNoColumnOfNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ColumnsByName.numbers(table, "rack"))
        .withMessage("The column rack holds string, not numbers.");
  }
}
