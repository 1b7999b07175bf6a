package peaberry.kernel.assist;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.PackageSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.tree.JCTree.JCArrayTypeTree;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCPrimitiveTypeTree;
import com.sun.tools.javac.tree.JCTree.JCTypeApply;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.util.Name;
import peaberry.kernel.assist.Candidates.Nearness;

/** Lists what may stand behind a dot or {@code ::}. */
final class Members {
  private final Spot spot;
  private final Types types;
  private final Candidates candidates;

  Members(Spot spot, Candidates candidates) {
    this.spot = spot;
    this.types = spot.types();
    this.candidates = candidates;
  }

  /**
   * Adds what {@code owner} has.
   *
   * @param reference whether {@code ::} stands between, so that a type's instance methods count too
   * @return whether javac knows the owner at all
   */
  boolean add(JCExpression owner, boolean reference, TypeIndex index) {
    Symbol symbol = TreeInfo.symbol(owner);
    Type type = owner.type;
    if (type == null
        || type.isErroneous()
        || type.hasTag(TypeTag.VOID)
        || symbol instanceof PackageSymbol) {
      // In an expression javac does not look for packages in the first part of a.b.
      Name name = TreeInfo.fullName(owner);
      boolean known = name != null && index.hasPackage(name.toString());
      if (known) {
        packageMembers(name.toString(), index);
      }
      return known;
    }
    if (symbol instanceof Symbol.TypeSymbol
        || owner instanceof JCTypeApply
        || owner instanceof JCArrayTypeTree
        || owner instanceof JCPrimitiveTypeTree) {
      ofType(type, reference);
    } else {
      of(type);
    }
    return true;
  }

  /** Adds the members of a value. */
  private void of(Type type) {
    if (type.isPrimitive() || type.hasTag(TypeTag.BOT)) {
      return;
    }
    if (type.hasTag(TypeTag.ARRAY)) {
      candidates.word("length", "field", "int", Nearness.OWN);
      candidates.word("clone", "method", "() : " + type, Nearness.OF_OBJECT);
    }
    Type site = types.capture(types.skipTypeVars(type, false));
    if (site.hasTag(TypeTag.WILDCARD)) {
      site = types.wildUpperBound(site);
    }
    members(site, false, true);
  }

  /** Adds the static members of a type and, for a reference, its methods and constructor. */
  void ofType(Type type, boolean reference) {
    if (reference) {
      candidates.word("new", "keyword", "", Nearness.KEYWORD);
      members(type, true, true);
      return;
    }
    candidates.word("class", "keyword", "", Nearness.KEYWORD);
    if (!type.isPrimitive() && !type.hasTag(TypeTag.ARRAY)) {
      members(type, true, false);
    }
  }

  /** Adds what an import can name in a type. */
  void forImport(ClassSymbol type, boolean isStatic) {
    for (Symbol symbol : types.membersClosure(type.type, false).getSymbols()) {
      if (symbol instanceof ClassSymbol || isStatic) {
        add(symbol, type.type, true, false);
      }
    }
  }

  private void members(Type site, boolean statics, boolean instances) {
    for (Symbol symbol : types.membersClosure(site, false).getSymbols()) {
      add(symbol, site, statics, instances);
    }
    if (instances) {
      Type object = spot.symbols().objectType;
      for (Symbol symbol : object.tsym.members().getSymbols()) {
        add(symbol, site.hasTag(TypeTag.ARRAY) ? object : site, false, true);
      }
    }
  }

  private void add(Symbol symbol, Type site, boolean statics, boolean instances) {
    if ((symbol.flags() & Flags.SYNTHETIC) != 0
        || symbol.isConstructor()
        || symbol.name.isEmpty()
        || !candidates.fits(symbol.name)) {
      return;
    }
    boolean fits =
        symbol instanceof ClassSymbol ? statics : symbol.isStatic() ? statics : instances;
    // A static interface method is called by the interface's own name only.
    boolean foreign =
        symbol.isStatic()
            && symbol instanceof MethodSymbol
            && symbol.owner.isInterface()
            && symbol.owner != site.tsym;
    if (fits && !foreign && spot.isAccessible(site, symbol)) {
      candidates.add(symbol, site, isObjects(symbol) ? Nearness.OF_OBJECT : Nearness.OWN);
    }
  }

  /** Whether every object has this method, overridden or not. */
  private boolean isObjects(Symbol symbol) {
    if (!(symbol instanceof MethodSymbol)) {
      return false;
    }
    for (Symbol other : spot.symbols().objectType.tsym.members().getSymbolsByName(symbol.name)) {
      if (other == symbol
          || types.hasSameArgs(types.erasure(other.type), types.erasure(symbol.type))) {
        return true;
      }
    }
    return false;
  }

  /** Adds the packages in a package, and its classes. */
  void packageMembers(String name, TypeIndex index) {
    for (String inner : index.packagesIn(name)) {
      candidates.word(
          inner, "module", name.isEmpty() ? inner : name + "." + inner, Nearness.PACKAGE);
    }
    if (index.hasClasses(name)) {
      for (Symbol symbol : spot.packageOf(name).members().getSymbols()) {
        if (symbol instanceof ClassSymbol type
            && candidates.fits(type.name)
            && spot.isAccessible(type)) {
          candidates.add(type, type.type, Nearness.OWN);
        }
      }
    }
  }
}
