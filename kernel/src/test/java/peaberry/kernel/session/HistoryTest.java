package peaberry.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import peaberry.kernel.magic.PastCell;
import peaberry.kernel.message.Reply.History.Line;
import peaberry.kernel.message.Request.HistoryAccess;
import peaberry.kernel.message.Request.HistoryAccess.Range;
import peaberry.kernel.message.Request.HistoryAccess.Search;
import peaberry.kernel.message.Request.HistoryAccess.Tail;

class HistoryTest {
  @TempDir Path folder;
  private final List<String> log = new ArrayList<>();

  private Path path() {
    return folder.resolve("data/history.jsonl");
  }

  private History session() {
    return new History(new HistoryFile(path()), log::add);
  }

  private static void add(History history, int number, String input, String output) {
    history.add(number, input, output);
    history.write();
  }

  private static List<String> inputs(History history, HistoryAccess access) {
    return history.find(access).stream().map(Line::input).toList();
  }

  @Test
  void cellsOfEarlierSessionsComeFirst() {
    History first = session();
    add(first, 1, "a", null);
    add(first, 2, "b", "2");
    History second = session();
    add(second, 1, "c", null);
    assertThat(second.find(new Tail(2)))
        .containsExactly(new Line(1, 2, "b", "2"), new Line(2, 1, "c", null));
    assertThat(log).isEmpty();
  }

  @Test
  void theCellsOfTheSessionAreThoseWithoutTheEarlierOnesWrittenOrNot() {
    add(session(), 1, "earlier", null);
    History history = session();
    add(history, 1, "a", "1");
    history.add(2, "b", null);
    assertThat(history.session())
        .containsExactly(new PastCell(1, "a", "1"), new PastCell(2, "b", null));
  }

  @Test
  void whatIsNotWrittenYetIsWrittenBeforeItIsSearched() {
    History history = session();
    history.add(1, "a", null);
    history.add(2, "b", null);
    assertThat(history.find(new Tail(5)))
        .containsExactly(new Line(1, 1, "a", null), new Line(1, 2, "b", null));
    assertThat(inputs(session(), new Tail(5))).containsExactly("a", "b");
  }

  @Test
  void anInterruptOfTheThreadLosesNothing() {
    History history = session();
    for (int i = 1; i <= 3; i++) {
      Thread.currentThread().interrupt();
      add(history, i, "cell " + i, null);
    }
    Thread.currentThread().interrupt();
    assertThat(inputs(session(), new Tail(5))).containsExactly("cell 1", "cell 2", "cell 3");
    assertThat(Thread.interrupted()).isFalse();
    assertThat(log).isEmpty();
  }

  @Test
  void rangesCountSessionsAsIPythonDoes() {
    History first = session();
    add(first, 1, "a", null);
    add(first, 2, "b", null);
    add(first, 3, "c", null);
    History second = session();
    assertThat(inputs(second, new Range(-1, 2, null))).containsExactly("b", "c");
    assertThat(inputs(second, new Range(1, 1, 3))).containsExactly("a", "b");
    add(second, 1, "d", null);
    assertThat(second.find(new Range(0, 1, null))).containsExactly(new Line(0, 1, "d", null));
    assertThat(inputs(second, new Range(-1, 0, null))).containsExactly("a", "b", "c");
    assertThat(inputs(first, new Range(0, -1, null))).containsExactly("c");
    assertThat(inputs(first, new Range(0, 1, -1))).containsExactly("a", "b");
    assertThat(inputs(first, new Range(7, 1, null))).isEmpty();
  }

  @Test
  void searchesTakeGlobsTheLatestAndEachTextOnce() {
    History history = session();
    add(history, 1, "int x = 1;", null);
    add(history, 2, "x", "1");
    add(history, 3, "int y = 2;\ny", "2");
    add(history, 4, "x", "1");
    assertThat(inputs(history, new Search("int*", null, false)))
        .containsExactly("int x = 1;", "int y = 2;\ny");
    assertThat(history.find(new Search("?", null, true))).containsExactly(new Line(1, 4, "x", "1"));
    assertThat(inputs(history, new Search("*", 2, false))).containsExactly("int y = 2;\ny", "x");
    assertThat(inputs(history, new Search("int", null, false))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "*, '', true", "'', '', true", "?, '', false", "a*c, abc, true", "a*c, ac, true",
    "a*c, acb, false", "*b*b*, abab, true", "**a, a, true", "a?c, abc, true", "A, a, false",
    "*ab, aab, true"
  })
  void patternsFitTheWholeText(String pattern, String text, boolean fits) {
    assertThat(History.fits(pattern, text)).isEqualTo(fits);
  }

  @Test
  void damagedLinesArePassedOver() throws IOException {
    add(session(), 1, "a", null);
    Files.write(
        path(),
        "\n{\"session\":1,\n\0\0\0\n[]\n{\"session\":9".getBytes(),
        StandardOpenOption.APPEND);
    History second = session();
    add(second, 1, "b", null);
    assertThat(second.find(new Tail(10)))
        .containsExactly(new Line(1, 1, "a", null), new Line(2, 1, "b", null));
  }

  @Test
  void aLongFileIsReadFromItsEndAndTheNextSessionDropsItsOlderHalf() throws IOException {
    HistoryFile file = new HistoryFile(path(), 4_000);
    int session = file.startSession();
    for (int number = 1; number <= 200; number++) {
      file.append(new Line(session, number, "cell " + number, null));
    }
    assertThat(Files.size(path())).isGreaterThan(8_000);
    assertThat(file.read())
        .hasSizeBetween(50, 100)
        .last()
        .hasFieldOrPropertyWithValue("number", 200);

    assertThat(file.startSession()).isEqualTo(session + 1);
    assertThat(Files.size(path())).isLessThan(2_100);
    List<Line> kept = file.read();
    assertThat(kept).hasSizeBetween(25, 60);
    assertThat(kept.getFirst().input()).isEqualTo("cell " + kept.getFirst().number());
    assertThat(kept.get(kept.size() - 2)).isEqualTo(new Line(session, 200, "cell 200", null));
    assertThat(kept.getLast()).isEqualTo(new Line(session + 1, 0, "", null));
  }

  @Test
  void aLineLongerThanTheFileMayBeIsDroppedAndTheNumberKept() throws IOException {
    HistoryFile file = new HistoryFile(path(), 1_000);
    int session = file.startSession();
    file.append(new Line(session, 1, "x".repeat(5_000), null));
    assertThat(file.startSession()).isEqualTo(session + 1);
    assertThat(file.read()).containsExactly(new Line(session + 1, 0, "", null));
  }

  @Test
  void twoSessionsMayWriteAtOnce() {
    History first = session();
    History second = session();
    add(first, 1, "a", null);
    add(second, 1, "b", null);
    add(first, 2, "c", null);
    assertThat(second.find(new Tail(9)))
        .containsExactly(
            new Line(1, 1, "a", null), new Line(1, 2, "c", null), new Line(2, 1, "b", null));
  }

  @Test
  void theFileIsReadableByItsOwnerOnly() throws IOException {
    add(session(), 1, "secret", null);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void withoutAFileTheSessionIsRememberedAndTheReasonToldOnce() throws IOException {
    Files.writeString(folder.resolve("data"), "a file where the folder should be");
    History history = session();
    add(history, 1, "a", null);
    add(history, 2, "b", null);
    assertThat(inputs(history, new Tail(5))).containsExactly("a", "b");
    assertThat(log).hasSize(1);
  }
}
