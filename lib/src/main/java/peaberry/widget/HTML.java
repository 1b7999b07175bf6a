package peaberry.widget;

/**
 * A piece of HTML that the notebook can change.
 *
 * <pre>{@code HTML.of("<b>0</b> errors").value("<b>1</b> error")}</pre>
 */
public final class HTML extends TextControl<HTML> {

  private HTML(String source) {
    super("HTML", source);
  }

  /** Shows {@code source} as it is: what comes from others must be escaped before. */
  public static HTML of(String source) {
    return new HTML(source);
  }

  @Override
  HTML self() {
    return this;
  }
}
