/**
 * Tables on their way to Smile and back, and how Smile's data frames, matrices, confusion matrices
 * and fitted models show themselves.
 *
 * <p>May depend on {@code peaberry.data}, Tablesaw, {@code peaberry.kernel.display} and Smile,
 * which is under GPL-3: a package of its own, so that {@code peaberry.data} works without it.
 */
package peaberry.data.smile;
