/**
 * Data on its way to a model: the classic data sets and those that scikit-learn's generators make,
 * a made-up streaming service whose truth is known, splits that are scikit-learn's own, a table's
 * columns by their exact names, CSV files, groups and joins of large tables, and how tables and
 * matrices show themselves in a notebook. Conversions to Smile, Tribuo and DJL are in packages
 * below this one.
 *
 * <p>May depend on {@code peaberry.random}, Tablesaw with the fastutil that its columns are made
 * of, DuckDB and {@code peaberry.kernel.display}.
 */
package peaberry.data;
