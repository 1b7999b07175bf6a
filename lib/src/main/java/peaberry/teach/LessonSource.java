package peaberry.teach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tagged cells of a lesson's source in percent format: most belong to an exercise, such as
 * {@code // %% tags=["hint"] exercise="ols"}.
 *
 * <p>Immutable.
 */
record LessonSource(List<Cell> cells) {
  private static final Pattern HEAD = Pattern.compile("// %%(?: (.*))?");
  private static final Pattern TAG = Pattern.compile("tags=\\[\"([a-z]+)\"]");
  private static final Pattern EXERCISE = Pattern.compile("exercise=\"([^\"]+)\"");
  private static final Pattern POINTS = Pattern.compile("points=(\\d+)");
  private static final Pattern HEADING = Pattern.compile("(?m)^// #+ ([^:\n]+)");

  /**
   * One cell.
   *
   * @param exercise empty for a cell that belongs to none
   * @param place the nearest heading above, up to its colon; empty if there is none
   * @param points 0 if none are given
   * @param text without slashes if it is a hint or prose
   */
  record Cell(String tag, String exercise, String place, boolean code, int points, String text) {}

  LessonSource {
    cells = List.copyOf(cells);
  }

  static LessonSource parse(String source) {
    List<Cell> cells = new ArrayList<>();
    String head = null;
    String place = "";
    List<String> lines = new ArrayList<>();
    for (String line : source.lines().toList()) {
      Matcher matcher = HEAD.matcher(line);
      if (matcher.matches()) {
        place = add(cells, head, place, lines);
        head = matcher.group(1) == null ? "" : matcher.group(1);
        lines = new ArrayList<>();
      } else {
        lines.add(line);
      }
    }
    add(cells, head, place, lines);
    return new LessonSource(cells);
  }

  /** The texts of one exercise's cells with this tag, in order. */
  List<Cell> of(String exercise, String tag) {
    return cells.stream()
        .filter(cell -> cell.exercise().equals(exercise) && cell.tag().equals(tag))
        .toList();
  }

  /** All cells with this tag, in order. */
  List<Cell> all(String tag) {
    return cells.stream().filter(cell -> cell.tag().equals(tag)).toList();
  }

  /** What an exercise gives: its check, or its written answer. */
  int points(String exercise) {
    return cells.stream()
        .filter(cell -> cell.exercise().equals(exercise))
        .mapToInt(Cell::points)
        .sum();
  }

  List<String> exercises() {
    return cells.stream().map(Cell::exercise).filter(name -> !name.isEmpty()).distinct().toList();
  }

  List<String> exercisesWith(String tag) {
    return cells.stream().filter(cell -> cell.tag().equals(tag)).map(Cell::exercise).toList();
  }

  /** The place of the cell in which the student is to give a variable its value. */
  Optional<String> placeOf(String variable) {
    Pattern given = Pattern.compile("\\b" + Pattern.quote(variable) + "\\s*=");
    return cells.stream()
        .filter(cell -> cell.tag().equals("stub") && given.matcher(cell.text()).find())
        .map(cell -> cell.place().isEmpty() ? cell.exercise() : cell.place())
        .findFirst();
  }

  /** Keeps a cell if it is tagged; returns the last heading seen. */
  private static String add(List<Cell> cells, String head, String place, List<String> lines) {
    if (head == null) {
      return place;
    }
    Matcher tag = TAG.matcher(head);
    Matcher exercise = EXERCISE.matcher(head);
    boolean prose = head.startsWith("[markdown]");
    if (tag.find()) {
      boolean code = !prose && !tag.group(1).equals("hint");
      String text =
          String.join("\n", code ? lines : lines.stream().map(LessonSource::bare).toList());
      String name = exercise.find() ? exercise.group(1) : "";
      Matcher points = POINTS.matcher(head);
      int given = points.find() ? Integer.parseInt(points.group(1)) : 0;
      cells.add(new Cell(tag.group(1), name, place, code, given, text.strip()));
    }
    Matcher heading = HEADING.matcher(prose ? String.join("\n", lines) : "");
    return heading.results().map(found -> found.group(1).strip()).reduce(place, (a, b) -> b);
  }

  private static String bare(String comment) {
    return comment.replaceFirst("^// ?", "");
  }
}
