package peaberry.teach;

import java.util.regex.Pattern;
import peaberry.kernel.display.RanCells;

/** What became of the cell that was to give a variable its value, as it ran last. */
enum Attempt {
  /** No cell has assigned the variable in this session. */
  NONE,
  /** The cell still holds a {@code todo()}. */
  STUB,
  /** It did not compile, threw, or was interrupted. */
  FAILED,
  /** It came to its end. */
  DONE;

  private static final Pattern COMMENT = Pattern.compile("//[^\n]*|/\\*[\\s\\S]*?\\*/");
  private static final Pattern TODO = Pattern.compile("\\btodo\\s*\\(\\s*\\)");

  static Attempt at(String variable) {
    Pattern given = Pattern.compile("(?<![.\\w])" + Pattern.quote(variable) + "\\s*=(?!=)");
    for (RanCells.RanCell cell : RanCells.all().reversed()) {
      String code = COMMENT.matcher(cell.code()).replaceAll(" ");
      if (given.matcher(code).find()) {
        return !cell.failed() ? DONE : TODO.matcher(code).find() ? STUB : FAILED;
      }
    }
    return NONE;
  }
}
