package peaberry.kernel.assist;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Other forms of the Markdown that {@link DocMarkdown} and the inspector write: paragraphs,
 * headings, lists, tables, fenced code; code, emphasis and links in them. What it does not know
 * stays as it is.
 */
final class MarkdownForms {
  private static final Pattern INLINE =
      Pattern.compile(
          "\\\\([!-/:-@\\[-`{-~])|(`+)(.+?)\\2(?!`)|\\*\\*(?=\\S)(.+?)(?<=\\S)\\*\\*(?!\\*)"
              + "|(?<![\\w*])\\*(?=[^\\s*])(.+?)(?<=[^\\s*])\\*(?![\\w*])|\\[([^\\]]+)\\]\\((https?://[^)\\s]+)\\)",
          Pattern.DOTALL);
  private static final Pattern ITEM = Pattern.compile("( *)([-*+]|\\d+[.)]) +(.*)");
  private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.*)");

  private final StringBuilder html = new StringBuilder();
  private final StringBuilder paragraph = new StringBuilder();

  /** The open lists: how far each is indented, and its element. */
  private final Deque<Listing> lists = new ArrayDeque<>();

  private record Listing(int indent, String element) {}

  private MarkdownForms() {}

  /** The text without its marks. */
  static String plain(String markdown) {
    StringBuilder text = new StringBuilder();
    boolean code = false;
    for (String line : markdown.split("\n", -1)) {
      if (line.strip().startsWith("```")) {
        code = !code;
      } else if (!isRule(line)) {
        text.append(code ? "    " + line : words(line)).append('\n');
      }
    }
    return text.toString().strip().indent(0).stripTrailing();
  }

  private static String words(String line) {
    Matcher heading = HEADING.matcher(line);
    return inline(heading.matches() ? heading.group(2) : line, false);
  }

  static String html(String markdown) {
    MarkdownForms forms = new MarkdownForms();
    forms.read(markdown.split("\n", -1));
    return forms.html.toString();
  }

  private void read(String[] lines) {
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      String text = line.strip();
      Matcher heading = HEADING.matcher(text);
      Matcher item = ITEM.matcher(line);
      if (text.startsWith("```")) {
        i = fence(lines, i);
      } else if (text.isEmpty()) {
        endParagraph();
        if (!lists.isEmpty() && i + 1 < lines.length && !goesOn(lines[i + 1])) {
          endLists(-1);
        }
      } else if (heading.matches()) {
        endParagraph();
        html.append("<h4>").append(inline(heading.group(2), true)).append("</h4>\n");
      } else if (text.startsWith("|") && i + 1 < lines.length && isRule(lines[i + 1])) {
        i = table(lines, i);
      } else if (item.matches()) {
        item(item.group(1).length(), item.group(2), item.group(3));
      } else {
        paragraph.append(paragraph.isEmpty() ? "" : "\n").append(text);
      }
    }
    endParagraph();
    endLists(-1);
  }

  /** Whether a line behind an empty one still belongs to the open list. */
  private boolean goesOn(String line) {
    return line.startsWith("  ") || ITEM.matcher(line).matches() || line.isBlank();
  }

  private static boolean isRule(String line) {
    return line.strip().matches("\\|?(\\s*:?-{3,}:?\\s*\\|)+(\\s*:?-{3,}:?\\s*)?");
  }

  private void endParagraph() {
    if (!paragraph.isEmpty()) {
      String text = inline(paragraph.toString(), true);
      html.append(lists.isEmpty() ? "<p>" + text + "</p>\n" : text + "\n");
      paragraph.setLength(0);
    }
  }

  private int fence(String[] lines, int from) {
    endParagraph();
    int indent = lines[from].indexOf('`');
    String language = lines[from].strip().substring(3).strip();
    StringBuilder code = new StringBuilder();
    int i = from + 1;
    for (; i < lines.length && !lines[i].strip().startsWith("```"); i++) {
      String line = lines[i];
      int cut = Math.min(indent, line.length() - line.stripLeading().length());
      code.append(line.substring(cut)).append('\n');
    }
    String kind = language.isEmpty() ? "" : " class=\"language-" + escape(language) + "\"";
    html.append("<pre><code").append(kind).append('>').append(escape(code.toString()));
    html.append("</code></pre>\n");
    return i;
  }

  private int table(String[] lines, int from) {
    endParagraph();
    html.append("<table>\n");
    int i = from;
    for (; i < lines.length && lines[i].strip().startsWith("|"); i++) {
      if (i == from + 1) {
        continue;
      }
      String cell = i == from ? "th" : "td";
      String row = lines[i].strip().replaceAll("^\\||(?<!\\\\)\\|$", "");
      html.append("<tr>");
      for (String part : row.split("(?<!\\\\)\\|", -1)) {
        String text = inline(part.strip().replace("\\|", "|"), true);
        html.append('<').append(cell).append('>').append(text);
        html.append("</").append(cell).append('>');
      }
      html.append("</tr>\n");
    }
    html.append("</table>\n");
    return i - 1;
  }

  private void item(int indent, String mark, String text) {
    endParagraph();
    endLists(indent);
    if (lists.isEmpty() || lists.peek().indent < indent) {
      String element = Character.isDigit(mark.charAt(0)) ? "ol" : "ul";
      lists.push(new Listing(indent, element));
      html.append('<').append(element).append(">\n");
    } else {
      html.append("</li>\n");
    }
    html.append("<li>");
    paragraph.append(text);
  }

  /** Ends the lists that are indented further. */
  private void endLists(int indent) {
    while (!lists.isEmpty() && lists.peek().indent > indent) {
      html.append("</li>\n</").append(lists.pop().element).append(">\n");
    }
  }

  private static String inline(String text, boolean html) {
    StringBuilder out = new StringBuilder();
    Matcher marks = INLINE.matcher(text);
    int from = 0;
    while (marks.find()) {
      out.append(
          html ? escape(text.substring(from, marks.start())) : text.substring(from, marks.start()));
      from = marks.end();
      if (marks.group(1) != null) {
        out.append(html ? escape(marks.group(1)) : marks.group(1));
      } else if (marks.group(3) != null) {
        String code = marks.group(2).length() > 1 ? marks.group(3).strip() : marks.group(3);
        out.append(html ? "<code>" + escape(code) + "</code>" : code);
      } else if (marks.group(4) != null) {
        String inner = inline(marks.group(4), html);
        out.append(html ? "<strong>" + inner + "</strong>" : inner);
      } else if (marks.group(5) != null) {
        String inner = inline(marks.group(5), html);
        out.append(html ? "<em>" + inner + "</em>" : inner);
      } else {
        String inner = inline(marks.group(6), html);
        out.append(html ? "<a href=\"" + escape(marks.group(7)) + "\">" + inner + "</a>" : inner);
      }
    }
    return out.append(html ? escape(text.substring(from)) : text.substring(from)).toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
