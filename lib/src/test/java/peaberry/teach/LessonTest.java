package peaberry.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static peaberry.teach.Expect.answer;
import static peaberry.teach.Expect.between;
import static peaberry.teach.Expect.measured;
import static peaberry.teach.Expect.near;
import static peaberry.teach.Expect.number;
import static peaberry.teach.Expect.that;
import static peaberry.teach.Expect.verify;
import static peaberry.teach.Lesson.todo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peaberry.kernel.display.FrontEnds;
import peaberry.kernel.display.NotebookCalls;
import peaberry.kernel.display.RanCells;
import peaberry.kernel.display.Variables;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class LessonTest {
  private final Lesson lesson = Lesson.open("sample");
  private final Map<String, Object> variables = new HashMap<>();
  private final List<RanCells.RanCell> cells = new ArrayList<>();
  private String evaluated = "";

  @BeforeEach
  void declareVariables() {
    Variables.install(
        name ->
            variables.containsKey(name)
                ? Optional.of(() -> variables.get(name))
                : Optional.empty());
    RanCells.install(() -> cells);
    FrontEnds.install(new Evaluator());
  }

  @AfterEach
  void forgetVariables() {
    Variables.install(name -> Optional.empty());
    RanCells.install(List::of);
  }

  @Test
  void aLessonIsFoundByItsNameInAnyFolder() {
    assertThat(LessonFiles.text("sample")).get().asString().contains("A lesson for the tests");
    assertThat(LessonFiles.text("omnicorp")).get().asString().contains("# OmniCorp");
    assertThat(LessonFiles.text("basics/sample")).isEmpty();
  }

  private void checkTotal(Object total) {
    variables.put("total", total);
    lesson.check("sum", number("total", 3, 0.01, "the sum of both"));
  }

  /** What is shown below the cell, as text. */
  private static String shown(Runnable cell) {
    PrintStream out = System.out;
    var bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      cell.run();
    } finally {
      System.setOut(out);
    }
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }

  private void ran(String code, boolean failed) {
    cells.add(new RanCells.RanCell(code, failed));
  }

  @Test
  void aRightAnswerIsCorrectInAnyNumberType() {
    for (Object right : new Object[] {3, 3.009, 3L, 3f}) {
      assertThat(shown(() -> checkTotal(right))).isEqualTo("✓ sum is correct.");
    }
  }

  private void checkSpread(Object total, ToDoubleFunction<double[]> figure) {
    variables.put("total", total);
    lesson.check("sum", measured("total", double[].class, figure, 0, 0.5, "within 0.5 of 3"));
  }

  @Test
  void aMeasuredFigureIsToldWhereItLiesOutsideItsRange() {
    double[] three = {3.25};
    assertThat(shown(() -> checkSpread(three, t -> Math.abs(t[0] - 3))))
        .isEqualTo("✓ sum is correct.");
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> checkSpread(three, t -> t[0]))
        .withMessageContaining(
            "- total should be within 0.5 of 3; it comes to 3.25, which is too large");
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> checkSpread(three, t -> Math.sqrt(-t[0])))
        .withMessageContaining("it comes to NaN, which is not a number");
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> checkSpread(three, t -> t[1]))
        .withMessageContaining(
            "3; it cannot be measured: java.lang.ArrayIndexOutOfBoundsException");
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> checkSpread(3, t -> t[0]))
        .withMessageContaining("should be a double[], within 0.5 of 3; it is of type Integer");
  }

  /** Throws as another cell's function does: in another class of the check's package. */
  private static final DoubleUnaryOperator FAILING = x -> Lesson.open("of " + x).hashCode();

  private void checkSquare(Predicate<DoubleUnaryOperator> property) {
    variables.put("total", FAILING);
    lesson.check("sum", that("total", DoubleUnaryOperator.class, property, "the square"));
  }

  @Test
  void whatAStudentsFunctionThrowsIsToldAndWhatTheCheckItselfThrowsIsNot() {
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> checkSquare(square -> square.applyAsDouble(2) == 4))
        .withMessageContaining(
            "- total should be the square; it fails when it is called:"
                + " java.lang.IllegalArgumentException: There is no lesson named of 2.0.");
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> checkSquare(square -> List.of().getFirst() == square))
        .withMessageContaining("- total should be the square\n");
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> checkSquare(square -> Lesson.todo()))
        .withMessageContaining("- total should be the square; what this needs is still `todo()`");
  }

  @Test
  void aMethodWhereAVariableIsAskedForIsToldHowALambdaBegins() {
    String asked =
        "`total` is a method, and a variable is asked for; a lambda is written `... total = ";
    Map<String, String> methods =
        Map.of(
            "int total(int a, List<Integer> b) { return a; }", "(a, b) -> ...;`",
            "Map<String, int[]> total(Map<String, Integer> of) throws Exception\n{",
                "(of) -> ...;`",
            "double[] total() {", "() -> ...;`");
    methods.forEach(
        (method, lambda) -> {
          cells.clear();
          ran(method, false);
          assertThatExceptionOfType(NotAttempted.class)
              .isThrownBy(() -> lesson.check("sum", number("total", 3, 0, "the sum")))
              .withMessageContaining(asked + lambda + "; finish");
        });
  }

  @Test
  void aCallOrACommentIsNoMethod() {
    for (String cell :
        List.of("IO.println(1); total(3)", "// int total(int a) {", "subtotal(1) {")) {
      ran(cell, false);
      assertThatExceptionOfType(NotAttempted.class)
          .isThrownBy(() -> lesson.check("sum", number("total", 3, 0, "the sum")))
          .withMessageContaining("`total` is not there");
    }
  }

  @Test
  void aWrongAnswerIsNotYetAndSaysWhatCameButNotTheAnswer() {
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> checkTotal(4.5))
        .withMessage(
            """
            sum is not right yet:
            - total should be the sum of both; it is 4.5, which is too large
            For a hint: lesson.hint("sum");""");
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> checkTotal(-1))
        .withMessageContaining("too small");
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> checkTotal(Double.NaN))
        .withMessageContaining("it is NaN, which is not a number\n");
  }

  @Test
  void aWrongTypeIsNotYetToo() {
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> checkTotal("3"))
        .withMessageContaining(
            "- total should be a number, the sum of both; it is of type String\n");
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(
            () -> lesson.check("sum", that("list", () -> "x", List.class, l -> true, "of names")))
        .withMessageContaining("- list should be a List, of names; it is of type String\n");
  }

  @Test
  void whatHasNoValueIsNotAttempted() {
    for (Object untouched : new Object[] {null, 0, 0.0, 0L}) {
      assertThatExceptionOfType(NotAttempted.class)
          .isThrownBy(() -> checkTotal(untouched))
          .withMessage(
              "sum is not attempted yet: `total` has no value; finish your cell of Task 1 and run"
                  + " it first.");
    }
  }

  @Test
  void aCheckThatExpectsNothingIsNotPassed() {
    assertThatExceptionOfType(NotAttempted.class)
        .isThrownBy(() -> lesson.check("sum"))
        .withMessage(
            "This cell expects nothing of sum: run the check's own cell, which stands below the"
                + " task.");
  }

  @Test
  void whatIsNotDeclaredIsNotAttemptedAndItsCellIsNamed() {
    assertThatExceptionOfType(NotAttempted.class)
        .isThrownBy(() -> lesson.check("sum", number("total", 3, 0, "the sum")))
        .withMessage(
            "sum is not attempted yet: `total` is not there; finish your cell of Task 1 and run it"
                + " first.");
    assertThatExceptionOfType(NotAttempted.class)
        .isThrownBy(() -> lesson.check("sum", that("other", List.class, l -> true, "a list")))
        .withMessage(
            "sum is not attempted yet: `other` is not there; finish its cell and run it first.");
  }

  @Test
  void aCellThatGoesOnFromAnAnswerSaysWhatItWaitsFor() {
    for (Object untouched : new Object[] {null, 0}) {
      variables.put("total", untouched);
      assertThatExceptionOfType(NotAttempted.class)
          .isThrownBy(() -> lesson.needs("total"))
          .withMessage(
              "Not attempted yet: `total` has no value; finish your cell of Task 1 and run it"
                  + " first.");
    }
    variables.put("total", "anything");
    lesson.needs("total");
    assertThatExceptionOfType(NotAttempted.class)
        .isThrownBy(() -> lesson.needs("total", "more"))
        .withMessageContaining("`more` is not there");
  }

  @Test
  void theAfterwordIsShownOnceTheChecksAreCorrect() {
    String closed =
        "Not attempted yet: what we found is shown once all checks are correct, and these are still"
            + " open: sum.";
    assertThatExceptionOfType(NotAttempted.class).isThrownBy(lesson::afterword).withMessage(closed);
    checkTotal(3);
    assertThat(shown(lesson::afterword)).isEqualTo("# What we found\nIt is *3*.\nvalue of total");
    assertThat(evaluated).isEqualTo("total");
    assertThatExceptionOfType(NotYet.class).isThrownBy(() -> checkTotal(4));
    assertThatExceptionOfType(NotAttempted.class).isThrownBy(lesson::afterword).withMessage(closed);
  }

  @Test
  void zeroIsAnAnswerWhereZeroIsRight() {
    lesson.check("sum", number("t", () -> 0, 0, 0, "nothing"));
  }

  @Test
  void aRangeAcceptsEveryRightAnswer() {
    for (double answer : new double[] {1, 1.5, 2}) {
      lesson.check("sum", between("a", () -> answer, 1, 2, "small"));
    }
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> lesson.check("sum", between("a", () -> 2.1, 1, 2, "small")));
    assertThatExceptionOfType(NotAttempted.class)
        .isThrownBy(() -> lesson.check("sum", between("a", () -> 0.0, 1, 2, "small")));
  }

  @Test
  void figuresInProseAreVerified() {
    verify(number("a", () -> 20.8007, 20.80, 0.005, "the error"));
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> verify(number("a", () -> 20.9, 20.80, 0.005, "the error")))
        .withMessage("a should be the error; it is 20.9, which is too large.");
  }

  @Test
  void everyExpectationIsJudged() {
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(
            () ->
                lesson.check(
                    "sum",
                    number("a", () -> 2, 1, 0, "one"),
                    that("b", () -> List.of(), List.class, l -> !l.isEmpty(), "filled"),
                    number("c", () -> 1, 1, 0, "one"),
                    that("d", () -> List.of(), List.class, l -> l.getFirst() == null, "first")))
        .withMessage(
            """
            sum is not right yet:
            - a should be one; it is 2, which is too large
            - b should be filled
            - d should be first
            For a hint: lesson.hint("sum");""");
  }

  @Test
  void aVariableIsComplainedAboutOnce() {
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(
            () ->
                lesson.check(
                    "sum",
                    that("a", () -> 1, int[].class, v -> true, "three numbers"),
                    that("a", () -> 1, int[].class, v -> true, "rising"),
                    number("b", () -> 2, 1, 0, "one"),
                    between("b", () -> 2, 0, 1, "small")))
        .withMessage(
            """
            sum is not right yet:
            - a should be an int[], three numbers; it is of type Integer
            - b should be one; it is 2, which is too large
            For a hint: lesson.hint("sum");""");
  }

  private void assertSaid(Object wrong, String what) {
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(
            () -> lesson.check("sum", that("a", () -> wrong, Object.class, v -> false, "right")))
        .withMessageContaining("- a should be right" + what + "\n");
  }

  @Test
  void ofArraysTablesAndNumbersTheSizeAndRangeAreSaid() {
    assertSaid(2.5, "; it is 2.5");
    assertSaid(new double[] {3, -1, 0.25}, "; it has 3 numbers: 3, -1, 0.25");
    assertSaid(new double[] {3, -1, 0.25, 0, 0}, "; it has 5 numbers, from -1 to 3");
    assertSaid(new int[] {7, 7}, "; it has 2 numbers: 7, 7");
    assertSaid(new int[] {7, 7, 7, 7, 7}, "; it has 5 numbers, all 7");
    assertSaid(new double[0], "; it has 0 numbers");
    assertSaid(new double[] {1, Double.NaN}, "; it has 2 numbers: 1, NaN");
    assertSaid(new double[] {1, 2, 3, 4, Double.NaN}, "; it has 5 numbers, NaN among them");
    assertSaid(new double[][] {{1, 2}, {3, 4}}, "; it has 2 rows of 2 numbers, from 1 to 4");
    assertSaid(
        Table.create(
            "t",
            DoubleColumn.create("CPU", new double[1]),
            DoubleColumn.create("Age", new double[1])),
        "; it has 1 row and the columns CPU, Age");
    for (Object other : new Object[] {new double[0][], new double[][] {{1}, {}}, "text"}) {
      assertSaid(other, "");
    }
    assertSaid(new double[][] {null, {1}}, "");
  }

  @Test
  void anUntouchedStubNeverPasses() {
    assertThatExceptionOfType(NotAttempted.class)
        .isThrownBy(
            () -> {
              double rmse = todo();
              assertThat(rmse).isNaN();
            })
        .withMessage("Replace todo() by your code, then run this cell again.");
  }

  @Test
  void hintsComeOneAtATime() {
    assertThat(shown(() -> lesson.hint("sum"))).isEqualTo("**Hint 1 of 2.** Try `+`.");
    assertThat(shown(() -> lesson.hint("sum")))
        .isEqualTo("**Hint 2 of 2.** Add 1 and 2.\n\nReally.");
    assertThat(shown(() -> lesson.hint("sum"))).isEqualTo("**Hint 1 of 2.** Try `+`.");
    assertThat(shown(() -> lesson.hint("why"))).isEqualTo("There is no hint for why.");
  }

  @Test
  void solutionsAreCodeOrProse() {
    assertThat(shown(() -> lesson.solution("sum"))).isEqualTo("```java\nint total = 1 + 2;\n```");
    assertThat(shown(() -> lesson.solution("why"))).isEqualTo("Because *3* is\nthe sum.");
    assertThat(new Note("Because.").toMimeBundle().data())
        .containsKeys("text/markdown", "text/plain");
  }

  @Test
  void aLessonThatWasInstalledWithoutSolutionsSaysWhoHasThem() {
    var without =
        new Lesson(
            LessonSource.parse("// %% tags=[\"stub\"] exercise=\"sum\"\nint total = todo();"),
            "",
            exercise -> {});
    assertThat(shown(() -> without.solution("sum")))
        .isEqualTo("Your instructor keeps the solution of sum.");
    assertThat(shown(without::afterword)).isEqualTo("Your instructor keeps what we found.");
  }

  @Test
  void theNameMustBeFilledIn() {
    for (Object blank : new Object[] {"  ", null, 7}) {
      variables.put("name", blank);
      assertThatExceptionOfType(NotAttempted.class).isThrownBy(lesson::name);
    }
    variables.clear();
    assertThatExceptionOfType(NotAttempted.class)
        .isThrownBy(lesson::name)
        .withMessage("Write your name between the quotes, run that cell, then run this one again.");
  }

  @Test
  void theFileShouldBearTheStudentsName() {
    List<String> passed = new ArrayList<>();
    Lesson named =
        new Lesson(new LessonSource(List.of()), "/home/ada/Ada Lovelace.ipynb", passed::add);
    variables.put("name", "Ada Lovelace");
    assertThat(shown(named::name)).isEqualTo("✓ Welcome, Ada Lovelace.");
    assertThat(passed).containsExactly("name");
    variables.put("name", "Ada");
    assertThat(shown(named::name))
        .isEqualTo(
            "✓ Welcome, Ada. Before you hand in, rename this file from Ada Lovelace.ipynb to"
                + " Ada.ipynb, unless your instructor wants another name.");
    assertThat(shown(new Lesson(new LessonSource(List.of()), "", exercise -> {})::name))
        .isEqualTo("✓ Welcome, Ada.");
  }

  @Test
  void aStubIsNotAttemptedAndACellThatFailedIsToBeMendedFirst() {
    ran("int total = todo();", true);
    assertThatExceptionOfType(NotAttempted.class)
        .isThrownBy(() -> lesson.check("sum", number("total", 3, 0, "the sum")))
        .withMessage(
            "sum is not attempted yet: `total` has no value; finish your cell of Task 1 and run it"
                + " first.");
    ran("int total = 1 +; // todo()", true);
    variables.put("total", 3); // from a run before
    String failed =
        "Not yet: your cell of Task 1, which makes `total`, failed; mend it first, run it, then run"
            + " this one again.";
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> lesson.check("sum", number("total", 3, 0, "the sum")))
        .withMessage(failed);
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> lesson.needs("total"))
        .withMessage(failed);
    ran("int total = 3;", false);
    ran("if (total == 4) throw null; // total = 4", true);
    lesson.check("sum", number("total", 3, 0, "the sum"));
    lesson.needs("total");
  }

  @Test
  void zeroAndNullAreWrongAnswersOnceTheirCellHasRun() {
    ran("var total = 0;", false);
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> checkTotal(0))
        .withMessageContaining("- total should be the sum of both; it is 0, which is too small\n");
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> checkTotal(null))
        .withMessageContaining("- total has no value\n");
  }

  @Test
  void aNumberCanBeHeldToWhatFollowsFromAnotherAnswer() {
    Expect mean =
        number(
            "mean",
            () -> Arrays.stream(answer("parts", double[].class)).average().orElseThrow(),
            0.01,
            "the mean of `parts`");
    variables.put("mean", 2.0);
    variables.put("parts", new double[] {1, 3});
    lesson.check("sum", mean);
    variables.put("parts", new double[] {1, 4});
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> lesson.check("sum", mean))
        .withMessageContaining("it is 2, which is too small")
        .withMessageNotContaining("2.5");
    for (Object nothing : new Object[] {new double[0], "1, 3", null}) {
      variables.put("parts", nothing);
      assertThatExceptionOfType(NotYet.class)
          .isThrownBy(() -> lesson.check("sum", mean))
          .withMessageContaining(
              "mean should be the mean of `parts`; it is 2, which cannot be judged before what it follows from is right\n");
    }
  }

  @Test
  void rowsOfNumbersAreNearIfEachNumberIs() {
    assertThat(near(new double[] {1, 2e6}, new double[] {1, 2e6 + 1})).isTrue();
    assertThat(near(new double[] {1, 2}, new double[] {1, 2.1})).isFalse();
    assertThat(near(new double[] {1}, new double[] {1, 2})).isFalse();
    assertThat(near(new double[] {Double.NaN}, new double[] {1})).isFalse();
  }

  @Test
  void anUnknownLessonOrExerciseIsNamedInOneSentence() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lesson.open("nothing"))
        .withMessage("There is no lesson named nothing.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lesson.check("product"))
        .withMessage("This lesson has no exercise product; it has [sum, why].");
  }

  /** A kernel that evaluates nothing, but notes what it was asked for. */
  private final class Evaluator implements NotebookCalls {
    @Override
    public Object eval(String cell) {
      evaluated = cell;
      return "value of " + cell;
    }

    @Override
    public Object lineMagic(String name, List<String> arguments) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object cellMagic(String name, List<String> arguments, String body) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void addToClassPath(Path entry) {
      throw new UnsupportedOperationException();
    }
  }
}
