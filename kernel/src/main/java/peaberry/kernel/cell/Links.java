package peaberry.kernel.cell;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.HashMap;
import java.util.Map;

/**
 * What the call sites of cells are linked to: the notebook's methods, each at its newest
 * definition, and the check for interrupts.
 *
 * <p>All calls of one method share one call site. To the just-in-time compiler its target is a
 * constant, so that a call costs no more than a static one; declaring the method anew makes it
 * compile the callers again. Safe for use by several threads.
 */
final class Links {
  /** The name of the check; no Java method can have it. */
  static final String CHECK = "check-interrupt";

  private static final MethodType NOTHING = MethodType.methodType(void.class);

  private static final class Slot {
    private CellLoader home;
    private MutableCallSite site;
  }

  private final Map<String, Slot> slots = new HashMap<>();
  private final MutableCallSite check = new MutableCallSite(MethodHandles.empty(NOTHING));
  private final MethodHandle stop;
  private final Runnable stopInHandler;
  private volatile boolean checks;
  private final MethodHandle newException;

  /**
   * @param stop called at each check while the checks are on
   * @param stopInHandler the same for the checks at the beginning of exception handlers
   */
  Links(Runnable stop, Runnable stopInHandler) {
    this.stopInHandler = stopInHandler;
    try {
      this.stop = MethodHandles.lookup().findVirtual(Runnable.class, "run", NOTHING).bindTo(stop);
      this.newException =
          MethodHandles.lookup()
              .findConstructor(
                  CellException.class, MethodType.methodType(void.class, String.class));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Makes all calls of the method go to the class of {@code home}. */
  synchronized void define(String name, String type, CellLoader home) {
    Slot slot = slots.computeIfAbsent(name + type, key -> new Slot());
    slot.home = home;
    if (slot.site != null) {
      slot.site.setTarget(find(name, slot.site.type(), home));
      MutableCallSite.syncAll(new MutableCallSite[] {slot.site});
    }
  }

  /**
   * Makes the calls that are left of a method that is gone fail with a sentence. Used where the
   * method was declared anew with another type and the caller could not be compiled again.
   */
  synchronized void retire(String name, String type, String sentence) {
    Slot slot = slots.remove(name + type);
    if (slot != null && slot.site != null) {
      slot.site.setTarget(thrower(slot.site.type(), sentence));
      MutableCallSite.syncAll(new MutableCallSite[] {slot.site});
    }
  }

  private MethodHandle thrower(MethodType type, String sentence) {
    MethodHandle thrower =
        MethodHandles.foldArguments(
            MethodHandles.throwException(type.returnType(), CellException.class),
            MethodHandles.insertArguments(newException, 0, sentence));
    return MethodHandles.dropArguments(thrower, 0, type.parameterList());
  }

  /** The call site for a call in a cell: a method of the notebook, or the check. */
  synchronized CallSite site(String name, MethodType type) {
    if (name.equals(CHECK)) {
      return check;
    }
    Slot slot = slots.get(name + type.toMethodDescriptorString());
    if (slot == null) {
      return new ConstantCallSite(
          thrower(
              type,
              name + " was declared anew with another type; run the cell that calls it again"));
    }
    if (slot.site == null || !slot.site.type().equals(type)) {
      MutableCallSite site = new MutableCallSite(find(name, type, slot.home));
      if (slot.site != null) {
        return site; // another loader's type of the same name: a site of its own
      }
      slot.site = site;
    }
    return slot.site;
  }

  /** Turns the checks of all cells on or off. */
  void checks(boolean on) {
    checks = on;
    check.setTarget(on ? stop : MethodHandles.empty(NOTHING));
    MutableCallSite.syncAll(new MutableCallSite[] {check});
  }

  /** The check of exception handlers: allocates nothing, for the heap may be full there. */
  void checkInHandler() {
    if (checks) {
      stopInHandler.run();
    }
  }

  private static MethodHandle find(String name, MethodType type, CellLoader home) {
    try {
      return MethodHandles.publicLookup()
          .findStatic(Class.forName(home.className(), true, home), name, type);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(name + type + " in " + home.className(), e);
    }
  }
}
