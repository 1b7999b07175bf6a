package peaberry.kernel.cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Java cells, compiled whole and run on a thread of their own. */
public final class JavaInterpreter implements Interpreter {

  /**
   * How cells are compiled.
   *
   * @param classPath jars and folders that cells may use
   * @param compilerOptions further options for javac
   * @param defaultImports packages, static members and classes imported in every cell, such as
   *     {@code java.util.*} or {@code static java.lang.Math.*}
   * @param preview whether preview features of the language are on; the virtual machine must have
   *     been started with {@code --enable-preview}
   */
  public record Options(
      List<Path> classPath,
      List<String> compilerOptions,
      List<String> defaultImports,
      boolean preview) {
    public Options {
      classPath = List.copyOf(classPath);
      compilerOptions = List.copyOf(compilerOptions);
      defaultImports = List.copyOf(defaultImports);
    }

    /** The process's own class path and the imports that Java notebooks rely on. */
    public static Options defaults() {
      return new Options(
          ClassPath.ofProcess(),
          List.of(),
          List.of(
              "java.util.*",
              "java.util.function.*",
              "java.util.stream.*",
              "java.util.concurrent.*",
              "java.util.regex.*",
              "java.util.prefs.*",
              "java.math.*",
              "java.io.*",
              "java.nio.file.*",
              "java.net.*",
              "java.time.*",
              "peaberry.kernel.display.Progress",
              "static io.github.spencerpark.ijava.runtime.Kernel.getKernelInstance",
              "static io.github.spencerpark.ijava.runtime.Kernel.printf",
              "static peaberry.kernel.display.Display.*"),
          false);
    }
  }

  private final InheritableThreadLocal<Run> own = new InheritableThreadLocal<>();
  private final StandardStreams streams = new StandardStreams(this::current);
  private final Stops stops = new Stops(this::currentRun);
  private final CellCompiler compiler;
  private final Sketcher sketcher;
  private final Notebook notebook;
  private final Report report;
  private final AddedLibraries libraries;
  private final HeapRescue rescue;
  private final Workers workers = new Workers(stops);

  private volatile Run latest;

  private JavaInterpreter(Options options) {
    this.compiler =
        new CellCompiler(
            options.classPath(), options.compilerOptions(), options.preview(), stops::check);
    this.sketcher = new Sketcher(compiler);
    LibraryLoader parent = new LibraryLoader(JavaInterpreter.class.getClassLoader());
    List<NameSpace.Import> imports =
        options.defaultImports().stream().map(NameSpace.Import::parse).toList();
    this.notebook = new Notebook(compiler, parent, stops.links(), imports);
    this.rescue = new HeapRescue(notebook);
    this.libraries = new AddedLibraries(parent, ClassPath.ofProcess(), notebook::use);
    libraries.addUsable(options.classPath());
    this.report = new Report(this::place, notebook::variables);
  }

  /** Makes an interpreter; the process's standard streams are its own until it is closed. */
  public static JavaInterpreter create(Options options) {
    JavaInterpreter interpreter = new JavaInterpreter(options);
    interpreter.streams.install();
    LogToCell.install();
    interpreter.workers.start(interpreter::warmUp);
    return interpreter;
  }

  /** Takes javac and the class loaders through a cell while the front end still says hello. */
  private void warmUp() {
    try {
      if (notebook.prepare(new Cell(0, "1 + 1")) instanceof Notebook.Prepared.Ready ready) {
        new EntryPoints(ready).run();
      }
    } catch (Throwable e) { // the first cell will meet it, and can tell it to somebody
      return;
    }
  }

  @Override
  public Console current() {
    Run run = currentRun();
    return run == null ? null : run.console();
  }

  /** The run that the calling thread belongs to; null before the first. */
  private Run currentRun() {
    Run run = own.get();
    return run == null ? latest : run;
  }

  @Override
  public Completeness completeness(String code) {
    return Completion.of(code, compiler.files().standard());
  }

  @Override
  public Names names() {
    return notebook;
  }

  @Override
  public long compileNanos() {
    return notebook.compileNanos();
  }

  @Override
  public <T> Optional<T> sketch(String code, Function<Sketch, T> reader) {
    return sketcher.sketch(code, notebook.names(), notebook.defaultImports(), reader);
  }

  @Override
  public Importable importable() {
    return sketcher.importable();
  }

  @Override
  public Outcome run(Cell cell, Console console) {
    Run outer = own.get();
    InnerCell inner = new InnerCell(notebook, report, streams);
    return outer == null ? repeat(cell, console, null) : inner.run(outer, cell);
  }

