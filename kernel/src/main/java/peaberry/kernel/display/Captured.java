package peaberry.kernel.display;

import java.util.ArrayList;
import java.util.List;

/**
 * What a cell under {@code %%capture} printed and displayed instead of showing it.
 *
 * <p>Immutable.
 *
 * @param parts in the order in which they came
 */
public record Captured(List<Part> parts) {

  /** A piece of output. */
  public sealed interface Part {}

  /**
   * Text.
   *
   * @param error whether it was written to {@code System.err}
   */
  public record Text(String text, boolean error) implements Part {}

  /** A value that was displayed, or that of the cell's last expression. */
  public record Output(MimeBundle forms) implements Part {}

  public Captured {
    parts = List.copyOf(parts);
  }

  /** All that was printed to {@code System.out}. */
  public String stdout() {
    return text(false);
  }

  /** All that was printed to {@code System.err}. */
  public String stderr() {
    return text(true);
  }

  private String text(boolean error) {
    StringBuilder all = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Text text && text.error() == error) {
        all.append(text.text());
      }
    }
    return all.toString();
  }

  /** The forms of all that was displayed, the value of the cell's last expression at the end. */
  public List<MimeBundle> outputs() {
    List<MimeBundle> all = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Output output) {
        all.add(output.forms());
      }
    }
    return all;
  }

  /** Prints and displays all of it, in its order, as the running cell's own output. */
  public void show() {
    for (Part part : parts) {
      switch (part) {
        case Text(String text, boolean error) -> (error ? System.err : System.out).print(text);
        case Output(MimeBundle forms) -> Display.display(forms);
      }
    }
  }

  @Override
  public String toString() {
    return "captured: %d characters of stdout, %d of stderr, %d outputs (show() shows them)"
        .formatted(stdout().length(), stderr().length(), outputs().size());
  }
}
