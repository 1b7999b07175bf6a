package peaberry.kernel.assist;

import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.tools.javac.code.ClassFinder;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.PackageSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.comp.AttrContext;
import com.sun.tools.javac.comp.Enter;
import com.sun.tools.javac.comp.Env;
import com.sun.tools.javac.comp.Resolve;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Names;
import java.util.function.Predicate;
import peaberry.kernel.cell.Sketch;

/** A place in an attributed tree, with javac's rules at hand. Void when its sketch is. */
final class Spot {
  private final Context context;
  private final JCCompilationUnit unit;
  private final TreePath path;
  private final Env<AttrContext> env;

  private Spot(Sketch sketch, TreePath path) {
    this.context = sketch.context();
    this.unit = sketch.unit();
    this.path = path;
    this.env = Enter.instance(context).getClassEnv(classAround().sym);
  }

  /**
   * The place of the name or member that {@code wanted} accepts; the whole cell if there is none.
   */
  static Spot find(Sketch sketch, Predicate<JCTree> wanted) {
    TreePath[] found = {new TreePath(new TreePath(sketch.unit()), mainClass(sketch.unit()))};
    new TreePathScanner<Void, Void>() {
      @Override
      public Void scan(Tree tree, Void nothing) {
        if (tree != null && wanted.test((JCTree) tree)) {
          found[0] = new TreePath(getCurrentPath(), tree);
        }
        return super.scan(tree, nothing);
      }

      @Override
      public Void visitErroneous(ErroneousTree tree, Void nothing) {
        return scan(tree.getErrorTrees(), nothing);
      }
    }.scan(new TreePath(sketch.unit()), null);
    return new Spot(sketch, found[0]);
  }

  private static JCClassDecl mainClass(JCCompilationUnit unit) {
    return (JCClassDecl) unit.getTypeDecls().getLast();
  }

  /** The class of the whole cell. */
  JCClassDecl cell() {
    return mainClass(unit);
  }

  JCTree tree() {
    return (JCTree) path.getLeaf();
  }

  TreePath path() {
    return path;
  }

  JCCompilationUnit unit() {
    return unit;
  }

  /** The innermost class around this place that javac has entered. */
  private JCClassDecl classAround() {
    for (TreePath p = path; p != null; p = p.getParentPath()) {
      if (p.getLeaf() instanceof JCClassDecl type
          && type.sym != null
          && Enter.instance(context).getClassEnv(type.sym) != null) {
        return type;
      }
    }
    return cell();
  }

  Types types() {
    return Types.instance(context);
  }

  Symtab symbols() {
    return Symtab.instance(context);
  }

  boolean isAccessible(Type site, Symbol symbol) {
    return Resolve.instance(context).isAccessible(env, site, symbol);
  }

  /** Whether a type may be named here. A class file that cannot be read is not accessible. */
  boolean isAccessible(ClassSymbol type) {
    try {
      type.complete();
      return Resolve.instance(context).isAccessible(env, type);
    } catch (Symbol.CompletionFailure unreadable) {
      return false;
    }
  }

  /** The package of this name as the notebook sees it; it may be empty. */
  PackageSymbol packageOf(String name) {
    return symbols()
        .lookupPackage(symbols().unnamedModule, Names.instance(context).fromString(name));
  }

  /** The class of this binary name, or null. */
  ClassSymbol type(String binaryName) {
    try {
      return ClassFinder.instance(context)
          .loadClass(symbols().unnamedModule, Names.instance(context).fromString(binaryName));
    } catch (Symbol.CompletionFailure unknown) {
      return null;
    }
  }
}
