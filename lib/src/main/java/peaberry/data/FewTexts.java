package peaberry.data;

import it.unimi.dsi.fastutil.bytes.Byte2IntOpenHashMap;
import it.unimi.dsi.fastutil.bytes.Byte2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2ByteOpenHashMap;
import java.util.function.IntFunction;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.strings.ByteDictionaryMap;

/**
 * Columns of few different texts, made at once and not row by row: one byte for each row, as in
 * Tablesaw's {@link ByteDictionaryMap}.
 */
final class FewTexts {
  /** How many different texts there can be: two bytes have a meaning of their own. */
  static final int MOST = 254;

  /** The first text's byte; the one below stands for no text at all. */
  static final byte FIRST = Byte.MIN_VALUE + 1;

  /** The byte of what is missing. */
  static final byte MISSING = Byte.MAX_VALUE;

  private FewTexts() {}

  /** A column from each row's byte and the text that a byte stands for. */
  static StringColumn column(String name, byte[] rows, IntFunction<String> text) {
    int[] counts = new int[256];
    for (byte key : rows) {
      counts[key - Byte.MIN_VALUE]++;
    }
    var texts = new Byte2ObjectOpenHashMap<String>();
    var keys = new Object2ByteOpenHashMap<String>();
    keys.defaultReturnValue(Byte.MIN_VALUE);
    var countsByKey = new Byte2IntOpenHashMap();
    int last = Byte.MIN_VALUE;
    for (int key = FIRST; key <= MISSING; key++) {
      if (counts[key - Byte.MIN_VALUE] > 0) {
        String value = key == MISSING ? "" : text.apply(key);
        texts.put((byte) key, value);
        keys.put(value, (byte) key);
        countsByKey.put((byte) key, counts[key - Byte.MIN_VALUE]);
        last = key == MISSING ? last : key;
      }
    }
    return StringColumn.createInternal(
        name,
        new ByteDictionaryMap.ByteDictionaryBuilder()
            .setNextIndex(last)
            .setKeyToValue(texts)
            .setValueToKey(keys)
            .setKeyToCount(countsByKey)
            .setValues(rows)
            .build());
  }
}
