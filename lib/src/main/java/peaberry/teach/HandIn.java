package peaberry.teach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import peaberry.data.Grid;
import peaberry.kernel.display.RanCells;

/**
 * What a notebook still lacks before it can be handed in: a name, if the lesson asks for one,
 * correct checks, written answers.
 *
 * @param rows one for each exercise: place, exercise, points, state
 * @param missing one clause for each thing
 * @param notes what stops nobody, a clause each: how the file is named, what was not looked at
 * @param correctPoints what the checks have given so far
 * @param checkedPoints what they can give
 */
record HandIn(
    List<List<String>> rows,
    List<String> missing,
    List<String> notes,
    int correctPoints,
    int checkedPoints) {
  private static final int FEWEST_WORDS = 10;
  private static final String WRONG = "not correct yet";
  private static final String UNRUN = "not run yet";

  /** What nbgrader writes in the place of a stub. */
  private static final String NBGRADERS_STUB = "YOUR ANSWER HERE";

  HandIn {
    rows = List.copyOf(rows);
    missing = List.copyOf(missing);
    notes = List.copyOf(notes);
  }

  /**
   * Looks through a lesson.
   *
   * @param correct the exercises whose check came out as correct in this session
   * @param student the student's name, blank if there is none
   * @param file the saved notebook, empty if the front end does not tell
   */
  static HandIn of(LessonSource source, Set<String> correct, String student, Optional<Path> file) {
    List<List<String>> rows = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    if (source.exercises().contains(Lesson.NAME)) {
      requireName(student, file, missing, notes);
    }
    Optional<SavedNotebook> saved = read(file, student, missing, notes);
    saved.flatMap(notebook -> RunOrder.fault(notebook, RanCells.all())).ifPresent(missing::add);
    int[] points = new int[2];
    for (LessonSource.Cell stub : source.all("stub")) {
      String exercise = stub.exercise();
      if (exercise.equals(Lesson.NAME) || stub.code() && source.of(exercise, "check").isEmpty()) {
        continue;
      }
      String state;
      if (stub.code()) {
        state = correct.contains(exercise) ? "correct" : hasRun(exercise) ? WRONG : UNRUN;
        points[0] += correct.contains(exercise) ? source.points(exercise) : 0;
        points[1] += source.points(exercise);
        if (!correct.contains(exercise)) {
          missing.add(
              "%sthe check of %s %s"
                  .formatted(
                      stub.place().isEmpty() ? "" : stub.place() + ": ",
                      exercise,
                      state.equals(UNRUN)
                          ? "has not run since the kernel started"
                          : "is " + WRONG));
        }
      } else {
        Optional<String> gap = saved.map(notebook -> gap(notebook, stub).orElse(""));
        state = gap.map(found -> found.isEmpty() ? "written" : "open").orElse("not looked at");
        gap.filter(found -> !found.isEmpty())
            .ifPresent(
                found ->
                    missing.add("%s (%s): %s".formatted(stub.place(), exercise, found).strip()));
      }
      rows.add(List.of(stub.place(), exercise, Integer.toString(source.points(exercise)), state));
    }
    return new HandIn(rows, missing, notes, points[0], points[1]);
  }

  /** The exercises with their points. */
  Grid table() {
    return new Grid(
        List.of(
            Grid.Column.text("where"),
            Grid.Column.text("exercise"),
            Grid.Column.number("points"),
            Grid.Column.text("so far")),
        rows,
        "%d of %d points by checks; written answers are read by your instructor"
            .formatted(correctPoints, checkedPoints));
  }

  private static boolean hasRun(String exercise) {
    return RanCells.all().stream()
        .anyMatch(ran -> ran.code().contains("check(\"" + exercise + "\""));
  }

  private static void requireName(
      String student, Optional<Path> file, List<String> missing, List<String> notes) {
    if (student.isBlank()) {
      missing.add("your name is not filled in at the top");
      return;
    }
    String wanted = student.strip() + ".ipynb";
    file.map(path -> path.getFileName().toString())
        .filter(name -> !name.equals(wanted))
        .ifPresent(
            name ->
                notes.add(
                    "this file is %s; rename it to %s, unless your instructor wants another name"
                        .formatted(name, wanted)));
  }

  private static Optional<SavedNotebook> read(
      Optional<Path> file, String student, List<String> missing, List<String> notes) {
    if (file.isEmpty()) {
      String example = student.isBlank() ? "Your Name" : student.strip();
      notes.add(
          ("the saved file is not looked at, for this front end does not tell its name:"
                  + " save, then say lesson.handIn(\"%s.ipynb\")")
              .formatted(example));
      return Optional.empty();
    }
    try {
      return Optional.of(SavedNotebook.read(file.get()));
    } catch (IllegalArgumentException e) {
      missing.add(e.getMessage() + ": save this notebook and run this cell again");
    } catch (IOException e) {
      missing.add(
          "there is no %s: save this notebook and run this cell again"
              .formatted(file.get().getFileName()));
    }
    return Optional.empty();
  }

  /** The file of this name, or, where it was renamed after the student, that one. */
  static Path present(Path told, String student) {
    Path renamed = told.resolveSibling(student.strip() + ".ipynb");
    return !Files.exists(told) && Files.exists(renamed) ? renamed : told;
  }

  /** What a written answer lacks, as one clause. */
  private static Optional<String> gap(SavedNotebook notebook, LessonSource.Cell stub) {
    Optional<String> written = notebook.text(stub.exercise());
    if (written.isEmpty()) {
      return Optional.of(
          "the cell for your answer is gone; take it from a fresh copy of the notebook");
    }
    List<String> stubs =
        stub.text().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    List<String> lines =
        written.get().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    String own =
        String.join(" ", lines.stream().map(line -> withoutStub(line, stubs)).toList()).strip();
    long words = Stream.of(own.split("\\s+")).filter(word -> !word.isEmpty()).count();
    if (words == 0) {
      return Optional.of("your answer is empty in the saved file");
    }
    for (int i = 0; stubs.size() > 1 && i < lines.size(); i++) {
      String next = i + 1 == lines.size() ? stubs.getFirst() : lines.get(i + 1);
      if (stubs.contains(lines.get(i)) && stubs.stream().anyMatch(next::startsWith)) {
        return Optional.of(
            "nothing stands behind " + lines.get(i).replaceAll("[-*: ]+", " ").strip());
      }
    }
    return words >= FEWEST_WORDS
        ? Optional.empty()
        : Optional.of(
            "your answer has %d %s; give your reasons"
                .formatted(words, words == 1 ? "word" : "words"));
  }

  private static String withoutStub(String line, List<String> stubs) {
    return stubs.stream()
        .filter(line::startsWith)
        .findFirst()
        .map(stub -> line.substring(stub.length()))
        .orElse(line)
        .replace(NBGRADERS_STUB, "");
  }
}
