/**
 * NumPy's random numbers, bit for bit, so that a Java notebook computes on the very data of its
 * Python original.
 *
 * <p>{@link peaberry.random.RandomState} is {@code numpy.random.RandomState}: the stream behind
 * {@code np.random.seed(101)}, which NumPy has promised never to change (NEP 19). {@link
 * peaberry.random.Generator} is what {@code numpy.random.default_rng(42)} gives. Both share the
 * distributions, choices and shuffles of {@link peaberry.random.Sampling} and its parents.
 *
 * <p>What equals what: all numbers of all calls have the bits that NumPy 2.4 gives on Linux, on an
 * x86-64 processor with FMA (since 2013) and glibc 2.28 or later. There NumPy takes logarithms,
 * exponentials and powers from glibc, and this package has the same ones in Java, so its numbers
 * are the same on every machine. Elsewhere NumPy itself may give numbers that differ from those by
 * one or two units in the last place: the normals of {@code RandomState}, and exponential,
 * lognormal, Laplace, Weibull, gamma, chi-square, t, beta and Dirichlet draws; on processors where
 * NumPy's build fuses {@code low + width * u} (ARM), uniform and normal draws, too. Integers,
 * numbers in [0, 1), choices and orders are equal everywhere. Two exceptions:
 *
 * <ul>
 *   <li>The far tail of {@code Generator}'s normals and exponentials (one draw of 4,000) goes
 *       through {@code log1p}, where the JDK and glibc differ in 7 of 10,000 calls by one unit in
 *       the last place; so does a beta draw that underflows.
 *   <li>{@code multivariateNormal} equals NumPy's to 12 digits (8 for a singular covariance). Both
 *       call OpenBLAS, whose kernels round differently from processor to processor: there NumPy's
 *       own numbers differ likewise, and where two singular values are equal, as those of a
 *       constant correlation, altogether. The distribution is the same.
 * </ul>
 *
 * <p>Depends on the JDK and, for {@code multivariateNormal}, on {@code peaberry.blas}.
 */
package peaberry.random;
