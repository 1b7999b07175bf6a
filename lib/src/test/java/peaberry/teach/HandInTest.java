package peaberry.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import peaberry.kernel.display.RanCells;
import peaberry.kernel.display.RanCells.RanCell;
import peaberry.kernel.display.Variables;

class HandInTest {
  private static final LessonSource SOURCE =
      LessonSource.parse(
          """
          // %% tags=["stub"] exercise="name"
          String name = "";
          // %% [markdown]
          // ## Task 1: add
          // %% tags=["stub"] exercise="sum"
          int total = todo();
          // %% tags=["check"] exercise="sum" points=2
          lesson.check("sum");
          // %% [markdown]
          // ## Question 1: why?
          // %% [markdown] tags=["stub"] exercise="why"
          // *Your reasoning, 3-6 sentences:*
          // %% [markdown] tags=["solution"] exercise="why" points=3
          // Because.
          // %% [markdown] tags=["stub"] exercise="fix"
          // - **Violation:**
          // - **Fix:**
          // %% [markdown] tags=["solution"] exercise="fix" points=1
          // Ours.
          """);
  private static final String REASONS =
      "It is three, for one and two are three, as everybody knows.";

  @TempDir private Path folder;
  private final Map<String, Object> variables = new HashMap<>();

  @BeforeEach
  void declareVariables() {
    Variables.install(name -> Optional.ofNullable(variables.get(name)).map(value -> () -> value));
  }

  @AfterEach
  void forgetVariables() {
    RanCells.install(List::of);
    Variables.install(name -> Optional.empty());
  }

  private Path notebook(String name, String why, String fix) throws IOException {
    String cells =
        """
        {"cells": [{"id": "why", "cell_type": "markdown", "metadata": {}, "source": "%s"},
          {"id": "copied", "metadata": {"nbgrader": {"grade_id": "fix"}}, "source": ["%s"]}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}"""
            .formatted(why, fix);
    return Files.writeString(folder.resolve(name), cells);
  }

  private static List<String> missing(Path file) {
    return HandIn.of(SOURCE, Set.of("sum"), "Ada", Optional.of(file)).missing();
  }

  @Test
  void aCompleteNotebookLacksNothing() throws IOException {
    Path file =
        notebook(
            "Ada.ipynb",
            "*Your reasoning, 3-6 sentences:*\\n" + REASONS,
            "- **Violation:** linearity, which age breaks\\n- **Fix:** the exponential of age, as told");
    HandIn found = HandIn.of(SOURCE, Set.of("sum"), "Ada", Optional.of(file));
    assertThat(found.missing()).isEmpty();
    assertThat(found.rows())
        .containsExactly(
            List.of("Task 1", "sum", "2", "correct"),
            List.of("Question 1", "why", "3", "written"),
            List.of("Question 1", "fix", "1", "written"));
    assertThat(found.table().toText())
        .contains("2 of 2 points by checks; written answers are read by your instructor");
  }

  @Test
  void whatIsMissingIsListedLineByLine() throws IOException {
    Path file =
        notebook(
            "omnicorp.ipynb",
            "*Your reasoning, 3-6 sentences:*",
            "- **Violation:**\\n- **Fix:** a curve");
    assertThat(HandIn.of(SOURCE, Set.of(), "", Optional.of(file)).missing())
        .containsExactly(
            "your name is not filled in at the top",
            "Task 1: the check of sum has not run since the kernel started",
            "Question 1 (why): your answer is empty in the saved file",
            "Question 1 (fix): nothing stands behind Violation");
  }

  @Test
  void howTheFileIsNamedStopsNobody() throws IOException {
    Path file = notebook("omnicorp.ipynb", REASONS, REASONS);
    HandIn found = HandIn.of(SOURCE, Set.of("sum"), "Ada", Optional.of(file));
    assertThat(found.missing()).isEmpty();
    assertThat(found.notes())
        .containsExactly(
            "this file is omnicorp.ipynb; rename it to Ada.ipynb, unless your instructor wants"
                + " another name");
  }

  @Test
  void aLessonThatDoesNotAskForANameNeedsNone() throws IOException {
    LessonSource small =
        LessonSource.parse(
            """
            // %% tags=["stub"] exercise="sum"
            int total = todo();
            // %% tags=["check"] exercise="sum" points=2
            lesson.check("sum");
            // %% tags=["stub"] exercise="free"
            int more = todo();
            """);
    Path file = notebook("x.ipynb", "", "");
    assertThat(HandIn.of(small, Set.of("sum"), "", Optional.of(file)))
        .satisfies(
            found -> {
              assertThat(found.missing()).isEmpty();
              assertThat(found.notes()).isEmpty();
            });
    assertThat(HandIn.of(small, Set.of(), "", Optional.empty()).missing())
        .containsExactly("the check of sum has not run since the kernel started");
  }

