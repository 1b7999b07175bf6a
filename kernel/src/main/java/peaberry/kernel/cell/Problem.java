package peaberry.kernel.cell;

import java.util.Set;

/**
 * What is wrong with a cell, before it is run.
 *
 * @param code javac's key, such as {@code compiler.err.cant.resolve.location}
 * @param message one sentence
 * @param start first position in the {@link CellText}
 * @param position where the caret belongs
 * @param end behind the last position
 * @param missing the simple name that is not declared, or null
 * @param types binary names of the classes that it is about
 */
record Problem(
    String code,
    String message,
    int start,
    int position,
    int end,
    String missing,
    Set<String> types) {

  Problem saying(String better) {
    return new Problem(code, better, start, position, end, missing, types);
  }
}
