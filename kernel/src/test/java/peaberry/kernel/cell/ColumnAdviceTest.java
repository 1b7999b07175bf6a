package peaberry.kernel.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a table's column that is of another type, or that is not there. */
class ColumnAdviceTest {

  /** As a library's: with a name of its own, which need not be that of a variable. */
  public record Table(String name, List<String> columnNames) {}

  private static final Table PEOPLE = new Table("people.csv", List.of("Age", "Income"));
  private static final Table OTHERS = new Table("people.csv", List.of("Age", "Height"));

  private static Variable variable(String name, Table table) {
    return new Variable(name, "Table", 1, () -> table);
  }

  private static Optional<String> cast(String found, String wanted, String method, String line) {
    String types = "class tech.api.%s cannot be cast to class tech.api.%s (tech.api.%1$s is in";
    Throwable thrown = new ClassCastException(types.formatted(found, wanted));
    thrown.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("tech.Table", method, "Table.java", 3)});
    return ColumnAdvice.of(thrown, line, List::of);
  }

  private static Optional<String> missing(String line, Variable... variables) {
    return ColumnAdvice.of(
        new IllegalStateException("Column Incme does not exist in table people.csv"),
        line,
        () -> List.of(variables));
  }

  @Test
  void aColumnOfAnotherTypeIsTakenWithTheMethodOfItsOwn() {
    assertThat(
            cast(
                "IntColumn", "DoubleColumn", "doubleColumn", "double[] x = t.doubleColumn(\"A\");"))
        .contains(
            "The column is of another type: `intColumn(\"A\")` gives it, and `numberColumn(\"A\")`"
                + " any column of numbers.");
    assertThat(cast("StringColumn", "DoubleColumn", "doubleColumn", "f(t)"))
        .contains("The column is of another type: `stringColumn(...)` gives it.");
  }

  @Test
  void anotherCastIsNotAboutTheTable() {
    assertThat(cast("IntColumn", "DoubleColumn", "sum", "sum(t)")).isEmpty();
    assertThat(cast("Integer", "Double", "doubleColumn", "t.doubleColumn(\"A\")")).isEmpty();
  }

  @Test
  void aMisspeltColumnIsFoundInTheTable() {
    assertThat(missing("t.column(\"Incme\")", variable("t", PEOPLE)))
        .contains("Did you mean \"Income\"?");
  }

  @Test
  void theColumnsAreListedIfNoneIsLikeIt() {
    assertThat(missing("t.column(\"Incme\")", variable("t", OTHERS)))
        .contains("Its columns are: Age, Height.");
  }

  @Test
  void nothingIsSaidOfATableThatIsNotFoundOrIsOneOfSeveral() {
    assertThat(missing("t.column(\"Incme\")")).isEmpty();
    Table different = new Table("cars.csv", List.of("Income"));
    assertThat(missing("t.column(\"Incme\")", variable("t", different))).isEmpty();
    Table third = new Table("people.csv", List.of("Weight"));
    assertThat(missing("f()", variable("a", OTHERS), variable("b", third))).isEmpty();
  }

  @Test
  void theTableThatTheLineMentionsCountsAmongThoseOfTheSameName() {
    assertThat(missing("b.column(\"Incme\")", variable("a", PEOPLE), variable("b", OTHERS)))
        .contains("Its columns are: Age, Height.");
  }
}
