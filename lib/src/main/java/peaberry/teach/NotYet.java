package peaberry.teach;

/**
 * Says that an answer is not right yet. Its message tells what was expected and what came, without
 * giving the answer away.
 */
public final class NotYet extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what was expected and what came. */
  public NotYet(String message) {
    super(message, null, false, false); // where it was thrown would tell a student nothing
  }
}
