package peaberry.kernel.magic;

/**
 * A cell that has run.
 *
 * @param number its execution count
 * @param output the plain text of its result, or null
 */
public record PastCell(int number, String input, String output) {}
