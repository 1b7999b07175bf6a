package peaberry.kernel.cell;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types of variables as far as they can be told of a cell that javac cannot parse. */
record WrittenTypes(CellText text, NameSpace names) {

  /**
   * The type with simple names, such as {@code double[]}; an empty text if it is not known.
   *
   * @param position where the variable is used: what the cell declares before it counts first
   */
  String of(String name, int position) {
    if (!name.matches("\\w+")) {
      return "";
    }
    String before = text.substring(0, Math.max(0, position));
    Matcher declared =
        Pattern.compile(
                "(?:^|[;{}(,\\n])\\s*([\\w.]+(?:<[^;=()]*>)?(?:\\[\\])*)\\s+" + name + "\\b")
            .matcher(before);
    String written = null;
    while (declared.find()) {
      written = declared.group(1);
    }
    return written != null && !written.matches("var|return|new|case|in|else|throw")
        ? written
        : Optional.ofNullable(names.variables.get(name)).map(TypeNames::of).orElse("");
  }
}
