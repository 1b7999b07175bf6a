/**
 * Widgets: sliders, choices, buttons and the like, which JupyterLab and its kin show, and functions
 * that are drawn anew when they are moved ({@link peaberry.widget.Widgets#interact}).
 *
 * <p>The front ends' part is ipywidgets' (8, with {@code @jupyter-widgets/controls} 2.0.0), which
 * {@code make setup} installs; this package speaks its protocol over {@link
 * peaberry.kernel.display.Comm}s and needs nothing else of the kernel. A {@link
 * peaberry.widget.Model} is a widget's state as both sides know it; {@link peaberry.widget.Models}
 * hands all states to a page that was loaded again. A widget's front-end side comes to life when it
 * is first shown. Depends on {@code peaberry.kernel.display} alone.
 *
 * <p>Values are typed, and have the nearest value that the widget can have. Listeners run as cells
 * do, one at a time and not while a cell runs: a loop in a cell that waits for a slider to move
 * waits for ever. Outside of a notebook widgets keep values and call listeners, and are not seen.
 */
package peaberry.widget;
