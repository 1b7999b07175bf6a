/**
 * Help while a cell is being typed: what could stand at the cursor, and what stands there.
 *
 * <p>The way of a question through this package:
 *
 * <ol>
 *   <li>{@code Cursor} reads the tokens before the cursor: in a string, behind a dot, in an import?
 *   <li>{@code Draft} makes of the unfinished text one that javac's parser can read: a marker
 *       stands at the cursor, brackets are closed.
 *   <li>The interpreter's {@link peaberry.kernel.cell.Interpreter#sketch} attributes it, in a
 *       compiler of its own and as the cell that it may become: with the notebook's names.
 *   <li>{@code Spot} finds the marker in the tree; {@code Members} or {@code Names} list what fits
 *       there, {@code Expected} tells which types are wanted, and {@code Candidates} orders all.
 * </ol>
 *
 * <p>{@link peaberry.kernel.assist.Inspector} asks what a name that is there already means: {@code
 * Subject} finds its symbol, of a call that of the likeliest overload; {@code InspectionPage}
 * writes what is known of that. {@code Documentation} finds its comment: {@code OwnDeclarations} in
 * the notebook's cells, {@code DocIndex} in what {@link peaberry.kernel.assist.DocIndexer} has read
 * of the JDK's and the libraries' sources when the kernel was built. There {@code DocSources} has
 * javac parse them, and {@code DocMarkdown} turns their HTML into Markdown, so that a kernel only
 * looks it up.
 *
 * <p>Why not JShell's completion, over a shadow instance that holds the notebook's declarations? It
 * would have to be told every cell again, snippet by snippet, and would know nothing of a cell's
 * own imports and declarations until that has run. Measured side by side on two busy cores: a
 * JShell in the same process, with the eleven default imports and six declarations, gave its first
 * answer after 3.7 s, almost all of it spent on being told these; later ones took 14 ms (median)
 * and up to 0.9 s. This gives its first after 0.2 s, later ones in 4 to 8 ms, and in 0.16 s at
 * most.
 *
 * <p>Depends on {@code cell}, on {@code magic} for the words behind a {@code %}, and on javac's
 * inner packages. Knows nothing of Jupyter.
 */
package peaberry.kernel.assist;
