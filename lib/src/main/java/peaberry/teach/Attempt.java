package peaberry.teach;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  /** The parameters' names of a method that the notebook declares by this name, as in a lambda. */
  static Optional<String> parametersOf(String method) {
    Pattern declared =
        Pattern.compile(
            "[\\w>\\]](?<!\\b(?:new|return|else))\\s+%s\\s*\\(([^()]*)\\)\\s*(?:throws [\\w.,\\s]+)?\\{"
                .formatted(Pattern.quote(method)));
    for (RanCells.RanCell cell : RanCells.all().reversed()) {
      Matcher found = declared.matcher(COMMENT.matcher(cell.code()).replaceAll(" "));
      if (found.find()) {
        String[] parameters = found.group(1).strip().split("\\s*,\\s*(?![^<]*>)");
        return Optional.of(
            Arrays.stream(parameters)
                .map(parameter -> parameter.substring(parameter.lastIndexOf(' ') + 1))
                .collect(Collectors.joining(", ", "(", ")")));
      }
    }
    return Optional.empty();
  }
}
