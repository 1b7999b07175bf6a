package peaberry.data;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/** Numbers the combinations of several keys' values, in the order in which they come. */
final class KeyIndex {
  private final HashIndex[] single;
  private final HashIndex[] combined;

  KeyIndex(int keys) {
    single = new HashIndex[keys];
    combined = new HashIndex[keys];
    Arrays.setAll(single, k -> new HashIndex());
    Arrays.setAll(combined, k -> k == 0 ? single[0] : new HashIndex());
  }

  /** How many combinations there are. */
  int size() {
    return combined[combined.length - 1].size();
  }

  /** Each row's number; a missing value is a value like others. */
  int[] add(List<KeyColumn> keys, int rows) {
    int[] numbers = new int[rows];
    for (int k = 0; k < single.length; k++) {
      IntToLongFunction value = keys.get(k).value();
      for (int row = 0; row < numbers.length; row++) {
        int number = single[k].add(value.applyAsLong(row));
        numbers[row] = k == 0 ? number : combined[k].add(pair(numbers[row], number));
      }
    }
    return numbers;
  }

  /** Each row's number, -1 for a combination that was not added or has a missing value. */
  int[] find(List<KeyColumn> keys, int rows) {
    int[] numbers = new int[rows];
    for (int k = 0; k < single.length; k++) {
      IntToLongFunction values = keys.get(k).value();
      HashIndex one = single[k];
      HashIndex both = k == 0 ? null : combined[k];
      Arrays.parallelSetAll(
          numbers,
          row -> {
            long value = values.applyAsLong(row);
            int number = value == KeyColumn.MISSING ? -1 : one.find(value);
            if (both == null || number < 0) {
              return number;
            }
            return numbers[row] < 0 ? -1 : both.find(pair(numbers[row], number));
          });
    }
    return numbers;
  }

  private static long pair(int first, int second) {
    return (long) first << 32 | second;
  }
}
