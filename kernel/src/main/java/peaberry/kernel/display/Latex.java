package peaberry.kernel.display;

import java.util.Objects;

/**
 * Shown as LaTeX, formulas between dollar signs among it.
 *
 * @param source the text, as {@code text/latex}
 */
public record Latex(String source) implements Displayable {
  public Latex {
    Objects.requireNonNull(source, "source");
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(source).with("text/latex", source);
  }
}
