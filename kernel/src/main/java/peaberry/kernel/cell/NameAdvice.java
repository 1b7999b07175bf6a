package peaberry.kernel.cell;

import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeScanner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a name that javac did not find may have been meant to be: another name, or an import. */
final class NameAdvice {
  private static final int IMPORTS = 4;
  private static final int MOST_NAMES = 6;
  private static final String CLASS =
      "this is a class: a `.` or a name follows it, or `new` stands before it";
  private static final String NAMED_ARGUMENT =
      "arguments have no names in Java: write their values, in order";
  private static final String FRESH =
      "no cell has run yet: if there are some above, run them first"
          + " (Run > Run All Above Selected Cell)";

  private final NameSpace names;
  private final CellUnit unit;
  private final CellText text;
  private final CellCompiler compiler;
  private boolean freshTold;

  /**
   * @param compiled the cell, without a unit if it could not be parsed
   * @param compiler knows what could be imported
   */
  NameAdvice(NameSpace names, Compiled compiled, CellCompiler compiler) {
    this.names = names;
    this.unit = compiled.unit();
    this.text = compiled.text();
    this.compiler = compiler;
  }

  /** What to do, a sentence each; none if there is nothing to say. */
  List<String> of(Problem problem) {
    Problem.Unknown unknown = problem.unknown();
    if (unknown == null) {
      return List.of();
    }
    if (unknown.members() != null) {
      return member(unknown).stream().toList();
    }
    List<String> sentences = new ArrayList<>();
    known(problem).ifPresentOrElse(sentences::add, () -> sentences.addAll(elsewhere(problem)));
    return sentences;
  }

  /**
   * The problems, where several names that nothing has declared are told as what they are: one
   * fault, cells above that have not run since the kernel started.
   */
  List<Problem> merged(List<Problem> problems) {
    List<Problem> unrun = problems.stream().filter(this::isUnrun).toList();
    long uses = unrun.stream().filter(one -> importsOf(one.unknown()).isEmpty()).count();
    if (uses < 2) {
      return problems;
    }
    List<String> all =
        unrun.stream().map(one -> "`" + one.unknown().name() + "`").distinct().toList();
    List<String> some = new ArrayList<>(all.subList(0, Math.min(MOST_NAMES, all.size())));
    if (some.size() < all.size()) {
      some.add((all.size() - some.size()) + " more");
    }
    String last = some.removeLast();
    Problem first = unrun.getFirst();
    Problem one =
        first
            .saying("no cell that has run declares " + String.join(", ", some) + " and " + last)
            .onlyAdvising(
                "run the cells above first (Run > Run All Above Selected Cell), or declare them");
    return problems.stream()
        .filter(problem -> problem == first || !unrun.contains(problem))
        .map(problem -> problem == first ? one : problem)
        .toList();
  }

  private boolean isUnrun(Problem problem) {
    return problem.missing() != null && known(problem).isEmpty() && !isAssigned(problem);
  }

  /** What the name was probably meant to be. */
  private Optional<String> known(Problem problem) {
    Problem.Unknown unknown = problem.unknown();
    String call = unknown.kind() == Problem.Unknown.Kind.METHOD ? "()" : "";
    Set<String> known = known(unknown.kind());
    known.remove(unknown.name()); // declared in another place of the cell
    return Optional.ofNullable(unknown.meant())
        .or(
            () ->
                Nearest.to(unknown.name(), known)
                    .filter(name -> !isCalledAsAClass(problem, name))
                    .map(name -> didYouMean(name + call)))
        .or(() -> habit(problem))
        .or(() -> isNamedArgument(problem) ? Optional.of(NAMED_ARGUMENT) : Optional.empty())
        .or(() -> isCommand(problem) ? Optional.of(Habits.COMMAND) : Optional.empty())
        .or(() -> isClassAsValue(unknown) ? Optional.of(CLASS) : Optional.empty())
        .or(
            () ->
                isLikeAClass(unknown) && imports(unknown).isEmpty()
                    ? type(unknown)
                    : Optional.empty())
        .or(() -> inLowerCase(problem));
  }

