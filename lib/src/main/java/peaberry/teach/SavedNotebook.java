package peaberry.teach;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A notebook as its file has it.
 *
 * <p>Immutable.
 */
record SavedNotebook(List<Cell> cells) {

  /** One cell: its id, which nbgrader's metadata repeat, its text, and whether that is code. */
  record Cell(String id, String text, boolean isCode) {}

  SavedNotebook {
    cells = List.copyOf(cells);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it holds no notebook; the message is one clause
   */
  static SavedNotebook read(Path file) throws IOException {
    try {
      if (new Gson().fromJson(Files.readString(file), Object.class) instanceof Map<?, ?> notebook
          && notebook.get("cells") instanceof List<?> cells) {
        return new SavedNotebook(cells.stream().map(SavedNotebook::cell).toList());
      }
    } catch (JsonParseException broken) {
      throw new IllegalArgumentException(file + " cannot be read as a notebook", broken);
    }
    throw new IllegalArgumentException(file + " is no notebook");
  }

  /** The text of the cell with this id. */
  Optional<String> text(String id) {
    return cells.stream().filter(cell -> cell.id().equals(id)).map(Cell::text).findFirst();
  }

  /** The texts of the code cells, in their order. */
  List<String> code() {
    return cells.stream().filter(Cell::isCode).map(Cell::text).toList();
  }

  private static Cell cell(Object json) {
    if (!(json instanceof Map<?, ?> cell)) {
      return new Cell("", "", false);
    }
    // A cell that was copied has another id, but still its metadata.
    boolean marked =
        cell.get("metadata") instanceof Map<?, ?> metadata
            && metadata.get("nbgrader") instanceof Map<?, ?> nbgrader
            && nbgrader.get("grade_id") instanceof String;
    Object id =
        marked
            ? ((Map<?, ?>) ((Map<?, ?>) cell.get("metadata")).get("nbgrader")).get("grade_id")
            : cell.get("id");
    String text =
        switch (cell.get("source")) {
          case List<?> lines -> lines.stream().map(String::valueOf).collect(Collectors.joining());
          case String whole -> whole;
          case null, default -> "";
        };
    return new Cell(String.valueOf(id), text, "code".equals(cell.get("cell_type")));
  }
}
