package peaberry.kernel.assist;

import com.sun.source.doctree.AttributeTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.IndexTree;
import com.sun.source.doctree.InheritDocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.RawTextTree;
import com.sun.source.doctree.ReferenceTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SnippetTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.SummaryTree;
import com.sun.source.doctree.SystemPropertyTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.UnknownInlineTagTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.util.DocTrees;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Turns a documentation comment, of HTML or of Markdown, into Markdown that reads well as it is.
 * Links between classes become their readable names.
 */
final class DocMarkdown {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern SPECIAL = Pattern.compile("[*`\\\\<]");
  private static final Pattern PACKAGE =
      Pattern.compile("\\b(?:[\\w.]+/)?(\\p{javaLowerCase}\\w*\\.)+(?=\\p{javaUpperCase})");
  private static final Pattern JAVA = Pattern.compile(";\\s*(//.*)?$", Pattern.MULTILINE);

  /** An element that is open: what it means is put in when it ends. */
  private record Open(String name, int start, String target) {}

  private final DocTrees trees;
  private final StringBuilder text = new StringBuilder();
  private final Deque<Open> open = new ArrayDeque<>();
  private final Deque<String> lists = new ArrayDeque<>();
  private int cells;
  private int rows;

  private DocMarkdown(DocTrees trees) {
    this.trees = trees;
  }

  static String of(DocTrees trees, List<? extends DocTree> parts) {
    DocMarkdown markdown = new DocMarkdown(trees);
    markdown.all(parts);
    while (!markdown.open.isEmpty()) {
      markdown.end(markdown.open.peek().name());
    }
    return markdown.text.toString().strip();
  }

  /**
   * A reference such as {@code java.util.List#of(Object)}, as one reads it: {@code
   * List.of(Object)}.
   */
  static String reference(String signature) {
    String name = PACKAGE.matcher(signature).replaceAll("");
    return (name.startsWith("#") ? name.substring(1) : name.replace('#', '.'))
        .replaceAll(",\\s*", ", ");
  }

  private void all(List<? extends DocTree> parts) {
    parts.forEach(this::add);
  }

  private void add(DocTree tree) {
    switch (tree) {
      case null -> {} // a link to nothing
      case RawTextTree raw -> text.append(raw.getContent());
      case TextTree plain -> words(plain.getBody(), true);
      case EntityTree entity -> {
        String characters = trees.getCharacters(entity);
        words(characters == null ? entity.toString() : characters, true);
      }
      case StartElementTree element -> start(element);
      case EndElementTree element -> end(element.getName().toString().toLowerCase(Locale.ROOT));
      case LiteralTree literal when literal.getKind() == DocTree.Kind.CODE ->
          code(literal.getBody().getBody());
      case LiteralTree literal -> words(literal.getBody().getBody(), true);
      case LinkTree link -> {
        if (link.getLabel().isEmpty()) {
          add(link.getReference());
        } else if (link.getKind() == DocTree.Kind.LINK && !isMarked(link.getLabel())) {
          code(DocMarkdown.of(trees, link.getLabel()));
        } else {
          all(link.getLabel());
        }
      }
      case ReferenceTree reference -> code(reference(reference.getSignature()));
      case InheritDocTree inherited -> text.append(DocComment.INHERITED);
      case SnippetTree snippet when snippet.getBody() != null ->
          fence(snippet.getBody().getBody(), true);
      case ReturnTree result -> {
        words("Returns ", true);
        all(result.getDescription());
        text.append('.');
      }
      case SummaryTree summary -> all(summary.getSummary());
      case IndexTree index -> add(index.getSearchTerm());
      case SystemPropertyTree property -> code(property.getPropertyName().toString());
      case ValueTree value when value.getReference() != null -> add(value.getReference());
      case UnknownInlineTagTree unknown -> all(unknown.getContent());
      default -> {}
    }
  }

  /** Whether a link's label has marks of its own, which would not show as code. */
  private static boolean isMarked(List<? extends DocTree> label) {
    return label.stream().anyMatch(part -> !(part instanceof TextTree))
        || label.stream().anyMatch(part -> part.toString().indexOf(' ') >= 0);
  }

  private boolean isIn(String name) {
    return open.stream().anyMatch(element -> element.name.equals(name));
  }

  private void words(String words, boolean marks) {
    if (isIn("pre")) {
      text.append(words);
      return;
    }
    String line = SPACE.matcher(words).replaceAll(" ");
    boolean fresh = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
    line = fresh ? line.stripLeading() : line;
    boolean escapes = marks && !isIn("code") && !isIn("tt");
    text.append(escapes ? SPECIAL.matcher(line).replaceAll("\\\\$0") : line);
  }

  private void code(String code) {
    if (isIn("pre") || isIn("code") || isIn("tt")) {
      words(code, false);
    } else {
      text.append(quoted(SPACE.matcher(code.strip()).replaceAll(" ")));
    }
  }

