/**
 * What makes a notebook a lesson: checks with three outcomes, hints, solutions, and {@code todo()}
 * for what the student fills in.
 *
 * <p>A stub is not attempted, an answer whose cell failed is to be mended first, any other is
 * judged: {@link peaberry.teach.Lesson#check}. What is still missing before a notebook is handed in
 * says {@link peaberry.teach.Lesson#handIn()}.
 *
 * <p>A lesson's hints and solutions come from its source in {@code notebooks/sources}, which the
 * jar carries; see the README there for the format. Answers are looked up in the notebook by their
 * names when a check runs, so what is not there yet is "not attempted", never an error of the
 * compiler. Depends on {@code peaberry.kernel.display}; on {@code peaberry.data}, to write numbers
 * and names; on Tablesaw, to say what a table has; and on Gson, to read saved notebooks.
 */
package peaberry.teach;
