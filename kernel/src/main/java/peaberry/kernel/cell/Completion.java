package peaberry.kernel.cell;

import com.sun.source.util.JavacTask;
import com.sun.tools.javac.api.JavacTaskImpl;
import com.sun.tools.javac.api.JavacTool;
import com.sun.tools.javac.tree.TreeMaker;
import com.sun.tools.javac.util.List;
import java.util.ArrayList;
import javax.tools.Diagnostic;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/** Whether a text is a whole cell, as javac's parser sees it. */
final class Completion {
  private static final String INDENT = "    ";

  private Completion() {}

  static Completeness of(String code, JavaFileManager files) {
    java.util.List<Diagnostic<? extends JavaFileObject>> errors = new ArrayList<>();
    CellText text = new CellText("Cell0", new Cell(0, code), java.util.List.of());
    JavacTask task =
        JavacTool.create()
            .getTask(
                null,
                files,
                diagnostic -> {
                  if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                    errors.add(diagnostic);
                  }
                },
                java.util.List.of("-proc:none"),
                null,
                java.util.List.of(text));
    try {
      JavacTaskImpl javac = (JavacTaskImpl) task;
      CellParser.Factory.in(
          javac.getContext(),
          (context, pieces, ends) -> TreeMaker.instance(context).TopLevel(List.nil()));
      javac.parse();
    } catch (RuntimeException | StackOverflowError e) {
      return new Completeness.Invalid();
    }
    if (errors.isEmpty()) {
      return new Completeness.Complete();
    }
    Diagnostic<?> first = errors.getFirst();
    return endsTooEarly(first, code)
        ? new Completeness.Incomplete(INDENT.repeat(depth(code)))
        : new Completeness.Invalid();
  }

  private static boolean endsTooEarly(Diagnostic<?> error, String code) {
    return switch (error.getCode()) {
      case "compiler.err.premature.eof",
          "compiler.err.unclosed.comment",
          "compiler.err.unclosed.text.block" ->
          true;
      default -> error.getPosition() >= code.stripTrailing().length();
    };
  }

  /** How many braces, brackets and parentheses are open at the end, strings left out. */
  private static int depth(String code) {
    int depth = 0;
    for (char c :
        code.replaceAll("\"(\\\\.|[^\"\\\\\\n])*\"|'(\\\\.|[^'\\\\])'|//.*", "").toCharArray()) {
      depth += c == '{' || c == '(' || c == '[' ? 1 : c == '}' || c == ')' || c == ']' ? -1 : 0;
    }
    return Math.clamp(depth, 0, 10);
  }
}
