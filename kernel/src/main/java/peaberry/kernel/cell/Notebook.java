package peaberry.kernel.cell;

import com.sun.source.tree.MethodTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The cells of a session: what their names mean now, and how that changes with each cell.
 *
 * <p>Cells are prepared by one thread at a time; {@link #knows} and {@link #variable} may be called
 * by any.
 */
final class Notebook implements Names {

  /** What a cell becomes. */
  sealed interface Prepared {
    /**
     * Ready to run.
     *
     * @param runMethods what to call, as {@code run$0} or {@code Part$1.run$3}
     * @param shows whether the last method's value is to be shown
     * @param notes what the user should know, a sentence each
     */
    record Ready(CellLoader loader, List<String> runMethods, boolean shows, List<String> notes)
        implements Prepared {}

    /** Not to be run; nothing has changed. */
    record Rejected(CellText text, List<Problem> problems) implements Prepared {}
  }

  /**
   * The methods that a cell declared when it was run last. What stands between its magics is
   * compiled part by part, under the same number.
   */
  private record LastRun(int number, Set<Declaration> methods) {
    LastRun followedBy(LastRun next) {
      if (next.number != number) {
        return next;
      }
      Set<Declaration> both = new HashSet<>(methods);
      both.addAll(next.methods);
      return new LastRun(number, both);
    }
  }

  private final CellCompiler compiler;
  private final ClassLoader parent;
  private final Links links;
  private final CellLinker linker;
  private final List<NameSpace.Import> defaultImports;
  private final Map<Integer, Integer> revisions = new HashMap<>();
  private final AtomicLong compileNanos = new AtomicLong();
  private final Map<String, LastRun> lastRuns = new HashMap<>(); // by the cell's id
  private volatile NameSpace names = new NameSpace();

  Notebook(
      CellCompiler compiler,
      ClassLoader parent,
      Links links,
      List<NameSpace.Import> defaultImports) {
    this.compiler = compiler;
    this.parent = parent;
    this.links = links;
    this.linker = new CellLinker(compiler.files(), parent, links);
    this.defaultImports = defaultImports;
  }

  /** Compiles later cells against another class path; waits as {@link #prepare} does. */
  synchronized void use(List<Path> classPath) {
    compiler.use(classPath);
  }

  /**
   * Compiles a cell and, if javac accepts it, gives its names their new meaning; waits until an
   * earlier cell that the user has stopped is out of the compiler.
   *
   * @throws CellInterrupt if the user stops the cell; its names then mean what they did
   */
  synchronized Prepared prepare(Cell cell) {
    long start = System.nanoTime();
    try {
      return compiled(cell);
    } finally {
      compileNanos.addAndGet(System.nanoTime() - start);
    }
  }

  /** How long {@link #prepare} has taken so far, for all cells together, in nanoseconds. */
  long compileNanos() {
    return compileNanos.get();
  }

  private Prepared compiled(Cell cell) {
    compiler.checkStopped();
    int revision = revisions.merge(cell.number(), 1, Integer::sum);
    String className =
        "Cell" + cell.number() + (revision == 1 && cell.number() > 0 ? "" : "_" + revision);
    NameSpace before = names;
    Attempt.Ended ended = attempt(cell, className, before, List.of());
    List<NameSpace.Method> mended = mended(cell, ended.compiled());
    if (!mended.isEmpty()) {
      before = names.without(mended);
      ended = attempt(cell, className, before, mended);
    }
    Compiled compiled = ended.compiled();
    if (!ended.problems().isEmpty()) {
      return new Prepared.Rejected(compiled.text(), ended.problems());
    }
    CellUnit unit = compiled.unit();
    Map<String, NameSpace.Variable> homes = homes(compiled);
    CellLoader loader = linker.link(compiled, homes, cell.number());
    compiler.checkStopped();
    List<String> notes = new ArrayList<>();
    if (unit.ignoredPackage() != null) {
      notes.add(
          "package " + unit.ignoredPackage() + " is ignored: a notebook is one package of its own");
    }
    Habits.leftOut(cell.code()).ifPresent(notes::add);
    NameSpace next = before.copy();
    declare(next, compiled, loader, homes);
    suspend(next, ended, notes);
    mended.forEach(old -> retire(old, cell));
    define(next, compiled, loader, cell);
    ended.preferred().forEach(next::add);
    unit.imports().forEach(next::add);
    if (cell.number() > 0) { // 0 is what the kernel runs before the user's first cell
      next.used();
    }
    names = next;
    return new Prepared.Ready(loader, unit.runMethods(), compiled.result().shows(), notes);
  }

  private Attempt.Ended attempt(
      Cell cell, String className, NameSpace known, List<NameSpace.Method> gone) {
    Set<String> names = gone.stream().map(NameSpace.Method::name).collect(Collectors.toSet());
    return new Attempt(cell, className, known, names, defaultImports, compiler).run();
  }

  /**
   * What the same cell declared when it was run last and declares now with other parameters. In
   * another cell that would be an overload; here its user has mended it, and would still get the
   * old one for the arguments that fit that better.
   */
  private List<NameSpace.Method> mended(Cell cell, Compiled compiled) {
    LastRun last = lastRuns.get(cell.id());
    if (last == null || last.number() == cell.number() || compiled.unit() == null) {
      return List.of();
    }
    Set<Declaration> now = ownMethods(compiled);
    Set<String> keys = now.stream().map(Declaration::key).collect(Collectors.toSet());
    Set<String> again = now.stream().map(Declaration::name).collect(Collectors.toSet());
    return names.methods.values().stream()
        .filter(old -> last.methods().contains(old.declaration()))
        .filter(old -> again.contains(old.name()) && !keys.contains(old.declaration().key()))
        .toList();
  }

  private static Set<Declaration> ownMethods(Compiled compiled) {
    return compiled.unit().members().stream()
        .filter(member -> member.tree() instanceof MethodTree && compiled.isOwn(member))
        .map(compiled::declaration)
        .collect(Collectors.toSet());
  }

  /**
   * Where the variables live that the cell's class does not hold itself: those of earlier cells,
   * also where the cell declares them anew with the same type.
   */
  private Map<String, NameSpace.Variable> homes(Compiled compiled) {
    Map<String, NameSpace.Variable> homes = new HashMap<>(compiled.unit().facade().variables());
    for (CellUnit.Field field : compiled.unit().fields()) {
      homes.remove(field.name());
      NameSpace.Variable old = names.variables.get(field.name());
      if (old != null && !field.isConstant() && compiled.sameType(old)) {
        homes.put(field.name(), old);
      }
    }
    return homes;
  }

  private static void declare(
      NameSpace next, Compiled compiled, CellLoader loader, Map<String, NameSpace.Variable> homes) {
    for (CellUnit.Field field : compiled.unit().fields()) {
      if (field.name().equals(field.userName())) {
        NameSpace.Variable old = homes.get(field.name());
        next.variables.put(
            field.name(), compiled.variable(field, old == null ? loader : old.home()));
      }
    }
    for (CellUnit.Member member : compiled.unit().members()) {
      Declaration declaration = compiled.declaration(member);
      next.waiting.remove(declaration.key());
      if (declaration.isType()) {
        next.types.put(
            member.name(),
            new NameSpace.Type(
                member.name(), loader.className() + "$" + member.name(), loader, declaration));
      }
    }
  }

  /** Takes out what waits for a name. */
  private static void suspend(NameSpace next, Attempt.Ended ended, List<String> notes) {
    ended
        .waiting()
        .forEach(
            (key, one) -> {
              Declaration declaration = one.declaration();
              next.remove(key);
              if (next.waiting.put(key, one) == null) {
                notes.add(
                    declaration.name()
                        + " (cell ["
                        + declaration.place().cell()
                        + "]) "
                        + one.problem().substring(declaration.name().length() + 1)
                        + one.advice().stream().map("\n  "::concat).collect(Collectors.joining()));
              }
            });
  }

  private void define(NameSpace next, Compiled compiled, CellLoader loader, Cell cell) {
    for (NameSpace.Method method : compiled.methods(loader)) {
      NameSpace.Method old = next.methods.put(method.key(), method);
      if (old != null && !old.type().equals(method.type())) {
        retire(old, cell);
      }
      links.define(method.name(), method.type(), loader);
    }
    if (!cell.id().isEmpty() && cell.number() > 0) {
      lastRuns.merge(
          cell.id(), new LastRun(cell.number(), ownMethods(compiled)), LastRun::followedBy);
    }
  }

  private void retire(NameSpace.Method old, Cell cell) {
    links.retire(
        old.name(),
        old.type(),
        old.name()
            + " was declared anew in cell ["
            + cell.number()
            + "] with another type; run the cell that calls it again");
  }

  @Override
  public List<Variable> variables() {
    List<Variable> all = new ArrayList<>();
    for (NameSpace.Variable variable : names.variables.values()) {
      String home = variable.home().className();
      all.add(
          new Variable(
              variable.name(),
              TypeNames.of(variable),
              Integer.parseInt(CellLoader.cellNumber(home)),
              variable::value));
    }
    return all;
  }

  @Override
  public Optional<Supplier<Object>> variable(String name) {
    return Optional.ofNullable(names.variables.get(name)).map(found -> found::value);
  }

  @Override
  public void assign(String name, Object value) {
    NameSpace.Variable variable = names.variables.get(name);
    if (variable == null) {
      throw new CellException("expected a variable of the notebook, got " + name);
    }
    variable.assign(value);
  }

  @Override
  public synchronized void reset() {
    names = new NameSpace();
    lastRuns.clear();
  }

  /** What the names mean now. */
  NameSpace names() {
    return names;
  }

  List<NameSpace.Import> defaultImports() {
    return defaultImports;
  }

  @Override
  public List<Declared> declared(String name) {
    NameSpace now = names;
    List<Declared> all = new ArrayList<>();
    if (now.variables.get(name) instanceof NameSpace.Variable variable) {
      CellText.Place place = variable.place();
      int start = place.offset() - place.column() + 1;
      all.add(
          Declared.of(
              Declared.Kind.VARIABLE,
              name,
              new CellText.Place(place.cell(), place.code(), Math.max(0, start)),
              place.lineText().length()));
    }
    if (now.types.get(name) instanceof NameSpace.Type type) {
      all.add(declared(Declared.Kind.TYPE, type.declaration()));
    }
    for (NameSpace.Method method : now.overloads(name)) {
      all.add(declared(Declared.Kind.METHOD, method.declaration()));
    }
    return all;
  }

  private static Declared declared(Declared.Kind kind, Declaration declaration) {
    return Declared.of(kind, declaration.name(), declaration.place(), declaration.text().length());
  }

  /** Whether a name is declared, imported, or that of a class imported by default. */
  boolean knows(String name) {
    NameSpace now = names;
    if (now.variables.containsKey(name)
        || now.types.containsKey(name)
        || !now.overloads(name).isEmpty()) {
      return true;
    }
    List<NameSpace.Import> all = new ArrayList<>(defaultImports);
    all.addAll(now.imports);
    for (NameSpace.Import i : all) {
      if (i.kind() == NameSpace.Import.Kind.SINGLE
          ? i.simpleName().equals(name)
          : isClass(i.name() + (i.isStatic() ? "$" : ".") + name)) {
        return true;
      }
    }
    return isClass("java.lang." + name);
  }

  private boolean isClass(String binaryName) {
    try {
      Class.forName(binaryName, false, parent);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
