/**
 * The kernel's entry point. {@link peaberry.kernel.Main} puts the parts together: the wire and the
 * session that front ends talk to, and the interpreter that runs Java.
 */
package peaberry.kernel;
