package peaberry.kernel.cell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A loop over an array that is null, of which the JVM tells with a name that the compiler made. */
final class NullLoop {
  private static final Pattern MESSAGE =
      Pattern.compile(
          "Cannot read the array length because \"(?:<local\\d+>|\\w*\\$\\w*)\" is null");

  private static final Pattern LOOP = Pattern.compile("\\bfor\\s*\\([^:;?]*:");

  private NullLoop() {}

  /**
   * The message with what the loop goes through, where it is told with another name.
   *
   * @param line of the cell, where it was thrown
   */
  static String inWords(String message, String line) {
    if (!MESSAGE.matcher(message).matches()) {
      return message;
    }
    Matcher loop = LOOP.matcher(line);
    if (loop.find()) {
      int end = Brackets.closing(line.substring(loop.start())).orElse(-1) + loop.start();
      String values = end < loop.end() ? "" : line.substring(loop.end(), end).strip();
      if (!values.isEmpty() && !loop.find()) {
        return "the loop cannot go through `" + values + "`, which is null";
      }
    }
    return "the array or collection that the loop goes through is null";
  }
}
