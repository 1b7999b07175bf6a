package peaberry.kernel.session;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import peaberry.kernel.cell.Cell;
import peaberry.kernel.cell.Completeness;
import peaberry.kernel.cell.Console;
import peaberry.kernel.cell.Interpreter;
import peaberry.kernel.cell.Outcome;

/**
 * Runs cells of one command a line, so that the session can be tested without Java cells: {@code
 * out text}, {@code err text}, {@code value text}, {@code fail name}, {@code read prompt}, {@code
 * password prompt}, {@code spin}. Blank lines do nothing.
 */
final class ScriptedInterpreter implements Interpreter {
  private volatile Console current;
  private volatile boolean running;
  private volatile boolean stop;

  @Override
  public Outcome run(Cell cell, Console console) {
    stop = false;
    current = console;
    running = true;
    try {
      Outcome outcome = new Outcome.Nothing();
      for (String line : cell.code().split("\n")) {
        outcome = line.isBlank() ? outcome : step(line.strip(), console);
        if (outcome instanceof Outcome.Failure) {
          break;
        }
      }
      return outcome;
    } catch (InterruptedException e) {
      return stopped();
    } catch (Exception e) {
      return new Outcome.Failure(e.getClass().getName(), e.getMessage(), List.of(), false);
    } finally {
      running = false;
    }
  }

  private Outcome step(String line, Console console) throws Exception {
    int space = line.indexOf(' ');
    String command = space < 0 ? line : line.substring(0, space);
    String argument = space < 0 ? "" : line.substring(space + 1);
    switch (command) {
      case "out" -> console.out(argument + "\n");
      case "err" -> console.err(argument + "\n");
      case "value" -> {
        return new Outcome.Value(argument);
      }
      case "read", "password" -> {
        String answer = console.readLine(argument, command.equals("password"));
        return new Outcome.Value(String.valueOf(answer));
      }
      case "spin" -> {
        while (!stop) {
          LockSupport.parkNanos(1_000_000);
        }
        return stopped();
      }
      case "fail" -> {
        return new Outcome.Failure(argument, "on purpose", List.of("a line"), false);
      }
      default -> throw new IllegalArgumentException("no such command: " + command);
    }
    return new Outcome.Nothing();
  }

  private static Outcome stopped() {
    return new Outcome.Failure("KeyboardInterrupt", "", List.of(), true);
  }

  @Override
  public void interrupt() {
    stop = running;
  }

  @Override
  public Completeness completeness(String code) {
    return code.endsWith(";") ? new Completeness.Complete() : new Completeness.Incomplete("  ");
  }

  @Override
  public Console current() {
    return current;
  }

  @Override
  public void close() {
    stop = true;
  }
}
