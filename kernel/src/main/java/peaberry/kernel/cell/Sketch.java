package peaberry.kernel.cell;

import com.sun.source.util.JavacTask;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.util.Context;

/**
 * What javac makes of a cell's text, attributed but not compiled: see {@link Interpreter#sketch}.
 *
 * <p>The trees stand in a class that the kernel has made around them: a top-level variable is a
 * static field of it, a statement stands in one of its methods, and the names of earlier cells are
 * inherited. Positions are those of the text. Names that contain a {@code $} are the kernel's.
 *
 * @param task serves {@code com.sun.source.util.Trees}
 * @param context where javac's own services are found
 * @param unit the tree
 */
public record Sketch(JavacTask task, Context context, JCCompilationUnit unit) {}
