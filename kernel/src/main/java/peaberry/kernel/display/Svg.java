package peaberry.kernel.display;

import java.util.Objects;

/**
 * Shown as an SVG image.
 *
 * @param source the text, as {@code image/svg+xml}
 */
public record Svg(String source) implements Displayable {
  public Svg {
    Objects.requireNonNull(source, "source");
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(source).with("image/svg+xml", source);
  }
}
