package peaberry.kernel.cell;

import com.sun.source.util.JavacTask;
import com.sun.tools.javac.api.JavacTaskImpl;
import com.sun.tools.javac.api.JavacTaskPool;
import com.sun.tools.javac.api.JavacTool;
import com.sun.tools.javac.code.ClassFinder;
import com.sun.tools.javac.code.Symbol.PackageSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.StandardJavaFileManager;

/**
 * One run of javac over one cell, in a compiler context that is used again and again: the symbols
 * of the JDK and of the libraries stay.
 *
 * <p>Not safe for use by several threads.
 */
final class CellCompiler implements AutoCloseable {
  /** After so many runs the context is made anew, since it keeps what is gone. */
  private static final int RUNS_IN_A_CONTEXT = 500;

  /**
   * A cell that javac has accepted, or what is wrong with it.
   *
   * @param shows whether its last expression has a value to show
   * @param uses for each method and type, the notebook's names that it uses
   * @param bounds for each variable whose type is an intersection, the descriptors of its parts
   * @param classes class files by binary name
   */
  record Result(
      CellUnit unit,
      List<Problem> problems,
      boolean shows,
      Map<CellUnit.Member, Set<String>> uses,
      Map<String, List<String>> bounds,
      Map<String, byte[]> classes) {}

  private final CellFiles files;
  private final List<String> options;
  private final Runnable check;
  private JavacTaskPool pool = new JavacTaskPool(1);
  private int runs;
  private Diagnosis diagnosis;

  /**
   * @param check throws {@link CellInterrupt} if the cell that the calling thread compiles is to be
   *     compiled no further
   */
  CellCompiler(List<Path> classPath, List<String> moreOptions, boolean preview, Runnable check) {
    this.check = check;
    StandardJavaFileManager standard =
        JavacTool.create().getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
    this.files = new CellFiles(standard, new ClassPath(classPath), check);
    this.options =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-g",
                "-nowarn",
                "-XDshould-stop.ifError=FLOW",
                "-XDstringConcat=inline"));
    if (preview) {
      options.addAll(List.of("--enable-preview", "--release", "25"));
    }
    options.addAll(moreOptions);
  }

  /** What javac was told beside the kernel's own options. */
  List<String> options() {
    return options;
  }

  CellFiles files() {
    return files;
  }

  /** Compiles against another class path from now on. */
  void use(List<Path> classPath) {
    files.classPath().use(classPath);
    pool = new JavacTaskPool(1); // javac's tables say what the packages had
  }

  Result compile(CellText text, CellAssembler assembler) {
    if (++runs % RUNS_IN_A_CONTEXT == 0) {
      pool = new JavacTaskPool(1);
    }
    List<Problem> problems = new ArrayList<>();
    files.begin();
    try {
      Result result =
          pool.getTask(
              new PrintWriter(Writer.nullWriter()), // for javac's own stack traces
              files,
              report -> add(report, problems),
              options,
              null,
              List.of(text),
              task -> run(task, text, assembler, problems));
      checkStopped();
      if (problems.stream().anyMatch(p -> p.code().startsWith("compiler.err.limit"))) {
        pool = new JavacTaskPool(1); // javac keeps constants of a class file it could not write
      }
      return result;
    } catch (RuntimeException | OutOfMemoryError e) {
      pool = new JavacTaskPool(1); // javac's tables may be half filled
      checkStopped(); // javac may wrap or swallow what the check throws
      if (deepest(e) instanceof CellException known) {
        throw known;
      }
      if (deepest(e) instanceof OutOfMemoryError full) {
        throw full;
      }
      if (deepest(e) instanceof StackOverflowError) {
        throw new CellException("the cell is nested too deeply for the compiler");
      }
      throw new CellException("the compiler could not cope with this cell: " + e);
    }
  }

  /** The qualified names of all classes that a cell could import. */
  Set<String> classNames() {
    return files.classPath().importable().classes();
  }

  /** Whether cells can use a class of this qualified name. */
  boolean isPublic(String className) {
    return files.classPath().importable().isPublic(className);
  }

  /** The classes of our library that have a static method of this name. */
  List<String> staticOwners(String method) {
    return files.classPath().importable().staticOwners(method);
  }

  /** Throws {@link CellInterrupt} if the user has stopped the cell. */
  void checkStopped() {
    check.run();
  }

  private static Throwable deepest(Throwable e) {
    return e.getCause() == null ? e : deepest(e.getCause());
  }

  private Result run(
      JavacTask javac, CellText text, CellAssembler assembler, List<Problem> problems) {
    JavacTaskImpl task = (JavacTaskImpl) javac;
    Context context = task.getContext(); // the task lets go of it in the end
    diagnosis = new Diagnosis(context, text, assembler.names());
    try {
      return run(task, context, assembler, problems);
    } finally {
      forget(context, assembler.unit());
    }
  }

  /** Makes javac read the facade again, should the cell be compiled again with another. */
  static void forget(Context context, CellUnit unit) {
    Symtab symbols = Symtab.instance(context);
    if (unit != null && symbols.unnamedModule != null) {
      symbols.removeClass(
          symbols.unnamedModule, Names.instance(context).fromString(unit.facade().binaryName()));
    }
  }

  private Result run(
      JavacTaskImpl task, Context context, CellAssembler assembler, List<Problem> problems) {
    StoppableTypes.in(context, check);
    KnownModules.in(context);
    forgetNotebook(context);
    CellParser.Factory.in(
        context,
        (c, pieces, ends) -> {
          var tree = assembler.assemble(c, pieces, ends);
          files.show(assembler.unit().facade(), assembler.loaders());
          return tree;
        });
    task.parse();
    CellUnit unit = assembler.unit();
    checkStopped();
    if (!problems.isEmpty()) {
      return new Result(unit, problems, false, Map.of(), Map.of(), Map.of());
    }
    task.analyze();
    checkStopped();
    if (problems.isEmpty()) {
      problems.addAll(Analysis.check(unit));
    }
    if (!problems.isEmpty()) {
      return new Result(unit, problems, false, Map.of(), Map.of(), Map.of());
    }
    boolean shows = Analysis.showsResult(unit);
    Map<CellUnit.Member, Set<String>> uses = Analysis.uses(unit);
    Map<String, List<String>> bounds =
        Analysis.dissolveIntersections(unit, Types.instance(context));
    if (shows) {
      unit.returnResult();
    }
    task.generate();
    checkStopped();
    Map<String, byte[]> classes = files.written();
    Symtab symbols = Symtab.instance(context);
    Names names = Names.instance(context);
    for (String name : classes.keySet()) {
      symbols.removeClass(symbols.unnamedModule, names.fromString(name));
    }
    return new Result(unit, problems, shows, uses, bounds, classes);
  }

  /** Makes javac list the notebook's package again: it holds other classes than last time. */
  static void forgetNotebook(Context context) {
    Symtab symbols = Symtab.instance(context);
    PackageSymbol notebook =
        symbols.unnamedModule == null
            ? null
            : symbols.getPackage(
                symbols.unnamedModule, Names.instance(context).fromString(CellUnit.PACKAGE));
    if (notebook != null) {
      notebook.members_field = null;
      notebook.completer = ClassFinder.instance(context).getCompleter();
    }
  }

  private void add(Diagnostic<?> report, List<Problem> problems) {
    if (report.getKind() == Diagnostic.Kind.ERROR && !diagnosis.settled()) {
      Problem problem = diagnosis.of(report);
      if (problem.code().equals("compiler.err.array.req.but.found")) {
        problems.removeIf(problem::contains); // that what stands in the [ ] is no int
      }
      problems.add(problem);
    }
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
