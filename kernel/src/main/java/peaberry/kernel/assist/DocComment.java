package peaberry.kernel.assist;

import java.util.ArrayList;
import java.util.List;

/**
 * A documentation comment whose texts are Markdown.
 *
 * @param body what stands before the first tag
 * @param tags in the order of the comment
 */
record DocComment(String body, List<Tag> tags) {
  /** Stands where a comment has <code>{&#64;inheritDoc}</code>. */
  static final String INHERITED = "\uE000";

  /** The kind of tags that name a method's parameters, commented or not. */
  static final String NAME = "name";

  /**
   * A part of a comment.
   *
   * @param kind the tag's name, such as {@code param}
   * @param name the parameter or the exception; empty for other tags
   */
  record Tag(String kind, String name, String text) {
    private boolean isLike(Tag other) {
      return kind.equals(other.kind) && name.equals(other.name);
    }
  }

  DocComment {
    tags = List.copyOf(tags);
  }

  /** Whether this comment leaves something to the one of the method that is overridden. */
  boolean inherits() {
    return body.isBlank()
        || body.contains(INHERITED)
        || tags.stream().anyMatch(tag -> tag.text.contains(INHERITED));
  }

  DocComment and(List<Tag> more) {
    List<Tag> all = new ArrayList<>(tags);
    all.addAll(more);
    return new DocComment(body, all);
  }

  /** The names of a method's parameters, as far as they are told. */
  List<String> parameters() {
    boolean all = tags.stream().anyMatch(tag -> tag.kind.equals(NAME));
    return tags.stream()
        .filter(tag -> tag.kind.equals(all ? NAME : "param") && !tag.name.startsWith("<"))
        .map(Tag::name)
        .toList();
  }

  /** This comment where that of the overridden method stands in for what is missing. */
  DocComment inheriting(DocComment upper) {
    List<Tag> all = new ArrayList<>();
    for (Tag tag : tags) {
      Tag like = upper.tags.stream().filter(tag::isLike).findFirst().orElse(null);
      all.add(
          new Tag(
              tag.kind,
              tag.name,
              tag.text.replace(INHERITED, like == null ? "" : like.text).strip()));
    }
    for (Tag tag : upper.tags) {
      boolean descends = tag.kind.equals("param") || tag.kind.equals("return");
      if (descends && all.stream().noneMatch(tag::isLike)) {
        all.add(tag);
      }
    }
    String text = body.isBlank() ? upper.body : body.replace(INHERITED, upper.body);
    return new DocComment(text.strip(), all);
  }

  /** This comment where nothing is left to be inherited. */
  DocComment complete() {
    return inherits() ? inheriting(new DocComment("", List.of())) : this;
  }

  /** The text of the first tag of this kind and name; empty without one. */
  String text(String kind, String name) {
    return tags.stream()
        .filter(tag -> tag.kind.equals(kind) && tag.name.equals(name))
        .map(Tag::text)
        .findFirst()
        .orElse("");
  }

  /** All of it. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    String deprecated = text("deprecated", "");
    if (tags.stream().anyMatch(tag -> tag.kind.equals("deprecated"))) {
      text.append("**Deprecated.** ").append(deprecated).append("\n\n");
    }
    text.append(body);
    list(text, "Parameters", "param");
    section(text, "Returns", "return");
    list(text, "Throws", "throws");
    section(text, "API note", "apiNote");
    section(text, "Implementation requirements", "implSpec");
    section(text, "Implementation note", "implNote");
    section(text, "Since", "since");
    section(text, "See also", "see");
    return text.toString().strip();
  }

  private void list(StringBuilder text, String title, String kind) {
    List<Tag> some = tags.stream().filter(tag -> tag.kind.equals(kind)).toList();
    if (some.isEmpty()) {
      return;
    }
    text.append("\n\n**").append(title).append("**\n");
    for (Tag tag : some) {
      String name = tag.name.isEmpty() ? "" : "`" + tag.name + "`";
      String what = tag.text.replace("\n", "\n  ");
      text.append("\n- ").append(name).append(name.isEmpty() ? "" : " – ").append(what);
    }
  }

  private void section(StringBuilder text, String title, String kind) {
    List<String> some = tags.stream().filter(tag -> tag.kind.equals(kind)).map(Tag::text).toList();
    if (!some.isEmpty()) {
      text.append("\n\n**").append(title).append("** ").append(String.join(", ", some));
    }
  }
}
