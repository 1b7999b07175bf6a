package peaberry.kernel.assist;

import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of parameters that class files do not tell, such as those of interfaces: from the
 * documentation, kept for the classes that were once asked for. Safe for use by several threads.
 */
final class ParameterNames {
  private final DocIndex index;
  private final Map<String, Map<String, List<String>>> byClass = new ConcurrentHashMap<>();

  ParameterNames(DocIndex index) {
    this.index = index;
  }

  /** The names, in order; empty if they are not known. */
  List<String> of(MethodSymbol method, Types types) {
    return method.owner instanceof ClassSymbol owner
        ? byClass
            .computeIfAbsent(owner.flatName().toString(), this::read)
            .getOrDefault(Documentation.key(method, types), List.of())
        : List.of();
  }

  private Map<String, List<String>> read(String className) {
    Map<String, List<String>> names = new HashMap<>();
    index.ofAll(className).forEach((key, comment) -> names.put(key, comment.parameters()));
    return names;
  }
}
