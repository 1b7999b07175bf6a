package peaberry.kernel.assist;

import java.util.List;
import java.util.Set;

/** Java's words, by the places where they may stand. */
final class Keywords {
  static final Set<String> MODIFIERS =
      Set.of(
          "public",
          "protected",
          "private",
          "static",
          "final",
          "abstract",
          "default",
          "sealed",
          "strictfp",
          "synchronized",
          "transient",
          "volatile",
          "native");

  private static final List<String> TYPES =
      List.of("boolean", "byte", "char", "double", "float", "int", "long", "short");

  private static final List<String> EXPRESSION =
      List.of("new", "true", "false", "null", "this", "super", "switch");

  private static final List<String> STATEMENT =
      List.of(
          "import",
          "package",
          "var",
          "void",
          "class",
          "interface",
          "enum",
          "record",
          "if",
          "else",
          "for",
          "while",
          "do",
          "switch",
          "case",
          "default",
          "break",
          "continue",
          "return",
          "throw",
          "try",
          "catch",
          "finally",
          "yield",
          "assert",
          "new",
          "this",
          "super",
          "true",
          "false",
          "null",
          "public",
          "protected",
          "private",
          "static",
          "final",
          "abstract",
          "sealed",
          "non-sealed",
          "synchronized",
          "transient",
          "volatile",
          "native");

  private static final List<String> HEADER = List.of("extends", "implements", "permits");

  private Keywords() {}

  static boolean isOne(String word) {
    return STATEMENT.contains(word) && !word.equals("this") && !word.equals("record");
  }

  /** The words that may stand at a place, without those that would follow any expression. */
  static List<List<String>> at(Cursor.Place place) {
    return switch (place) {
      case STATEMENT, NEW_LINE -> List.of(STATEMENT, TYPES);
      case EXPRESSION -> List.of(EXPRESSION, TYPES);
      case CASE -> List.of(List.of("null", "default"));
      case TYPE, NEW -> List.of(TYPES);
      case HEADER -> List.of(HEADER);
      default -> List.of();
    };
  }
}
