package peaberry.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.StringColumn;

/** Different texts and their places in the order in which they came. */
final class TextDictionary {
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  /** The place of a text, a new one if it was not there. */
  int add(String text) {
    Integer known = places.putIfAbsent(text, texts.size());
    if (known == null) {
      texts.add(text);
      return texts.size() - 1;
    }
    return known;
  }

  int place(String text) {
    return places.get(text);
  }

  List<String> texts() {
    return texts;
  }

  /** A column of these texts, given by their places; -1 for what is missing. */
  StringColumn column(String name, int[] rows) {
    if (texts.size() > FewTexts.MOST) {
      StringColumn column = StringColumn.create(name);
      for (int place : rows) {
        column.append(place < 0 ? null : texts.get(place));
      }
      return column;
    }
    byte[] bytes = new byte[rows.length];
    for (int row = 0; row < bytes.length; row++) {
      bytes[row] = rows[row] < 0 ? FewTexts.MISSING : (byte) (FewTexts.FIRST + rows[row]);
    }
    return FewTexts.column(name, bytes, key -> texts.get(key - FewTexts.FIRST));
  }
}
