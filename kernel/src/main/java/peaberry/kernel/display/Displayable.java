package peaberry.kernel.display;

/** A value that knows how it is shown. The simplest way for a library's own class to look good. */
public interface Displayable {

  /** The forms of this value; {@code text/plain} is added from {@code toString()} if missing. */
  MimeBundle toMimeBundle();
}
