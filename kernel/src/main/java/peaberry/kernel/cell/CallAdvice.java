package peaberry.kernel.cell;

import static com.sun.tools.javac.code.TypeTag.ARRAY;

import com.sun.tools.javac.code.Kinds.Kind;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.util.JCDiagnostic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What to call instead: of a constructor, of a method with other parameters, of brackets. */
final class CallAdvice {
  private static final int MOST = 3;

  /** Names of methods that make an object, the likeliest first. */
  private static final List<String> MAKERS =
      List.of("fit", "of", "create", "parse", "from", "read", "compile", "builder", "getInstance");

  /** Names of methods that look something up, the likeliest first. */
  private static final List<String> LOOKUPS = List.of("get", "charAt", "column", "row", "item");

  private static final List<String> STORES = List.of("put", "set");

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
    Set<String> calls = new LinkedHashSet<>();
    Symbol one = null;
    for (JCDiagnostic candidate : diagnostic.getSubdiagnostics()) {
      for (Object argument : candidate.getArgs()) {
        if (argument instanceof MethodSymbol method && Offers.isOpen(method)) {
          one = method;
          calls.add("(" + parameters(method) + ")");
        }
      }
    }
    String makers = one != null && one.isConstructor() ? makers(one.owner.type) : null;
    if (one == null || makers != null) {
      return makers;
    }
    List<String> shortest =
        calls.stream().sorted(Comparator.comparingInt(String::length)).limit(MOST).toList();
    return "it takes " + or(shortest) + (calls.size() > MOST ? ", and more" : "");
  }

  private static String parameters(MethodSymbol method) {
    List<String> all = new ArrayList<>();
    for (Type type : method.type.getParameterTypes()) {
      all.add(TypeAdvice.simple(type));
    }
    String text = String.join(", ", all);
    return method.isVarArgs() ? text.replaceFirst("\\[\\]$", "...") : text;
  }

  /**
   * For brackets behind what is no array.
   *
   * @param index the type of what stands in them, or null if that is not known
   * @param stored whether a value is given to it
   */
  String ofBrackets(Type owner, Type index, String ownerText, String indexText, boolean stored) {
    if (index == null || owner.hasTag(ARRAY)) {
      return null;
    }
    if (indexText.matches("-\\s*\\d+")) {
      return offers.is(owner, "java.util.List") && !stored
          ? "Java does not count from the end; the last one is `" + ownerText + ".getLast()`"
          : null;
    }
    List<String> names = stored ? STORES : LOOKUPS;
    Optional<String> found = Optional.empty();
    for (String name : names.reversed()) {
      for (MethodSymbol method : offers.methods(owner)) {
        if (method.name.contentEquals(name) && takesFirst(owner, method, index, stored ? 2 : 1)) {
          found = Optional.of(name);
        }
      }
    }
    String more = stored ? ", ..." : "";
    return found
        .map(name -> "did you mean `" + ownerText + "." + name + "(" + indexText + more + ")`?")
        .orElse(null);
  }

  private boolean takesFirst(Type owner, MethodSymbol method, Type index, int count) {
    List<Type> parameters = offers.types().memberType(owner, method).getParameterTypes();
    return parameters.size() == count && offers.types().isConvertible(index, parameters.getFirst());
  }

  private static String or(List<String> all) {
    return all.size() < 2
        ? String.join("", all)
        : String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast();
  }
}
