package peaberry.kernel.cell;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Kinds.Kind;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.util.JCDiagnostic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What to call instead: of a constructor, or of a method with other parameters. */
final class CallAdvice {
  private static final int MOST = 3;

  /** Names of methods that make an object, the likeliest first. */
  private static final List<String> MAKERS =
      List.of("fit", "of", "create", "parse", "from", "read", "compile", "builder", "getInstance");

  private static final Map<String, String> CLASSES =
      Map.of(
          "List",
          "ArrayList",
          "Map",
          "HashMap",
          "Set",
          "HashSet",
          "Queue",
          "ArrayDeque",
          "Deque",
          "ArrayDeque");

  private final Offers offers;

  CallAdvice(Offers offers) {
    this.offers = offers;
  }

  /** For {@code new} of an abstract class; null if there is nothing to say. */
  String ofAbstract(Type made) {
    String instead = CLASSES.get(made.tsym.name.toString());
    String makers = makers(made);
    return instead == null || makers == null
        ? makers
        : "write `new " + instead + "<>()`; " + makers;
  }

  /** For a constructor that cells cannot use; null if they can, or there is nothing to say. */
  String ofHidden(Symbol called) {
    if (called.kind == Kind.VAR && called.owner instanceof ClassSymbol owner && owner.isRecord()) {
      return "a record's values are read by calling them: `" + called.name + "()`";
    }
    if (!(called instanceof MethodSymbol method)
        || !method.isConstructor()
        || Offers.isOpen(method)) {
      return null;
    }
    Type made = method.owner.type;
    String makers = makers(made);
    return makers == null
        ? calls("its methods are called without an object: ", made, offers.statics(made))
        : makers;
  }

  /**
   * For a class that is called as in Python; null if there is nothing to say.
   *
   * @param arguments their types, or what stands for them if they have none of their own
   * @param written how the cell writes them; null if that is too long
   */
  String ofClass(ClassSymbol called, List<?> arguments, String written) {
    boolean isAbstract = (called.flags() & (Flags.ABSTRACT | Flags.INTERFACE | Flags.ENUM)) != 0;
    List<MethodSymbol> constructors = isAbstract ? List.of() : offers.constructors(called.type);
    String call =
        "an object is made with `new`: `new "
            + called.name
            + (called.type.getTypeArguments().isEmpty() ? "(" : "<>(");
    for (MethodSymbol constructor : constructors) {
      if (offers.takes(constructor, arguments)) {
        return call + (written == null ? "..." : written) + ")`";
      }
    }
    String makers = isAbstract ? ofAbstract(called.type) : makers(called.type);
    return makers != null || constructors.isEmpty()
        ? makers
        : call + parameters(constructors.getFirst()) + ")`";
  }

  /** The static methods that give one; null if there are none. */
  String makers(Type made) {
    return calls("what makes one: ", made, offers.factories(made));
  }

  private static String calls(String lead, Type owner, List<MethodSymbol> methods) {
    List<MethodSymbol> sorted = new ArrayList<>(methods);
    sorted.sort(Comparator.comparingInt(method -> rank(method.name.toString())));
    Set<String> calls = new LinkedHashSet<>();
    for (MethodSymbol method : sorted) {
      boolean takesNothing =
          sorted.stream().allMatch(m -> m.name != method.name || m.params().isEmpty());
      calls.add("`" + owner.tsym.name + "." + method.name + (takesNothing ? "()`" : "(...)`"));
    }
    return calls.isEmpty() ? null : lead + or(calls.stream().limit(MOST).toList());
  }

  private static int rank(String name) {
    int rank = MAKERS.indexOf(name);
    return rank < 0 ? MAKERS.size() : rank;
  }

  /** For overloads of which none takes the arguments: what they take. */
  String ofOverloads(JCDiagnostic diagnostic) {
    List<MethodSymbol> overloads = new ArrayList<>();
    for (JCDiagnostic candidate : diagnostic.getSubdiagnostics()) {
      for (Object argument : candidate.getArgs()) {
        if (argument instanceof MethodSymbol method && Offers.isOpen(method)) {
          overloads.add(method);
        }
      }
    }
    List<?> arguments =
        diagnostic.getArgs()[2] instanceof Collection<?> all ? List.copyOf(all) : List.of();
    String makers =
        !overloads.isEmpty() && overloads.getFirst().isConstructor()
            ? makers(overloads.getFirst().owner.type)
            : null;
    return makers != null || overloads.isEmpty() ? makers : takes(overloads, arguments);
  }

  /** What overloads take: first those for as many arguments, and of the types that these have. */
  String takes(List<MethodSymbol> overloads, List<?> arguments) {
    Set<String> calls = new LinkedHashSet<>();
    overloads.stream()
        .sorted(
            Comparator.comparing((MethodSymbol one) -> !Offers.fitsByCount(one, arguments.size()))
                .thenComparing(one -> -offers.taken(one, arguments))
                .thenComparing(one -> parameters(one).length()))
        .forEach(one -> calls.add("(" + parameters(one) + ")"));
    return "it takes "
        + or(calls.stream().limit(MOST).toList())
        + (calls.size() > MOST ? ", and more" : "");
  }

  /** The parameters with their names, as far as the class file has them. */
  static String named(MethodSymbol method) {
    List<String> all = new ArrayList<>();
    boolean isOfRecord =
        method.isConstructor()
            && method.owner instanceof ClassSymbol owner
            && owner.getRecordComponents().size() == method.params().size();
    for (int i = 0; i < method.params().size(); i++) {
      String name =
          (isOfRecord
                  ? ((ClassSymbol) method.owner).getRecordComponents().get(i).name
                  : method.params().get(i).name)
              .toString();
      String type = TypeAdvice.simple(method.type.getParameterTypes().get(i));
      all.add(name.matches("(arg|x)\\d+") ? type : type + " " + name);
    }
    return String.join(", ", all);
  }

  private static String parameters(MethodSymbol method) {
    List<String> all = new ArrayList<>();
    for (Type type : method.type.getParameterTypes()) {
      all.add(TypeAdvice.simple(type));
    }
    String text = String.join(", ", all);
    return method.isVarArgs() ? text.replaceFirst("\\[\\]$", "...") : text;
  }

  private static String or(List<String> all) {
    return all.size() < 2
        ? String.join("", all)
        : String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast();
  }
}
