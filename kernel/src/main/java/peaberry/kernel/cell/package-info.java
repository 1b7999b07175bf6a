/**
 * The cell compiler: what a Java cell means, and how it runs.
 *
 * <p>A cell is compiled <b>whole</b>, by one run of javac. The way of a cell through this package:
 *
 * <ol>
 *   <li>{@link peaberry.kernel.cell.JavaInterpreter} takes the text and prepares the thread.
 *   <li>{@code CellCompiler} asks javac for a class. Its {@code CellParser}, a subclass of javac's
 *       own parser, accepts imports, declarations and statements in any order; {@code
 *       CellAssembler} puts their trees into one class, the {@code CellUnit}, so that every
 *       position in them stays that of the cell.
 *   <li>Names of earlier cells are inherited from a {@code Facade}: a superclass that only javac
 *       sees, with one member for each live name that the cell mentions.
 *   <li>{@code Weaver} turns javac's class files into what is loaded: the facade's members are
 *       replaced by their homes, calls of notebook methods by call sites that follow a
 *       redefinition, and loops get a check for interrupts.
 *   <li>{@code CellLoader} defines the classes, the worker thread runs them.
 * </ol>
 *
 * <p>{@code Stops} ends a cell before its time; {@code HeapWatch} does so when the heap is full.
 *
 * <p>The libraries that cells use are {@code AddedLibraries}: which there are, and what becomes of
 * one when another version is added. {@code LibraryLoader} loads them, {@code ClassPath} shows them
 * to javac.
 *
 * <p>{@code Sketcher} attributes a cell that is being typed, in a compiler context of its own, for
 * whoever wants to help with it; nothing of that is kept.
 *
 * <p>Depends on the JDK alone, on javac's inner packages among it. Knows nothing of Jupyter.
 */
package peaberry.kernel.cell;
