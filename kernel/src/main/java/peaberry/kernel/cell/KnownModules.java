package peaberry.kernel.cell;

import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.comp.Modules;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.List;

/**
 * javac's module graph, worked out once for a compiler context instead of once for each cell: a
 * third of the time that a small cell takes. Neither the modules nor the options that choose them
 * change while a context lives.
 */
final class KnownModules extends Modules {
  private final Symtab symbols;
  private boolean known;

  private KnownModules(Context context) {
    super(context);
    this.symbols = Symtab.instance(context);
  }

  /** Takes the place of javac's own in {@code context}, if nothing has yet. */
  static void in(Context context) {
    if (context.get(Modules.class) == null) {
      new KnownModules(context);
    }
  }

  @Override
  public void initModules(List<JCCompilationUnit> trees) {
    if (known) {
      for (JCCompilationUnit tree : trees) {
        tree.modle = symbols.unnamedModule;
      }
    } else {
      super.initModules(trees);
      known = true;
    }
  }

  @Override
  public void newRound() {}
}
