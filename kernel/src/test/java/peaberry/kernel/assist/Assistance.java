package peaberry.kernel.assist;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import peaberry.kernel.cell.Cell;
import peaberry.kernel.cell.Console;
import peaberry.kernel.cell.JavaInterpreter;
import peaberry.kernel.cell.Outcome;
import peaberry.kernel.magic.Magics;

/** A notebook in which somebody types: texts have a {@code |} where the cursor is. */
final class Assistance implements AutoCloseable {
  final JavaInterpreter interpreter = JavaInterpreter.create(JavaInterpreter.Options.defaults());
  final Completer completer = new Completer(interpreter, new Magics(), null);
  private int count;

  /** Runs a cell, which must work. */
  void run(String code) {
    Outcome outcome = interpreter.run(new Cell(++count, code), new Silent(new CountDownLatch(0)));
    if (outcome instanceof Outcome.Failure f) {
      throw new AssertionError(String.join("\n", f.traceback()));
    }
  }

  /** Runs a cell that tells by its first output that it runs. */
  Outcome run(String code, CountDownLatch runs) {
    return interpreter.run(new Cell(++count, code), new Silent(runs));
  }

  Suggestions complete(String marked) {
    int at = marked.indexOf('|');
    return completer.complete(marked.substring(0, at) + marked.substring(at + 1), at);
  }

  List<String> texts(String marked) {
    return complete(marked).all().stream().map(Suggestion::text).toList();
  }

  /** The suggestion of this text. */
  Suggestion suggestion(String marked, String text) {
    return complete(marked).all().stream()
        .filter(one -> one.text().equals(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError(text + " is not among " + texts(marked)));
  }

  @Override
  public void close() {
    interpreter.close();
  }

  /** Takes what is printed and has no input. */
  private record Silent(CountDownLatch printed) implements Console {
    @Override
    public void out(String text) {
      printed.countDown();
    }

    @Override
    public void err(String text) {}

    @Override
    public String readLine(String prompt, boolean password) {
      return null;
    }
  }
}
