package peaberry.kernel.display;

import java.util.Objects;

/**
 * Shown as a script that the front end runs, if it trusts the notebook.
 *
 * @param source the text, as {@code application/javascript}
 */
public record Javascript(String source) implements Displayable {
  public Javascript {
    Objects.requireNonNull(source, "source");
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(source).with("application/javascript", source);
  }
}
