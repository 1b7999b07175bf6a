package peaberry.teach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import peaberry.data.Grid;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/**
 * Which checks a learner got right so far, in all notebooks.
 *
 * <pre>{@code
 * LearningRecord.read()  // a table: each notebook that was begun, how many of its checks are correct
 * }</pre>
 *
 * <p>Kept in a file of text, a line for each check that came out as correct for the first time:
 * day, lesson, exercise. It is {@code ~/.local/share/peaberry/progress.txt} (below {@code
 * XDG_DATA_HOME}, if that is set), or what {@code PEABERRY_PROGRESS} says; delete it to start
 * afresh. A name that is filled in begins a notebook, and is no progress in it. Only checks of a
 * student's copy count, in front ends that tell a kernel its notebook's file (JupyterLab,
 * Notebook): not our solved copies, and not a grader's runs.
 *
 * <p>Immutable.
 */
public final class LearningRecord implements Displayable {
  private static final Pattern LINE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\S+) (\\S+)");
  private static final Pattern TITLE = Pattern.compile("(?m)^// # (.+)$");

  /**
   * In which part of its document a scenario stands; exercises bear their numbers in their names.
   */
  private static final Pattern PART = Pattern.compile("(?m)^// \\*.*\\bpart (\\d+)");

  /** As the index has them: scenarios in the order of their document, then the exercises. */
  private static final Comparator<String> INDEX =
      Comparator.comparing((String lesson) -> lesson.startsWith("ex_"))
          .thenComparingInt(LearningRecord::part)
          .thenComparing(Comparator.naturalOrder());

  private final List<Right> all;

  private record Right(String day, String lesson, String exercise) {}

  private LearningRecord(List<Right> all) {
    this.all = List.copyOf(all);
  }

  /** What the file holds; nothing if there is none, or it cannot be read. */
  public static LearningRecord read() {
    return read(file(System.getenv(), System.getProperty("user.home")));
  }

  static LearningRecord read(Path file) {
    try {
      return new LearningRecord(
          Files.exists(file)
              ? Files.readAllLines(file).stream()
                  .map(LINE::matcher)
                  .filter(Matcher::matches)
                  .map(line -> new Right(line.group(1), line.group(2), line.group(3)))
                  .toList()
              : List.of());
    } catch (IOException e) {
      return new LearningRecord(List.of());
    }
  }

  static Path file(Map<String, String> environment, String home) {
    String own = environment.getOrDefault("PEABERRY_PROGRESS", "");
    if (!own.isEmpty()) {
      return Path.of(own);
    }
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    Path base = data.isEmpty() ? Path.of(home, ".local", "share") : Path.of(data);
    return base.resolve("peaberry").resolve("progress.txt");
  }

  /**
   * Adds a check that came out as correct to the file, if it is not there yet.
   *
   * @param notebook the notebook's file as the front end told it, empty if it did not
   */
  static void add(Path file, String notebook, String lesson, String exercise, LocalDate day) {
    if (notebook.isEmpty() || List.of(notebook.split("/")).contains("solved")) {
      return;
    }
    LearningRecord before = read(file);
    if (before.exercises(lesson).contains(exercise)) {
      return;
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          file,
          "%s %s %s%n".formatted(day, lesson, exercise),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      // A home that cannot be written to, as in some hosted sessions: the check counts all the
      // same.
    }
  }

  /** The exercises of a lesson whose checks came out as correct, in that order. */
  public SequencedSet<String> exercises(String lesson) {
    var exercises = new LinkedHashSet<String>();
    all.stream()
        .filter(right -> right.lesson().equals(lesson))
        .forEach(right -> exercises.add(right.exercise()));
    return exercises;
  }

  private static int part(String lesson) {
    Matcher part = PART.matcher(LessonFiles.text(lesson).orElse(""));
    return part.find() ? Integer.parseInt(part.group(1)) : 0;
  }

  private Grid grid() {
    Map<String, String> last = new TreeMap<>(INDEX);
    all.forEach(right -> last.put(right.lesson(), right.day()));
    List<List<String>> rows = new ArrayList<>();
    int finished = 0;
    for (String lesson : last.keySet()) {
      String text = LessonFiles.text(lesson).orElse("");
      List<String> checks =
          LessonSource.parse(text).exercisesWith("check").stream()
              .filter(exercise -> !exercise.equals(Lesson.NAME))
              .toList();
      SequencedSet<String> right = exercises(lesson);
      right.retainAll(checks);
      if (!checks.isEmpty()) { // of a lesson that is gone, nothing can be said
        Matcher title = TITLE.matcher(text);
        finished += right.size() == checks.size() ? 1 : 0;
        rows.add(
            List.of(
                title.find() ? title.group(1) : lesson,
                "%d of %d".formatted(right.size(), checks.size()),
                last.get(lesson)));
      }
    }
    String caption =
        rows.isEmpty()
            ? "No check has come out as correct yet: open a student copy from the list and begin"
            : "Notebooks begun: %d; all checks correct in %d".formatted(rows.size(), finished);
    return new Grid(
        List.of(
            Grid.Column.text("notebook"),
            Grid.Column.number("checks correct"),
            Grid.Column.text("last")),
        rows,
        caption);
  }

  @Override
  public MimeBundle toMimeBundle() {
    return grid().toMimeBundle();
  }

  @Override
  public String toString() {
    return grid().toText();
  }
}
