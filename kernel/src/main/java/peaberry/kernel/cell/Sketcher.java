package peaberry.kernel.cell;

import com.sun.source.util.JavacTask;
import com.sun.tools.javac.api.JavacTaskImpl;
import com.sun.tools.javac.api.JavacTaskPool;
import com.sun.tools.javac.api.JavacTool;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.util.Context;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.tools.StandardJavaFileManager;

/**
 * Parses and attributes cells that are being typed, in a compiler context of its own that sees the
 * same classes and names as the one that cells are compiled in.
 *
 * <p>Safe for use by several threads; they wait for each other.
 */
final class Sketcher implements AutoCloseable {
  /** After so many sketches the context is made anew, since it keeps what is gone. */
  private static final int SKETCHES_IN_A_CONTEXT = 500;

  private static final long PATIENCE_NANOS = 1_000_000_000L;

  private final CellFiles files;
  private final StandardJavaFileManager standard;
  private final List<String> options;
  private Importable known;
  private JavacTaskPool pool = new JavacTaskPool(1);
  private int sketches;
  private long deadline;

  Sketcher(CellCompiler compiler) {
    this.standard =
        JavacTool.create().getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
    this.files = compiler.files().shared(standard, this::check);
    this.known = importable();
    this.options = new ArrayList<>(compiler.options());
    // Errors are expected: go on to the types all the same, and no further. Names of parameters
    // are for the user to read.
    options.addAll(
        List.of("-XDshould-stop.ifError=ATTR", "-XDshould-stop.ifNoError=ATTR", "-parameters"));
  }

  /** See {@link Interpreter#sketch}. */
  synchronized <T> Optional<T> sketch(
      String code,
      NameSpace names,
      List<NameSpace.Import> defaultImports,
      Function<Sketch, T> reader) {
    Importable now = importable();
    // What javac knows of a package is void when there is another class path.
    if (++sketches % SKETCHES_IN_A_CONTEXT == 0 || now != known) {
      known = now;
      pool = new JavacTaskPool(1);
    }
    deadline = System.nanoTime() + PATIENCE_NANOS;
    String className = "CellSketch";
    CellText text = new CellText(className, new Cell(0, code), List.of());
    CellAssembler assembler =
        new CellAssembler(
            className, text, names, defaultImports, Set.of(), false, Integer.MAX_VALUE);
    assembler.showAllNames();
    files.begin();
    try {
      return Optional.ofNullable(
          pool.getTask(
              new PrintWriter(Writer.nullWriter()),
              files,
              problem -> {},
              options,
              null,
              List.of(text),
              task -> read(task, assembler, reader)));
    } catch (RuntimeException | Error e) {
      pool = new JavacTaskPool(1); // javac's tables may be half filled
      return Optional.empty();
    }
  }

  private <T> T read(JavacTask javac, CellAssembler assembler, Function<Sketch, T> reader) {
    JavacTaskImpl task = (JavacTaskImpl) javac;
    Context context = task.getContext();
    try {
      StoppableTypes.in(context, this::check);
      KnownModules.in(context);
      CellCompiler.forgetNotebook(context);
      CellParser.Factory.in(
          context,
          (c, pieces, ends) -> {
            var tree = assembler.assemble(c, pieces, ends);
            files.show(assembler.unit().facade(), assembler.loaders());
            return tree;
          });
      JCCompilationUnit tree = (JCCompilationUnit) task.parse().iterator().next();
      task.analyze();
      return reader.apply(new Sketch(task, context, tree));
    } finally {
      CellCompiler.forget(context, assembler.unit());
    }
  }

  private void check() {
    if (System.nanoTime() - deadline > 0) {
      throw new CellInterrupt();
    }
  }

  /** See {@link Interpreter#importable}. */
  Importable importable() {
    return files.classPath().importable();
  }

  @Override
  public void close() throws IOException {
    standard.close();
  }
}
