package peaberry.kernel.cell;

import com.sun.source.tree.ClassTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compiles a cell, again and again if need be, until javac accepts it together with the earlier
 * declarations that belong to it, or the fault is the cell's own. Almost always once.
 *
 * <p>Compiled with the cell are declarations of earlier cells that waited for a name it declares,
 * or that depend on one it declares anew with another type. A method or type that uses a name which
 * nobody has declared yet is left out and waits.
 */
final class Attempt {
  private static final int CHUNK = 700;
  private static final int ATTEMPTS = 20;

  /** javac's keys for a name that stands where only a constant may. */
  private static final Set<String> NEED_CONSTANTS =
      Set.of(
          "compiler.err.const.expr.req",
          "compiler.err.string.const.req",
          "compiler.err.pattern.or.enum.req",
          "compiler.err.attribute.value.must.be.constant");

  private final Cell cell;
  private final String className;
  private final NameSpace names;
  private final Set<String> gone;
  private final List<NameSpace.Import> defaultImports;
  private final CellCompiler compiler;

  private final List<Declaration> adopted = new ArrayList<>();
  private final Set<Declaration> tried = new HashSet<>();
  private final Set<Integer> left = new HashSet<>();
  private final Set<String> leftKeys = new HashSet<>();
  private final Map<String, NameSpace.Waiting> waiting = new LinkedHashMap<>();
  private final Set<NameSpace.Import> preferred = new LinkedHashSet<>();
  private int chunk = CHUNK;
  private boolean constants;

  /** What came of it. Without problems, javac has written the classes. */
  record Ended(
      Compiled compiled,
      List<Problem> problems,
      Map<String, NameSpace.Waiting> waiting,
      Set<NameSpace.Import> preferred) {}

  /**
   * @param gone the names that some method had until now, so that who calls one is compiled again
   */
  Attempt(
      Cell cell,
      String className,
      NameSpace names,
      Set<String> gone,
      List<NameSpace.Import> defaultImports,
      CellCompiler compiler) {
    this.cell = cell;
    this.className = className;
    this.names = names;
    this.gone = gone;
    this.defaultImports = defaultImports;
    this.compiler = compiler;
  }

  Ended run() {
    Compiled compiled = null;
    for (int i = 0; i < ATTEMPTS; i++) {
      compiled = compile();
      if (compiled.problems().isEmpty()) {
        if (!adoptMore(compiled)) {
          return new Ended(compiled, List.of(), waiting, preferred);
        }
      } else if (!mend(compiled)) {
        break;
      }
    }
    return new Ended(compiled, explained(compiled), waiting, preferred);
  }

  private Compiled compile() {
    CellText text = new CellText(className, cell, adopted);
    NameSpace known = names;
    if (!preferred.isEmpty() || !leftKeys.isEmpty()) {
      known = names.copy();
      leftKeys.forEach(known::remove); // nor does the cell get what they were before
      preferred.forEach(known::add);
    }
    CellAssembler assembler =
        new CellAssembler(className, text, known, defaultImports, left, constants, chunk);
    return new Compiled(
        CellUnit.PACKAGE + "." + className, text, compiler.compile(text, assembler));
  }

  /** Finds a way round the problems, or says that there is none. */
  private boolean mend(Compiled compiled) {
    List<Problem> problems = compiled.problems();
    if (chunk > 10
        && problems.stream().allMatch(p -> p.code().startsWith("compiler.err.limit.code"))) {
      chunk /= 8;
      return true;
    }
    if (!constants && problems.stream().anyMatch(p -> NEED_CONSTANTS.contains(p.code()))) {
      constants = true;
      return true;
    }
    boolean changed = false;
    for (Problem problem : problems) {
      changed |= problem.code().equals("compiler.err.ref.ambiguous") && prefer(compiled, problem);
      changed |= problem.missing() != null && adoptWaiting(problem.missing());
    }
    return changed || letWait(compiled);
  }

  /** Lets a package that the user imported win over one that is imported by default. */
  private boolean prefer(Compiled compiled, Problem problem) {
    List<NameSpace.Import> users = new ArrayList<>(names.imports);
    users.addAll(compiled.unit().imports());
    List<String> chosen = new ArrayList<>();
    for (String type : problem.types()) {
      String owner = type.substring(0, Math.max(0, type.lastIndexOf('.')));
      if (users.contains(new NameSpace.Import(owner, false, NameSpace.Import.Kind.ON_DEMAND))) {
        chosen.add(type);
      }
    }
    return chosen.size() == 1
        && preferred.add(
            new NameSpace.Import(chosen.getFirst(), false, NameSpace.Import.Kind.SINGLE));
  }

  private boolean adoptWaiting(String name) {
    boolean changed = false;
    for (NameSpace.Waiting one : names.waiting.values()) {
      if (one.declaration().name().equals(name) && tried.add(one.declaration())) {
        changed |= adopted.add(one.declaration());
      }
    }
    return changed;
  }

