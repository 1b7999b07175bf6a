package peaberry.kernel.display;

import java.io.PrintStream;

/** A progress outside of a notebook: a line of a terminal, written over again and again. */
final class ProgressText implements Progress.Setting {
  private final PrintStream out;
  private int width;

  ProgressText(PrintStream out) {
    this.out = out;
  }

  @Override
  public void show(ProgressState state) {
    String text = state.text();
    out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
    width = text.length();
    if (state.closed()) {
      out.println();
    }
    out.flush();
  }

  @Override
  public void later(Runnable task) {
    ProgressDisplay.pause(task);
  }
}
