package peaberry.kernel.cell;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.*;
import com.sun.tools.javac.tree.TreeMaker;
import com.sun.tools.javac.tree.TreeScanner;
import com.sun.tools.javac.util.List;
import com.sun.tools.javac.util.ListBuffer;
import com.sun.tools.javac.util.Names;
import java.util.ArrayList;

/**
 * Spreads a cell's statements over several methods, and many methods over several classes.
 *
 * <p>HotSpot compiles no method of more than 8,000 bytes of byte code, and a class file holds at
 * most 65,535 constants; a cell may have more of both. The number of tree nodes is a good guess of
 * either.
 */
final class Chunks {
  private static final int NODES_IN_A_CLASS = 20_000;

  private final int size;
  private final Symtab symbols;
  private final java.util.List<String> names = new ArrayList<>();
  private JCReturn returned;
  private JCBlock last;

  Chunks(int size, Symtab symbols) {
    this.size = size;
    this.symbols = symbols;
  }

  /** What to call, in order: {@code run$0}, or {@code Part$1.run$7} for a nested class. */
  java.util.List<String> names() {
    return names;
  }

  /**
   * The run methods, those beyond the first class's share wrapped into nested classes.
   *
   * @param result the last statement, whose method returns a value; or null
   */
  List<JCTree> trees(
      TreeMaker make, Names table, java.util.List<JCStatement> statements, JCStatement result) {
    ListBuffer<JCTree> members = new ListBuffer<>();
    ListBuffer<JCTree> part = new ListBuffer<>();
    ListBuffer<JCStatement> chunk = new ListBuffer<>();
    int inChunk = 0;
    int inClass = 0;
    int parts = 0;
    for (int i = 0; i < statements.size(); i++) {
      JCStatement statement = statements.get(i);
      if (statement instanceof JCSkip) {
        continue; // the result must be the last statement
      }
      int nodes = nodes(statement);
      if (inChunk > 0 && inChunk + nodes > size) {
        part.add(method(make, table, chunk, false, parts));
        chunk = new ListBuffer<>();
        inChunk = 0;
      }
      if (inClass > 0 && inClass + nodes > NODES_IN_A_CLASS && inChunk == 0) {
        close(make, table, part, members, parts++);
        part = new ListBuffer<>();
        inClass = 0;
      }
      chunk.add(statement);
      inChunk += nodes;
      inClass += nodes;
    }
    if (chunk.nonEmpty()) {
      part.add(method(make, table, chunk, chunk.last() == result, parts));
    }
    close(make, table, part, members, parts);
    return members.toList();
  }

  /** Makes the last run method return the value of its last expression, now known to have one. */
  void returnResult(JCExpressionStatement result) {
    returned.expr = result.expr;
    returned.pos = result.pos; // an exception names the line of this
    ListBuffer<JCStatement> others = new ListBuffer<>();
    for (JCStatement statement : last.stats) {
      if (statement != result) {
        others.add(statement);
      }
    }
    last.stats = others.toList();
  }

  private JCTree method(
      TreeMaker make, Names table, ListBuffer<JCStatement> body, boolean value, int part) {
    String name = "run$" + names.size();
    names.add(part == 0 ? name : "Part$" + part + "." + name);
    make.at(body.first().pos);
    if (value) {
      returned = make.Return(make.Literal(TypeTag.BOT, null));
      body.add(returned);
    }
    last = make.Block(0, body.toList());
    // By symbol, not by name: javac would look for a package `java` on the whole class path.
    return make.MethodDef(
        make.Modifiers(Flags.PUBLIC | Flags.STATIC),
        table.fromString(name),
        value ? make.Ident(symbols.objectType.tsym) : make.TypeIdent(TypeTag.VOID),
        List.nil(),
        List.nil(),
        List.of(make.Ident(symbols.throwableType.tsym)),
        last,
        null);
  }

  private static void close(
      TreeMaker make, Names table, ListBuffer<JCTree> part, ListBuffer<JCTree> members, int n) {
    if (n == 0) {
      members.appendList(part);
    } else {
      members.add(
          make.ClassDef(
              make.Modifiers(Flags.PUBLIC | Flags.STATIC),
              table.fromString("Part$" + n),
              List.nil(),
              null,
              List.nil(),
              part.toList()));
    }
  }

  private static int nodes(JCTree tree) {
    int[] count = {0};
    new TreeScanner() {
      @Override
      public void scan(JCTree tree) {
        if (tree != null) {
          count[0]++;
          super.scan(tree);
        }
      }

      @Override
      public void visitClassDef(JCClassDecl tree) {}
    }.scan(tree);
    return count[0];
  }
}
