package peaberry.teach;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A notebook's exercises: check an answer, get a hint, see a solution.
 *
 * <pre>{@code
 * var lesson = Lesson.open("omnicorp");
 * lesson.hint("ols")      // one hint more at each call
 * lesson.solution("ols")  // ours
 * }</pre>
 *
 * <p>Counts the hints it gave; not safe for use by several threads.
 */
public final class Lesson {
  private final LessonSource source;
  private final String notebook;
  private final Map<String, Integer> hints = new HashMap<>();

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
   * Checks that the student's name is filled in, and says if the notebook's file has another name.
   *
   * @throws NotAttempted if the name is blank
   */
  public Correct name(String name) {
    if (name == null || name.isBlank()) {
      throw new NotAttempted("Write your name between the quotes, then run this cell again.");
    }
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
   * @throws NotAttempted if a value is not there yet
   * @throws NotYet if a value is wrong; the message says what was expected and what came
   */
  public Correct check(String exercise, Expect... expectations) {
    requireKnown(exercise);
    String complaints;
    try {
      complaints = Expect.complaints(expectations);
    } catch (NotAttempted e) {
      throw new NotAttempted(
          "%s is not attempted: %s.".formatted(exercise, e.getMessage().replaceFirst("\\.$", "")));
    }
    if (!complaints.isEmpty()) {
      throw new NotYet(complaints + "." + offer(exercise));
    }
    return new Correct(exercise + " is correct.");
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
        ours.map(cell -> cell.code() ? "```java\n%s\n```".formatted(cell.text()) : cell.text())
            .orElse("There is no solution for %s.".formatted(exercise)));
  }

  private String offer(String exercise) {
    return source.of(exercise, "hint").isEmpty()
        ? ""
        : " lesson.hint(\"%s\") helps.".formatted(exercise);
  }

  private void requireKnown(String exercise) {
    Objects.requireNonNull(exercise, "exercise");
    if (!source.exercises().contains(exercise)) {
      throw new IllegalArgumentException(
          "This lesson has no exercise %s; it has %s.".formatted(exercise, source.exercises()));
    }
  }
}
