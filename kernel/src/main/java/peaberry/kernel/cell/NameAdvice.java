package peaberry.kernel.cell;

import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeScanner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What a name that javac did not find may have been meant to be: another name, or an import. */
final class NameAdvice {
  private static final int IMPORTS = 4;

  /** Names of other languages, and habits, with what Java has for them. */
  private static final Map<String, String> HABITS =
      Map.ofEntries(
          Map.entry("print", "write `IO.println(...)`"),
          Map.entry("println", "write `IO.println(...)`"),
          Map.entry("printf", "write `System.out.printf(...)`"),
          Map.entry(
              "len", "write `.length` of an array, `.length()` of a text, `.size()` of a list"),
          Map.entry("str", "write `String.valueOf(x)`"),
          Map.entry(
              "range",
              "write `IntStream.range(0, n)`, or count with `for (int i = 0; i < n; i++)`"),
          Map.entry("True", "write `true`"),
          Map.entry("False", "write `false`"),
          Map.entry("None", "write `null`"),
          Map.entry("NULL", "write `null`"),
          Map.entry("nil", "write `null`"),
          Map.entry("self", "write `this`"),
          Map.entry("string", "write `String`"),
          Map.entry("bool", "write `boolean`"),
          Map.entry("Int", "write `int`"),
          Map.entry("integer", "write `int`"),
          Map.entry("Bool", "write `boolean`"),
          Map.entry("list", "write `List.of(...)`"),
          Map.entry("dict", "write `Map.of(...)`"),
          Map.entry("abs", "write `Math.abs(...)`"),
          Map.entry("sqrt", "write `Math.sqrt(...)`"),
          Map.entry("max", "write `Math.max(a, b)`"),
          Map.entry("min", "write `Math.min(a, b)`"));

  /** How many there are of something: each kind of thing has its own word for it. */
  private static final List<String> SIZES = List.of("length", "size", "count");

  private final NameSpace names;
  private final CellUnit unit;
  private final Supplier<? extends Collection<String>> classNames;

  /**
   * @param unit the cell, or null if it could not be parsed
   * @param classNames the qualified names of all classes that could be imported
   */
  NameAdvice(NameSpace names, CellUnit unit, Supplier<? extends Collection<String>> classNames) {
    this.names = names;
    this.unit = unit;
    this.classNames = classNames;
  }

  /** A sentence, if there is something to say. */
  Optional<String> of(Problem problem) {
    Problem.Unknown unknown = problem.unknown();
    if (unknown == null) {
      return Optional.empty();
    }
    if (unknown.members() != null) {
      return member(unknown);
    }
    String habit = HABITS.get(unknown.name());
    String call = unknown.kind() == Problem.Unknown.Kind.METHOD ? "()" : "";
    Set<String> known = known(unknown.kind());
    known.remove(unknown.name()); // declared in another place of the cell
    return Nearest.to(unknown.name(), known)
        .map(name -> didYouMean(name + call))
        .or(() -> Optional.ofNullable(habit))
        .or(() -> unknown.kind() == Problem.Unknown.Kind.METHOD ? Optional.empty() : type(unknown))
        .or(() -> undeclared(unknown));
  }

  private static Optional<String> member(Problem.Unknown unknown) {
    Set<String> members = unknown.members();
    boolean isArray = members.equals(Set.of("length"));
    String call = unknown.kind() == Problem.Unknown.Kind.METHOD && !isArray ? "()" : "";
    if (SIZES.contains(unknown.name())) {
      for (String size : SIZES) {
        if (members.contains(size)) {
          return Optional.of(didYouMean(size + (isArray ? "" : "()")));
        }
      }
    }
    return Nearest.to(unknown.name(), members).map(name -> didYouMean(name + call));
  }

  /** A class that was not imported, or that is misspelt. */
  private Optional<String> type(Problem.Unknown unknown) {
    String name = unknown.name();
    if (!name.matches("\\p{Lu}.*")) {
      return Optional.empty();
    }
    List<String> found = new ArrayList<>();
    Set<String> simpleNames = new LinkedHashSet<>();
    for (String candidate : classNames.get()) {
      String simple = candidate.substring(candidate.lastIndexOf('.') + 1);
      if (simple.equals(name)) {
        found.add(candidate);
      } else if (candidate.startsWith("java.lang.") || candidate.startsWith("java.util.")) {
        simpleNames.add(simple);
      }
    }
    if (found.isEmpty()) {
      return Nearest.to(name, simpleNames).map(NameAdvice::didYouMean);
    }
    // The JDK's first; then what teaches, and not what it is built on.
    found.sort(Comparator.comparing((String one) -> rank(one)).thenComparing(one -> one));
    StringBuilder sentence = new StringBuilder("import it: ");
    for (String candidate : found.subList(0, Math.min(IMPORTS, found.size()))) {
      sentence
          .append(sentence.indexOf("`") < 0 ? "" : " or ")
          .append("`import ")
          .append(candidate)
          .append(";`");
    }
    return Optional.of(sentence.toString());
  }

  private static int rank(String className) {
    List<String> first = List.of("java.", "peaberry.", "tech.tablesaw.api.", "smile.", "javax.");
    for (String prefix : first) {
      if (className.startsWith(prefix)) {
        return first.indexOf(prefix);
      }
    }
    return first.size();
  }

  private static Optional<String> undeclared(Problem.Unknown unknown) {
    return unknown.kind() == Problem.Unknown.Kind.VARIABLE
        ? Optional.of(
            "run the cell that declares it, or declare it here: `var "
                + unknown.name()
                + " = ...;`")
        : Optional.empty();
  }

  private static String didYouMean(String name) {
    return "did you mean `" + name + "`?";
  }

  /** The names of a kind that the notebook and the cell declare. */
  private Set<String> known(Problem.Unknown.Kind kind) {
    Set<String> known = new LinkedHashSet<>();
    if (unit != null) {
      known.addAll(declared(unit.tree(), kind));
    }
    switch (kind) {
      case VARIABLE -> known.addAll(names.variables.keySet());
      case METHOD -> names.methods.values().forEach(method -> known.add(method.name()));
      case TYPE -> known.addAll(names.types.keySet());
    }
    return known;
  }

  private static Set<String> declared(JCTree tree, Problem.Unknown.Kind kind) {
    Set<String> declared = new LinkedHashSet<>();
    new TreeScanner() {
      @Override
      public void visitVarDef(JCVariableDecl variable) {
        add(Problem.Unknown.Kind.VARIABLE, variable.name);
        super.visitVarDef(variable);
      }

      @Override
      public void visitMethodDef(JCMethodDecl method) {
        add(Problem.Unknown.Kind.METHOD, method.name);
        super.visitMethodDef(method);
      }

      @Override
      public void visitClassDef(JCClassDecl type) {
        add(Problem.Unknown.Kind.TYPE, type.name);
        super.visitClassDef(type);
      }

      private void add(Problem.Unknown.Kind declares, CharSequence name) {
        if (declares == kind && name.toString().matches("(?!Cell\\d)[\\p{L}_]\\w*")) {
          declared.add(name.toString());
        }
      }
    }.scan(tree);
    return declared;
  }
}
