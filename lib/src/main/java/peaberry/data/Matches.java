package peaberry.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.columns.Column;

/** The pairs of rows that a join finds: in the left table's order, then in the right one's. */
record Matches(TakenRows left, TakenRows right) {

  /** A hash join: the right table is numbered, the left one looked up. */
  static Matches of(List<Column<?>> leftKeys, List<Column<?>> rightKeys, boolean outer) {
    List<KeyColumn> left = new ArrayList<>();
    List<KeyColumn> right = new ArrayList<>();
    for (int k = 0; k < leftKeys.size(); k++) {
      List<KeyColumn> pair = KeyColumn.pair(leftKeys.get(k), rightKeys.get(k));
      left.add(pair.getFirst());
      right.add(pair.getLast());
    }
    KeyIndex index = new KeyIndex(left.size());
    int[] numbers = index.add(right, rightKeys.getFirst().size());
    // The right rows of number i, in their order, are byNumber[starts[i]] to byNumber[starts[i+1]].
    int[] starts = new int[index.size() + 2];
    for (int number : numbers) {
      starts[number + 2]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] byNumber = new int[numbers.length];
    for (int row = 0; row < numbers.length; row++) {
      byNumber[starts[numbers[row] + 1]++] = row;
    }
    return pairs(index.find(left, leftKeys.getFirst().size()), starts, byNumber, outer);
  }

  private static Matches pairs(int[] wanted, int[] starts, int[] byNumber, boolean outer) {
    long size = 0;
    boolean once = true;
    for (int number : wanted) {
      int found = number < 0 ? outer ? 1 : 0 : starts[number + 1] - starts[number];
      size += found;
      once &= found == 1;
    }
    if (once) {
      int[] right = new int[wanted.length];
      Arrays.setAll(right, row -> wanted[row] < 0 ? -1 : byNumber[starts[wanted[row]]]);
      return new Matches(TakenRows.ALL, new TakenRows(right));
    }
    int[] left = new int[Math.toIntExact(size)];
    int[] right = new int[left.length];
    int at = 0;
    for (int row = 0; row < wanted.length; row++) {
      int number = wanted[row];
      if (number < 0 && outer) {
        left[at] = row;
        right[at++] = -1;
      }
      for (int i = number < 0 ? 0 : starts[number]; number >= 0 && i < starts[number + 1]; i++) {
        left[at] = row;
        right[at++] = byNumber[i];
      }
    }
    return new Matches(new TakenRows(left), new TakenRows(right));
  }
}
