package peaberry.kernel.assist;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.PackageSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the documentation comment of a symbol: its own, or that of what it overrides. */
final class Documentation {

  /** Finds the comments on a class, by the keys of {@link DocIndex#ofAll}. */
  interface Source {
    Map<String, DocComment> of(ClassSymbol type);
  }

  private final Source own;
  private final Source added;
  private final DocIndex index;
  private final Map<ClassSymbol, Map<String, DocComment>> known = new HashMap<>();
  private final Types types;

  /**
   * @param own knows the classes of the notebook
   * @param added knows those of libraries that the notebook has added
   * @param index knows all others
   */
  Documentation(Source own, Source added, DocIndex index, Types types) {
    this.own = own;
    this.added = added;
    this.index = index;
    this.types = types;
  }

  /** The comment, complete; empty if there is none. */
  Optional<DocComment> on(Symbol symbol) {
    DocComment found =
        switch (symbol) {
          case PackageSymbol p -> index.ofClass(p.fullname + ".package-info").orElse(null);
          case ClassSymbol type -> of(type).get("");
          case MethodSymbol method -> ofMethod(method);
          case VarSymbol field when field.owner instanceof ClassSymbol owner ->
              ofField(field, owner);
          default -> null;
        };
    return Optional.ofNullable(found).map(DocComment::complete);
  }

  private Map<String, DocComment> of(ClassSymbol type) {
    return known.computeIfAbsent(type, this::read);
  }

  private Map<String, DocComment> read(ClassSymbol type) {
    if (type.packge().fullname.contentEquals("notebook")) {
      return own.of(type);
    }
    Map<String, DocComment> found = added.of(type);
    return found.isEmpty() ? index.ofAll(type.flatName().toString()) : found;
  }

  private DocComment ofField(VarSymbol field, ClassSymbol owner) {
    DocComment found = of(owner).get(field.name.toString());
    return found == null ? ofComponent(owner, field.name.toString()) : found;
  }

  /** What a record's comment says of its component. */
  private DocComment ofComponent(ClassSymbol owner, String name) {
    DocComment comment = owner.isRecord() ? of(owner).get("") : null;
    String text = comment == null ? "" : comment.text("param", name);
    return text.isEmpty() ? null : new DocComment(text, List.of());
  }

  private DocComment ofMethod(MethodSymbol method) {
    if (!(method.owner instanceof ClassSymbol owner)) {
      return null;
    }
    DocComment found = of(owner).get(key(method, types));
    if (found == null && method.params().isEmpty()) {
      found = ofComponent(owner, method.name.toString());
    }
    if (method.isStatic() || method.isConstructor()) {
      return found;
    }
    for (Type upper : types.closure(owner.type)) {
      if (found != null && !found.inherits()) {
        return found;
      }
      if (upper.tsym == owner || !(upper.tsym instanceof ClassSymbol type)) {
        continue;
      }
      for (Symbol other : type.members().getSymbolsByName(method.name)) {
        if (other instanceof MethodSymbol overridden
            && method.overrides(overridden, owner, types, false)) {
          DocComment above = of(type).get(key(overridden, types));
          if (above != null) {
            found = found == null ? above : found.inheriting(above);
          }
        }
      }
    }
    return found;
  }

  /** The key of a method, as {@link #key(MethodSymbol, Types)}. */
  String key(MethodSymbol method) {
    return key(method, types);
  }

  /** The key of a method: its name and the simple names of its erased parameter types. */
  static String key(MethodSymbol method, Types types) {
    List<String> parameters = new ArrayList<>();
    for (Type type : types.erasure(method.type).getParameterTypes()) {
      parameters.add(simple(type, types));
    }
    return method.name + "(" + String.join(",", parameters) + ")";
  }

  private static String simple(Type type, Types types) {
    return type.hasTag(TypeTag.ARRAY)
        ? simple(types.elemtype(type), types) + "[]"
        : type.tsym.name.toString();
  }
}
