/**
 * Models with scikit-learn's results and the statistics that a data scientist reads: each fits with
 * {@code static fit(data, ...)} and is immutable from then on.
 *
 * <p>Delegates to Smile where Smile does it well, and loads the OpenBLAS that Smile needs without
 * any set-up. Smile is under the GPL-3: this package and {@code peaberry.data.smile} alone depend
 * on it. May also depend on {@code peaberry.blas}, {@code peaberry.data}, {@code peaberry.random},
 * Tablesaw and {@code peaberry.kernel.display}.
 */
package peaberry.learn;
