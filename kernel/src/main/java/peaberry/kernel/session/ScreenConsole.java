package peaberry.kernel.session;

import java.io.IOException;
import java.util.List;
import peaberry.kernel.display.Comms;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Screen;
import peaberry.kernel.message.Incoming;

/**
 * The console of code that a front end calls after its cell has ended, such as a button's: output
 * goes to a screen of its own choice, often that of the cell.
 */
record ScreenConsole(CellConsole cell, Screen screen, Incoming cause) implements CellOutput {

  @Override
  public void print(String text, boolean error) {
    screen.print(text, error);
  }

  @Override
  public void show(String id, MimeBundle bundle) {
    screen.show(id, asSent(bundle));
  }

  @Override
  public void update(String id, MimeBundle bundle) {
    screen.update(id, asSent(bundle));
  }

  private static MimeBundle asSent(MimeBundle bundle) {
    return new MimeBundle(Publisher.data(bundle), bundle.metadata());
  }

  @Override
  public void clear(boolean wait) {
    screen.clear(wait);
  }

  @Override
  public void fail(String name, String message, List<String> traceback) {
    screen.fail(name, message, traceback);
  }

  @Override
  public String readLine(String prompt, boolean password) throws IOException {
    throw new IOException("only a running cell can ask for input, not what a widget calls");
  }

  @Override
  public Comms comms() {
    return cell.comms();
  }
}
