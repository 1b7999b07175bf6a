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
  /** A longer line is not read. */
  private static final int LONGEST_LINE = 1 << 16;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

  private final byte[] bytes;
  private final CsvColumn[] columns;
  private final TextDictionary[] texts;
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

  private CsvPiece(byte[] bytes, CsvColumn[] columns, int row) {
    this.bytes = bytes;
    this.columns = columns;
    this.row = row;
    this.texts = new TextDictionary[columns.length];
    Arrays.setAll(texts, c -> new TextDictionary());
  }

  /** How many lines begin from byte {@code from} on, to before {@code to}. */
  static int lines(FileChannel file, long from, long to) throws IOException {
    byte[] bytes = bytes(file, from - 1, to - 1);
    int lines = 0;
    int i = 0;
    for (; i + 7 < bytes.length; i += 8) { // eight at once: where a byte is '\n', its highest bit
      long other = (long) LONGS.get(bytes, i) ^ 0x0A0A0A0A0A0A0A0AL;
      lines += Long.bitCount(~((other & LOW_BITS) + LOW_BITS | other | LOW_BITS));
    }
    for (; i < bytes.length; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return lines;
  }

  /**
   * Reads these lines into columns from row {@code row} to before {@code end}.
   *
   * @return the texts of each column
   */
  static TextDictionary[] read(
      FileChannel file, long from, long to, CsvColumn[] columns, int row, int end)
      throws IOException, GivenUp, Misfit {
    // One byte before, to see whether a line ends there; more at the last, for that line's end.
    byte[] read = bytes(file, from - 1, Math.min(file.size(), to + LONGEST_LINE));
    boolean ended = to + LONGEST_LINE >= file.size();
    byte[] bytes = read;
    if (ended && read[read.length - 1] != '\n') {
      bytes = Arrays.copyOf(read, read.length + 1);
      bytes[read.length] = '\n';
    }
    CsvPiece piece = new CsvPiece(bytes, columns, row);
    while (bytes[piece.at++] != '\n') {}
    try {
      while (piece.row < end) {
        piece.line();
        piece.row++;
      }
    } catch (ArrayIndexOutOfBoundsException longer) {
      throw new GivenUp();
    }
    return piece.texts;
  }

  private static byte[] bytes(FileChannel file, long from, long to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) (to - from));
    while (buffer.hasRemaining()) {
      if (file.read(buffer, from + buffer.position()) < 0) {
        throw new EOFException("The file became shorter while it was read.");
      }
    }
    return buffer.array();
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
    byte first = bytes[at];
    boolean number = first == '-' ? isDigit(bytes[at + 1]) : isDigit(first);
    if (number && column.kind() != CsvColumn.Kind.TEXT) {
      number(c, column);
      return;
    }
    int start = at;
    for (byte b = first; b != ',' && b != '\n' && b != '\r'; b = bytes[++at]) {
      if (b == '"' || b == 0) {
        throw new GivenUp();
      }
    }
    if (isMissing(start, at - start)) {
      if (columns.length == 1) { // an empty line, perhaps
        throw new GivenUp();
      }
      column.setMissing(row);
    } else if (first == ' ' || first == '\'' || first == '\t') {
      throw new GivenUp();
    } else if (column.kind() != CsvColumn.Kind.TEXT) {
      throw new Misfit(c, CsvColumn.Kind.TEXT);
    } else {
      column.setText(row, texts[c].place(bytes, start, at));
    }
  }

  private void number(int c, CsvColumn column) throws GivenUp, Misfit {
    int start = at;
    boolean negative = bytes[at] == '-';
    if (negative) {
      at++;
    }
    long digits = 0;
    int first = at;
    for (int digit; (digit = bytes[at] - '0') >= 0 && digit <= 9; at++) {
      digits = 10 * digits + digit;
    }
    int count = at - first;
    if (bytes[first] == '0' && (count > 1 || negative && bytes[at] != '.')) {
      throw new GivenUp(); // 007 may be a name, and -0 is no whole number
    }
    if (bytes[at] != '.') {
      if (count > 18 || !isEnd(bytes[at])) {
        throw new GivenUp();
      }
      if (!column.setWhole(row, negative ? -digits : digits)) {
        throw new Misfit(c, CsvColumn.Kind.LONG);
      }
      return;
    }
    int point = ++at;
    for (int digit; (digit = bytes[at] - '0') >= 0 && digit <= 9; at++) {
      digits = 10 * digits + digit;
    }
    int exponent = point - at;
    count -= exponent;
    if (exponent == 0) {
      throw new GivenUp();
    }
    if (bytes[at] == 'e' || bytes[at] == 'E') {
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
