package peaberry.kernel.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which frames of an exception the user sees, and how the cells' own stand out. */
class ReportTest {
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";

  private final Report report =
      new Report(frame -> new CellText.Place(3, "first();\nfit(table);\n", 9), List::of);

  private List<String> told(Throwable thrown, List<StackTraceElement> frames) {
    thrown.setStackTrace(frames.toArray(StackTraceElement[]::new));
    return report.of(thrown).traceback();
  }

  private static List<StackTraceElement> library(int frames) {
    return IntStream.rangeClosed(1, frames)
        .mapToObj(i -> new StackTraceElement("library.Model", "step" + i, "Model.java", i))
        .toList();
  }

  private static StackTraceElement cell(String method) {
    return new StackTraceElement("notebook.Cell3", method, "Cell3.java", 2);
  }

  @Test
  void ofManyLibraryFramesTheFirstOnesAndTheOneThatTheCellCalledAreShown() {
    assertThat(
            told(
                new IllegalStateException("no data"),
                Stream.concat(library(12).stream(), Stream.of(cell("run$0"))).toList()))
        .containsExactly(
            BOLD + "java.lang.IllegalStateException" + PLAIN + ": no data",
            "    at library.Model.step1(Model.java:1)",
            "    at library.Model.step2(Model.java:2)",
            "    at library.Model.step3(Model.java:3)",
            "    ... 8 frames hidden",
            "    at library.Model.step12(Model.java:12)",
            "    at " + BOLD + "cell [3], line 2" + PLAIN,
            "       " + BOLD + "fit(table);" + PLAIN);
  }

  @Test
  void fewLibraryFramesAreAllShown() {
    assertThat(
            told(
                new IllegalStateException(),
                Stream.concat(library(5).stream(), Stream.of(cell("run$0"))).toList()))
        .hasSize(8)
        .noneMatch(line -> line.contains("hidden"));
  }

  @Test
  void theCellsOwnFramesAreShownHoweverManyLibrariesCallEachOther() {
    List<StackTraceElement> frames =
        Stream.of(
                library(30).stream(),
                Stream.of(cell("lambda$run$0")),
                library(30).stream(),
                Stream.of(cell("run$0")))
            .flatMap(part -> part)
            .toList();
    List<String> told = told(new IllegalStateException(), frames);
    assertThat(told).hasSize(15);
    assertThat(told).filteredOn(line -> line.contains("cell [3]")).hasSize(2);
  }

  @Test
  void aCastIsToldWithoutTheModules() {
    Object text = "3";
    try {
      Integer number = (Integer) text;
      throw new AssertionError(number);
    } catch (ClassCastException e) {
      assertThat(report.of(e).message())
          .isEqualTo("class java.lang.String cannot be cast to class java.lang.Integer");
    }
  }

  @Test
  void aCastOfAnObjectOfAnEarlierDefinitionSaysWhoseItIs() {
    try (Session notebook = new Session()) {
      notebook.eval("record Box(int a) {}\nObject box = new Box(1);", "record Box(int b) {}");
      assertThat(notebook.run("(Box) box").failure().message())
          .isEqualTo(
              "this Box was made by an earlier definition, that of cell [1]:"
                  + " run the cell that makes it again");
    }
  }

  @Test
  void anExceptionThatAWorkersThreadHandedOnIsToldOnce() {
    Throwable task = new IllegalStateException("row 0");
    task.setStackTrace(library(2).toArray(StackTraceElement[]::new));
    StackTraceElement join =
        new StackTraceElement("java.util.concurrent.ForkJoinTask", "join", "ForkJoinTask.java", 5);
    assertThat(told(new IllegalStateException(task), List.of(join, cell("run$0"))))
        .containsExactly(
            BOLD + "java.lang.IllegalStateException" + PLAIN + ": row 0",
            "    at library.Model.step1(Model.java:1)",
            "    at library.Model.step2(Model.java:2)",
            "    at java.util.concurrent.ForkJoinTask.join(ForkJoinTask.java:5)",
            "    at " + BOLD + "cell [3], line 2" + PLAIN,
            "       " + BOLD + "fit(table);" + PLAIN);
  }

  @Test
  void aCauseThatNoWorkersThreadHandedOnStaysACause() {
    assertThat(
            told(
                new IllegalStateException(new IllegalStateException("row 0")),
                List.of(cell("run$0"))))
        .anyMatch(line -> line.startsWith("Caused by"));
  }
}
