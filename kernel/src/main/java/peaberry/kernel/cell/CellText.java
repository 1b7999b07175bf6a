package peaberry.kernel.cell;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.SimpleJavaFileObject;

/**
 * The text that javac reads for one cell: the cell itself and, behind it, the declarations of
 * earlier cells that are compiled again with it.
 *
 * <p>Knows for every position and line of that text where the user wrote it.
 */
final class CellText extends SimpleJavaFileObject {

  /**
   * A place that a user can find.
   *
   * @param cell the execution count of the cell
   * @param code the whole text of that cell
   * @param offset a position in {@code code}, counted in chars from 0
   */
  record Place(int cell, String code, int offset) {

    /** The line, counted from 1. */
    int line() {
      int line = 1;
      for (int i = 0; i < Math.min(offset, code.length()); i++) {
        if (code.charAt(i) == '\n') {
          line++;
        }
      }
      return line;
    }

    /** The column in code points, counted from 1. */
    int column() {
      int end = Math.min(offset, code.length());
      int start = code.lastIndexOf('\n', end - 1) + 1;
      return code.codePointCount(start, end) + 1;
    }

    /** The text of the line, without its end. */
    String lineText() {
      int start = code.lastIndexOf('\n', Math.min(offset, code.length()) - 1) + 1;
      int end = code.indexOf('\n', start);
      return (end < 0 ? code.substring(start) : code.substring(start, end)).replace("\r", "");
    }
  }

  /**
   * A stretch of this text that starts at {@code start} and stands at {@code origin} in its cell.
   */
  private record Part(int start, Place origin) {}

  private final String text;
  private final boolean local;
  private final List<Part> parts = new ArrayList<>();

  CellText(String className, Cell cell, List<Declaration> adopted) {
    super(URI.create("cell:///" + className + ".java"), Kind.SOURCE);
    StringBuilder all = new StringBuilder(cell.code());
    parts.add(new Part(0, new Place(cell.number(), cell.code(), 0)));
    for (Declaration declaration : adopted) {
      all.append("\n;\n"); // ends a statement whose own ; is missing
      parts.add(new Part(all.length(), declaration.place()));
      all.append(declaration.text());
    }
    this.text = all.toString();
    this.local = cell.local();
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }

  /** Whether the cell's variables are its own. */
  boolean isLocal() {
    return local;
  }

  String substring(int start, int end) {
    return text.substring(start, end);
  }

  /** What stands behind a position; nothing if that is unknown. */
  String from(int position) {
    return position < 0 || position > text.length() ? "" : text.substring(position);
  }

  /** Whether the cell itself, not an earlier one, has the text at {@code position}. */
  boolean own(int position) {
    return parts.size() == 1 || position < parts.get(1).start();
  }

  /** Where the user wrote what stands at {@code position}. */
  Place place(int position) {
    Part part = parts.getFirst();
    for (Part next : parts) {
      if (next.start() <= position) {
        part = next;
      }
    }
    Place origin = part.origin();
    return new Place(origin.cell(), origin.code(), origin.offset() + position - part.start());
  }

  /** Where the user wrote the {@code line}th line of this text, counted from 1. */
  Place placeOfLine(int line) {
    int position = 0;
    for (int i = 1; i < line; i++) {
      position = text.indexOf('\n', position) + 1;
      if (position == 0) {
        return place(text.length());
      }
    }
    return place(position);
  }
}
