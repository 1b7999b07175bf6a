package peaberry.data;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a CSV file that begin in one stretch of its bytes, as columns of primitives.
 *
 * <p>It reads what leaves no doubt: separated by commas, without quotes, numbers and texts. For all
 * else it gives up.
 */
final class CsvPiece {
  /** How many bytes are read at once. */
  static final int PIECE = 1 << 20;

  /** A longer line is not read. */
  private static final int LONGEST_LINE = 1 << 16;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

  private final FileChannel file;
  private final byte[] bytes = new byte[PIECE + LONGEST_LINE + 2];
  private CsvColumn[] columns;
  private TextDictionary[] texts;
  private int at;
  private int row;

  /** What makes this reader leave a file to the other one. */
  static final class GivenUp extends Exception {
    private static final long serialVersionUID = 1L;

    GivenUp() {
      super(null, null, false, false);
    }
  }

  /** What ends the reading: a column needs a wider kind. */
  static final class Misfit extends Exception {
    private static final long serialVersionUID = 1L;
    private final int column;
    private final CsvColumn.Kind kind;

    Misfit(int column, CsvColumn.Kind kind) {
      super(null, null, false, false);
      this.column = column;
      this.kind = kind;
    }

    int column() {
      return column;
    }

    CsvColumn.Kind kind() {
      return kind;
    }
  }

  /** Reads pieces of a file one after the other, each into the same bytes. */
  CsvPiece(FileChannel file) {
    this.file = file;
  }

