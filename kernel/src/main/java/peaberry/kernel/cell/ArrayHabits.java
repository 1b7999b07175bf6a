package peaberry.kernel.cell;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Python writes of all values of an array or a column at once, where the type of a variable
 * tells what Java has for it: the parser stumbles over it before javac knows any types.
 */
final class ArrayHabits {
  private static final Pattern POWER =
      Pattern.compile("(\\w[\\w.]*(?:\\([^()]*\\))?)\\s*\\*\\*\\s*(-?[\\w.]+)");

  private static final Pattern COMPREHENSION =
      Pattern.compile("\\[[^\\[\\]]*\\bfor\\s+(\\w+)\\s+in\\s+(?!range\\b)(\\w+)");

  private static final Pattern NUMBERS = Pattern.compile("(?:int|long|double)\\[\\]");
  private static final Pattern COLUMN = Pattern.compile("\\w*Column(<.*>)?");
  private static final Pattern COLUMN_CALL = Pattern.compile(".*[cC]olumn\\(.*\\)");

  private ArrayHabits() {}

  /**
   * What Java has for it; empty if it is something else.
   *
   * @param line without its texts and comments, which are blank
   * @param written the same line with them
   * @param typeOf the type of a variable with simple names, or an empty text
   */
  static Optional<String> in(String line, String written, Function<String, String> typeOf) {
    Matcher comprehension = COMPREHENSION.matcher(line);
    if (comprehension.find()) {
      return Optional.of(made(comprehension.group(1), comprehension.group(2), typeOf));
    }
    Matcher power = POWER.matcher(line);
    if (!power.find()) {
      return Optional.empty();
    }
    String base = written.substring(power.start(1), power.end(1));
    String exponent = power.group(2);
    String type = typeOf.apply(base);
    if (NUMBERS.matcher(type).matches()) {
      return Optional.of(
          "a power of each is `Arrays.stream("
              + base
              + ")."
              + each(type, exponent)
              + ".toArray()`");
    }
    return COLUMN.matcher(type).matches() || COLUMN_CALL.matcher(base).matches()
        ? Optional.of("a power of a column is `" + base + ".power(" + exponent + ")`")
        : Optional.empty();
  }

  private static String each(String type, String exponent) {
    return exponent.equals("2")
        ? "map(v -> v * v)"
        : (type.equals("double[]") ? "map" : "mapToDouble")
            + "(v -> Math.pow(v, "
            + exponent
            + "))";
  }

  private static String made(String each, String all, Function<String, String> typeOf) {
    String type = typeOf.apply(all);
    String array = "with `Arrays.stream(" + all + ").map(" + each + " -> ...).toArray()`";
    String list = "a list is made of another with `%s.stream().map(%s -> ...).toList()`";
    return NUMBERS.matcher(type).matches()
        ? "an array is made of another " + array
        : list.formatted(all, each) + (type.isEmpty() ? ", an array " + array : "");
  }
}
