package peaberry.teach;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import peaberry.data.UnknownName;
import peaberry.kernel.display.Display;
import peaberry.kernel.display.Variables;

/**
 * A notebook's exercises: check an answer, get a hint, see a solution.
 *
 * <pre>{@code
 * var lesson = Lesson.open("omnicorp");
 * lesson.hint("ols");      // one hint more at each call
 * lesson.solution("ols");  // ours
 * lesson.handIn();         // what is still missing
 * }</pre>
 *
 * <p>What a method has to say it shows below the cell; what is not right it throws, so that the
 * cell fails and graders count it.
 *
 * <p>Counts the hints it gave and keeps which checks were correct; not safe for use by several
 * threads.
 */
public final class Lesson {
  /** The variable that holds the student's name, and its exercise. */
  static final String NAME = "name";

  private final LessonSource source;
  private final String notebook;
  private final Consumer<String> progress;
  private final Map<String, Integer> hints = new HashMap<>();
  private final Set<String> correct = new HashSet<>();

  /** A lesson that tells each exercise whose check came out as correct. */
  Lesson(LessonSource source, String notebook, Consumer<String> progress) {
    this.source = source;
    this.notebook = notebook;
    this.progress = progress;
  }

  /**
   * The lesson of a notebook.
   *
   * @param name the notebook source's file name without its ending
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Lesson open(String name) {
    String text =
        LessonFiles.text(name)
            .orElseThrow(
                () -> new IllegalArgumentException("There is no lesson named %s.".formatted(name)));
    WarmUp.begin();
    // JupyterLab's server tells a kernel its notebook's path this way; other front ends do not.
    String notebook = System.getenv().getOrDefault("JPY_SESSION_NAME", "");
    Path file = LearningRecord.file(System.getenv(), System.getProperty("user.home"));
    return new Lesson(
        LessonSource.parse(text),
        notebook,
        exercise -> LearningRecord.add(file, notebook, name, exercise, LocalDate.now()));
  }

  /**
   * Stands where a student's code will stand: {@code double rmse = todo();}.
   *
   * @param <T> whatever the place asks for
   * @throws NotAttempted always
   */
  public static <T> T todo() {
    throw new NotAttempted("Replace todo() by your code, then run this cell again.");
  }

  /**
   * Checks that the student's name is filled in, in the variable {@code name}, and says if the
   * notebook's file has another name.
   *
   * @throws NotAttempted if the name is blank or not there
   */
  public void name() {
    String name = student();
    if (Attempt.at(NAME) == Attempt.FAILED) {
      throw new NotYet(
          "Not yet: the cell with your name failed; mend it first, run it, then run this one again.");
    }
    if (name.isBlank()) {
      throw new NotAttempted(
          "Write your name between the quotes, run that cell, then run this one again.");
    }
    markCorrect(NAME);
    String wanted = name + ".ipynb";
    String found = file().map(file -> file.getFileName().toString()).orElse(wanted);
    Display.display(
        found.equals(wanted)
            ? new Correct("Welcome, %s.".formatted(name))
            : new Correct(
                "Welcome, %s. Before you hand in, rename this file from %s to %s, unless your"
                        .formatted(name, found, wanted)
                    + " instructor wants another name."));
  }

  /**
   * Checks an exercise and says so if all is as expected.
   *
   * @throws NotAttempted if nothing is expected, or the answer is still a stub, or was not run; the
   *     message says which, and where it belongs
   * @throws NotYet if the answer's cell failed or a value is wrong; the message has a line for each
   *     wrong variable: the first that was expected of it and is not so, and what came
   */
  public void check(String exercise, Expect... expectations) {
    requireKnown(exercise);
    if (expectations.length == 0) {
      throw new NotAttempted(
          "This cell expects nothing of %s: run the check's own cell, which stands below the task."
              .formatted(exercise));
    }
    correct.remove(exercise);
    requireAnswered(
        exercise + " is not attempted",
        Arrays.stream(expectations).map(Expect::name).distinct().toList());
    Map<String, String> complaints = new LinkedHashMap<>();
    for (Expect expectation : expectations) {
      try {
        expectation
            .judge()
            .ifPresent(complaint -> complaints.putIfAbsent(expectation.name(), complaint));
      } catch (NotAttempted e) {
        throw notAttempted(exercise + " is not attempted", expectation.name(), e.getMessage());
      }
    }
    if (!complaints.isEmpty()) {
      throw new NotYet(
          listed(exercise + " is not right yet", complaints.values()) + offer(exercise));
    }
    markCorrect(exercise);
    Display.display(new Correct(exercise + " is correct."));
  }

  private void markCorrect(String exercise) {
    correct.add(exercise);
    progress.accept(exercise);
  }

  /**
   * Stands at the head of a cell that goes on from the student's answers, so that the cell says in
   * one sentence what it waits for.
   *
   * @param names variables
   * @throws NotAttempted if one is not there yet
   * @throws NotYet if the cell that should make it failed
   */
  public void needs(String... names) {
    requireAnswered("Not attempted", List.of(names));
    for (String name : names) {
      try {
        Expect.present(name).judge();
      } catch (NotAttempted e) {
        throw notAttempted("Not attempted", name, e.getMessage());
      }
    }
  }

