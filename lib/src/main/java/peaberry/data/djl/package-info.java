/**
 * Tables as DJL's arrays and back, and how an array shows itself. Needs one of DJL's engines at run
 * time to make arrays.
 *
 * <p>May depend on {@code peaberry.data}, Tablesaw, {@code peaberry.kernel.display} and DJL's API.
 */
package peaberry.data.djl;
