/**
 * Tables as DJL's arrays and back, and how arrays, networks and models show themselves. Needs one
 * of DJL's engines at run time to make arrays: {@code peaberry.torch} has one.
 *
 * <p>May depend on {@code peaberry.data}, Tablesaw, {@code peaberry.kernel.display} and DJL's API.
 */
package peaberry.data.djl;
