package peaberry.kernel.assist;

import com.sun.source.doctree.DeprecatedTree;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SeeTree;
import com.sun.source.doctree.SinceTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.doctree.UnknownBlockTagTree;
import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Reads the documentation comments of source files: of their packages, of all classes but private
 * ones, and of public and protected members. javac only parses; what cannot be parsed is left out.
 */
final class DocSources {
  private static final Set<String> NOTES = Set.of("apiNote", "implSpec", "implNote");

  private final boolean all;
  private final Map<String, Map<String, DocComment>> found = new TreeMap<>();

  /** Where the declarations are, by class and key; kept only if all are wanted. */
  private final Map<String, int[]> ranges = new HashMap<>();

  /**
   * @param all whether private members count too
   */
  private DocSources(boolean all) {
    this.all = all;
  }

  /** The comments in these files, by class and key as {@link DocIndex#ofAll} tells them. */
  static Map<String, Map<String, DocComment>> read(List<JavaFileObject> files) throws IOException {
    return read(files, false);
  }

  /** The comments in these files, on private members too if {@code all} are wanted. */
  static Map<String, Map<String, DocComment>> read(List<JavaFileObject> files, boolean all)
      throws IOException {
    DocSources sources = new DocSources(all);
    sources.scan(files);
    return sources.found;
  }