  /** How many lines begin from byte {@code from} on, to before {@code to}. */
  int lines(long from, long to) throws IOException {
    int length = fill(from - 1, to - 1);
    int lines = 0;
    int i = 0;
    for (; i + 7 < length; i += 8) { // eight at once: where a byte is '\n', its highest bit
      long other = (long) LONGS.get(bytes, i) ^ 0x0A0A0A0A0A0A0A0AL;
      lines += Long.bitCount(~((other & LOW_BITS) + LOW_BITS | other | LOW_BITS));
    }
    for (; i < length; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return lines;
  }

  /**
   * Reads these lines into columns from row {@code first} to before {@code end}.
   *
   * @return the texts of each column
   */
  TextDictionary[] read(long from, long to, CsvColumn[] into, int first, int end)
      throws IOException, GivenUp, Misfit {
    columns = into;
    texts = new TextDictionary[columns.length];
    Arrays.setAll(texts, c -> new TextDictionary());
    row = first;
    if (first == end) {
      return texts;
    }
    // One byte before, to see whether a line ends there; more at the last, for that line's end.
    long last = Math.min(file.size(), to + LONGEST_LINE);
    int length = fill(from - 1, last);
    if (last == file.size() && bytes[length - 1] != '\n') {
      bytes[length++] = '\n';
    }
    bytes[length] = 0; // what no cell holds: a longer line is given up there
    at = 0;
    while (bytes[at++] != '\n') {}
    while (row < end) {
      line();
      row++;
    }
    return texts;
  }

  /** Puts a stretch of the file at the start of the bytes, and says how long it is. */
  private int fill(long from, long to) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, (int) (to - from));
    while (buffer.hasRemaining()) {
      if (file.read(buffer, from + buffer.position()) < 0) {
        throw new EOFException("The file became shorter while it was read.");
      }
    }
    return buffer.position();
  }

  private void line() throws GivenUp, Misfit {
    if (bytes[at] == '#') {
      throw new GivenUp();
    }
    for (int c = 0; c < columns.length; c++) {
      cell(c);
      if (c < columns.length - 1 && bytes[at++] != ',') {
        throw new GivenUp();
      }
    }
    if (bytes[at] == '\r') {
      at++;
    }
    if (bytes[at++] != '\n') {
      throw new GivenUp();
    }
  }

  private void cell(int c) throws GivenUp, Misfit {
    CsvColumn column = columns[c];
    int start = at;
    byte first = bytes[start];
    boolean number = first == '-' ? isDigit(bytes[start + 1]) : isDigit(first);
    if (number && column.kind() != CsvColumn.Kind.TEXT) {
      number(c, column);
      return;
    }
    int end = start;
    for (byte b = first; b != ',' && b != '\n' && b != '\r'; b = bytes[++end]) {
      if (b == '"' || b == 0) {
        throw new GivenUp();
      }
    }
    at = end;
    if (isMissing(start, end - start)) {
      if (columns.length == 1) { // an empty line, perhaps
        throw new GivenUp();
      }
      column.setMissing(row);
    } else if (first == ' ' || first == '\'' || first == '\t') {
      throw new GivenUp();
    } else if (column.kind() != CsvColumn.Kind.TEXT) {
      throw new Misfit(c, CsvColumn.Kind.TEXT);
    } else {
      column.setText(row, texts[c].place(bytes, start, end));
    }
  }

  private void number(int c, CsvColumn column) throws GivenUp, Misfit {
    int start = at;
    boolean negative = bytes[start] == '-';
    int first = negative ? start + 1 : start;
    int i = first;
    long digits = 0;
    for (int digit; (digit = bytes[i] - '0') >= 0 && digit <= 9; i++) {
      digits = 10 * digits + digit;
    }
    int count = i - first;
    if (bytes[first] == '0' && (count > 1 || negative && bytes[i] != '.')) {
      throw new GivenUp(); // 007 may be a name, and -0 is no whole number
    }
    if (bytes[i] != '.') {
      if (count > 18 || !isEnd(bytes[i])) {
        throw new GivenUp();
      }
      at = i;
      if (!column.setWhole(row, negative ? -digits : digits)) {
        throw new Misfit(c, CsvColumn.Kind.LONG);
      }
      return;
    }
    int point = ++i;
    for (long eight; areDigits(eight = (long) LONGS.get(bytes, i)); i += 8) {
      digits = 100_000_000 * digits + number(eight);
    }
    for (int digit; (digit = bytes[i] - '0') >= 0 && digit <= 9; i++) {
      digits = 10 * digits + digit;
    }
    int exponent = point - i;
    count -= exponent;
    if (exponent == 0) {
      throw new GivenUp();
    }
    at = i;
    if (bytes[i] == 'e' || bytes[i] == 'E') {
      exponent += exponent();
    }
    if (!isEnd(bytes[at])) {
      throw new GivenUp();
    }
    // Nineteen digits may be more than a long holds, and then show as a negative number.
    double value = count > 19 || digits < 0 ? Double.NaN : Decimal.of(digits, exponent);
    if (Double.isNaN(value)) {
      value =
          Math.abs(
              Double.parseDouble(new String(bytes, start, at - start, StandardCharsets.US_ASCII)));
      if (Double.isInfinite(value)) {
        throw new GivenUp();
      }
    }
    if (!column.setFraction(row, negative ? -value : value)) {
      throw new Misfit(c, CsvColumn.Kind.FRACTION);
    }
  }

  /** Whether all of eight bytes are digits: each between '0' and '9', found without a carry. */
  private static boolean areDigits(long eight) {
    return ((eight & 0xF0F0F0F0F0F0F0F0L)
            | ((eight + 0x0606060606060606L) & 0xF0F0F0F0F0F0F0F0L) >>> 4)
        == 0x3333333333333333L;
  }

  /** The number of eight digits, the first in the lowest byte: pairs, then fours, then all. */
  private static long number(long eight) {
    long pairs = (eight & 0x0F0F0F0F0F0F0F0FL) * (10 * 256 + 1) >>> 8;
    long fours = (pairs & 0x00FF00FF00FF00FFL) * (100 * 65536 + 1) >>> 16;
    return (fours & 0x0000FFFF0000FFFFL) * (10_000L * 4294967296L + 1) >>> 32;
  }

  private int exponent() throws GivenUp {
    at++;
    boolean negative = bytes[at] == '-';
    if (negative || bytes[at] == '+') {
      at++;
    }
    int start = at;
    int exponent = 0;
    while (isDigit(bytes[at]) && at - start < 4) {
      exponent = 10 * exponent + bytes[at++] - '0';
    }
    if (at == start) {
      throw new GivenUp();
    }
    return negative ? -exponent : exponent;
  }

  private boolean isMissing(int start, int length) {
    return switch (length) {
      case 0 -> true;
      case 1 -> bytes[start] == '*';
      case 2 -> is(start, "NA");
      case 3 -> is(start, "N/A") || is(start, "NaN");
      case 4 -> is(start, "null");
      default -> false;
    };
  }

  private boolean is(int start, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (bytes[start + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean isEnd(byte b) {
    return b == ',' || b == '\n' || b == '\r';
  }

  /** Text in UTF-8, of which nothing may be wrong. */
  static String text(byte[] bytes, int from, int to) throws GivenUp {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw new GivenUp();
    }
  }
}
