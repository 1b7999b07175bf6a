package peaberry.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The words behind a magic's name, taken apart into options and the rest.
 *
 * @param options letter to value, such as {@code n} to {@code 100} for {@code -n 100} or {@code
 *     -n100}; the value is empty if the option takes none
 * @param rest what follows the options
 * @param restStart where that starts in the arguments
 */
record Arguments(TreeMap<Character, String> options, String rest, int restStart) {

  /**
   * Reads options at the start of {@code arguments}.
   *
   * @param magic as the user writes it, for the messages
   * @param flags the letters of options without a value
   * @param valued the letters of options with one
   * @throws MagicException for an option that the magic has not
   */
  static Arguments of(String arguments, String magic, String flags, String valued) {
    TreeMap<Character, String> options = new TreeMap<>();
    int at = 0;
    while (isOption(arguments, at)) {
      char letter = arguments.charAt(at + 1);
      int end = Words.end(arguments, at);
      String attached = arguments.substring(at + 2, end);
      int next = Words.skipSpace(arguments, end);
      if (valued.indexOf(letter) >= 0) {
        if (attached.isEmpty()) {
          end = Words.end(arguments, next);
          attached = arguments.substring(next, end);
          next = Words.skipSpace(arguments, end);
        }
        if (attached.isEmpty()) {
          throw new MagicException(
              "expected a value after -" + letter + " of " + magic + ", got nothing");
        }
      } else if (flags.indexOf(letter) < 0 || !attached.isEmpty()) {
        throw new MagicException(
            magic + " has no option " + arguments.substring(at, end) + known(flags + valued));
      }
      options.put(letter, attached);
      at = next;
    }
    return new Arguments(options, arguments.substring(at).strip(), at);
  }

  private static boolean isOption(String text, int at) {
    return at + 1 < text.length()
        && text.charAt(at) == '-'
        && Character.isLetter(text.charAt(at + 1));
  }

  private static String known(String letters) {
    List<String> all = new ArrayList<>();
    for (char letter : letters.toCharArray()) {
      all.add("-" + letter);
    }
    return all.isEmpty() ? "" : "; it has " + String.join(" and ", all);
  }

  boolean has(char option) {
    return options.containsKey(option);
  }

  /**
   * The value of an option that is a number.
   *
   * @throws MagicException if it is not one from 1 to {@code most}
   */
  int number(char option, int otherwise, int most) {
    String value = options.get(option);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // told below
    }
    throw new MagicException(
        "expected a number from 1 to " + most + " after -" + option + ", got " + value);
  }

  /**
   * For magics that take no arguments.
   *
   * @throws MagicException if there are some
   */
  static void none(String arguments, String magic) {
    if (!arguments.isEmpty()) {
      throw new MagicException("expected nothing after " + magic + ", got: " + arguments);
    }
  }
}
