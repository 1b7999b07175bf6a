package peaberry.kernel.cell;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cells of a session: decides what is compiled with a cell, and what its names mean afterwards.
 *
 * <p>Compiled with a cell, in the same run of javac, are the declarations of earlier cells that
 * waited for a name it declares, or that depend on one it declares anew with another type. Cells
 * are prepared by one thread at a time; {@link #knows} may be called by any.
 */
final class Notebook {
  private static final int CHUNK = 700;
  private static final int ATTEMPTS = 20;
  private static final Pattern CELL_CLASS = Pattern.compile("notebook/(Cell\\w+)");

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

  private final CellCompiler compiler;
  private final ClassLoader parent;
  private final Links links;
  private final List<NameSpace.Import> defaultImports;
  private final Map<Integer, Integer> revisions = new HashMap<>();
  private volatile NameSpace names = new NameSpace();

  Notebook(
      CellCompiler compiler,
      ClassLoader parent,
      Links links,
      List<NameSpace.Import> defaultImports) {
    this.compiler = compiler;
    this.parent = parent;
    this.links = links;
    this.defaultImports = defaultImports;
  }

  /** One attempt after the other, until javac accepts the cell or the fault is its own. */
  private final class Attempt {
    private final Cell cell;
    private final String className;
    private final List<Declaration> adopted = new ArrayList<>();
    private final Set<Declaration> tried = new HashSet<>();
    private final Set<Integer> left = new HashSet<>();
    private final Map<String, NameSpace.Waiting> waiting = new LinkedHashMap<>();
    private final Map<String, String> broken = new LinkedHashMap<>();
    private final Set<NameSpace.Import> preferred = new LinkedHashSet<>();
    private int chunk = CHUNK;

    Attempt(Cell cell) {
      this.cell = cell;
      int revision = revisions.merge(cell.number(), 1, Integer::sum);
      this.className =
          "Cell" + cell.number() + (revision == 1 && cell.number() > 0 ? "" : "_" + revision);
    }

    Prepared run() {
      CellText text = null;
      CellCompiler.Result result = null;
      for (int i = 0; i < ATTEMPTS; i++) {
        text = new CellText(className, cell, adopted);
        NameSpace known = names;
        if (!preferred.isEmpty()) {
          known = names.copy();
          preferred.forEach(known::add);
        }
        CellUnit unit = new CellUnit(className, text, known, defaultImports, left, chunk);
        result = compiler.compile(text, unit);
        if (result.problems().isEmpty()) {
          if (!adoptMore(result, text)) {
            return commit(result, text);
          }
        } else if (!mend(result, text)) {
          return new Prepared.Rejected(text, explained(result.problems()));
        }
      }
      return new Prepared.Rejected(text, result.problems());
    }

    /** Finds a way round the problems, or says that there is none. */
    private boolean mend(CellCompiler.Result result, CellText text) {
      List<Problem> problems = result.problems();
      if (problems.stream().allMatch(p -> p.code().startsWith("compiler.err.limit.code"))
          && chunk > 10) {
        chunk /= 8;
        return true;
      }
      boolean changed = false;
      for (Problem problem : problems) {
        changed |= problem.code().equals("compiler.err.ref.ambiguous") && prefer(result, problem);
        if (problem.missing() != null) {
          for (NameSpace.Waiting one : names.waiting.values()) {
            if (one.declaration().name().equals(problem.missing())
                && tried.add(one.declaration())) {
              adopted.add(one.declaration());
              changed = true;
            }
          }
        }
      }
      if (changed) {
        return true;
      }
      Map<CellUnit.Member, Set<String>> faulty = new LinkedHashMap<>();
      for (Problem problem : problems) {
        CellUnit.Member member = memberAt(result.unit(), problem.position());
        boolean mine = member != null && text.own(member.start());
        if (member == null || mine && problem.missing() == null) {
          return false;
        }
        Set<String> missing = faulty.computeIfAbsent(member, m -> new LinkedHashSet<>());
        if (problem.missing() != null) {
          missing.add(problem.missing());
        } else {
          broken.put(member.name(), Report.plainWords(problem));
        }
      }
      faulty.forEach(
          (member, missing) -> {
            Declaration declaration = declaration(member, text, Set.of());
            String key = waitingKey(declaration);
            if (text.own(member.start())) {
              left.add(member.start());
            } else {
              adopted.removeIf(
                  d -> d.place().equals(declaration.place()) || waitingKey(d).equals(key));
            }
            waiting.put(key, new NameSpace.Waiting(declaration, missing));
          });
      return true;
    }

    /** Lets a package that the user imported win over one that is imported by default. */
    private boolean prefer(CellCompiler.Result result, Problem problem) {
      List<NameSpace.Import> users = new ArrayList<>(names.imports);
      users.addAll(result.unit().imports);
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

    private CellUnit.Member memberAt(CellUnit unit, int position) {
      for (CellUnit.Member member : unit.members) {
        if (member.start() <= position && position < member.end()) {
          return member;
        }
      }
      return null;
    }

    private Declaration declaration(CellUnit.Member member, CellText text, Set<String> uses) {
      return new Declaration(
          member.name(),
          member.tree() instanceof com.sun.source.tree.ClassTree,
          text.place(member.start()),
          text.substring(member.start(), member.end()),
          uses);
    }

    private List<Problem> explained(List<Problem> problems) {
      List<Problem> better = new ArrayList<>();
      for (Problem problem : problems) {
        String message = problem.message();
        for (NameSpace.Waiting one : allWaiting()) {
          if (one.declaration().name().equals(problem.missing())) {
            message =
                one.missing().isEmpty()
                    ? problem.missing() + " no longer compiles; run its cell again"
                    : problem.missing()
                        + " is waiting for "
                        + String.join(", ", one.missing())
                        + ", which no cell has declared yet";
          }
        }
        for (String type : problem.types()) {
          NameSpace.Type now =
              type.startsWith(CellUnit.PACKAGE + ".Cell")
                  ? names.types.get(simpleName(type))
                  : null;
          if (now != null && !now.binaryName().equals(type)) {
            message +=
                "; this "
                    + now.name()
                    + " was made by an earlier definition, that of cell ["
                    + CellLoader.cellNumber(type)
                    + "]: run the cell that makes it again";
          }
        }
        better.add(problem.saying(message));
      }
      return better;
    }

    private List<NameSpace.Waiting> allWaiting() {
      List<NameSpace.Waiting> all = new ArrayList<>(names.waiting.values());
      all.addAll(waiting.values());
      return all;
    }

    /** Adds the declarations that have to be compiled with the cell; false if there are no more. */
    private boolean adoptMore(CellCompiler.Result result, CellText text) {
      Set<String> declared = new HashSet<>();
      Set<String> changed = new HashSet<>();
      ClassModel model = cellClass(result);
      for (CellUnit.Field field : result.unit().fields) {
        declared.add(field.userName());
        NameSpace.Variable old = names.variables.get(field.name());
        if (old != null && !sameType(old, fieldOf(model, field.name()))) {
          changed.add(field.name());
        }
      }
      for (CellUnit.Member member : result.unit().members) {
        declared.add(member.name());
        if (names.types.containsKey(member.name())
            && member.tree() instanceof com.sun.source.tree.ClassTree) {
          changed.add(member.name());
        }
      }
      for (NameSpace.Method method : methods(result, text, null)) {
        NameSpace.Method old = names.methods.get(method.key());
        if (old != null && !old.type().equals(method.type())) {
          changed.add(method.name());
        }
      }
      boolean onDemand = false;
      for (NameSpace.Import i : result.unit().imports) {
        declared.add(i.simpleName());
        onDemand |= i.kind() != NameSpace.Import.Kind.SINGLE;
      }
      List<Declaration> more = new ArrayList<>();
      for (NameSpace.Waiting one : names.waiting.values()) {
        boolean now = onDemand;
        for (String name : one.missing()) {
          now |= declared.contains(name);
        }
        if (now && !isOwn(result, text, one.declaration())) {
          more.add(one.declaration());
        }
      }
      for (Declaration dependent : names.dependents(changed)) {
        if (!isOwn(result, text, dependent)) {
          more.add(dependent);
        }
      }
      boolean added = false;
      for (Declaration declaration : more) {
        if (tried.add(declaration)) {
          adopted.add(declaration);
          added = true;
        }
      }
      return added;
    }

    /** Whether the cell itself declares this name anew, so that the old text counts no more. */
    private boolean isOwn(CellCompiler.Result result, CellText text, Declaration old) {
      for (CellUnit.Member member : result.unit().members) {
        if (waitingKey(declaration(member, text, Set.of())).equals(waitingKey(old))) {
          return true;
        }
      }
      return false;
    }

    private Prepared commit(CellCompiler.Result result, CellText text) {
      ClassModel model = cellClass(result);
      CellUnit unit = result.unit();
      String binaryName = CellUnit.PACKAGE + "." + className;
      Map<String, NameSpace.Variable> homes = new HashMap<>(unit.facade.variables());
      for (CellUnit.Field field : unit.fields) {
        homes.remove(field.name());
        NameSpace.Variable old = names.variables.get(field.name());
        if (old != null && sameType(old, fieldOf(model, field.name()))) {
          homes.put(field.name(), old);
        }
      }
      Set<String> own = new HashSet<>();
      for (NameSpace.Method method : methods(result, text, null)) {
        own.add(method.name() + method.type());
      }
      Weaver weaver =
          new Weaver(
              binaryName,
              unit.facade,
              own,
              homes,
              "cell [" + cell.number() + "]",
              hierarchy(result.classes()));
      Map<String, byte[]> woven = new HashMap<>();
      Map<String, CellLoader> dependencies = new HashMap<>();
      result
          .classes()
          .forEach(
              (name, bytes) -> {
                byte[] ready = weaver.weave(bytes);
                woven.put(name, ready);
                depend(ready, binaryName, dependencies);
              });
      CellLoader loader =
          new CellLoader(parent, binaryName, text, links, result.classes(), woven, dependencies);
      compiler.files().add(loader);
      List<String> notes = new ArrayList<>();
      if (unit.ignoredPackage != null) {
        notes.add(
            "package " + unit.ignoredPackage + " is ignored: a notebook is one package of its own");
      }
      names = next(result, text, loader, homes, notes);
      return new Prepared.Ready(loader, unit.runMethods(), result.shows(), notes);
    }

    private NameSpace next(
        CellCompiler.Result result,
        CellText text,
        CellLoader loader,
        Map<String, NameSpace.Variable> homes,
        List<String> notes) {
      NameSpace next = names.copy();
      ClassModel model = cellClass(result);
      preferred.forEach(next::add);
      result.unit().imports.forEach(next::add);
      for (CellUnit.Field field : result.unit().fields) {
        if (field.name().equals(field.userName())) {
          NameSpace.Variable old = homes.get(field.name());
          FieldModel f = fieldOf(model, field.name());
          next.variables.put(
              field.name(),
              new NameSpace.Variable(
                  field.name(),
                  f.fieldType().stringValue(),
                  signature(f),
                  result.bounds().getOrDefault(field.name(), List.of()),
                  field.isFinal(),
                  old == null ? loader : old.home()));
        }
      }
      for (CellUnit.Member member : result.unit().members) {
        Declaration declaration =
            declaration(member, text, result.uses().getOrDefault(member, Set.of()));
        next.waiting.remove(waitingKey(declaration));
        if (declaration.isType()) {
          next.types.put(
              member.name(),
              new NameSpace.Type(
                  member.name(), loader.className() + "$" + member.name(), loader, declaration));
        }
      }
      waiting.forEach(
          (key, one) -> {
            Declaration declaration = one.declaration();
            if (declaration.isType()) {
              next.types.remove(declaration.name());
            } else {
              next.methods
                  .values()
                  .removeIf(
                      m ->
                          m.name().equals(declaration.name())
                              && waitingKey(m.declaration()).equals(key));
            }
            if (next.waiting.put(key, one) == null) {
              notes.add(note(one));
            }
          });
      for (NameSpace.Method method : methods(result, text, loader)) {
        NameSpace.Method old = next.methods.put(method.key(), method);
        if (old != null && !old.type().equals(method.type())) {
          links.retire(
              old.name(),
              old.type(),
              old.name()
                  + " was declared anew in cell ["
                  + cell.number()
                  + "] with another type; run the cell that calls it again");
        }
        links.define(method.name(), method.type(), loader);
      }
      return next;
    }

    private String note(NameSpace.Waiting one) {
      Declaration declaration = one.declaration();
      String what = declaration.name() + " (cell [" + declaration.place().cell() + "])";
      return one.missing().isEmpty()
          ? what + " no longer compiles: " + broken.get(declaration.name())
          : what
              + " is waiting for "
              + String.join(", ", one.missing())
              + ", which no cell has declared yet";
    }

    /** The methods that the cell declares, with the descriptors that javac gave them. */
    private List<NameSpace.Method> methods(
        CellCompiler.Result result, CellText text, CellLoader home) {
      Map<String, List<MethodModel>> byName = new HashMap<>();
      for (MethodModel method : cellClass(result).methods()) {
        if (!method.flags().has(AccessFlag.SYNTHETIC)) {
          byName
              .computeIfAbsent(method.methodName().stringValue(), n -> new ArrayList<>())
              .add(method);
        }
      }
      List<NameSpace.Method> found = new ArrayList<>();
      for (CellUnit.Member member : result.unit().members) {
        if (member.tree() instanceof com.sun.source.tree.MethodTree) {
          MethodModel model = byName.get(member.name()).removeFirst();
          found.add(
              new NameSpace.Method(
                  member.name(),
                  model.methodType().stringValue(),
                  model
                      .findAttribute(Attributes.signature())
                      .map(s -> s.signature().stringValue())
                      .orElse(null),
                  model
                      .findAttribute(Attributes.exceptions())
                      .map(e -> e.exceptions().stream().map(c -> c.asInternalName()).toList())
                      .orElse(List.of()),
                  model.flags().has(AccessFlag.VARARGS),
                  home,
                  declaration(member, text, result.uses().getOrDefault(member, Set.of()))));
        }
      }
      return found;
    }

    private ClassModel cellClass(CellCompiler.Result result) {
      return ClassFile.of().parse(result.classes().get(CellUnit.PACKAGE + "." + className));
    }
  }

  /** Compiles a cell and, if javac accepts it, gives its names their new meaning. */
  Prepared prepare(Cell cell) {
    return new Attempt(cell).run();
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

  private static String simpleName(String binaryName) {
    return binaryName.substring(binaryName.indexOf('$') + 1).replace('$', '.');
  }

  private static String waitingKey(Declaration declaration) {
    return declaration.isType()
        ? declaration.name()
        : declaration.name() + Signatures.parameters(declaration.text());
  }

  private static FieldModel fieldOf(ClassModel model, String name) {
    for (FieldModel field : model.fields()) {
      if (field.fieldName().equalsString(name)) {
        return field;
      }
    }
    throw new AssertionError(name);
  }

  private static boolean sameType(NameSpace.Variable variable, FieldModel field) {
    return variable.type().equals(field.fieldType().stringValue())
        && java.util.Objects.equals(variable.signature(), signature(field));
  }

  private static String signature(FieldModel field) {
    return field
        .findAttribute(Attributes.signature())
        .map(s -> s.signature().stringValue())
        .orElse(null);
  }

  private void depend(byte[] bytes, String self, Map<String, CellLoader> dependencies) {
    for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
      if (entry instanceof Utf8Entry text && text.stringValue().contains("notebook/Cell")) {
        Matcher matcher = CELL_CLASS.matcher(text.stringValue());
        while (matcher.find()) {
          String name = CellLoader.cellClass(CellUnit.PACKAGE + "." + matcher.group(1));
          CellLoader other = name.equals(self) ? null : compiler.files().cell(name);
          if (other != null) {
            dependencies.put(name, other);
          }
        }
      }
    }
  }

  /** How the weaver learns what is a superclass of what, without loading a cell's class. */
  private ClassHierarchyResolver hierarchy(Map<String, byte[]> classes) {
    return ClassHierarchyResolver.ofResourceParsing(
            (ClassDesc type) -> {
              String descriptor = type.descriptorString();
              String name = descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
              byte[] bytes = classes.get(name);
              if (bytes == null) {
                CellLoader other = compiler.files().cell(CellLoader.cellClass(name));
                bytes = other == null ? null : other.view().get(name);
              }
              return bytes == null ? null : new java.io.ByteArrayInputStream(bytes);
            })
        .orElse(ClassHierarchyResolver.ofClassLoading(parent))
        .cached();
  }
}
