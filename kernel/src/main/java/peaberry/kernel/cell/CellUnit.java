package peaberry.kernel.cell;

import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.*;
import java.util.List;
import java.util.Set;

/**
 * The one class that a cell becomes: variables are static fields, methods and types static members,
 * statements the bodies of a few methods that run one after the other.
 *
 * <pre>{@code
 * package notebook;
 * import ...
 * public class Cell7 extends Names7 {                  // Names7: the facade of earlier cells' names
 *   public static int x;                               // int x = 3;
 *   public static void run$0() throws Throwable { x = 3; }
 *   public static int f() { ... }
 *   public static record P(int a) {}
 * }
 * }</pre>
 *
 * <p>The trees are the parser's own, so positions are those of the cell. {@link CellAssembler}
 * makes the unit of them; javac then attributes them where they are.
 *
 * @param tree the class
 * @param facade what {@code tree} inherits the names of earlier cells from
 * @param initialisers the assignments that initialise variables
 * @param early names in statements that stand before the declaration of the cell's own variable
 * @param result the last statement, if it is an expression whose value may be shown; or null
 * @param ignoredPackage what a package declaration in the cell says; null without one
 * @param chunks the run methods
 */
record CellUnit(
    JCClassDecl tree,
    Facade facade,
    List<Field> fields,
    List<Member> members,
    List<NameSpace.Import> imports,
    Set<JCTree> initialisers,
    List<JCIdent> early,
    JCExpressionStatement result,
    String ignoredPackage,
    Chunks chunks) {
  static final String PACKAGE = "notebook";

  /**
   * A field of the unit.
   *
   * @param userName what the user calls it; {@code name} is another if it is declared more than
   *     once
   * @param isConstant whether javac puts its value in the place of its name
   */
  record Field(
      String name, String userName, JCVariableDecl tree, boolean isFinal, boolean isConstant) {}

  /**
   * A method or type of the unit, from {@code start} to {@code end} of the cell's text; the name of
   * a method may be that of others.
   */
  record Member(String name, JCTree tree, int start, int end) {}

  /** The names of the methods to run, in order, as {@code Class.method}. */
  List<String> runMethods() {
    return chunks.names();
  }

  /** Makes the last expression the value of the last run method; after attribution only. */
  void returnResult() {
    chunks.returnResult(result);
  }
}
