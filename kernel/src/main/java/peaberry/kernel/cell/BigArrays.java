package peaberry.kernel.cell;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.*;
import com.sun.tools.javac.tree.TreeCopier;
import com.sun.tools.javac.tree.TreeMaker;
import com.sun.tools.javac.tree.TreeTranslator;
import com.sun.tools.javac.util.List;
import com.sun.tools.javac.util.ListBuffer;
import com.sun.tools.javac.util.Names;

/**
 * Replaces array literals with more elements than one method can hold by a call of a method that
 * fills the array, a thousand elements at a time.
 *
 * <p>Only literals of literals, such as a pasted column of numbers, whose type is written: nothing
 * in them depends on where they stand.
 */
final class BigArrays extends TreeTranslator {
  private static final int LONG = 1_000;
  private static final int ELEMENTS_IN_A_CLASS = 10_000;

  private final TreeMaker make;
  private final Names table;
  private final ListBuffer<JCTree> helpers = new ListBuffer<>();
  private int count;

  BigArrays(TreeMaker make, Names table) {
    this.make = make;
    this.table = table;
  }

  /** The classes that hold the elements. */
  List<JCTree> helpers() {
    return helpers.toList();
  }

  @Override
  public void visitNewArray(JCNewArray tree) {
    if (tree.elemtype == null || tree.elems == null || size(tree) <= LONG || !Literals.only(tree)) {
      super.visitNewArray(tree);
      return;
    }
    make.at(tree.pos);
    JCExpression elementType = new TreeCopier<Void>(make).copy(tree.elemtype);
    JCExpression arrayType = make.TypeArray(elementType);
    int number = count++;
    ListBuffer<JCStatement> calls = new ListBuffer<>();
    JCExpression length = make.Literal(TypeTag.INT, tree.elems.size());
    calls.add(
        make.VarDef(
            make.Modifiers(0),
            name("a"),
            arrayType,
            make.NewArray(elementType, List.of(length), null)));
    List<JCExpression> rest = tree.elems;
    int index = 0;
    int classes = 0;
    while (rest.nonEmpty()) {
      String holder = "Data$" + number + "$" + classes++;
      ListBuffer<JCTree> fills = new ListBuffer<>();
      int inClass = 0;
      while (rest.nonEmpty() && inClass < ELEMENTS_IN_A_CLASS) {
        ListBuffer<JCStatement> stores = new ListBuffer<>();
        int inMethod = 0;
        while (rest.nonEmpty() && inMethod < LONG) {
          JCExpression element = rest.head;
          if (element instanceof JCNewArray inner
              && inner.elemtype == null
              && tree.elemtype instanceof JCArrayTypeTree type) {
            inner.elemtype = new TreeCopier<Void>(make).copy(type.elemtype);
          }
          stores.add(
              make.Exec(
                  make.Assign(
                      make.Indexed(make.Ident(name("a")), make.Literal(TypeTag.INT, index++)),
                      element)));
          inMethod += size(element);
          rest = rest.tail;
        }
        inClass += inMethod;
        String fill = "fill$" + fills.size();
        fills.add(method(fill, arrayType, stores.toList()));
        calls.add(
            make.Exec(
                make.Apply(
                    List.nil(),
                    make.Select(make.Ident(name(holder)), name(fill)),
                    List.of(make.Ident(name("a"))))));
      }
      helpers.add(classOf(holder, fills.toList()));
    }
    calls.add(make.Return(make.Ident(name("a"))));
    String build = "array$" + number;
    helpers.add(
        make.MethodDef(
            make.Modifiers(Flags.PUBLIC | Flags.STATIC),
            name(build),
            arrayType,
            List.nil(),
            List.nil(),
            List.nil(),
            make.Block(0, calls.toList()),
            null));
    result = make.Apply(List.nil(), make.Ident(name(build)), List.nil());
  }

  private JCTree method(String fill, JCExpression arrayType, List<JCStatement> body) {
    JCVariableDecl parameter =
        make.VarDef(make.Modifiers(Flags.PARAMETER), name("a"), arrayType, null);
    return make.MethodDef(
        make.Modifiers(Flags.STATIC),
        name(fill),
        make.TypeIdent(TypeTag.VOID),
        List.nil(),
        List.of(parameter),
        List.nil(),
        make.Block(0, body),
        null);
  }

  private JCTree classOf(String holder, List<JCTree> members) {
    return make.ClassDef(
        make.Modifiers(Flags.STATIC), name(holder), List.nil(), null, List.nil(), members);
  }

  private com.sun.tools.javac.util.Name name(String text) {
    return table.fromString(text);
  }

  private static int size(JCExpression tree) {
    int size = 1;
    if (tree instanceof JCNewArray array && array.elems != null) {
      for (JCExpression element : array.elems) {
        size += size(element);
      }
    }
    return size;
  }
}
