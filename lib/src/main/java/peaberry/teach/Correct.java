package peaberry.teach;

import java.util.Objects;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/**
 * A check's good outcome; the other two are {@link NotYet} and {@link NotAttempted}, which are
 * thrown so that graders count them.
 *
 * @param message one sentence
 */
record Correct(String message) implements Displayable {
  Correct {
    Objects.requireNonNull(message, "message");
  }

  @Override
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(toString())
        .with(
            "text/html",
            "<div style=\"border-left:4px solid var(--jp-success-color1,#2e7d32);padding:4px"
                + " 10px\">✓ "
                + message.replace("&", "&amp;").replace("<", "&lt;")
                + "</div>");
  }

  @Override
  public String toString() {
    return "✓ " + message;
  }
}
