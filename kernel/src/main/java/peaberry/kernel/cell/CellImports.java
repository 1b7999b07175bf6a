package peaberry.kernel.cell;

import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCImport;
import com.sun.tools.javac.tree.TreeMaker;
import com.sun.tools.javac.util.Name;
import com.sun.tools.javac.util.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a cell imports beside its own imports: the types of earlier cells that it mentions, what
 * earlier cells imported, and the default imports. A declared type beats an import.
 */
final class CellImports {
  private final TreeMaker make;
  private final Names table;
  private final NameSpace names;
  private final List<NameSpace.Import> defaultImports;

  CellImports(TreeMaker make, Names table, NameSpace names, List<NameSpace.Import> defaultImports) {
    this.make = make;
    this.table = table;
    this.names = names;
    this.defaultImports = defaultImports;
  }

  /**
   * The imports for a cell.
   *
   * @param mentioned the simple names in it
   * @param declaredTypes the types that it declares
   * @param imports its own imports
   */
  List<JCTree> trees(
      Set<String> mentioned, Set<String> declaredTypes, List<NameSpace.Import> imports) {
    List<JCTree> trees = new ArrayList<>();
    for (NameSpace.Type type : names.types.values()) {
      if (mentioned.contains(type.name()) && !declaredTypes.contains(type.name())) {
        trees.add(importTree(type.binaryName().replace('$', '.'), false));
      }
    }
    Set<String> own = new HashSet<>();
    for (NameSpace.Import i : imports) {
      if (i.kind() == NameSpace.Import.Kind.SINGLE) {
        own.add(i.simpleName());
      }
    }
    List<NameSpace.Import> all = new ArrayList<>();
    if (mentionsUnknown(mentioned, declaredTypes)) {
      all.addAll(defaultImports);
      all.addAll(names.imports);
    }
    for (NameSpace.Import i : all) {
      switch (i.kind()) {
        case SINGLE -> {
          boolean hidden =
              !i.isStatic()
                  && (own.contains(i.simpleName()) || names.types.containsKey(i.simpleName()));
          if (mentioned.contains(i.simpleName()) && !hidden) {
            trees.add(importTree(i.name(), i.isStatic()));
          }
        }
        case ON_DEMAND -> trees.add(importTree(i.name() + ".*", i.isStatic()));
        case MODULE -> trees.add(make.ModuleImport(qualified(make, table, i.name())));
      }
    }
    return trees;
  }

  /** Whether there is any name that only an import could explain. */
  private boolean mentionsUnknown(Set<String> mentioned, Set<String> declaredTypes) {
    for (String name : mentioned) {
      if (!names.variables.containsKey(name)
          && !names.types.containsKey(name)
          && !declaredTypes.contains(name)) {
        return true;
      }
    }
    return false;
  }

  private JCTree importTree(String name, boolean isStatic) {
    make.at(0);
    return make.Import((JCFieldAccess) qualified(make, table, name), isStatic);
  }

  static JCExpression qualified(TreeMaker make, Names table, String name) {
    JCExpression tree = null;
    for (String part : name.split("\\.")) {
      Name next = table.fromString(part);
      tree = tree == null ? make.Ident(next) : make.Select(tree, next);
    }
    return tree;
  }

  static NameSpace.Import of(JCImport tree) {
    String name = tree.qualid.toString();
    return name.endsWith(".*")
        ? new NameSpace.Import(
            name.substring(0, name.length() - 2),
            tree.staticImport,
            NameSpace.Import.Kind.ON_DEMAND)
        : new NameSpace.Import(name, tree.staticImport, NameSpace.Import.Kind.SINGLE);
  }
}
