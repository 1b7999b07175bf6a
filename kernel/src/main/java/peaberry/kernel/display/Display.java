package peaberry.kernel.display;

import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * Shows values in a notebook. A cell can call these methods by their bare names.
 *
 * <pre>{@code
 * String id = display(new Html("<b>training</b>"));
 * updateDisplay(id, new Html("<b>done</b>"));
 * display("<svg/>", "image/svg+xml");
 * }</pre>
 *
 * <p>Outside of a notebook the plain text is printed to {@code System.out}. Safe for use by several
 * threads; what a thread displays goes to the cell that started it.
 */
public final class Display {
  private Display() {}

  /**
   * Shows a value.
   *
   * @param value anything, null too
   * @return an id for {@link #updateDisplay}
   */
  public static String display(Object value) {
    return display(value, new String[0]);
  }

  /**
   * Shows a value in some of its forms only.
   *
   * @param value anything; a string is taken as it is for each of the forms
   * @param mimes the MIME types wanted, such as {@code text/html}; plain text always goes with them
   * @return an id for {@link #updateDisplay}
   */
  public static String display(Object value, String... mimes) {
    String id = UUID.randomUUID().toString();
    MimeBundle bundle = render(value, mimes);
    FrontEnd frontEnd = FrontEnds.current();
    if (frontEnd == null) {
      System.out.println(bundle.plain());
    } else {
      frontEnd.show(id, bundle);
    }
    return id;
  }

  /**
   * Shows another value in the place of an earlier one, wherever that is shown.
   *
   * @param id what {@link #display(Object)} returned
   * @param value anything, null too
   * @param mimes the forms wanted; none for all of them
   */
  public static void updateDisplay(String id, Object value, String... mimes) {
    MimeBundle bundle = render(value, mimes);
    FrontEnd frontEnd = FrontEnds.current();
    if (frontEnd == null) {
      System.out.println(bundle.plain());
    } else {
      frontEnd.update(id, bundle);
    }
  }

  /**
   * The forms in which a value would be shown; shows nothing.
   *
   * @param value anything; a string is taken as it is for each of the forms
   * @param mimes the forms wanted; none for all of them
   */
  public static MimeBundle render(Object value, String... mimes) {
    return Rendering.bundle(value, mimes);
  }

  /** Removes what the running cell has shown so far. */
  public static void clearOutput() {
    clearOutput(false);
  }

  /**
   * Removes what the running cell has shown so far.
   *
   * @param wait true to remove it only when the next output comes, which avoids flicker
   */
  public static void clearOutput(boolean wait) {
    FrontEnd frontEnd = FrontEnds.current();
    if (frontEnd != null) {
      frontEnd.clear(wait);
    }
  }

  /**
   * Asks the user for a secret; what is typed is not shown and not kept in the notebook.
   *
   * @param prompt shown beside the input field
   * @return the text, or null at the end of input
   * @throws UncheckedIOException if nobody can be asked; the message says why
   * @throws CancellationException if the cell was interrupted while it waited
   */
  public static String readPassword(String prompt) {
    FrontEnd frontEnd = FrontEnds.current();
    try {
      if (frontEnd != null) {
        return frontEnd.readLine(prompt, true);
      }
      Console console = System.console();
      if (console == null) {
        throw new IOException(
            "expected a notebook or a terminal to ask for a password, found none");
      }
      char[] secret = console.readPassword("%s", prompt);
      return secret == null ? null : new String(secret);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while it waited for a password");
    }
  }

  /**
   * Shows values of a type in another way from now on. A later call for the same type wins.
   *
   * <pre>{@code addRenderer(Point.class, p -> MimeBundle.text(p.x + " | " + p.y))}</pre>
   *
   * @param type whose instances, those of its subtypes too, are shown so
   * @param forms makes the forms of a value; if it throws, the value is shown as plain text with a
   *     note
   */
  public static <T> void addRenderer(Class<T> type, Function<? super T, MimeBundle> forms) {
    Renderers.SHARED.add(type, forms);
  }

  /**
   * Runs a cell, which may have magics, inside the running one.
   *
   * <pre>{@code int three = (int) eval("1 + 2")}</pre>
   *
   * @return its value, or null if it has none
   * @throws Exception if it fails
   */
  public static Object eval(String cell) throws Exception {
    return FrontEnds.calls().eval(cell);
  }

  /**
   * Runs a line magic: {@code lineMagic("maven", List.of("g:a:1.0"))}.
   *
   * @return what it is worth, or null
   */
  @SuppressWarnings("unchecked") // as in IJava, the caller knows the type
  public static <T> T lineMagic(String name, List<String> arguments) {
    return (T) FrontEnds.calls().lineMagic(name, arguments);
  }

  /** Runs a line magic without arguments. */
  public static <T> T lineMagic(String name) {
    return lineMagic(name, List.of());
  }

  /**
   * Runs a cell magic on a text.
   *
   * @return what it is worth, or null
   */
  @SuppressWarnings("unchecked") // as in IJava, the caller knows the type
  public static <T> T cellMagic(String name, List<String> arguments, String body) {
    return (T) FrontEnds.calls().cellMagic(name, arguments, body);
  }

  /**
   * Adds a jar or a folder of classes to the class path of the cells that follow.
   *
   * @throws IllegalStateException if it cannot be added
   */
  public static void addToClassPath(String path) {
    FrontEnds.calls().addToClassPath(Path.of(path));
  }
}
