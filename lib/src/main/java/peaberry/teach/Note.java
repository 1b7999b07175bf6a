package peaberry.teach;

import java.util.Objects;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/**
 * Markdown to read: a hint, a solution, the afterword.
 *
 * @param markdown what it says
 */
record Note(String markdown) implements Displayable {
  Note {
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
