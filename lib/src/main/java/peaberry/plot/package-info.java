/**
 * Figures for notebooks: one value, shown as Plotly (interactive), SVG, PNG and text at once, so
 * that it is seen in JupyterLab, on the web, in print and in a terminal. Nothing is loaded from a
 * network and no script is needed.
 *
 * <p>{@link peaberry.plot.Plots} makes them in one line. Depends on {@code peaberry.data},
 * Tablesaw, {@code peaberry.kernel.display} and, for the PNG, the JDK's {@code java.desktop}.
 */
package peaberry.plot;
