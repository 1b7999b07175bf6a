/**
 * Figures for notebooks: one value, shown as Plotly (interactive), SVG, PNG and text at once, so
 * that it is seen in JupyterLab, on the web, in print and in a terminal. Nothing is loaded from a
 * network; only the interactive form needs a script, which the front end has or the page carries.
 *
 * <table>
 * <caption>Calls of {@link peaberry.plot.Plots}; each takes arrays or a table and its columns</caption>
 * <tr><th>to show</th><th>call</th></tr>
 * <tr><td>two numbers</td><td>{@code scatter}, {@code line}, {@code lines}, {@code band}</td></tr>
 * <tr><td>three numbers</td><td>{@code scatter3d}, {@code contour}</td></tr>
 * <tr><td>a number for each name</td><td>{@code bar}, {@code barh}</td></tr>
 * <tr><td>a distribution</td><td>{@code histogram}, {@code box}, {@code violin}</td></tr>
 * <tr><td>a matrix</td><td>{@code heatmap}, {@code confusion}, {@code correlation}</td></tr>
 * <tr><td>a classifier</td><td>{@code regions}, with {@code and(scatter(...))}</td></tr>
 * <tr><td>profiles</td><td>{@code radar}, {@code parallel}</td></tr>
 * <tr><td>several figures</td><td>{@code subplots}</td></tr>
 * </table>
 *
 * <p>A {@link peaberry.plot.Figure} is one or more {@code Panel}s, a panel is axes and a list of
 * {@code Trace}s. {@code Layout} settles sizes, ends and ticks; {@code Plotly} writes the live
 * figure from it, {@code FigurePainter} draws the same picture on an SVG or PNG {@code Canvas}.
 *
 * <p>Depends on {@code peaberry.data}, Tablesaw, {@code peaberry.kernel.display}, Gson and, for the
 * pictures, the JDK's {@code java.desktop}. plotly.js is a resource of its own jar.
 */
package peaberry.plot;
