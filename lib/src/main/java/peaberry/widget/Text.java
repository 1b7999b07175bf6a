package peaberry.widget;

import java.util.Objects;

/**
 * A field for one line of text.
 *
 * <pre>{@code Text.of("").description("name").placeholder("who are you?")}</pre>
 */
public final class Text extends TextControl<Text> {

  private Text(String value) {
    super("Text", value);
  }

  /** A field with a text in it. */
  public static Text of(String value) {
    return new Text(value);
  }

  /** Sets what the field shows while it is empty. */
  public Text placeholder(String text) {
    model().set("placeholder", Objects.requireNonNull(text, "placeholder"));
    return this;
  }

  /** Sets whether listeners hear of each key, or only of the text when it is done. */
  public Text continuous(boolean continuous) {
    model().set("continuous_update", continuous);
    return this;
  }

  @Override
  Text self() {
    return this;
  }
}
