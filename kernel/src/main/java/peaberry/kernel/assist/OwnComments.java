package peaberry.kernel.assist;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import peaberry.kernel.cell.Declared;

/** Reads the comments on what a cell declares. */
final class OwnComments {
  private OwnComments() {}

  /**
   * The comments on a method or a type and on its members; what has none has an empty one.
   *
   * @return by the binary name, behind that of the cell's class, and key as {@link DocIndex#ofAll}
   *     tells them: a method's is in {@code ""}, a type's in {@code "$Type"}
   */
  static Map<String, Map<String, DocComment>> of(Declared declared) {
    return of(above(declared.code(), declared.start()) + "\n" + declared.text());
  }

  /** The comment on a variable. */
  static DocComment ofVariable(Declared declared) {
    String name = declared.name();
    String text = above(declared.code(), declared.start()) + "\nObject " + name + ";";
    return of(text).getOrDefault("", Map.of()).getOrDefault(name, new DocComment("", List.of()));
  }

  private static Map<String, Map<String, DocComment>> of(String member) {
    try {
      Map<String, Map<String, DocComment>> all = new HashMap<>();
      DocSources.read(List.of(DocSources.file("class C {\n" + member + "\n}")), true)
          .forEach((name, comments) -> all.put(name.substring(1), comments));
      return all;
    } catch (IOException | RuntimeException unreadable) {
      return Map.of();
    }
  }

  /** The comment right above a place, as a documentation comment; empty without one. */
  static String above(String code, int place) {
    int lineStart = code.lastIndexOf('\n', Math.max(0, place - 1)) + 1;
    String before = code.substring(0, place).stripTrailing();
    if (!before.endsWith("*/")) {
      before = code.substring(0, Math.min(lineStart, place)).stripTrailing();
    }
    if (before.endsWith("*/")) {
      int open = before.lastIndexOf("/*");
      return open < 0 || !isLineStart(before, open)
          ? ""
          : before.startsWith("/**", open)
              ? before.substring(open)
              : "/**" + before.substring(open + 2);
    }
    String[] lines = before.split("\\R");
    StringBuilder comment = new StringBuilder();
    for (int i = lines.length - 1; i >= 0 && lines[i].strip().startsWith("//"); i--) {
      String line = lines[i].strip();
      comment.insert(0, (line.startsWith("///") ? line : "/" + line) + "\n");
    }
    return comment.toString();
  }

  /** Whether nothing but white space stands between a place and the start of its line. */
  private static boolean isLineStart(String code, int place) {
    return code.substring(code.lastIndexOf('\n', place) + 1, place).isBlank();
  }
}
