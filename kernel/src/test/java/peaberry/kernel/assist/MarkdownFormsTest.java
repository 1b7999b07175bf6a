package peaberry.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MarkdownFormsTest {

  private static void has(String markdown, String plain, String html) {
    assertThat(MarkdownForms.plain(markdown)).isEqualTo(plain);
    assertThat(MarkdownForms.html(markdown).replaceAll("\n(?=<)", "").strip()).isEqualTo(html);
  }

  @Test
  void marksInALine() {
    has("`a*b` *c* **d**", "a*b c d", "<p><code>a*b</code> <em>c</em> <strong>d</strong></p>");
    has("2 \\* 3 \\<T>", "2 * 3 <T>", "<p>2 * 3 &lt;T&gt;</p>");
    has("`` a`b ``", "a`b", "<p><code>a`b</code></p>");
    has("a_b 2 * 3 * 4", "a_b 2 * 3 * 4", "<p>a_b 2 * 3 * 4</p>");
    has("[a `b`](https://c.d/e)", "a b", "<p><a href=\"https://c.d/e\">a <code>b</code></a></p>");
    has("[a](javascript:b)", "[a](javascript:b)", "<p>[a](javascript:b)</p>");
  }

  @Test
  void paragraphsAndHeadings() {
    has("a\nb\n\nc", "a\nb\n\nc", "<p>a\nb</p><p>c</p>");
    has("#### Top\n\nx", "Top\n\nx", "<h4>Top</h4><p>x</p>");
  }

  @Test
  void lists() {
    has("- a\n- b\n\nc", "- a\n- b\n\nc", "<ul><li>a</li><li>b</li></ul><p>c</p>");
    has(
        "1. a\n  - b\n1. c",
        "1. a\n  - b\n1. c",
        "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>");
    has(
        "- a\n\n  ```\n  x\n  ```\n- b",
        "- a\n\n      x\n- b",
        "<ul><li>a<pre><code>x</code></pre></li><li>b</li></ul>");
  }

  @Test
  void codeAndTables() {
    has(
        "```java\nx < *y*;\n```",
        "x < *y*;",
        "<pre><code class=\"language-java\">x &lt; *y*;</code></pre>");
    has(
        "| a | b |\n|---|---|\n| `\\|` | d |",
        "| a | b |\n| \\| | d |",
        "<table><tr><th>a</th><th>b</th></tr>"
            + "<tr><td><code>|</code></td><td>d</td></tr></table>");
  }

  @Property(tries = 300)
  void whateverTheTextNoElementOfItsOwnGetsIntoTheHtml(@ForAll String text) {
    assertThat(MarkdownForms.html(text + "<script>" + text)).doesNotContain("<script");
    assertThat(MarkdownForms.plain(text)).isNotNull();
  }
}
