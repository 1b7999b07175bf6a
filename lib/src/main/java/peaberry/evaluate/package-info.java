/**
 * How good a model is: reports, curves and scores with scikit-learn's figures, cross-validation and
 * grid search. Takes labels, scores and functions, not models of one kind, so it serves any
 * library's models.
 *
 * <p>May depend on {@code peaberry.data} and {@code peaberry.kernel.display}.
 */
package peaberry.evaluate;
