package peaberry.kernel.cell;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that are alive in a session, and where each of them lives. One instance is what a cell
 * is compiled against; {@link #copy} and change, then use the copy for the next one.
 */
final class NameSpace {

  private static final Pattern CELL_PREFIX = Pattern.compile("notebook/Cell\\d+(_\\d+)?\\$");

  /**
   * A top-level variable: a static field of the class of the cell that first declared it with this
   * type.
   *
   * @param type the field's descriptor, such as {@code I} or {@code Ljava/lang/String;}
   * @param signature the generic type, or null
   * @param bounds the descriptors of the parts of an intersection type; empty for other types
   * @param home the loader of the class that has the field
   * @param place where it was declared last
   */
  record Variable(
      String name,
      String type,
      String signature,
      List<String> bounds,
      boolean isFinal,
      CellLoader home,
      CellText.Place place) {

    /** What it holds now. */
    Object value() {
      try {
        return field().get(null);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the variable " + name + " could not be read", e);
      }
    }

    /** Gives it another value. */
    void assign(Object value) {
      try {
        field().set(null, value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the variable " + name + " could not be changed", e);
      }
    }

    private Field field() throws ReflectiveOperationException {
      return Class.forName(home.className(), true, home).getField(name);
    }
  }

  /**
   * A top-level method: a static method of a cell's class, called through a {@link Links} slot.
   *
   * @param type the descriptor
   * @param signature the generic type, or null
   * @param thrown internal names of the declared exceptions
   */
  record Method(
      String name,
      String type,
      String signature,
      List<String> thrown,
      boolean varargs,
      CellLoader home,
      Declaration declaration) {

    /**
     * What makes two methods one: name and erased parameters. A notebook's type counts by its name,
     * so that a method for a type declared anew replaces the one for the type of before.
     */
    String key() {
      String parameters = type.substring(0, type.indexOf(')') + 1);
      return name + CELL_PREFIX.matcher(parameters).replaceAll("");
    }
  }

  /**
   * A type: a static member class of a cell's class.
   *
   * @param binaryName such as {@code notebook.Cell3$P}
   */
  record Type(String name, String binaryName, CellLoader home, Declaration declaration) {}

  /**
   * An import.
   *
   * @param name the qualified name without {@code .*}; a module's name if {@code kind} is MODULE
   */
  record Import(String name, boolean isStatic, Kind kind) {
    enum Kind {
      SINGLE,
      ON_DEMAND,
      MODULE
    }

    /** Reads {@code java.util.*}, {@code static java.lang.Math.*} or {@code module java.base}. */
    static Import parse(String text) {
      boolean isStatic = text.startsWith("static ");
      String name = isStatic ? text.substring(7) : text;
      if (name.startsWith("module ")) {
        return new Import(name.substring(7), false, Kind.MODULE);
      }
      return name.endsWith(".*")
          ? new Import(name.substring(0, name.length() - 2), isStatic, Kind.ON_DEMAND)
          : new Import(name, isStatic, Kind.SINGLE);
    }

    String simpleName() {
      return name.substring(name.lastIndexOf('.') + 1);
    }
  }

  /**
   * A declaration that cannot be compiled now.
   *
   * @param missing the names that would have to be declared; empty if it is no longer right
   * @param fault what javac says, if nothing is missing
   * @param advice what to write instead of names that are another language's, a sentence each
   */
  record Waiting(Declaration declaration, Set<String> missing, String fault, Set<String> advice) {
    Waiting and(Problem problem, Optional<String> habit) {
      if (problem.missing() == null) {
        return new Waiting(
            declaration,
            missing,
            CompileReport.plainWords(problem, declaration.place().cell()),
            advice);
      }
      Set<String> more = new LinkedHashSet<>(missing);
      more.add(problem.missing());
      Set<String> sentences = new LinkedHashSet<>(advice);
      habit.ifPresent(sentences::add);
      return new Waiting(declaration, more, fault, sentences);
    }

    /** Why, in a sentence that starts with its name. */
    String problem() {
      return missing.isEmpty()
          ? declaration.name() + " no longer compiles: " + fault
          : declaration.name()
              + " is waiting for "
              + String.join(", ", missing)
              + ", which no cell has declared yet";
    }
  }

  final Map<String, Variable> variables;
  final Map<String, Method> methods; // by key
  final Map<String, Type> types;
  final List<Import> imports;
  final Map<String, Waiting> waiting;
  private boolean fresh = true;

  NameSpace() {
    this(
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new ArrayList<>(),
        new LinkedHashMap<>());
  }

  private NameSpace(
      Map<String, Variable> variables,
      Map<String, Method> methods,
      Map<String, Type> types,
      List<Import> imports,
      Map<String, Waiting> waiting) {
    this.variables = variables;
    this.methods = methods;
    this.types = types;
    this.imports = imports;
    this.waiting = waiting;
  }

  /** What a declaration uses that has the value of a constant in it, not only its name. */
  static String valueOf(String constant) {
    return constant + "=";
  }

  NameSpace copy() {
    NameSpace copy =
        new NameSpace(
            new LinkedHashMap<>(variables),
            new LinkedHashMap<>(methods),
            new LinkedHashMap<>(types),
            new ArrayList<>(imports),
            new LinkedHashMap<>(waiting));
    copy.fresh = fresh;
    return copy;
  }

  /** The same without some of its methods. */
  NameSpace without(Collection<Method> gone) {
    NameSpace rest = copy();
    rest.methods.values().removeAll(gone);
    return rest;
  }

  /** Takes out the method or type of this {@linkplain Declaration#key key}. */
  void remove(String key) {
    methods.values().removeIf(method -> method.declaration().key().equals(key));
    types.values().removeIf(type -> type.declaration().key().equals(key));
  }

  /** Whether none of the user's cells has been compiled yet. */
  boolean isFresh() {
    return fresh;
  }

  void used() {
    fresh = false;
  }

  /** The simple names of all that is declared or imported by its name. */
  Set<String> all() {
    Set<String> all = new LinkedHashSet<>(variables.keySet());
    all.addAll(types.keySet());
    methods.values().forEach(method -> all.add(method.name()));
    for (Import i : imports) {
      if (i.kind() == Import.Kind.SINGLE) {
        all.add(i.simpleName());
      }
    }
    return all;
  }

  /** The loaders of all classes that the names stand for or mention. */
  Set<CellLoader> loaders() {
    Set<CellLoader> all = new LinkedHashSet<>();
    types.values().forEach(type -> type.home().addTo(all));
    variables.values().forEach(variable -> variable.home().addTo(all));
    methods.values().forEach(method -> method.home().addTo(all));
    return all;
  }

  /** All overloads of {@code name}. */
  List<Method> overloads(String name) {
    List<Method> found = new ArrayList<>();
    for (Method method : methods.values()) {
      if (method.name().equals(name)) {
        found.add(method);
      }
    }
    return found;
  }

  void add(Import added) {
    imports.removeIf(
        old ->
            old.equals(added)
                || old.kind() == Import.Kind.SINGLE
                    && added.kind() == Import.Kind.SINGLE
                    && !old.isStatic()
                    && !added.isStatic()
                    && old.simpleName().equals(added.simpleName()));
    imports.add(added);
  }

  /** The type of today that has the simple name of {@code binaryName}, a cell's type; or null. */
  Type typeOnceCalled(String binaryName) {
    return binaryName.startsWith(CellUnit.PACKAGE + ".Cell") && binaryName.indexOf('$') > 0
        ? types.get(binaryName.substring(binaryName.indexOf('$') + 1))
        : null;
  }

  /** The live declarations that mention one of {@code names}, in order of their declaration. */
  List<Declaration> dependents(Set<String> names) {
    List<Declaration> found = new ArrayList<>();
    for (Type type : types.values()) {
      if (mentions(type.declaration(), names)) {
        found.add(type.declaration());
      }
    }
    for (Method method : methods.values()) {
      if (mentions(method.declaration(), names)) {
        found.add(method.declaration());
      }
    }
    return found;
  }

  private static boolean mentions(Declaration declaration, Set<String> names) {
    for (String used : declaration.uses()) {
      if (names.contains(used)) {
        return true;
      }
    }
    return false;
  }
}
