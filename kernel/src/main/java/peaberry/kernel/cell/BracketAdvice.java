package peaberry.kernel.cell;

import static com.sun.tools.javac.code.TypeTag.ARRAY;

import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What to call instead of brackets behind what is no array. */
final class BracketAdvice {
  /** Names of methods that look something up, the likeliest first. */
  private static final List<String> LOOKUPS = List.of("get", "charAt", "column", "row", "item");

  private static final List<String> STORES = List.of("put", "set");

  private final Offers offers;

  BracketAdvice(Offers offers) {
    this.offers = offers;
  }

  /**
   * For brackets behind what is no array.
   *
   * @param index the type of what stands in them, or null if that is not known
   * @param stored whether a value is given to it
   */
  String of(Type owner, Type index, String ownerText, String indexText, boolean stored) {
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
        .orElse(stored ? ofColumn(owner, ownerText, indexText) : null);
  }

  /** For a table that a column is stored in; null for what is no table. */
  private String ofColumn(Type owner, String ownerText, String name) {
    Set<String> names = new LinkedHashSet<>();
    offers.methods(owner).forEach(method -> names.add(method.name.toString()));
    return names.containsAll(Set.of("addColumns", "replaceColumn"))
        ? "`%1$s.addColumns(column)` adds a column, `%1$s.replaceColumn(%2$s, column)` changes one"
            .formatted(ownerText, name)
        : null;
  }

  /**
   * For brackets behind those with a column's name: a value of the column that gives numbers.
   *
   * @return null if the owner has no such columns
   */
  String ofTwo(
      Type owner, Type name, String ownerText, String nameText, String indexText, boolean stored) {
    if (name == null || owner.hasTag(ARRAY)) {
      return null;
    }
    Type number = offers.symbols().doubleType;
    for (MethodSymbol method : offers.methods(owner)) {
      Type column = offers.result(owner, method);
      if (method.name.toString().endsWith("Column")
          && takesFirst(owner, method, name, 1)
          && offers.methods(column).stream()
              .filter(one -> one.name.contentEquals("get"))
              .anyMatch(one -> offers.types().isSameType(unboxed(column, one), number))) {
        return "did you mean `%s.%s(%s).%s`?"
            .formatted(
                ownerText,
                method.name,
                nameText,
                stored ? "set(" + indexText + ", ...)" : "get(" + indexText + ")");
      }
    }
    return null;
  }

  private Type unboxed(Type owner, MethodSymbol method) {
    return offers.types().unboxedTypeOrType(offers.result(owner, method));
  }

  private boolean takesFirst(Type owner, MethodSymbol method, Type index, int count) {
    List<Type> parameters = offers.types().memberType(owner, method).getParameterTypes();
    return parameters.size() == count && offers.types().isConvertible(index, parameters.getFirst());
  }
}