  /** What Java has for a name of another language, or for a call that is none in Java. */
  Optional<String> habit(Problem problem) {
    Problem.Unknown unknown = problem.unknown();
    return Optional.ofNullable(unknown.meant())
        .or(
            () ->
                isNumPy(unknown) ? NameHabits.ofNumPy(text.from(problem.end())) : Optional.empty())
        .or(() -> NameHabits.of(unknown.name()))
        .or(() -> LibraryHabits.of(unknown.name(), compiler::classNames));
  }

  /** Where the name may come from: an import, a declaration, a cell that was not run. */
  private List<String> elsewhere(Problem problem) {
    List<String> sentences = new ArrayList<>();
    Problem.Unknown unknown = problem.unknown();
    List<String> imports = importsOf(unknown);
    if (!imports.isEmpty()) {
      sentences.add("import it: " + String.join(" or ", imports));
    } else if (unknown.kind() == Problem.Unknown.Kind.VARIABLE) {
      sentences.add(undeclared(problem));
    } else if (!names.isFresh()) {
      sentences.add("run the cell that declares it, or declare it here");
    }
    if (names.isFresh() && !freshTold) {
      freshTold = true;
      sentences.add(FRESH);
    }
    return sentences;
  }

  private Optional<String> member(Problem.Unknown unknown) {
    Set<String> members = unknown.members();
    String name = unknown.name();
    boolean isCall = unknown.kind() == Problem.Unknown.Kind.METHOD;
    String other = isCall ? name : name + "()";
    return Optional.ofNullable(unknown.meant())
        .or(() -> LibraryHabits.ofTable(name, members, compiler::classNames))
        .or(
            () ->
                NameHabits.among(members, name)
                    .or(() -> Optional.of(other).filter(members::contains))
                    .or(() -> Optional.of(OtherCall.with(name) + "()").filter(members::contains))
                    .map(NameAdvice::didYouMean))
        .or(() -> isCall ? NameHabits.ofStream(members, name) : Optional.empty())
        .or(() -> members.equals(Set.of("length")) ? NameHabits.ofArray(name) : Optional.empty())
        .or(
            () ->
                Nearest.to(isCall ? name + "()" : name, sameKind(members, isCall))
                    .map(NameAdvice::didYouMean));
  }

  private static List<String> sameKind(Set<String> members, boolean calls) {
    return members.stream().filter(member -> member.endsWith("()") == calls).toList();
  }

  private static boolean isLikeAClass(Problem.Unknown unknown) {
    return unknown.kind() != Problem.Unknown.Kind.METHOD && unknown.name().matches("\\p{Lu}.*");
  }

  /** A class that is misspelt. */
  private Optional<String> type(Problem.Unknown unknown) {
    Map<String, String> usable = usable();
    Optional<String> nearest = Nearest.to(unknown.name(), usable.keySet());
    while (nearest.isPresent() && !compiler.isPublic(usable.get(nearest.get()))) {
      usable.remove(nearest.get());
      nearest = Nearest.to(unknown.name(), usable.keySet());
    }
    return nearest.map(NameAdvice::didYouMean);
  }

  /** Whether {@code Tables.} is the class that could be imported, rather than {@code table}. */
  private boolean isCalledAsAClass(Problem problem, String nearest) {
    Problem.Unknown unknown = problem.unknown();
    return isLikeAClass(unknown)
        && !nearest.equalsIgnoreCase(unknown.name())
        && nearest.matches("\\p{Ll}.*")
        && !imports(unknown).isEmpty();
  }

  private static boolean isNumPy(Problem.Unknown unknown) {
    return unknown.name().equals("np") || unknown.name().equals("numpy");
  }

  /** Whether a class that needs no import stands where a value should. */
  private boolean isClassAsValue(Problem.Unknown unknown) {
    return unknown.kind() == Problem.Unknown.Kind.VARIABLE
        && Optional.ofNullable(usable().get(unknown.name())).filter(compiler::isPublic).isPresent();
  }

