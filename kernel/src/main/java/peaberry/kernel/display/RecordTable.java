package peaberry.kernel.display;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** Shows a collection of records of one class as an HTML table, beside its text. */
final class RecordTable {
  private static final int MAX_ROWS = 100;
  private static final int MAX_CELL_CHARS = 500;

  private RecordTable() {}

  static MimeBundle of(Collection<?> values) {
    return of(values, values);
  }

  /**
   * The forms of {@code whole}.
   *
   * @param rows its elements
   */
  static MimeBundle of(Object whole, Collection<?> rows) {
    MimeBundle text = MimeBundle.text(PlainText.of(whole));
    List<Record> shown = head(rows);
    return shown.isEmpty() ? text : text.with("text/html", html(shown, rows.size()));
  }

  /** The first rows, or none if they are not records of one class. */
  private static List<Record> head(Collection<?> rows) {
    List<Record> head = new ArrayList<>();
    Iterator<?> iterator = rows.iterator();
    while (iterator.hasNext() && head.size() < MAX_ROWS) {
      if (!(iterator.next() instanceof Record row)
          || !head.isEmpty() && head.getFirst().getClass() != row.getClass()) {
        return List.of();
      }
      head.add(row);
    }
    return head;
  }

  private static String html(List<Record> rows, int size) {
    RecordComponent[] columns = rows.getFirst().getClass().getRecordComponents();
    StringBuilder html = new StringBuilder("<table><thead><tr>");
    for (RecordComponent column : columns) {
      html.append("<th>").append(escape(column.getName())).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (Record row : rows) {
      html.append("<tr>");
      for (RecordComponent column : columns) {
        html.append("<td>").append(escape(cell(row, column))).append("</td>");
      }
      html.append("</tr>");
    }
    html.append("</tbody></table>");
    if (size > rows.size()) {
      html.append("<p>the first ").append(rows.size()).append(" of ").append(size);
      html.append(" rows</p>");
    }
    return html.toString();
  }

  private static String cell(Record row, RecordComponent column) {
    return PlainText.cut(PlainText.of(value(row, column)), MAX_CELL_CHARS);
  }

  /** What a record has under a name, also if its class is not public. */
  static Object value(Record row, RecordComponent column) {
    try {
      column.getAccessor().setAccessible(true);
      return column.getAccessor().invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "the component " + column.getName() + " of a record could not be read", e);
    }
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
