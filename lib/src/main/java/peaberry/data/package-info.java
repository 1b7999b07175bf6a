/**
 * Data on its way to a model: splits that are scikit-learn's own, and how a Tablesaw table shows
 * itself in a notebook, and its columns by their exact names.
 *
 * <p>May depend on {@code peaberry.random}, Tablesaw and {@code peaberry.kernel.display}.
 */
package peaberry.data;
