package peaberry.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static peaberry.teach.Expect.between;
import static peaberry.teach.Expect.number;
import static peaberry.teach.Expect.that;
import static peaberry.teach.Expect.verify;
import static peaberry.teach.Lesson.todo;

import java.util.List;
import org.junit.jupiter.api.Test;

class LessonTest {
  private final Lesson lesson = Lesson.open("sample");

  private Correct checkTotal(Object total) {
    return lesson.check("sum", number("total", () -> total, 3, 0.01, "the sum of both"));
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
        .withMessageContaining("not a number");
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
          .withMessage("sum is not attempted: total has no value yet.");
    }
    assertThatExceptionOfType(NotAttempted.class)
        .isThrownBy(() -> lesson.check("sum", number("t", Lesson::todo, 3, 0, "the sum")));
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
        .withMessageContaining(
            "a should be one; it is 2, which is too large; b should be filled; d could not be"
                + " looked at (java.util.NoSuchElement");
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
    assertThatExceptionOfType(NotAttempted.class).isThrownBy(() -> lesson.name("  "));
    Lesson named = new Lesson(new LessonSource(List.of()), "/work/Ada Lovelace.ipynb");
    assertThat(named.name("Ada Lovelace").message()).isEqualTo("Welcome, Ada Lovelace.");
    assertThat(named.name("Ada").message())
        .isEqualTo(
            "Welcome, Ada. Before you hand in, rename this file from Ada Lovelace.ipynb to"
                + " Ada.ipynb.");
    assertThat(new Lesson(new LessonSource(List.of()), "").name("Ada").message())
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