  /** Looks at the cells that were to give the variables their values, not at the values. */
  private void requireAnswered(String start, List<String> names) {
    for (String name : names) {
      switch (Attempt.at(name)) {
        case STUB -> throw notAttempted(start, name, "`%s` has no value".formatted(name));
        case FAILED ->
            throw new NotYet(
                "Not yet: %s, which makes `%s`, failed; mend it first, run it, then run this one again."
                    .formatted(cellOf(name), name));
        case NONE, DONE -> {}
      }
    }
  }

  private NotAttempted notAttempted(String start, String name, String reason) {
    String found =
        Attempt.parametersOf(name)
            .map(
                parameters ->
                    "`%1$s` is a method, and a variable is asked for; a lambda is written `... %1$s = %2$s -> ...;`"
                        .formatted(name, parameters))
            .orElse(reason);
    return new NotAttempted(
        "%s yet: %s; finish %s and run it first.".formatted(start, found, cellOf(name)));
  }

  private String cellOf(String name) {
    return source.placeOf(name).map(place -> "your cell of " + place).orElse("its cell");
  }

  /**
   * Shows how far the student is, and says if the notebook can be handed in: checks correct in this
   * session, each written answer there, and the name filled in where the lesson asks for it. Reads
   * the notebook's saved file. What cannot be looked at, such as the file where the front end does
   * not tell its name, and how the file is named, are notes and stop nobody.
   *
   * @throws NotYet if something is missing; the message has a line for each
   */
  public void handIn() {
    handIn(file());
  }

  /**
   * {@link #handIn()} for front ends that do not tell a kernel which file it runs.
   *
   * @param file the saved notebook, seen from the folder in which it runs
   */
  public void handIn(String file) {
    handIn(Optional.of(Path.of(file)));
  }

  private void handIn(Optional<Path> file) {
    HandIn found = HandIn.of(source, correct, student(), file);
    Display.display(found.table().toMimeBundle());
    found.notes().forEach(note -> Display.display(new Note("Note: " + note + ".")));
    if (!found.missing().isEmpty()) {
      throw new NotYet(listed("This is not ready to be handed in", found.missing()));
    }
    Display.display(
        new Correct(
            "Everything that is looked at is there. Save once more and hand in this file."));
  }

  private static String listed(String start, Collection<String> lines) {
    return start + ":" + lines.stream().map("\n- %s"::formatted).collect(Collectors.joining());
  }

  /** The name without space around it; empty if there is none. */
  private static String student() {
    return Variables.find(NAME).map(Supplier::get).orElse("") instanceof String name
        ? name.strip()
        : "";
  }

  /** The notebook's file, as the front end told it when the kernel started, or renamed since. */
  private Optional<Path> file() {
    return notebook.endsWith(".ipynb")
        ? Optional.of(HandIn.present(Path.of(notebook), student()))
        : Optional.empty();
  }

  /**
   * Shows what the lesson says at its end, which gives answers away.
   *
   * @throws NotAttempted while a check of this session has not come out as correct
   */
  public void afterword() {
    String open =
        source.exercisesWith("check").stream()
            .filter(exercise -> !correct.contains(exercise))
            .collect(Collectors.joining(", "));
    if (!open.isEmpty()) {
      throw new NotAttempted(
          "Not attempted yet: what we found is shown once all checks are correct, and these are"
              + " still open: %s.".formatted(open));
    }
    List<LessonSource.Cell> after = source.of("", "after");
    if (after.isEmpty()) {
      Display.display(new Note("Your instructor keeps what we found."));
    }
    for (LessonSource.Cell cell : after) {
      Object shown = cell.code() ? valueOf(cell.text()) : new Note(cell.text());
      if (shown != null) {
        Display.display(shown);
      }
    }
  }

  /** The code's value, or a note that says why there is none: it uses what the student made. */
  private static Object valueOf(String code) {
    try {
      return Display.eval(code);
    } catch (Exception e) {
      return new Note("These figures cannot be shown: %s".formatted(e.getMessage()));
    }
  }

  /** Shows the exercise's next hint; after the last one it starts again. */
  public void hint(String exercise) {
    requireKnown(exercise);
    List<LessonSource.Cell> all = source.of(exercise, "hint");
    if (all.isEmpty()) {
      Display.display(new Note("There is no hint for %s.".formatted(exercise)));
      return;
    }
    int index = hints.merge(exercise, 1, Integer::sum) - 1;
    int number = index % all.size();
    Display.display(
        new Note(
            "**Hint %d of %d.** %s".formatted(number + 1, all.size(), all.get(number).text())));
  }

  /** Shows our solution of the exercise, unless the lesson was installed without. */
  public void solution(String exercise) {
    requireKnown(exercise);
    Display.display(
        new Note(
            source.of(exercise, "solution").stream()
                .findFirst()
                .map(Lesson::shown)
                .orElse("Your instructor keeps the solution of %s.".formatted(exercise))));
  }

  private static String shown(LessonSource.Cell cell) {
    return cell.code() ? "```java\n%s\n```".formatted(cell.text()) : cell.text();
  }

  private String offer(String exercise) {
    return source.of(exercise, "hint").isEmpty()
        ? ""
        : "\nFor a hint: lesson.hint(\"%s\");".formatted(exercise);
  }

  private void requireKnown(String exercise) {
    Objects.requireNonNull(exercise, "exercise");
    if (!source.exercises().contains(exercise)) {
      throw UnknownName.in("This lesson", "exercise", exercise, source.exercises());
    }
  }
}
