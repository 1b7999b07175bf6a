package peaberry.widget;

/** What the controls whose value is a text have in common. */
abstract class TextControl<S extends TextControl<S>> extends Control<String, S> {

  TextControl(String name, String value) {
    super(name);
    value(value);
  }

  @Override
  final String valid(String wanted) {
    return wanted;
  }

  @Override
  final String fromState(Object sent) {
    if (sent instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("expected a text, got " + sent);
  }
}
