/**
 * Tables and made data as Tribuo's data sets, and how Tribuo's evaluations show themselves.
 *
 * <p>May depend on {@code peaberry.data}, Tablesaw, {@code peaberry.kernel.display}, Tribuo and
 * OLCUT.
 */
package peaberry.data.tribuo;
