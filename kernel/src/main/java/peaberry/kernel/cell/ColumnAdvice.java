package peaberry.kernel.cell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do about a table's column that was asked for as another type, or by another name. */
final class ColumnAdvice {
  private static final Pattern CAST =
      Pattern.compile(
          "class (?:\\w+[.$])*(\\w+)Column cannot be cast to class (?:\\w+[.$])*(\\w+)Column\\b.*");

  private static final Pattern MISSING =
      Pattern.compile("Column (.+) (?:is not present|does not exist) in table (.*)");

  private static final Pattern NUMBERS = Pattern.compile("Int|Long|Short|Float|Double|Number");
  private static final int MOST = 12;

  private ColumnAdvice() {}

  /**
   * One sentence; empty if the exception is about something else, or the table is not found.
   *
   * @param line of the cell, where it was thrown
   * @param variables the notebook's, among which the table may be
   */
  static Optional<String> of(Throwable thrown, String line, Supplier<List<Variable>> variables) {
    String message = String.valueOf(thrown.getMessage());
    Matcher cast = CAST.matcher(message);
    if (thrown instanceof ClassCastException && cast.matches()) {
      return called(thrown).map(method -> ofType(method, cast.group(1), cast.group(2), line));
    }
    Matcher missing = MISSING.matcher(message);
    return missing.matches()
        ? ofName(missing.group(1), tables(missing.group(2), line, variables.get()))
        : Optional.empty();
  }

  /** The method that casts, if it is one that gives a column. */
  private static Optional<String> called(Throwable thrown) {
    StackTraceElement[] frames = thrown.getStackTrace();
    return frames.length > 0 && frames[0].getMethodName().endsWith("Column")
        ? Optional.of(frames[0].getMethodName())
        : Optional.empty();
  }

  private static String ofType(String method, String found, String wanted, String line) {
    List<MatchResult> calls =
        Pattern.compile("\\b" + method + "\\(([^()]*)\\)").matcher(line).results().toList();
    String arguments = calls.size() == 1 ? "(" + calls.getFirst().group(1) + ")`" : "(...)`";
    String other = Character.toLowerCase(found.charAt(0)) + found.substring(1) + "Column";
    boolean numbers = NUMBERS.matcher(found).matches() && NUMBERS.matcher(wanted).matches();
    return "The column is of another type: `"
        + other
        + arguments
        + " gives it"
        + (numbers ? ", and `numberColumn" + arguments + " any column of numbers." : ".");
  }

  private static Optional<String> ofName(String name, Set<List<String>> tables) {
    Set<String> all = new LinkedHashSet<>();
    tables.forEach(all::addAll);
    String columns = String.join(", ", all.stream().limit(MOST).toList());
    return Nearest.to(name, all)
        .map(near -> "Did you mean \"" + near + "\"?")
        .or(
            () ->
                tables.size() == 1
                    ? Optional.of(
                        "Its columns are: " + columns + (all.size() > MOST ? ", ..." : "") + ".")
                    : Optional.empty());
  }

  /** The columns of the tables of that name; of the one that the line mentions, if it does. */
  private static Set<List<String>> tables(String name, String line, List<Variable> variables) {
    Set<List<String>> found = new LinkedHashSet<>();
    Set<List<String>> mentioned = new LinkedHashSet<>();
    for (Variable variable : variables) {
      if (variable.type().equals("Table") && variable.value().get() instanceof Object table) {
        List<String> columns = columns(table, name);
        if (!columns.isEmpty()) {
          found.add(columns);
          if (Pattern.compile("\\b" + variable.name() + "\\b").matcher(line).find()) {
            mentioned.add(columns);
          }
        }
      }
    }
    return mentioned.isEmpty() ? found : mentioned;
  }

  /** The names of a table's columns; none if it is called otherwise. */
  private static List<String> columns(Object table, String name) {
    List<String> names = new ArrayList<>();
    try {
      Class<?> type = table.getClass();
      if (name.equals(String.valueOf(type.getMethod("name").invoke(table)))
          && type.getMethod("columnNames").invoke(table) instanceof List<?> columns) {
        columns.forEach(column -> names.add(String.valueOf(column)));
      }
    } catch (ReflectiveOperationException e) {
      return List.of(); // another library's Table
    }
    return names;
  }
}
