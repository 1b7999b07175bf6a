package peaberry.kernel.cell;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.util.Context;

/**
 * javac's rules of types, which a long compilation asks again and again, with a check now and then
 * whether the user has stopped the cell: inference can take hours, and javac has no way to end it.
 */
final class StoppableTypes extends Types {
  private static final int CALLS_BETWEEN_CHECKS = 256;

  private final Runnable check;
  private int calls;

  private StoppableTypes(Context context, Runnable check) {
    super(context);
    this.check = check;
  }

  /**
   * Takes the place of javac's own in {@code context}, if nothing has yet.
   *
   * @param check throws if the cell is to be compiled no further
   */
  static void in(Context context, Runnable check) {
    if (context.get(typesKey) == null) {
      new StoppableTypes(context, check);
    }
  }

  private void check() {
    if (++calls % CALLS_BETWEEN_CHECKS == 0) {
      check.run();
    }
  }

  @Override
  public boolean isSubtype(Type t, Type s, boolean capture) {
    check();
    return super.isSubtype(t, s, capture);
  }

  @Override
  public boolean isSameType(Type t, Type s) {
    check();
    return super.isSameType(t, s);
  }

  @Override
  public Type asSuper(Type t, Symbol symbol) {
    check();
    return super.asSuper(t, symbol);
  }

  @Override
  public Type memberType(Type t, Symbol symbol) {
    check();
    return super.memberType(t, symbol);
  }

  @Override
  public Type erasure(Type t) {
    check();
    return super.erasure(t);
  }
}