  @Override
  public Outcome repeat(Cell cell, Console console, Repeater repeater) {
    return onWorker(new Run(console), run -> execute(run, cell, repeater));
  }

  @Override
  public Outcome run(Runnable code, Console console) {
    return onWorker(
        new Run(console),
        run -> {
          prepareThread(run);
          return new InnerCode(report, streams).run(run, code);
        });
  }

  @Override
  public Outcome runHere(Runnable code, Console console) {
    Run run = new Run(console);
    Run outer = own.get();
    stops.begin(run);
    own.set(run);
    try {
      Outcome outcome = new InnerCode(report, streams).run(run, code);
      if (outer != null && run.stopped()) {
        outer.tellStop();
      }
      return outcome;
    } finally {
      own.set(outer);
      stops.end(run);
    }
  }

  private Outcome onWorker(Run run, Function<Run, Outcome> work) {
    latest = run;
    return workers.run(run, work);
  }

  @Override
  public void interrupt() {
    workers.stop();
  }

  @Override
  public boolean knows(String name) {
    return notebook.knows(name);
  }

  @Override
  public Libraries libraries() {
    return libraries;
  }

  @Override
  public <T> T call(Console console, Callable<T> task) throws Exception {
    Run run = new Run(console);
    stops.begin(run);
    own.set(run);
    run.enter(Thread.currentThread());
    try {
      return task.call();
    } catch (CellInterrupt e) {
      throw new InterruptedException(e.getMessage());
    } finally {
      run.leave();
      own.remove();
      stops.end(run);
    }
  }

  /** Whether a cell is being compiled or run. */
  boolean busy() {
    return workers.busy();
  }

  /** Whether the class of the cell that ran under {@code number} is still in memory. */
  boolean isLoaded(int number) {
    return compiler.files().cell(CellUnit.PACKAGE + ".Cell" + number) != null;
  }

  private CellText.Place place(StackTraceElement frame) {
    CellLoader cell = compiler.files().cell(CellLoader.cellClass(frame.getClassName()));
    return cell == null ? null : cell.text().placeOfLine(frame.getLineNumber());
  }

  @Override
  public void close() {
    interrupt();
    streams.uninstall();
    workers.close();
    try {
      sketcher.close();
      compiler.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void prepareThread(Run run) {
    own.set(run);
    streams.install();
    Thread.currentThread().setContextClassLoader(libraries.loader());
  }

  /**
   * @param repeater null to run the cell once
   */
  private Outcome execute(Run run, Cell cell, Repeater repeater) {
    prepareThread(run);
    try {
      Notebook.Prepared prepared = rescue.attempt(() -> notebook.prepare(cell), run.console());
      return switch (prepared) {
        case Notebook.Prepared.Rejected no ->
            run.stopped() ? Report.interrupted("") : CompileReport.of(no.text(), no.problems());
        case Notebook.Prepared.Ready ready -> {
          ready.notes().forEach(note -> run.console().err(note + "\n"));
          yield run.stopped() ? Report.interrupted("") : runPrepared(run, cell, repeater, ready);
        }
      };
    } catch (StackOverflowError e) {
      return run.stopped() ? Report.interrupted("") : Report.tooDeep();
    } catch (Throwable e) { // of the compiler: its frames would tell the user nothing
      HeapReserve.release(e);
      return run.stopped() ? Report.interrupted("") : report.withoutFrames(e);
    } finally {
      run.leave();
      streams.flush();
    }
  }

  private Outcome runPrepared(
      Run run, Cell cell, Repeater repeater, Notebook.Prepared.Ready ready) {
    Object value = null;
    try {
      Thread.currentThread().setContextClassLoader(ready.loader());
      EntryPoints entries = new EntryPoints(ready);
      run.enter(Thread.currentThread());
      if (repeater != null) {
        repeater.repeat(entries.body());
        return run.stopped() ? Report.interrupted("") : new Outcome.Nothing();
      }
      for (Method method : entries.methods()) {
        if (run.stopped()) {
          return Report.interrupted("");
        }
        value = method.invoke(null);
      }
    } catch (Throwable e) {
      Throwable cause = Report.unwrap(e);
      rescue.threw(cell, cause);
      return run.stopped() ? Report.interrupted("") : report.of(cause);
    } finally {
      run.leave();
    }
    if (run.stopped()) {
      return Report.interrupted("");
    }
    return streams.outcome(ready, value);
  }
}
