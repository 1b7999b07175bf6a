package peaberry.kernel.magic;

import java.util.List;
import peaberry.kernel.display.MimeBundle;

/** Rows under a head, as text with aligned columns and as an HTML table. */
final class TextTable {
  private TextTable() {}

  static MimeBundle of(List<String> head, List<List<String>> rows) {
    int[] widths = new int[head.size()];
    widen(widths, head);
    rows.forEach(row -> widen(widths, row));
    StringBuilder text = new StringBuilder();
    StringBuilder html = new StringBuilder("<table><thead>");
    add(text, head, widths);
    add(html, head, "th");
    html.append("</thead><tbody>");
    for (List<String> row : rows) {
      add(text.append('\n'), row, widths);
      add(html, row, "td");
    }
    html.append("</tbody></table>");
    return MimeBundle.text(text.toString()).with("text/html", html.toString());
  }

  private static void widen(int[] widths, List<String> row) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], length(row.get(i)));
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static void add(StringBuilder text, List<String> row, int[] widths) {
    int start = text.length();
    for (int i = 0; i < widths.length; i++) {
      text.append(row.get(i)).repeat(' ', widths[i] - length(row.get(i)) + 2);
    }
    int end = text.length();
    while (end > start && text.charAt(end - 1) == ' ') {
      end--;
    }
    text.setLength(end);
  }

  private static void add(StringBuilder html, List<String> row, String tag) {
    html.append("<tr>");
    for (String cell : row) {
      String escaped = cell.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
      html.append("<" + tag + " style=\"text-align: left\">" + escaped + "</" + tag + ">");
    }
    html.append("</tr>");
  }
}
