package peaberry.kernel.display;

import java.util.Objects;

/**
 * Shown as Markdown text.
 *
 * @param source the text, as {@code text/markdown}
 */
public record Markdown(String source) implements Displayable {
  public Markdown {
    Objects.requireNonNull(source, "source");
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(source).with("text/markdown", source);
  }
}
