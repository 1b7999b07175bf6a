package peaberry.teach;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import peaberry.data.UnknownName;
import peaberry.kernel.display.Variables;

/**
 * A notebook's exercises: check an answer, get a hint, see a solution.
 *
 * <pre>{@code
 * var lesson = Lesson.open("omnicorp");
 * lesson.hint("ols")      // one hint more at each call
 * lesson.solution("ols")  // ours
 * }</pre>
 *
 * <p>Counts the hints it gave and keeps which checks were correct; not safe for use by several
 * threads.
 */
public final class Lesson {
  /** The variable that holds the student's name, and its exercise. */
  private static final String NAME = "name";

  private final LessonSource source;
  private final String notebook;
  private final Map<String, Integer> hints = new HashMap<>();
  private final Set<String> correct = new HashSet<>();

  Lesson(LessonSource source, String notebook) {
    this.source = source;
    this.notebook = notebook;
  }

  /**
   * The lesson of a notebook.
   *
   * @param name the notebook source's file name without its ending
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Lesson open(String name) {
    try (InputStream in = Lesson.class.getResourceAsStream("lessons/" + name + ".java")) {
      if (in == null) {
        throw new IllegalArgumentException("There is no lesson named %s.".formatted(name));
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      // JupyterLab's server tells a kernel its notebook's path this way; other front ends do not.
      return new Lesson(
          LessonSource.parse(text), System.getenv().getOrDefault("JPY_SESSION_NAME", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
  public Correct name() {
    Optional<Object> value = Variables.find(NAME).map(Supplier::get);
    if (!(value.orElse("") instanceof String name) || name.isBlank()) {
      throw new NotAttempted(
          "Write your name between the quotes, run that cell, then run this one again.");
    }
    correct.add(NAME);
    String file = fileName();
    return file.isEmpty() || file.equals(name.strip())
        ? new Correct("Welcome, %s.".formatted(name.strip()))
        : new Correct(
            "Welcome, %s. Before you hand in, rename this file from %s.ipynb to %1$s.ipynb."
                .formatted(name.strip(), file));
  }

  private String fileName() {
    return notebook.endsWith(".ipynb")
        ? Path.of(notebook).getFileName().toString().replaceFirst("\\.ipynb$", "")
        : "";
  }

  /**
   * Checks an exercise.
   *
   * @return if all is as expected
   * @throws NotAttempted if a value is not there yet; the message says which, and where it belongs
   * @throws NotYet if a value is wrong; the message says what was expected and what came
   */
  public Correct check(String exercise, Expect... expectations) {
    requireKnown(exercise);
    correct.remove(exercise);
    List<String> complaints = new ArrayList<>();
    for (Expect expectation : expectations) {
      try {
        expectation.judge().ifPresent(complaints::add);
      } catch (NotAttempted e) {
        throw notAttempted(exercise + " is not attempted", expectation.name(), e);
      }
    }
    if (!complaints.isEmpty()) {
      throw new NotYet(String.join("; ", complaints) + "." + offer(exercise));
    }
    correct.add(exercise);
    return new Correct(exercise + " is correct.");
  }

  /**
   * Stands at the head of a cell that goes on from the student's answers, so that the cell says in
   * one sentence what it waits for.
   *
   * @param names variables; one that is 0 counts as not there yet, since its cell failed
   * @throws NotAttempted if one is not there yet
   */
  public void needs(String... names) {
    for (String name : names) {
      try {
        Expect.present(name).judge();
      } catch (NotAttempted e) {
        throw notAttempted("Not attempted", name, e);
      }
    }
  }

  private NotAttempted notAttempted(String start, String name, NotAttempted reason) {
    String cell = source.placeOf(name).map(place -> "your cell of " + place).orElse("its cell");
    return new NotAttempted(
        "%s yet: %s; finish %s and run it first.".formatted(start, reason.getMessage(), cell));
  }

  /**
   * What the lesson says at its end, which gives answers away.
   *
   * @throws NotAttempted while a check of this session has not come out as correct
   */
  public Note afterword() {
    String open =
        source.exercisesWith("check").stream()
            .filter(exercise -> !correct.contains(exercise))
            .collect(Collectors.joining(", "));
    if (!open.isEmpty()) {
      throw new NotAttempted(
          "Not attempted yet: what we found is shown once all checks are correct, and these are"
              + " still open: %s.".formatted(open));
    }
    return new Note(
        source.of("", "after").stream().map(Lesson::shown).collect(Collectors.joining("\n\n")));
  }

  /** The exercise's next hint; after the last one it starts again. */
  public Note hint(String exercise) {
    requireKnown(exercise);
    List<LessonSource.Cell> all = source.of(exercise, "hint");
    if (all.isEmpty()) {
      return new Note("There is no hint for %s.".formatted(exercise));
    }
    int index = hints.merge(exercise, 1, Integer::sum) - 1;
    int number = index % all.size();
    return new Note(
        "**Hint %d of %d.** %s".formatted(number + 1, all.size(), all.get(number).text()));
  }

  /** Our solution of the exercise. */
  public Note solution(String exercise) {
    requireKnown(exercise);
    Optional<LessonSource.Cell> ours = source.of(exercise, "solution").stream().findFirst();
    return new Note(
        ours.map(Lesson::shown).orElse("There is no solution for %s.".formatted(exercise)));
  }

  private static String shown(LessonSource.Cell cell) {
    return cell.code() ? "```java\n%s\n```".formatted(cell.text()) : cell.text();
  }

  private String offer(String exercise) {
    return source.of(exercise, "hint").isEmpty()
        ? ""
        : " lesson.hint(\"%s\") helps.".formatted(exercise);
  }

  private void requireKnown(String exercise) {
    Objects.requireNonNull(exercise, "exercise");
    if (!source.exercises().contains(exercise)) {
      throw UnknownName.in("This lesson", "exercise", exercise, source.exercises());
    }
  }
}