  /** {@code arrays.sort} for {@code Arrays.sort}. */
  private Optional<String> inLowerCase(Problem problem) {
    String name = problem.unknown().name();
    return problem.unknown().kind() == Problem.Unknown.Kind.VARIABLE
            && text.from(problem.end()).startsWith(".")
        ? usable().entrySet().stream()
            .filter(one -> one.getKey().equalsIgnoreCase(name) && compiler.isPublic(one.getValue()))
            .findFirst()
            .map(one -> didYouMean(one.getKey()))
        : Optional.empty();
  }

  /**
   * The JDK's common classes, and those that the notebook has imported, public or not: the
   * qualified names by the simple ones.
   */
  private Map<String, String> usable() {
    Set<String> imported = new LinkedHashSet<>();
    Set<String> packages = new LinkedHashSet<>(List.of("java.lang", "java.util"));
    List<NameSpace.Import> imports = new ArrayList<>(names.imports);
    if (unit != null) {
      imports.addAll(unit.imports());
    }
    for (NameSpace.Import one : imports) {
      if (!one.isStatic()) {
        (one.kind() == NameSpace.Import.Kind.SINGLE ? imported : packages).add(one.name());
      }
    }
    Map<String, String> usable = new LinkedHashMap<>();
    for (String candidate : compiler.classNames()) {
      int end = candidate.lastIndexOf('.');
      if (imported.contains(candidate) || packages.contains(candidate.substring(0, end))) {
        usable.merge(
            simple(candidate), candidate, (one, other) -> compiler.isPublic(one) ? one : other);
      }
    }
    return usable;
  }

  /** What brings a name in: the import of a class, or that of a method of our library. */
  private List<String> importsOf(Problem.Unknown unknown) {
    return switch (unknown.kind()) {
      case METHOD -> {
        List<String> owners = compiler.staticOwners(unknown.name());
        yield owners.isEmpty() && unknown.name().matches("\\p{Lu}.*")
            ? imports(unknown)
            : owners.stream()
                .limit(IMPORTS)
                .map(owner -> "`import static " + owner + "." + unknown.name() + ";`")
                .toList();
      }
      case TYPE, VARIABLE -> isLikeAClass(unknown) ? imports(unknown) : List.of();
    };
  }

  /** The imports of a class that was not imported. */
  private List<String> imports(Problem.Unknown unknown) {
    // The JDK's first; then what teaches, and not what it is built on.
    return compiler.classNames().stream()
        .filter(candidate -> simple(candidate).equals(unknown.name()))
        .filter(candidate -> !Importable.isInternal(candidate))
        .filter(compiler::isPublic)
        .sorted(
            Comparator.comparing((String one) -> Importable.rank(one)).thenComparing(one -> one))
        .limit(IMPORTS)
        .map(candidate -> "`import " + candidate + ";`")
        .toList();
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  private String undeclared(Problem problem) {
    String name = problem.unknown().name();
    String declare = "`var " + name + " = ...;`";
    if (before(problem).matches("(?s).*\\bfor\\s*\\(")) {
      return "a loop declares its variable: `for (int " + name + " = 0; ...)`";
    }
    return isAssigned(problem)
        ? "a new variable is declared: " + declare
        : "run the cell that declares it, or declare it here: " + declare;
  }

  private boolean isNamedArgument(Problem problem) {
    return isAssigned(problem)
        && before(problem).matches("(?s).*(?<!\\b(for|if|while|switch)\\s{0,9})[(,]");
  }

  private String before(Problem problem) {
    return text.substring(0, Math.max(0, problem.start())).stripTrailing();
  }

  private boolean isCommand(Problem problem) {
    String before = before(problem);
    String line = before.substring(before.lastIndexOf('\n') + 1);
    return line.matches("(?!\\s*boolean\\b).*\\w\\s*=\\s*!\\s*");
  }

  private boolean isAssigned(Problem problem) {
    return text.from(problem.end()).matches("(?s)\\s*=[^=].*");
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
