package peaberry.teach;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hints and solutions in a lesson's source: cells in percent format whose heads name a tag and
 * an exercise, such as {@code // %% tags=["hint"] exercise="ols"}.
 *
 * <p>Immutable.
 */
record LessonSource(List<Cell> cells) {
  private static final Pattern HEAD = Pattern.compile("// %%(?: (.*))?");
  private static final Pattern TAG = Pattern.compile("tags=\\[\"([a-z]+)\"]");
  private static final Pattern EXERCISE = Pattern.compile("exercise=\"([^\"]+)\"");

  /** One cell that belongs to an exercise; the text of hints and answers is without slashes. */
  record Cell(String tag, String exercise, boolean code, String text) {}

  LessonSource {
    cells = List.copyOf(cells);
  }

  static LessonSource parse(String source) {
    List<Cell> cells = new ArrayList<>();
    String head = null;
    List<String> lines = new ArrayList<>();
    for (String line : source.lines().toList()) {
      Matcher matcher = HEAD.matcher(line);
      if (matcher.matches()) {
        add(cells, head, lines);
        head = matcher.group(1) == null ? "" : matcher.group(1);
        lines = new ArrayList<>();
      } else {
        lines.add(line);
      }
    }
    add(cells, head, lines);
    return new LessonSource(cells);
  }

  /** The texts of one exercise's cells with this tag, in order. */
  List<Cell> of(String exercise, String tag) {
    return cells.stream()
        .filter(cell -> cell.exercise().equals(exercise) && cell.tag().equals(tag))
        .toList();
  }

  List<String> exercises() {
    return cells.stream().map(Cell::exercise).distinct().toList();
  }

  private static void add(List<Cell> cells, String head, List<String> lines) {
    if (head == null) {
      return;
    }
    Matcher tag = TAG.matcher(head);
    Matcher exercise = EXERCISE.matcher(head);
    if (tag.find() && exercise.find()) {
      boolean code = !head.startsWith("[markdown]") && !tag.group(1).equals("hint");
      String text =
          String.join("\n", code ? lines : lines.stream().map(LessonSource::bare).toList());
      cells.add(new Cell(tag.group(1), exercise.group(1), code, text.strip()));
    }
  }

  private static String bare(String comment) {
    return comment.replaceFirst("^// ?", "");
  }
}
