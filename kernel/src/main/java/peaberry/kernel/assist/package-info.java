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
 * <p>Why not JShell's completion, over a shadow instance that holds the notebook's declarations? It
 * would have to be told every cell again, snippet by snippet, and would know nothing of a cell's
 * own imports and declarations until that has run. Measured on two cores: a shadow with eleven
 * default imports and six declarations needs 2.6 s until its first answer and 45 ms for each
 * further one; this needs a fraction of either.
 *
 * <p>Depends on {@code cell}, on {@code magic} for the words behind a {@code %}, and on javac's
 * inner packages. Knows nothing of Jupyter.
 */
package peaberry.kernel.assist;
