/**
 * NumPy's random numbers, bit for bit, so that a Java notebook computes on the very data of its
 * Python original.
 *
 * <p>{@link peaberry.random.RandomState} is {@code numpy.random.RandomState}: the stream behind
 * {@code np.random.seed(101)}. NumPy has promised never to change that stream (NEP 19), which is
 * what makes a port possible.
 *
 * <p>Depends on the JDK alone.
 */
package peaberry.random;
