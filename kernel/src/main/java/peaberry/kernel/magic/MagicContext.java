package peaberry.kernel.magic;

import java.util.List;
import java.util.Map;
import peaberry.kernel.cell.Console;
import peaberry.kernel.cell.Libraries;
import peaberry.kernel.cell.Outcome;
import peaberry.kernel.cell.Repeater;
import peaberry.kernel.cell.Variable;
import peaberry.kernel.display.Captured;
import peaberry.kernel.display.MimeBundle;

/** What a magic can do in the cell in which it stands. */
public interface MagicContext {

  /**
   * Runs Java, in the notebook's name space.
   *
   * @param code the magic's arguments or body, unchanged: errors then name the right line
   * @return what became of it, never an exception
   */
  Outcome java(String code);

  /** How long Java has been compiled in this session so far, in nanoseconds. */
  long compileNanos();

  /**
   * Compiles Java once, with variables of its own, and lets {@code repeater} run it.
   *
   * @param code a part of the magic's arguments, or its body, unchanged
   * @param column how far behind the start of the arguments the code starts
   * @return nothing, or a failure: the code's, or what the repeater threw
   */
  Outcome repeat(String code, int column, Repeater repeater);

  /**
   * Runs a whole cell, which may have magics of its own.
   *
   * @param code lines that do not stand in the notebook: errors count them from 1
   */
  Outcome cell(String code);

  /**
   * Runs the magic's body as a cell and keeps what it puts out, its value too, instead of showing
   * it.
   *
   * @throws InterruptedException if the user stops the cell while its value is rendered
   */
  Recorded record(String body) throws InterruptedException;

  /**
   * What {@link #record} returns.
   *
   * @param outcome nothing, or a failure
   */
  record Recorded(Outcome outcome, Captured captured) {}

  /** Where the cell's output goes and its input comes from. */
  Console console();

  /** The libraries that cells can use. */
  Libraries libraries();

  /** All magics, and where commands run. */
  Magics magics();

  /** The notebook's variables, in the order of their declaration. */
  List<Variable> variables();

  /** Declares a variable of the notebook, anew if there is one, with this value. */
  Outcome define(String name, Class<?> type, Object value);

  /** Forgets all names that cells have declared or imported. */
  void reset();

  /**
   * The forms of a value, as it would be shown.
   *
   * @throws InterruptedException if the user stops the cell meanwhile
   */
  MimeBundle render(Object value) throws InterruptedException;

  /** The cells of this session that have ended, oldest first. */
  List<PastCell> history();

  /**
   * Gives the front end something to do when the cell has ended.
   *
   * @param payload what the protocol's {@code execute_reply} lists, such as {@code {"source":
   *     "set_next_input", "text": ..., "replace": false}}
   */
  void payload(Map<String, Object> payload);

  /**
   * Reads JSON.
   *
   * @return an object's fields: maps, lists, strings, numbers, booleans and null
   * @throws MagicException if it is anything but one JSON object
   */
  Map<String, Object> json(String text);
}
