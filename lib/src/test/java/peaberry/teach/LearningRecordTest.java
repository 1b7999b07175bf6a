package peaberry.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningRecordTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final String COPY = "/home/ada/student/scenarios/Ada.ipynb";

  @TempDir Path folder;

  @Test
  void eachCheckIsKeptOnceWithItsDay() throws IOException {
    Path file = folder.resolve("new/progress.txt");
    LearningRecord.add(file, COPY, "sample", "sum", DAY);
    LearningRecord.add(file, COPY, "sample", "sum", DAY.plusDays(1));
    LearningRecord.add(file, COPY, "other", "sum", DAY.plusDays(2));
    assertThat(Files.readAllLines(file))
        .containsExactly("2026-03-01 sample sum", "2026-03-03 other sum");
    assertThat(LearningRecord.read(file).exercises("sample")).containsExactly("sum");
    assertThat(LearningRecord.read(file).exercises("nothing")).isEmpty();
  }

  @Test
  void theTableNamesEachNotebookThatWasBegun() {
    Path file = folder.resolve("progress.txt");
    LearningRecord.add(file, COPY, "sample", "sum", DAY);
    LearningRecord.add(file, COPY, "a_lesson_that_is_gone", "sum", DAY);
    assertThat(LearningRecord.read(file).toString())
        .contains("A lesson for the tests", "1 of 1", "2026-03-01")
        .contains("Notebooks begun: 1; all checks correct in 1")
        .doesNotContain("gone");
  }

  @Test
  void aNameBeginsANotebookAndIsNoProgress() {
    Path file = folder.resolve("progress.txt");
    LearningRecord.add(file, COPY, "omnicorp", "name", DAY);
    assertThat(LearningRecord.read(file).toString())
        .contains("OmniCorp", " 0 of ", "Notebooks begun: 1; all checks correct in 0");
  }

  @Test
  void notebooksStandAsInTheIndexWhicheverWasBegunFirst() {
    Path file = folder.resolve("progress.txt");
    for (String lesson :
        List.of("ex_10_5_attention", "ex_02_3_optimizers", "greengrid", "marketing", "omnicorp")) {
      LearningRecord.add(file, COPY, lesson, "name", DAY);
    }
    assertThat(LearningRecord.read(file).toString())
        .containsSubsequence(
            "OmniCorp:", "OmniCorp marketing", "GreenGrid", "Exercise 2.3", "Exercise 10.5");
  }

  @Test
  void ourSolvedCopiesAndRunsWithoutAFrontEndDoNotCount() {
    Path file = folder.resolve("progress.txt");
    LearningRecord.add(file, "", "sample", "sum", DAY);
    LearningRecord.add(
        file, "/home/ada/notebooks/solved/scenarios/omnicorp.ipynb", "sample", "sum", DAY);
    assertThat(file).doesNotExist();
    assertThat(LearningRecord.read(file).toString())
        .contains("No check has come out as correct yet");
  }

  @Test
  void whatIsNotOfTheFilesFormIsPassedOverAndAFolderThatCannotBeMadeStopsNobody()
      throws IOException {
    Path file =
        Files.writeString(folder.resolve("progress.txt"), "a line\n2026-03-01 sample sum\n");
    assertThat(LearningRecord.read(file).exercises("sample")).containsExactly("sum");
    LearningRecord.add(file.resolve("below"), COPY, "sample", "sum", DAY);
    assertThat(LearningRecord.read(folder).exercises("sample")).isEmpty();
  }

  @Test
  void theEnvironmentSaysWhereTheFileIs() {
    assertThat(LearningRecord.file(Map.of(), "/home/ada"))
        .isEqualTo(Path.of("/home/ada/.local/share/peaberry/progress.txt"));
    assertThat(LearningRecord.file(Map.of("XDG_DATA_HOME", "/data"), "/home/ada"))
        .isEqualTo(Path.of("/data/peaberry/progress.txt"));
    assertThat(LearningRecord.file(Map.of("PEABERRY_PROGRESS", "/mine"), "/home/ada"))
        .isEqualTo(Path.of("/mine"));
  }
}