  private static String quoted(String code) {
    return code.isEmpty() ? "" : code.indexOf('`') < 0 ? "`" + code + "`" : "`` " + code + " ``";
  }

  private String indent() {
    return "  ".repeat(lists.size());
  }

  private void trim() {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    text.setLength(end);
  }

  private void paragraph() {
    if (!isIn("pre")
        && !isIn("td")
        && !text.isEmpty()
        && !text.substring(Math.max(0, text.length() - 2)).equals("- ")) {
      trim();
      while (!text.isEmpty() && text.charAt(text.length() - 1) == '\n') {
        text.setLength(text.length() - 1);
        trim();
      }
      text.append("\n\n").append(indent());
    }
  }

  private void line() {
    trim();
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }

  private void start(StartElementTree element) {
    String name = element.getName().toString().toLowerCase(Locale.ROOT);
    if (isIn("pre")) {
      return;
    }
    switch (name) {
      case "p", "div", "blockquote", "hr", "section" -> paragraph();
      case "br" -> words("\n", false);
      case "ul", "ol", "dl" -> {
        if (lists.isEmpty()) {
          paragraph();
        }
        lists.push(name);
      }
      case "li", "dt" -> item();
      case "dd" -> words(" – ", false);
      case "sup" -> words("^", false);
      case "table" -> {
        paragraph();
        rows = 0;
      }
      case "tr" -> {
        endRow();
        line();
        push(name, element);
        cells = 0;
      }
      case "td", "th" -> {
        endCell();
        cells++;
        push("td", element);
      }
      case "pre", "h1", "h2", "h3", "h4", "h5", "h6", "caption" -> {
        paragraph();
        push(name, element);
      }
      case "b", "strong", "i", "em", "cite", "var", "code", "tt", "a" -> push(name, element);
      default -> {}
    }
  }

  private void item() {
    line();
    text.append("  ".repeat(Math.max(0, lists.size() - 1)));
    text.append("ol".equals(lists.peek()) ? "1. " : "- ");
  }

  private void push(String name, StartElementTree element) {
    String target = "";
    for (DocTree attribute : element.getAttributes()) {
      if (attribute instanceof AttributeTree a
          && a.getName().contentEquals("href")
          && a.getValue() != null) {
        target = String.join("", a.getValue().stream().map(DocTree::toString).toList());
      }
    }
    open.push(new Open(name, text.length(), target));
  }

  private void end(String name) {
    switch (name) {
      case "ul", "ol", "dl" -> {
        if (!isIn("pre") && !lists.isEmpty()) {
          lists.pop();
          if (lists.isEmpty()) {
            paragraph();
          }
        }
      }
      case "td", "th" -> endCell();
      case "tr" -> endRow();
      case "table" -> {
        endRow();
        paragraph();
      }
      default -> close(name);
    }
  }

  private void endCell() {
    close("td");
  }

  private void endRow() {
    endCell();
    close("tr");
  }

  /** Ends an element and those that are still open in it. */
  private void close(String name) {
    if (!isIn(name)) {
      return;
    }
    Open element;
    do {
      element = open.pop();
      String inner = text.substring(Math.min(element.start, text.length()));
      text.setLength(Math.min(element.start, text.length()));
      mark(element, inner);
    } while (!element.name.equals(name));
  }

  private void mark(Open element, String inner) {
    String content = inner.strip();
    switch (element.name) {
      case "pre" -> fence(inner, false);
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        text.append("#### ").append(content);
        paragraph();
      }
      case "caption" -> {
        text.append(content);
        paragraph();
      }
      case "td" ->
          text.append("| ").append(content.replace('\n', ' ').replace("|", "\\|")).append(' ');
      case "tr" -> {
        text.append(inner.strip()).append(" |\n");
        if (rows++ == 0) {
          text.append("|---".repeat(Math.max(1, cells))).append("|\n");
        }
      }
      case "b", "strong" -> around(inner, "**");
      case "i", "em", "cite", "var" -> around(inner, "*");
      case "code", "tt" -> text.append(quoted(content));
      case "a" ->
          text.append(
              element.target.startsWith("http") && !content.isEmpty()
                  ? "[" + content + "](" + element.target + ")"
                  : inner);
      default -> text.append(inner);
    }
  }

  private void around(String inner, String mark) {
    if (inner.isBlank() || isIn("code") || isIn("tt")) {
      text.append(inner);
    } else {
      boolean gap = Character.isWhitespace(inner.charAt(inner.length() - 1));
      text.append(mark).append(inner.strip()).append(mark).append(gap ? " " : "");
    }
  }

  private void fence(String code, boolean isJava) {
    String clean = code.replace("\r", "").replaceAll("^[ \t]*\n", "").stripTrailing().stripIndent();
    if (clean.isBlank()) {
      return;
    }
    paragraph();
    boolean java = isJava || JAVA.matcher(clean).find();
    String block = (java ? "```java\n" : "```\n") + clean + "\n```";
    text.append(block.replace("\n", "\n" + indent()));
    paragraph();
  }
}
