package peaberry.kernel.session;

import peaberry.kernel.cell.Console;
import peaberry.kernel.cell.Outcome;
import peaberry.kernel.display.FrontEnd;
import peaberry.kernel.display.Screen;
import peaberry.kernel.message.Incoming;

/** What the code of a cell has for a console and a front end. */
sealed interface CellOutput extends Console, FrontEnd permits CellConsole, ScreenConsole {

  /** The message that made the code run: its cell's request, or a front end's comm message. */
  Incoming cause();

  /** The cell's own console. */
  CellConsole cell();

  @Override
  default void out(String text) {
    print(text, false);
  }

  @Override
  default void err(String text) {
    print(text, true);
  }

  @Override
  default FrontEnd to(Screen screen) {
    return new ScreenConsole(cell(), screen, cause());
  }

  @Override
  default boolean run(Runnable code) {
    Incoming now = cell().running() instanceof CellOutput output ? output.cause() : cause();
    Screen screen = this instanceof ScreenConsole console ? console.screen() : this;
    ScreenConsole console = new ScreenConsole(cell(), screen, now);
    if (cell().interpreter().runHere(code, console) instanceof Outcome.Failure failure) {
      screen.fail(failure.name(), failure.message(), failure.traceback());
      return false;
    }
    return true;
  }
}
