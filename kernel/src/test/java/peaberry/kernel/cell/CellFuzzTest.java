package peaberry.kernel.cell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A cell of any content is answered, tells what is wrong in the user's terms, and spoils nothing:
 * 10,000 cells, the same ones in every run.
 *
 * <p>These tests alone reach 1,035 of the 1,248 branches of {@code peaberry.kernel.cell} (83 %) and
 * 91 % of its lines, measured with JaCoCo 0.8.15. What they leave out is mostly what a cell's text
 * has no part in: jars on the class path, close and shutdown, threads that outlive their cell.
 */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CellFuzzTest {
  private static final int CELLS = 2_500;
  private static final int BATCH = 100;

  @Test
  void theCorpusIsValid() {
    try (Fuzzing fuzzing = new Fuzzing()) {
      for (String cell : HostileCells.corpus()) {
        if (fuzzing.survives(cell) instanceof Outcome.Failure failure) {
          assertThat(failure.name()).as(cell).matches("java\\..*|SystemExit");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void cellsOfAnyContentAreAnsweredAndSpoilNothing(long seed) {
    HostileCells cells = new HostileCells(seed);
    try (Fuzzing fuzzing = new Fuzzing()) {
      fuzzing.declareKept();
      for (int i = 1; i <= CELLS; i++) {
        String cell = cells.next();
        try {
          fuzzing.survives(cell);
          if (i % BATCH == 0) {
            fuzzing.checkKept();
          }
        } catch (AssertionError e) {
          throw new AssertionError("cell " + i + " of seed " + seed + ":\n" + cell, e);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCellOfThreeHundredRepetitionsSpoilsNothing(Excess excess) {
    spoilsNothing(excess.cell(300));
  }

  /** Each ends by itself, or when it is stopped after a second. */
  @ParameterizedTest
  @EnumSource
  void aCellOfFiveThousandRepetitionsSpoilsNothing(Excess excess) {
    spoilsNothing(excess.cell(5_000));
  }

  private static void spoilsNothing(String cell) {
    try (Fuzzing fuzzing = new Fuzzing()) {
      fuzzing.declareKept();
      fuzzing.survives(cell);
      fuzzing.checkKept();
    }
  }

  @Test
  void aCellThatEndsTheWaitOfTwoDeclarationsShowsItsResult() {
    try (Session s = new Session()) {
      s.eval("int early(int a) { return later(a) + 1; }\nclass Holder { Held held; }");
      assertThat(s.eval("int later(int a) { return a * 2; }\nclass Held {}\nearly(3)"))
          .isEqualTo(7);
      assertThat(s.eval("1 + 1;;\n;")).isEqualTo(2);
    }
  }

  @Test
  void aClassFileThatCouldNotBeWrittenLeavesNothingInTheNextOne() {
    try (Session s = new Session()) {
      assertThat(s.run("int" + "[]".repeat(256) + " deep;").failure().message())
          .endsWith("array type has too many dimensions");
      assertThat(s.eval("1 + 1")).isEqualTo(2);
    }
  }

  @Test
  void aLongCompilationEndsWhenTheCellIsStoppedAndDeclaresNothing() {
    try (Fuzzing fuzzing = new Fuzzing()) {
      fuzzing.declareKept();
      Outcome outcome = fuzzing.survives("int keptNumber = 0;\n" + Excess.INFERENCES.cell(300));
      assertThat(outcome).isInstanceOf(Outcome.Failure.class);
      assertThat(((Outcome.Failure) outcome).interrupted()).isTrue();
      assertThat(((Outcome.Failure) outcome).message()).doesNotContain("background");
      fuzzing.checkKept();
    }
  }
}
