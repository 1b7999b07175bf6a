package peaberry.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import peaberry.kernel.cell.Console;
import peaberry.kernel.display.Captured;
import peaberry.kernel.display.Comms;
import peaberry.kernel.display.FrontEnd;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Screen;

class RecorderTest {

  /** Notes what reaches the cell. */
  private static final class Cell implements Console, FrontEnd {
    private final List<String> notes = new ArrayList<>();

    @Override
    public void out(String text) {
      notes.add("out " + text);
    }

    @Override
    public void err(String text) {
      notes.add("err " + text);
    }

    @Override
    public void print(String text, boolean error) {
      notes.add((error ? "err " : "out ") + text);
    }

    @Override
    public void fail(String name, String message, List<String> traceback) {
      notes.add("fail " + name);
    }

    @Override
    public boolean run(Runnable code) {
      code.run();
      return true;
    }

    @Override
    public FrontEnd to(Screen screen) {
      throw new UnsupportedOperationException("expected no other screen");
    }

    @Override
    public void show(String id, MimeBundle bundle) {
      notes.add("show " + bundle.plain());
    }

    @Override
    public void update(String id, MimeBundle bundle) {
      notes.add("update " + id + " " + bundle.plain());
    }

    @Override
    public void clear(boolean wait) {
      notes.add("clear");
    }

    @Override
    public String readLine(String prompt, boolean password) {
      return "answer to " + prompt;
    }

    @Override
    public Comms comms() {
      return null;
    }
  }

  private final Cell cell = new Cell();
  private final Recorder<Cell> recorder = new Recorder<>(cell);

  @Test
  void outputIsKeptInItsOrderAndDoesNotReachTheCell() throws Exception {
    recorder.out("a");
    recorder.show("1", MimeBundle.text("shown"));
    recorder.err("b");
    recorder.out("c");
    assertThat(recorder.readLine("name?", false)).isEqualTo("answer to name?");
    Captured captured = recorder.end();
    assertThat(captured.parts())
        .containsExactly(
            new Captured.Text("a", false),
            new Captured.Output(MimeBundle.text("shown")),
            new Captured.Text("b", true),
            new Captured.Text("c", false));
    assertThat(captured.stdout()).isEqualTo("ac");
    assertThat(captured.stderr()).isEqualTo("b");
    assertThat(captured.outputs()).containsExactly(MimeBundle.text("shown"));
    assertThat(captured)
        .hasToString(
            "captured: 2 characters of stdout, 1 of stderr, 1 outputs (show() shows them)");
    assertThat(cell.notes).isEmpty();
  }

  @Test
  void whatIsUpdatedOrClearedIsWhatWasRecorded() {
    recorder.show("1", MimeBundle.text("old"));
    recorder.update("1", MimeBundle.text("new"));
    recorder.update("elsewhere", MimeBundle.text("x"));
    assertThat(cell.notes).containsExactly("update elsewhere x");
    assertThat(recorder.end().outputs()).containsExactly(MimeBundle.text("new"));
    Recorder<Cell> other = new Recorder<>(cell);
    other.out("a");
    other.clear(true);
    other.out("b");
    assertThat(other.end().stdout()).isEqualTo("b");
  }

  @Test
  void whatComesAfterTheEndGoesToTheCell() {
    recorder.show("1", MimeBundle.text("kept"));
    Captured captured = recorder.end();
    recorder.out("late");
    recorder.err("later");
    recorder.show("2", MimeBundle.text("latest"));
    recorder.update("1", MimeBundle.text("x"));
    recorder.clear(false);
    assertThat(cell.notes)
        .containsExactly("out late", "err later", "show latest", "update 1 x", "clear");
    assertThat(captured.parts()).hasSize(1);
    assertThat(recorder.end()).isEqualTo(captured);
  }
}
