package peaberry.kernel.assist;

/**
 * What is known of a name, in three forms.
 *
 * @param plain to be read as it is
 * @param markdown for front ends that render it
 * @param html likewise
 */
public record Inspection(String plain, String markdown, String html) {

  /** All forms of a text in Markdown. */
  static Inspection of(String markdown) {
    return new Inspection(
        MarkdownForms.plain(markdown), markdown, "<div>" + MarkdownForms.html(markdown) + "</div>");
  }
}
