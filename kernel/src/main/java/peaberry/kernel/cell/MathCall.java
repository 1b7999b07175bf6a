package peaberry.kernel.cell;

import static com.sun.tools.javac.code.TypeTag.ARRAY;

import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A function of {@code Math} that is called of many numbers at once, as NumPy's are. */
final class MathCall {
  private final Offers offers;

  MathCall(Offers offers) {
    this.offers = offers;
  }

  /** {@code column.map(Math::exp)} for {@code column.exp()}. */
  Optional<String> of(JCFieldAccess access) {
    String name = access.name.toString();
    Type site = access.selected.type;
    if (Stream.of(Math.class.getMethods()).noneMatch(one -> isFunction(one, name))) {
      return Optional.empty();
    }
    if (site.hasTag(ARRAY)) {
      String map = site.toString().equals("double[]") ? "map" : "mapToDouble";
      return site.toString().matches("(int|long|double)\\[\\]")
          ? Optional.of(
              "write `Arrays.stream(%s).%s(Math::%s).toArray()`"
                  .formatted(access.selected, map, name))
          : Optional.empty();
    }
    List<MethodSymbol> methods = offers.methods(site);
    return Stream.of("map", "mapToDouble")
        .filter(
            map ->
                methods.stream()
                    .anyMatch(one -> one.name.contentEquals(map) && mapsDoubles(site, one)))
        .findFirst()
        .map(map -> "write `%s.%s(Math::%s)`".formatted(access.selected, map, name));
  }

  private static boolean isFunction(Method method, String name) {
    return method.getName().equals(name)
        && List.of(method.getParameterTypes()).equals(List.of(double.class));
  }

  /** Whether a method takes a function of doubles that gives doubles. */
  private boolean mapsDoubles(Type site, MethodSymbol map) {
    List<Type> parameters = offers.types().memberType(site, map).getParameterTypes();
    if (parameters.size() != 1 || !offers.types().isFunctionalInterface(parameters.getFirst())) {
      return false;
    }
    Type number = offers.symbols().doubleType;
    Type function = offers.types().findDescriptorType(parameters.getFirst());
    return function.getParameterTypes().size() == 1
        && offers.types().isConvertible(function.getParameterTypes().head, number)
        && offers.types().isConvertible(number, function.getReturnType());
  }
}
