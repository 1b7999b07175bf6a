/**
 * OpenBLAS, the linear algebra library that NumPy calls too: loaded from the class path without any
 * set-up, for {@code peaberry.learn} (through Smile) and for {@code peaberry.random}.
 *
 * <p>Its functions round as they do in NumPy on the same processor; on another one its kernels add
 * in another order, and the last digits differ. Depends on the JDK alone.
 */
package peaberry.blas;
