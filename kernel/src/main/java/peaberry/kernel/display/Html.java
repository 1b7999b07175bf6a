package peaberry.kernel.display;

import java.util.Objects;

/**
 * Shown as a piece of HTML.
 *
 * @param source the text, as {@code text/html}
 */
public record Html(String source) implements Displayable {
  public Html {
    Objects.requireNonNull(source, "source");
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(source).with("text/html", source);
  }
}
