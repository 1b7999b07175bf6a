/**
 * What makes a notebook a lesson: checks with three outcomes, hints, solutions, and {@code todo()}
 * for what the student fills in.
 *
 * <p>A lesson's hints and solutions come from its source in {@code notebooks/sources}, which the
 * jar carries; see the README there for the format. Depends on {@code peaberry.kernel.display} and,
 * to write numbers, {@code peaberry.data}.
 */
package peaberry.teach;
