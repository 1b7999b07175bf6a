package peaberry.kernel.cell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Cells of any content, the same ones for the same seed: valid ones, and what becomes of them when
 * tokens or characters are lost, doubled, exchanged or cut off, next to pure noise and to what is
 * {@linkplain Excess too big or too deep}.
 *
 * <p>No cell writes a file, starts a process or names a class that could, and none names a variable
 * that starts with {@code kept}.
 */
final class HostileCells {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'"
              + "|[\\p{L}_$][\\p{L}\\p{N}_$]*|[0-9][0-9a-zA-Z_.]*|\\s+|//.*|(?s:/\\*.*?\\*/)|(?s:.)");

  private static final List<String> WORDS =
      List.of(
          ("abstract assert boolean break byte case catch char class continue default do double else"
                  + " enum exports extends final finally float for if implements import instanceof"
                  + " int interface long module native new non-sealed null package permits private"
                  + " protected public record return sealed short static strictfp super switch"
                  + " synchronized this throw throws transient try var void volatile when while with"
                  + " yield true false goto const _ { } ( ) [ ] < > << >> >>> <= >= == != = += ->"
                  + " :: : ; , . ... @ @interface ? ! ~ + ++ - -- * / % & && | || ^ # ` \\ \" '"
                  + " \"\"\" /* */ // x y n a T E int[] List<String> String Integer Object List.of("
                  + " x -> () -> new int[ Point Shape names 0 1 -1 2147483648 9223372036854775808L"
                  + " 1e999 0x 0b2 089 1_ 1__2 'a' 'ab' '' \"a\" \"a 1.0f .5 \\u0041 \\u004 \\uD800"
                  + " \\ud83d\\ude00 \\u0022 \\u000a \\u0000 %maven !ls $ x$1 x$0 run$0 Cell1 Names1"
                  + " Part$1 notebook notebook.Cell1 Data$0$0 array$0 java.lang java Cell1.x")
              .split(" "));

  private static final String[] ODD = {
    "\0",
    "\u001a",
    "\uD800",
    "\uDC00",
    "\uDE00\uD83D",
    "\uFEFF",
    "\u200B",
    "\u202E",
    "\u2028",
    "\u0085",
    "\u00A0",
    "\f",
    "\u000B",
    "\r",
    "\r\n",
    "\n\r",
    "\t",
    "\\",
    "\\u",
    "\\uuuu0041",
    "\\u000",
    "\\ud83d",
    "\"",
    "'",
    "\"\"\"",
    "/*",
    "*/",
    "\u00E9",
    "e\u0301",
    "\u6F22",
    "\uD83D\uDE00",
    "\uFFFF",
    "\u001b[31m",
    "\u20AC",
    "\u0660",
    "\u00B2"
  };

  private final Random random;
  private final List<String> corpus = corpus();

  HostileCells(long seed) {
    this.random = new Random(seed);
  }

  /** The valid cells that the others are made of. */
  static List<String> corpus() {
    try (InputStream in = HostileCells.class.getResourceAsStream("fuzz-corpus.txt")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> cells = new ArrayList<>();
      for (String cell : all.split("(?m)^// %%.*\n")) {
        if (!cell.isBlank()) {
          cells.add(cell.stripTrailing());
        }
      }
      return cells;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next cell. */
  String next() {
    int kind = random.nextInt(100);
    if (kind < 8) {
      return valid();
    } else if (kind < 43) {
      return tokensChanged();
    } else if (kind < 60) {
      return charactersChanged();
    } else if (kind < 76) {
      return cut();
    } else if (kind < 88) {
      return tokens(1 + random.nextInt(60));
    } else if (kind < 96) {
      return characters(1 + random.nextInt(80));
    }
    return excess();
  }

  private String valid() {
    return corpus.get(random.nextInt(corpus.size()));
  }

  private static List<String> split(String cell) {
    return new ArrayList<>(TOKEN.matcher(cell).results().map(m -> m.group()).toList());
  }

  private String tokensChanged() {
    List<String> tokens = split(valid());
    for (int i = random.nextInt(5); i >= 0 && !tokens.isEmpty(); i--) {
      int at = random.nextInt(tokens.size());
      switch (random.nextInt(7)) {
        case 0 -> tokens.remove(at);
        case 1 -> tokens.add(at, tokens.get(at));
        case 2 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
        case 3 -> tokens.set(at, word());
        case 4 -> tokens.add(at, " " + word() + " ");
        case 5 -> tokens.add(at, tokens.remove(random.nextInt(tokens.size())));
        default -> {
          List<String> other = split(valid());
          int from = random.nextInt(other.size());
          int to = Math.min(other.size(), from + 1 + random.nextInt(12));
          tokens.addAll(at, other.subList(from, to));
        }
      }
    }
    return String.join("", tokens);
  }

  private String charactersChanged() {
    StringBuilder cell = new StringBuilder(valid());
    for (int i = random.nextInt(4); i >= 0 && !cell.isEmpty(); i--) {
      int at = random.nextInt(cell.length());
      switch (random.nextInt(4)) {
        case 0 -> cell.deleteCharAt(at);
        case 1 -> cell.insert(at, odd());
        case 2 -> cell.setCharAt(at, (char) (' ' + random.nextInt(95)));
        default -> cell.replace(at, at + 1, odd());
      }
    }
    return cell.toString();
  }

  private String cut() {
    String cell = valid();
    int at = random.nextInt(cell.length() + 1);
    return switch (random.nextInt(4)) {
      case 0 -> cell.substring(at);
      case 1 -> {
        String other = valid();
        yield cell.substring(0, at) + other.substring(random.nextInt(other.length()));
      }
      default -> cell.substring(0, at);
    };
  }

  private String tokens(int count) {
    StringBuilder cell = new StringBuilder();
    for (int i = 0; i < count; i++) {
      cell.append(word()).append(random.nextInt(8) == 0 ? "\n" : " ");
    }
    return cell.toString();
  }

  private String characters(int count) {
    StringBuilder cell = new StringBuilder();
    for (int i = 0; i < count; i++) {
      switch (random.nextInt(3)) {
        case 0 -> cell.append(odd());
        case 1 -> cell.append((char) random.nextInt(0x10000));
        default -> cell.append((char) (' ' + random.nextInt(95)));
      }
    }
    return cell.toString();
  }

  /** Something of a size between 1 and a few hundred; small sizes are as frequent as big ones. */
  private String excess() {
    int size = (int) Math.pow(2, random.nextDouble() * 8);
    Excess[] kinds = Excess.values();
    return kinds[random.nextInt(kinds.length)].cell(size);
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private String odd() {
    return ODD[random.nextInt(ODD.length)];
  }
}
