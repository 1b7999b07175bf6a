package peaberry.data;

import java.util.stream.IntStream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.strings.ByteDictionaryMap;

/** Rows of a table by their numbers, where -1 stands for a row of which everything is missing. */
final class TakenRows {
  /** All rows, in their order. */
  static final TakenRows ALL = new TakenRows(null);

  private final int[] rows;
  private final boolean whole;

  TakenRows(int[] rows) {
    this.rows = rows;
    this.whole = rows == null || IntStream.of(rows).allMatch(row -> row >= 0);
  }

  /** The column that these rows make. */
  Column<?> of(Column<?> column) {
    return switch (column) {
      case StringColumn texts when texts.getDictionary() instanceof ByteDictionaryMap few ->
          of(texts, few);
      case Column<?> any when rows == null -> any.copy();
      case Column<?> any when whole -> any.subset(rows);
      default -> oneByOne(column);
    };
  }

  private Column<?> oneByOne(Column<?> column) {
    Column<?> taken = column.emptyCopy();
    for (int row : rows) {
      if (row < 0) {
        taken.appendMissing();
      } else {
        taken.appendObj(column.get(row));
      }
    }
    return taken;
  }

  private StringColumn of(StringColumn column, ByteDictionaryMap dictionary) {
    byte[] taken = dictionary.values().toByteArray();
    if (rows != null) {
      byte[] keys = taken;
      taken = new byte[rows.length];
      for (int i = 0; i < taken.length; i++) {
        taken[i] = rows[i] < 0 ? FewTexts.MISSING : keys[rows[i]];
      }
    }
    StringColumn texts = FewTexts.column(column.name(), taken, dictionary::getValueForKey);
    texts.setPrintFormatter(column.getPrintFormatter());
    return texts;
  }
}
