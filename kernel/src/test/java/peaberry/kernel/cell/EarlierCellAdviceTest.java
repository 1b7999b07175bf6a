package peaberry.kernel.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a cell where the variables of earlier cells tell what is meant. */
class EarlierCellAdviceTest {

  private static String told(String first, String second) {
    try (Session notebook = new Session()) {
      notebook.run(first);
      List<String> lines = notebook.run(second).failure().traceback();
      return lines.getLast().strip();
    }
  }

  @Test
  void aFunctionInAVariableIsCalledWithItsMethod() {
    assertThat(told("UnaryOperator<String> curved = t -> t;", "curved(\"abc\")"))
        .isEqualTo(
            "`curved` is a variable; the function that it holds is called with"
                + " `curved.apply(\"abc\")`");
    assertThat(
            told(
                "interface Update { double of(double old, double reward); }\n"
                    + "Update update = (old, reward) -> old + reward;",
                "double next = update(1, 2);"))
        .endsWith("`update.of(1, 2)`");
  }

  @Test
  void aPowerOfAnArrayIsThatOfEach() {
    assertThat(told("double[] cpu = {1, 2};", "cpu ** 2"))
        .isEqualTo("a power of each is `Arrays.stream(cpu).map(v -> v * v).toArray()`");
    assertThat(told("double cpu = 3;", "cpu ** 2")).isEqualTo("a power is `Math.pow(cpu, 2)`");
  }

  @Test
  void aComprehensionOverAListMakesAList() {
    assertThat(told("var values = List.of(1, 2);", "var squares = [v * v for v in values]"))
        .isEqualTo("a list is made of another with `values.stream().map(v -> ...).toList()`");
  }

  @Test
  void anExceptionOfParallelWorkIsToldOnce() {
    try (Session notebook = new Session()) {
      Outcome.Failure failure =
          notebook
              .run(
                  "IntStream.range(0, 5000).parallel().forEach(i -> {"
                      + " throw new IllegalArgumentException(\"row \" + i / 5000); });")
              .failure();
      assertThat(failure.message()).isEqualTo("row 0");
      assertThat(failure.traceback()).noneMatch(line -> line.contains("Caused by"));
      assertThat(String.join("\n", failure.traceback()))
          .containsOnlyOnce("row 0")
          .contains("lambda in cell [1], line 1")
          .containsPattern("(?s)frames hidden.*at \\S*cell \\[1\\], line 1");
    }
  }
}
