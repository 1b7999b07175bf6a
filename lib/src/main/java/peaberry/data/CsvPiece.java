package peaberry.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a CSV file that begin in one stretch of its bytes, as columns of primitives.
 *
 * <p>It reads what leaves no doubt: separated by commas, without quotes, numbers and texts. For all
 * else it gives up.
 */
final class CsvPiece {
  /** A longer line is not read. */
  private static final int LONGEST_LINE = 1 << 16;

  private final byte[] bytes;
  private final int end;
  private final CsvCells[] columns;
  private int at;

  /** What makes this reader leave a file to the other one. */
  static final class GivenUp extends Exception {
    private static final long serialVersionUID = 1L;

    GivenUp() {
      super(null, null, false, false);
    }
  }

  private CsvPiece(byte[] bytes, int end, int width) {
    this.bytes = bytes;
    this.end = end;
    this.columns = new CsvCells[width];
    for (int c = 0; c < width; c++) {
      columns[c] = new CsvCells();
    }
  }

  /**
   * The lines that begin from byte {@code from} on, which need not begin one, to before {@code to}.
   */
  static CsvCells[] read(FileChannel file, long from, long to, int width)
      throws IOException, GivenUp {
    // One byte before, to see whether a line ends there, and one more for a line's end at the last.
    long size = file.size();
    int length = (int) (Math.min(size, to + LONGEST_LINE) - (from - 1));
    byte[] bytes = new byte[length + 1];
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, from - 1 + buffer.position()) < 0) {
        throw new GivenUp();
      }
    }
    bytes[length] = '\n';
    boolean whole = from - 1 + length == size;
    CsvPiece piece = new CsvPiece(bytes, whole ? length : length + 1, width);
    while (bytes[piece.at++] != '\n') {}
    int last = (int) (to - (from - 1));
    while (piece.at < Math.min(last, length)) {
      piece.line();
    }
    if (!whole && piece.at > length) {
      throw new GivenUp();
    }
    return piece.columns;
  }

  private void line() throws GivenUp {
    if (bytes[at] == '#') {
      throw new GivenUp();
    }
    for (int c = 0; c < columns.length; c++) {
      cell(columns[c]);
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

  private void cell(CsvCells cells) throws GivenUp {
    byte first = bytes[at];
    boolean number = first == '-' ? isDigit(bytes[at + 1]) : isDigit(first);
    if (number && !cells.isText()) {
      number(cells);
      return;
    }
    int start = at;
    int hash = 0;
    for (byte b = first; b != ',' && b != '\n' && b != '\r'; b = bytes[++at]) {
      if (b == '"' || b == 0) {
        throw new GivenUp();
      }
      hash = 31 * hash + b;
    }
    if (isMissing(start, at - start)) {
      if (columns.length == 1) { // an empty line, perhaps
        throw new GivenUp();
      }
      cells.addMissing();
    } else if (first == ' ' || first == '\'' || first == '\t') {
      throw new GivenUp();
    } else {
      cells.addText(bytes, start, at, hash);
    }
  }

  private void number(CsvCells cells) throws GivenUp {
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
    if (bytes[at] != '.') {
      if (count > 18 || !isEnd(bytes[at])) {
        throw new GivenUp();
      }
      cells.addWhole(negative ? -digits : digits);
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
    cells.addFraction(negative ? -value : value);
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
