/**
 * Why a model predicts what it does: how much a feature matters, what the prediction does when it
 * changes, and how much it adds to a single one.
 *
 * <p>May depend on {@code peaberry.learn}, {@code peaberry.data}, {@code peaberry.random} and
 * {@code peaberry.kernel.display}.
 */
package peaberry.explain;
