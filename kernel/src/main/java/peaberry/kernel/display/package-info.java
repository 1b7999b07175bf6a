/**
 * How values are shown: the public interface of Peaberry for notebooks and for library authors.
 *
 * <p>A notebook calls {@link peaberry.kernel.display.Display}. A library makes its classes {@link
 * peaberry.kernel.display.Displayable}, or offers a {@link peaberry.kernel.display.Renderer} for
 * classes it does not own. Both speak in {@link peaberry.kernel.display.MimeBundle}s: one value in
 * several forms, of which the front end takes the best it can show. {@link
 * peaberry.kernel.display.Comm} is for what goes on talking with the front end, such as widgets.
 *
 * <p>Which renderer is asked: one that was added in a cell, then the value's own ({@code
 * Displayable}), then those that a {@link java.util.ServiceLoader} finds, then the built-in ones;
 * and among all of them the one for the most specific type. Numbers, strings and the like are shown
 * by their text unless a renderer was added for them.
 *
 * <p>{@link peaberry.kernel.display.Progress} stands here and not in the library, although it is
 * made of nothing but what this package offers everybody: the library's algorithms and the cells
 * both show it, and this is the package that both see without the one knowing the other. Cells have
 * it as a default import, so that the loop which turns out slow needs one word more and no import.
 *
 * <p>The way to the front end is one hook, {@link peaberry.kernel.display.FrontEnds}: a kernel
 * installs it. In a plain Java program there is none, and what is displayed is printed. {@link
 * peaberry.kernel.display.Variables} is a hook of the same kind: by it a library finds a variable
 * of the notebook whose name it was given as text, and by {@link peaberry.kernel.display.RanCells}
 * it sees what has been run.
 *
 * <p>May depend on the JDK alone: this package is all of the kernel that a notebook and the library
 * see.
 */
package peaberry.kernel.display;