  /**
   * Leaves out the methods and types that have problems, if these are names that may still come, or
   * if they are earlier cells', which no longer fit.
   */
  private boolean letWait(Compiled compiled) {
    NameAdvice advice = new NameAdvice(names, compiled, compiler);
    Map<CellUnit.Member, NameSpace.Waiting> faulty = new LinkedHashMap<>();
    for (Problem problem : compiled.problems()) {
      CellUnit.Member member = compiled.memberAt(problem.position());
      if (member == null || compiled.isOwn(member) && problem.missing() == null) {
        return false;
      }
      NameSpace.Waiting known =
          faulty.getOrDefault(
              member, new NameSpace.Waiting(compiled.declaration(member), Set.of(), "", Set.of()));
      Optional<String> habit = problem.missing() == null ? Optional.empty() : advice.habit(problem);
      faulty.put(member, known.and(problem, habit));
    }
    faulty.forEach(
        (member, one) -> {
          String key = one.declaration().key();
          if (compiled.isOwn(member)) {
            left.add(member.start());
            leftKeys.add(key);
          } else {
            adopted.removeIf(d -> d.key().equals(key));
          }
          waiting.put(key, one);
        });
    return true;
  }

  /** Adds the declarations that have to be compiled with the cell; false if there are no more. */
  private boolean adoptMore(Compiled compiled) {
    List<Declaration> more = new ArrayList<>();
    Set<String> declared = declared(compiled);
    boolean anything = false;
    for (NameSpace.Import i : compiled.unit().imports()) {
      declared.add(i.simpleName());
      anything |= i.kind() != NameSpace.Import.Kind.SINGLE;
    }
    for (NameSpace.Waiting one : names.waiting.values()) {
      boolean now = anything;
      for (String name : one.missing()) {
        now |= declared.contains(name);
      }
      if (now) {
        more.add(one.declaration());
      }
    }
    more.addAll(names.dependents(changed(compiled)));
    boolean added = false;
    for (Declaration declaration : more) {
      if (!compiled.declares(declaration) && tried.add(declaration)) {
        added |= adopted.add(declaration);
      }
    }
    return added;
  }

  private static Set<String> declared(Compiled compiled) {
    Set<String> declared = new HashSet<>();
    for (CellUnit.Field field : compiled.unit().fields()) {
      declared.add(field.userName());
    }
    for (CellUnit.Member member : compiled.unit().members()) {
      declared.add(member.name());
    }
    return declared;
  }

  /** The names that mean something of another type from now on. */
  private Set<String> changed(Compiled compiled) {
    Set<String> changed = new HashSet<>(gone);
    for (CellUnit.Field field : compiled.unit().fields()) {
      NameSpace.Variable old = names.variables.get(field.name());
      if (old != null) {
        changed.add(NameSpace.valueOf(field.name()));
        if (field.isConstant() || !compiled.sameType(old)) {
          changed.add(field.name());
        }
      }
    }
    for (CellUnit.Member member : compiled.unit().members()) {
      if (member.tree() instanceof ClassTree && names.types.containsKey(member.name())) {
        changed.add(member.name());
      }
    }
    for (NameSpace.Method method : compiled.methods(null)) {
      NameSpace.Method old = names.methods.get(method.key());
      if (old != null && !old.type().equals(method.type())) {
        changed.add(method.name());
      }
    }
    return changed;
  }

  /** The problems, with what only the notebook knows: who waits for what, and which is older. */
  private List<Problem> explained(Compiled compiled) {
    NameAdvice advice = new NameAdvice(names, compiled, compiler);
    List<Problem> better = new ArrayList<>();
    Set<String> missing = new HashSet<>();
    for (Problem problem : compiled.problems()) {
      if (problem.missing() != null && !missing.add(problem.code() + problem.missing())) {
        continue; // once is enough
      }
      String message = problem.message();
      List<String> habits = List.of();
      for (NameSpace.Waiting one : allWaiting()) {
        if (one.declaration().name().equals(problem.missing())) {
          message = one.problem();
          habits = List.copyOf(one.advice());
        }
      }
      for (String type : problem.types()) {
        NameSpace.Type now = names.typeOnceCalled(type);
        if (now != null && !now.binaryName().equals(type)) {
          message +=
              "; this "
                  + now.name()
                  + " was made by an earlier definition, that of cell ["
                  + CellLoader.cellNumber(type)
                  + "]: run the cell that makes it again";
        }
      }
      Problem told = problem.saying(message);
      boolean waits = !message.equals(problem.message());
      better.add(told.advising(waits ? habits : advice.of(problem)));
    }
    better.sort(Comparator.comparingInt(Problem::position));
    return advice.merged(better);
  }

  private List<NameSpace.Waiting> allWaiting() {
    List<NameSpace.Waiting> all = new ArrayList<>(names.waiting.values());
    all.addAll(waiting.values());
    return all;
  }
}
