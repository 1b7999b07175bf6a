package peaberry.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** One line of a file that lib/src/test/python/data_reference.py wrote: a call and what it gave. */
record ReferenceCall(String name, Map<String, String> options, String result) {

  static List<ReferenceCall> read(String path) {
    return Fixtures.read(path).lines().map(ReferenceCall::of).toList();
  }

  private static ReferenceCall of(String line) {
    int end = line.indexOf(" = ");
    String[] words = line.substring(0, end).split(" ");
    Map<String, String> options = new HashMap<>();
    for (int i = 1; i < words.length; i++) {
      options.put(words[i].split("=")[0], words[i].split("=")[1]);
    }
    return new ReferenceCall(words[0], options, line.substring(end + 3));
  }

  OptionalLong seed() {
    return has("seed")
        ? OptionalLong.of(Long.parseLong(options.get("seed")))
        : OptionalLong.empty();
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  boolean is(String option, String value) {
    return value.equals(options.get(option));
  }

  int whole(String option) {
    return Integer.parseInt(options.get(option));
  }

  double number(String option) {
    return Double.parseDouble(options.get(option));
  }

  double[] numbers(String option) {
    return Fixtures.doubles(options.get(option));
  }

  int[] wholes(String option) {
    return Arrays.stream(options.get(option).split(",")).mapToInt(Integer::parseInt).toArray();
  }

  String[] texts(String option) {
    return options.get(option).split(",");
  }
}
