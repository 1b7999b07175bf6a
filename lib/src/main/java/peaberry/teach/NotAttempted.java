package peaberry.teach;

/** Says that an exercise has not been worked on: thrown by {@code todo()} and by its check. */
public final class NotAttempted extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what the student should do now. */
  public NotAttempted(String message) {
    super(message, null, false, false); // where it was thrown would tell a student nothing
  }
}
