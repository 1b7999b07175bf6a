package peaberry.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static peaberry.teach.Expect.between;
import static peaberry.teach.Expect.number;
import static peaberry.teach.Expect.that;
import static peaberry.teach.Expect.verify;
import static peaberry.teach.Lesson.todo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peaberry.kernel.display.Variables;

class LessonTest {
  private final Lesson lesson = Lesson.open("sample");
  private final Map<String, Object> variables = new HashMap<>();

  @BeforeEach
  void declareVariables() {
    Variables.install(
        name ->
            variables.containsKey(name)
                ? Optional.of(() -> variables.get(name))
                : Optional.empty());
  }

  @AfterEach
  void forgetVariables() {
    Variables.install(name -> Optional.empty());
  }

  private Correct checkTotal(Object total) {
    variables.put("total", total);
    return lesson.check("sum", number("total", 3, 0.01, "the sum of both"));
  }

  @Test
  void aRightAnswerIsCorrectInAnyNumberType() {
    assertThat(checkTotal(3).message()).isEqualTo("sum is correct.");
    assertThat(checkTotal(3.009)).isEqualTo(checkTotal(3L)).isEqualTo(checkTotal(3f));
    assertThat(checkTotal(3).toMimeBundle().plain()).isEqualTo("✓ sum is correct.");
  }

  @Test
  void aWrongAnswerIsNotYetAndSaysWhatCameButNotTheAnswer() {
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> checkTotal(4.5))
        .withMessage(
            "total should be the sum of both; it is 4.5, which is too large. lesson.hint(\"sum\")"
                + " helps.");
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> checkTotal(-1))
        .withMessageContaining("too small");
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> checkTotal(Double.NaN))
        .withMessageContaining("it is NaN, which is not a number.");
  }

  @Test
  void aWrongTypeIsNotYetToo() {
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(() -> checkTotal("3"))
        .withMessageStartingWith(
            "total should be a number, the sum of both; it is of type String.");
    assertThatExceptionOfType(NotYet.class)
        .isThrownBy(
            () -> lesson.check("sum", that("list", () -> "x", List.class, l -> true, "of names")))
        .withMessageStartingWith("list should be a List, of names; it is of type String.");
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
    assertThat(lesson.afterword())
        .hasToString("# What we found\nIt is *3*.\n\n```java\ntotal\n```");
    assertThatExceptionOfType(NotYet.class).isThrownBy(() -> checkTotal(4));
    assertThatExceptionOfType(NotAttempted.class).isThrownBy(lesson::afterword).withMessage(closed);
  }

  @Test
  void zeroIsAnAnswerWhereZeroIsRight() {
    assertThat(lesson.check("sum", number("t", () -> 0, 0, 0, "nothing"))).isNotNull();
  }

  @Test
  void aRangeAcceptsEveryRightAnswer() {
    for (double answer : new double[] {1, 1.5, 2}) {
      assertThat(lesson.check("sum", between("a", () -> answer, 1, 2, "small"))).isNotNull();
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
            "a should be one; it is 2, which is too large; b should be filled; d should be first."
                + " lesson.hint(\"sum\") helps.");
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
    assertThat(lesson.hint("sum")).hasToString("**Hint 1 of 2.** Try `+`.");
    assertThat(lesson.hint("sum")).hasToString("**Hint 2 of 2.** Add 1 and 2.\n\nReally.");
    assertThat(lesson.hint("sum")).hasToString("**Hint 1 of 2.** Try `+`.");
    assertThat(lesson.hint("why")).hasToString("There is no hint for why.");
  }

  @Test
  void solutionsAreCodeOrProse() {
    assertThat(lesson.solution("sum")).hasToString("```java\nint total = 1 + 2;\n```");
    assertThat(lesson.solution("why")).hasToString("Because *3* is\nthe sum.");
    assertThat(lesson.solution("why").toMimeBundle().data())
        .containsKeys("text/markdown", "text/plain");
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
    Lesson named = new Lesson(new LessonSource(List.of()), "/home/ada/Ada Lovelace.ipynb");
    variables.put("name", "Ada Lovelace");
    assertThat(named.name().message()).isEqualTo("Welcome, Ada Lovelace.");
    variables.put("name", "Ada");
    assertThat(named.name().message())
        .isEqualTo(
            "Welcome, Ada. Before you hand in, rename this file from Ada Lovelace.ipynb to"
                + " Ada.ipynb.");
    assertThat(new Lesson(new LessonSource(List.of()), "").name().message())
        .isEqualTo("Welcome, Ada.");
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
}