  @Test
  void whereTheFrontEndDoesNotTellTheFileTheGateIsMetWithANote() {
    HandIn found = HandIn.of(SOURCE, Set.of("sum"), "Ada", Optional.empty());
    assertThat(found.missing()).isEmpty();
    assertThat(found.notes())
        .containsExactly(
            "the saved file is not looked at, for this front end does not tell its name:"
                + " save, then say lesson.handIn(\"Ada.ipynb\")");
    assertThat(HandIn.of(SOURCE, Set.of(), "Ada", Optional.empty()).missing())
        .containsExactly("Task 1: the check of sum has not run since the kernel started");
  }

  private static List<String> afterRunning(Path file, String... cells) {
    RanCells.install(() -> Stream.of(cells).map(cell -> new RanCell(cell, false)).toList());
    return HandIn.of(SOURCE, Set.of("sum"), "Ada", Optional.of(file)).missing();
  }

  @Test
  void aNotebookThatDidNotRunFromTopToBottomAsItWasSavedIsNotReady() throws IOException {
    String check = "lesson.check(\"sum\");";
    Path file = notebook("Ada.ipynb", REASONS, REASONS);
    String code =
        Stream.of(
                "int total = 3;",
                check,
                "",
                "// lesson.hint()",
                "%whos",
                "lesson.handIn();",
                "below")
            .map(
                text ->
                    "{\"id\": \"x\", \"cell_type\": \"code\", \"metadata\": {}, \"source\": \"%s\"},"
                        .formatted(text.replace("\"", "\\\"")))
            .collect(Collectors.joining());
    Files.writeString(
        file, Files.readString(file).replace("{\"cells\": [", "{\"cells\": [" + code));
    assertThat(afterRunning(file, "int total = 3;", check, "%whos")).isEmpty();
    assertThat(afterRunning(file, "%whos", "int total = 3;", check, "%whos\n", check, "1"))
        .isEmpty();
    for (String[] runs :
        new String[][] {
          {check, "%whos"},
          {"int total = 2;", check, "%whos"},
          {check, "%whos", "int total = 3;"},
        }) {
      assertThat(afterRunning(file, runs))
          .containsExactly(
              "the cell `int total = 3;` has not run in its place since the kernel started, or not"
                  + " as it was saved: choose Kernel > Restart Kernel and Run All Cells, save, and"
                  + " run this cell again");
    }
    HandIn tried = HandIn.of(SOURCE, Set.of(), "Ada", Optional.empty());
    assertThat(tried.missing()).containsExactly("Task 1: the check of sum is not correct yet");
  }

  @Test
  void anAnswerOfAWordOrOfNbgradersStubIsNone() throws IOException {
    assertThat(missing(notebook("Ada.ipynb", "YOUR ANSWER HERE", "No.")))
        .containsExactly(
            "Question 1 (why): your answer is empty in the saved file",
            "Question 1 (fix): your answer has 1 word; give your reasons");
  }

  @Test
  void anAnswerNeedNotKeepTheStubsForm() throws IOException {
    assertThat(missing(notebook("Ada.ipynb", REASONS, "# Mine\\n" + REASONS))).isEmpty();
  }

  @Test
  void aCellThatIsGoneIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("Ada.ipynb"), "{\"cells\": [7, {}]}");
    assertThat(missing(file))
        .hasSize(2)
        .allMatch(
            line -> line.matches("Question 1 \\((why|fix)\\): the cell for your answer is gone.*"));
  }

  @Test
  void aFileThatIsNotThereOrNoNotebookIsSaidInOneLine() throws IOException {
    assertThat(missing(folder.resolve("Ada.ipynb")))
        .containsExactly("there is no Ada.ipynb: save this notebook and run this cell again");
    for (String junk : List.of("", "{", "[]", "{\"cells\": 3}", "[".repeat(100_000))) {
      Path file = Files.writeString(folder.resolve("Ada.ipynb"), junk);
      assertThat(missing(file)).hasSize(1).first().asString().contains("notebook").contains("save");
    }
  }

  @Test
  void aFileThatWasRenamedWhileItsKernelRanIsFound() throws IOException {
    Path old = folder.resolve("omnicorp.ipynb");
    assertThat(HandIn.present(old, "Ada")).isEqualTo(old);
    Path renamed = notebook("Ada.ipynb", REASONS, REASONS);
    assertThat(HandIn.present(old, "Ada")).isEqualTo(renamed);
    variables.put("name", "Ada");
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(new Lesson(SOURCE, old.toString(), exercise -> {})::handIn)
        .withMessage(
            "This is not ready to be handed in:\n- Task 1: the check of sum has not run since the kernel started");
  }
}
