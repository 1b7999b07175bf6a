package peaberry.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tech.tablesaw.api.StringColumn;

/** Different texts, found by their bytes, and their places in the order in which they came. */
final class TextDictionary {
  /** Texts that may be truths, moments or missing. */
  private static final Set<String> DOUBTFUL =
      Set.of(
          "true",
          "false",
          "t",
          "f",
          "yes",
          "no",
          "y",
          "n",
          "na",
          "nan",
          "inf",
          "infinity",
          "null",
          "epoch");

  private final List<String> texts = new ArrayList<>();
  private byte[][] spellings = new byte[32][];
  private int[] slots = new int[64];

  /** The place of the text that these bytes spell, a new one if it was not there. */
  int place(byte[] bytes, int from, int to) throws CsvPiece.GivenUp {
    int slot = slot(bytes, from, to);
    if (slots[slot] == 0) {
      if (2 * texts.size() >= slots.length) {
        slots = new int[2 * slots.length];
        spellings = Arrays.copyOf(spellings, slots.length / 2);
        for (int i = 0; i < texts.size(); i++) {
          slots[slot(spellings[i], 0, spellings[i].length)] = i + 1;
        }
        slot = slot(bytes, from, to);
      }
      spellings[texts.size()] = Arrays.copyOfRange(bytes, from, to);
      texts.add(CsvPiece.text(bytes, from, to));
      slots[slot] = texts.size();
    }
    return slots[slot] - 1;
  }

  private int slot(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ hash >>> 16) & slots.length - 1;
    while (slots[slot] != 0) {
      byte[] spelling = spellings[slots[slot] - 1];
      if (Arrays.equals(spelling, 0, spelling.length, bytes, from, to)) {
        break;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  /** Takes another dictionary's texts and gives the places that they have here. */
  int[] addAll(TextDictionary other) throws CsvPiece.GivenUp {
    int[] places = new int[other.texts.size()];
    for (int i = 0; i < places.length; i++) {
      byte[] spelling = other.spellings[i];
      places[i] = place(spelling, 0, spelling.length);
    }
    return places;
  }

  /**
   * Whether one of the texts cannot be anything else: it begins with a letter and is no word for a
   * value.
   */
  boolean isSurelyText() {
    return texts.stream()
        .anyMatch(text -> Character.isLetter(text.codePointAt(0)) && !isDoubtful(text));
  }

  /** Whether a text may stand for a truth, a moment, or what is missing. */
  static boolean isDoubtful(String text) {
    return DOUBTFUL.contains(text.toLowerCase(Locale.ROOT));
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
