package peaberry.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import peaberry.kernel.display.MimeBundle;

/**
 * A small table of texts that are formatted already, shown as HTML that suits light and dark themes
 * and as plain text. What tables and models show themselves with.
 *
 * <pre>{@code
 * new Grid(List.of(Column.text("name"), Column.number("value")),
 *     List.of(List.of("r2", "0.9580")), "fit on 800 rows")
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param columns what stands above, and how the cells below are aligned
 * @param rows one text for each column
 * @param caption a line below the table, may be empty
 */
public record Grid(List<Column> columns, List<List<String>> rows, String caption) {

  private static final String FAINT = "color:var(--jp-ui-font-color2,#767676);font-size:90%;";
  private static final String HEAD =
      "<div style=\"overflow-x:auto\"><table"
          + " style=\"border-collapse:collapse;border:none;font-variant-numeric:tabular-nums\">";

  /**
   * A column's head.
   *
   * @param name its name
   * @param type a small word below the name, may be empty
   * @param right true if its cells are numbers
   */
  public record Column(String name, String type, boolean right) {
    public Column {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
    }

    /** A column of texts without a type. */
    public static Column text(String name) {
      return new Column(name, "", false);
    }

    /** A column of numbers without a type. */
    public static Column number(String name) {
      return new Column(name, "", true);
    }
  }

  public Grid {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "A row has %d cells, but there are %d columns.".formatted(row.size(), columns.size()));
      }
    }
    Objects.requireNonNull(caption, "caption");
  }

  /** The same from columns of cells, all of one length. */
  public static Grid ofColumns(List<Column> heads, List<List<String>> cells, String caption) {
    return new Grid(
        heads,
        IntStream.range(0, cells.getFirst().size())
            .mapToObj(row -> cells.stream().map(column -> column.get(row)).toList())
            .toList(),
        caption);
  }

  /** Both forms. */
  public MimeBundle toMimeBundle() {
    return MimeBundle.text(toText()).with("text/html", toHtml());
  }

  /** Aligned by spaces, with a rule below the heads. */
  public String toText() {
    if (rows.isEmpty() && columns.stream().allMatch(column -> column.name().isEmpty())) {
      return caption;
    }
    boolean typed = columns.stream().anyMatch(column -> !column.type().isEmpty());
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(Column::name).toList());
    if (typed) {
      lines.add(columns.stream().map(Column::type).toList());
    }
    int heads = lines.size();
    lines.addAll(rows);
    int[] widths = new int[columns.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(line.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (i == heads) {
        text.append("-".repeat(ruleLength(widths))).append('\n');
      }
      text.append(aligned(lines.get(i), widths)).append('\n');
    }
    return text.append(caption).toString().stripTrailing();
  }

  /** One {@code table} element; colours come from JupyterLab's theme where there is one. */
  public String toHtml() {
    StringBuilder html = new StringBuilder(HEAD).append("<thead><tr>");
    for (Column column : columns) {
      html.append(cell("th", column, escaped(column.name()) + small(column.type())));
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        html.append(cell("td", columns.get(i), escaped(row.get(i))));
      }
      html.append("</tr>\n");
    }
    html.append("</tbody></table>");
    if (!caption.isEmpty()) {
      html.append("<div style=\"").append(FAINT).append("margin-top:4px\">");
      html.append(escaped(caption)).append("</div>");
    }
    return html.append("</div>").toString();
  }

  private static String cell(String tag, Column column, String content) {
    String rule =
        tag.equals("th")
            ? "border:none;border-bottom:1px solid var(--jp-border-color1,#9e9e9e);"
            : "border:none;";
    return "<%s style=\"%spadding:3px 10px;text-align:%s;white-space:nowrap\">%s</%s>"
        .formatted(tag, rule, column.right() ? "right" : "left", content, tag);
  }

  private static String small(String type) {
    return type.isEmpty()
        ? ""
        : "<br><span style=\"" + FAINT + "font-weight:normal\">" + escaped(type) + "</span>";
  }

  private String aligned(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String space = " ".repeat(widths[i] - length(line.get(i)));
      text.append(i == 0 ? "" : "  ");
      text.append(columns.get(i).right() ? space + line.get(i) : line.get(i) + space);
    }
    return text.toString().stripTrailing();
  }

  private static int ruleLength(int[] widths) {
    int length = 2 * Math.max(0, widths.length - 1);
    for (int width : widths) {
      length += width;
    }
    return length;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
