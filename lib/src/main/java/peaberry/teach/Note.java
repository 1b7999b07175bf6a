package peaberry.teach;

import java.util.Objects;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/**
 * A hint or a solution to read.
 *
 * @param markdown what it says
 */
public record Note(String markdown) implements Displayable {
  public Note {
    Objects.requireNonNull(markdown, "markdown");
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(markdown).with("text/markdown", markdown);
  }

  @Override
  public String toString() {
    return markdown;
  }
}
