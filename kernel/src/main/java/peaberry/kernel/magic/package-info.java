/**
 * Magics: commands to the kernel that stand among a cell's Java, one class each.
 *
 * <p>{@link peaberry.kernel.magic.Script} finds them in a cell, {@link
 * peaberry.kernel.magic.Magics} by their names. A magic is a {@link
 * peaberry.kernel.magic.LineMagic}, a {@link peaberry.kernel.magic.CellMagic}, or both; a {@link
 * java.util.ServiceLoader} finds those of other jars too.
 *
 * <p>What commands to the shell and names of files have in common is the {@link
 * peaberry.kernel.magic.Environment}: a folder and environment variables, which a JVM cannot change
 * for itself.
 *
 * <p>{@link peaberry.kernel.magic.MagicCompletion} completes them while they are typed.
 *
 * <p>May depend on {@code cell} for the contracts of running a cell, on {@code display} for the
 * values that are shown, and on {@code resolve}; knows nothing of Jupyter's messages.
 */
package peaberry.kernel.magic;
