package peaberry.kernel.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import peaberry.kernel.cell.Console;
import peaberry.kernel.display.Captured;
import peaberry.kernel.display.Comms;
import peaberry.kernel.display.FrontEnd;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Screen;

/**
 * Keeps what a part of a cell puts out. Once it has {@linkplain #end ended}, what threads of that
 * part still put out goes to the cell. Thread-safe.
 *
 * @param <C> the cell's own console, which is asked for input
 */
final class Recorder<C extends Console & FrontEnd> implements Console, FrontEnd {

  /** One output; {@code id} is null for text. */
  private record Entry(String id, Captured.Part part) {}

  private final C cell;
  private final List<Entry> entries = new ArrayList<>();
  private boolean ended;

  Recorder(C cell) {
    this.cell = cell;
  }

  /** Stops recording; returns what was recorded. */
  synchronized Captured end() {
    ended = true;
    return new Captured(entries.stream().map(Entry::part).toList());
  }

  private synchronized boolean keep(String id, Captured.Part part) {
    return !ended && entries.add(new Entry(id, part));
  }

  @Override
  public void out(String text) {
    print(text, false);
  }

  @Override
  public void err(String text) {
    print(text, true);
  }

  @Override
  public void print(String text, boolean error) {
    if (!keep(null, new Captured.Text(text, error))) {
      cell.print(text, error);
    }
  }

  @Override
  public void fail(String name, String message, List<String> traceback) {
    err(String.join("\n", traceback) + "\n");
  }

  @Override
  public boolean run(Runnable code) {
    return cell.to(this).run(code);
  }

  @Override
  public FrontEnd to(Screen screen) {
    return cell.to(screen);
  }

  @Override
  public void show(String id, MimeBundle bundle) {
    if (!keep(id, new Captured.Output(bundle))) {
      cell.show(id, bundle);
    }
  }

  @Override
  public void update(String id, MimeBundle bundle) {
    synchronized (this) {
      boolean own = false;
      for (int i = 0; i < entries.size() && !ended; i++) {
        if (id.equals(entries.get(i).id())) {
          entries.set(i, new Entry(id, new Captured.Output(bundle)));
          own = true;
        }
      }
      if (own) {
        return;
      }
    }
    cell.update(id, bundle);
  }

  @Override
  public void clear(boolean wait) {
    synchronized (this) {
      if (!ended) {
        entries.clear();
        return;
      }
    }
    cell.clear(wait);
  }

  @Override
  public String readLine(String prompt, boolean password) throws IOException, InterruptedException {
    return cell.readLine(prompt, password);
  }

  @Override
  public Comms comms() {
    return cell.comms();
  }
}