  private void scan(List<JavaFileObject> files) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask)
            javac.getTask(
                new PrintWriter(Writer.nullWriter()),
                null,
                problem -> {},
                List.of("-proc:none"),
                null,
                files);
    DocTrees trees = DocTrees.instance(task);
    for (CompilationUnitTree unit : task.parse()) {
      new Scanner(trees).scan(new TreePath(unit), null);
    }
  }

  /** A source file of this text. */
  static JavaFileObject file(String text) {
    return new SimpleJavaFileObject(URI.create("source:///C.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  /** The text of one declaration in a source file; empty if it is not there. */
  static String text(String file, String type, String key) throws IOException {
    DocSources sources = new DocSources(true);
    sources.scan(List.of(file(file)));
    int[] range = sources.ranges.get(type + " " + key);
    if (range == null || range[1] < range[0]) {
      return "";
    }
    int line = file.lastIndexOf('\n', range[0]) + 1;
    boolean first = file.substring(line, range[0]).isBlank();
    return file.substring(first ? line : range[0], range[1]);
  }

  /** The comment as it will be shown. */
  static DocComment comment(DocTrees trees, DocCommentTree tree) {
    List<DocComment.Tag> tags = new ArrayList<>();
    for (DocTree tag : tree.getBlockTags()) {
      switch (tag) {
        case ParamTree param ->
            tags.add(
                new DocComment.Tag(
                    "param",
                    param.isTypeParameter() ? "<" + param.getName() + ">" : "" + param.getName(),
                    DocMarkdown.of(trees, param.getDescription())));
        case ReturnTree result ->
            tags.add(
                new DocComment.Tag("return", "", DocMarkdown.of(trees, result.getDescription())));
        case ThrowsTree thrown ->
            tags.add(
                new DocComment.Tag(
                    "throws",
                    DocMarkdown.reference(thrown.getExceptionName().getSignature()),
                    DocMarkdown.of(trees, thrown.getDescription())));
        case SinceTree since ->
            tags.add(new DocComment.Tag("since", "", DocMarkdown.of(trees, since.getBody())));
        case DeprecatedTree old ->
            tags.add(new DocComment.Tag("deprecated", "", DocMarkdown.of(trees, old.getBody())));
        case SeeTree see ->
            tags.add(new DocComment.Tag("see", "", DocMarkdown.of(trees, see.getReference())));
        case UnknownBlockTagTree note when NOTES.contains(note.getTagName()) ->
            tags.add(
                new DocComment.Tag(
                    note.getTagName(), "", DocMarkdown.of(trees, note.getContent())));
        default -> {} // who wrote it, and in which version, helps nobody at a cursor
      }
    }
    return new DocComment(DocMarkdown.of(trees, tree.getFullBody()), tags);
  }

  private final class Scanner extends TreePathScanner<Void, Void> {
    private final DocTrees trees;
    private final Deque<String> names = new ArrayDeque<>();
    private final Deque<Map<String, Tree>> variables = new ArrayDeque<>();
    private String packageName = "";

    Scanner(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public Void visitPackage(PackageTree tree, Void nothing) {
      packageName = tree.getPackageName() + ".";
      keep(packageName + "package-info", "");
      return null;
    }

    @Override
    public Void visitClass(ClassTree tree, Void nothing) {
      if (!all && tree.getModifiers().getFlags().contains(Modifier.PRIVATE)) {
        return null;
      }
      String simple = tree.getSimpleName().toString();
      names.push(names.isEmpty() ? packageName + simple : names.peek() + "$" + simple);
      variables.push(bounds(tree.getTypeParameters()));
      keep(names.peek(), "");
      super.visitClass(tree, nothing);
      variables.pop();
      names.pop();
      return null;
    }

    @Override
    public Void visitMethod(MethodTree tree, Void nothing) {
      if (isOpen(tree.getModifiers().getFlags())) {
        variables.push(bounds(tree.getTypeParameters()));
        List<String> types = new ArrayList<>();
        List<DocComment.Tag> parameters = new ArrayList<>();
        for (VariableTree parameter : tree.getParameters()) {
          types.add(erased(parameter.getType()));
          parameters.add(new DocComment.Tag(DocComment.NAME, parameter.getName() + "", ""));
        }
        variables.pop();
        keep(names.peek(), tree.getName() + "(" + String.join(",", types) + ")", parameters);
      }
      return null;
    }

    @Override
    public Void visitVariable(VariableTree tree, Void nothing) {
      if (isOpen(tree.getModifiers().getFlags())) {
        keep(names.peek(), tree.getName().toString());
      }
      return null;
    }

    private boolean isOpen(Set<Modifier> modifiers) {
      boolean implied =
          getCurrentPath().getParentPath().getLeaf() instanceof ClassTree owner
              && (owner.getKind() == Tree.Kind.INTERFACE
                  || owner.getKind() == Tree.Kind.ANNOTATION_TYPE);
      return all
          || modifiers.contains(Modifier.PUBLIC)
          || modifiers.contains(Modifier.PROTECTED)
          || implied && !modifiers.contains(Modifier.PRIVATE);
    }

    private void keep(String type, String key) {
      keep(type, key, List.of());
    }

    private void keep(String type, String key, List<DocComment.Tag> parameters) {
      if (all) {
        keepRange(type + " " + key);
      }
      DocCommentTree tree = trees.getDocCommentTree(getCurrentPath());
      DocComment comment = tree == null ? new DocComment("", List.of()) : readable(tree);
      comment = all ? comment.and(parameters) : comment;
      if (all || !comment.body().isEmpty() || !comment.tags().isEmpty()) {
        found.computeIfAbsent(type, name -> new HashMap<>()).put(key, comment);
      }
    }

    /** The comment; an empty one if it is so odd that javac or this class fails at it. */
    private DocComment readable(DocCommentTree tree) {
      try {
        return comment(trees, tree);
      } catch (RuntimeException odd) {
        return new DocComment("", List.of()); // no library's comment may end the build
      }
    }

    private void keepRange(String name) {
      CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
      Tree tree = getCurrentPath().getLeaf();
      int start = (int) trees.getSourcePositions().getStartPosition(unit, tree);
      int end = (int) trees.getSourcePositions().getEndPosition(unit, tree);
      ranges.put(name, new int[] {start, end});
    }

    private static Map<String, Tree> bounds(List<? extends TypeParameterTree> parameters) {
      Map<String, Tree> bounds = new HashMap<>();
      for (TypeParameterTree parameter : parameters) {
        Tree bound = parameter.getBounds().isEmpty() ? null : parameter.getBounds().getFirst();
        bounds.put(parameter.getName().toString(), bound);
      }
      return bounds;
    }

    private String erased(Tree type) {
      return switch (type) {
        case null -> "Object"; // a type variable without a bound
        case ArrayTypeTree array -> erased(array.getType()) + "[]";
        case ParameterizedTypeTree generic -> erased(generic.getType());
        case AnnotatedTypeTree annotated -> erased(annotated.getUnderlyingType());
        case MemberSelectTree select -> select.getIdentifier().toString();
        case IdentifierTree name -> {
          for (Map<String, Tree> scope : variables) {
            if (scope.containsKey(name.getName().toString())) {
              yield erased(scope.get(name.getName().toString()));
            }
          }
          yield name.getName().toString();
        }
        default -> type.toString();
      };
    }
  }
}
