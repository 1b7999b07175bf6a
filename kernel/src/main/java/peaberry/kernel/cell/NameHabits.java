package peaberry.kernel.cell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of other languages, with what Java has for them. */
final class NameHabits {
  private static final Map<String, String> ALONE =
      Map.ofEntries(
          Map.entry("print", "write `IO.println(...)`"),
          Map.entry("println", "write `IO.println(...)`"),
          Map.entry("printf", "write `System.out.printf(...)`"),
          Map.entry("input", "write `IO.readln(...)`"),
          Map.entry(
              "len", "write `.length` of an array, `.length()` of a text, `.size()` of a list"),
          Map.entry("str", "write `String.valueOf(x)`"),
          Map.entry("type", "write `x.getClass()`"),
          Map.entry("isinstance", "write `x instanceof String`"),
          Map.entry("open", "write `Files.readString(Path.of(\"name\"))`"),
          Map.entry(
              "range",
              "write `IntStream.range(0, n)`, or count with `for (int i = 0; i < n; i++)`"),
          Map.entry("enumerate", "count with `for (int i = 0; i < list.size(); i++)`"),
          Map.entry("zip", "count with `for (int i = 0; i < list.size(); i++)`"),
          Map.entry("sorted", "write `list.stream().sorted().toList()`"),
          Map.entry("sum", "write `IntStream.of(array).sum()` or `DoubleStream.of(array).sum()`"),
          Map.entry("True", "write `true`"),
          Map.entry("False", "write `false`"),
          Map.entry("None", "write `null`"),
          Map.entry("NULL", "write `null`"),
          Map.entry("nil", "write `null`"),
          Map.entry("self", "write `this`"),
          Map.entry("string", "write `String`"),
          Map.entry("bool", "write `boolean`"),
          Map.entry("Int", "write `int`"),
          Map.entry("integer", "write `int`"),
          Map.entry("Bool", "write `boolean`"),
          Map.entry("list", "write `List.of(...)`"),
          Map.entry("dict", "write `Map.of(...)`"),
          Map.entry("abs", "write `Math.abs(...)`"),
          Map.entry("sqrt", "write `Math.sqrt(...)`"),
          Map.entry("pow", "write `Math.pow(x, y)`"),
          Map.entry("round", "write `Math.round(x)`"),
          Map.entry("max", "write `Math.max(a, b)`, of a list `Collections.max(list)`"),
          Map.entry("min", "write `Math.min(a, b)`, of a list `Collections.min(list)`"),
          Map.entry("math", "write `Math`"),
          Map.entry("system", "write `System`"),
          Map.entry("let", "write `var`"),
          Map.entry("help", "a name with a question mark is explained: `List?`"),
          Map.entry("not", "Java writes `!` for not"),
          Map.entry("pass", "Java has no `pass`: an empty `{ }` does nothing"),
          Map.entry("raise", "Java writes `throw new IllegalStateException(...);`"),
          Map.entry("global", "a variable of a cell is there for all cells: leave `global` out"),
          Map.entry("nonlocal", "a lambda reads the variables around it: leave `nonlocal` out"),
          Map.entry("del", "Java has no `del`: what nobody uses is removed by itself"),
          Map.entry("np", "NumPy is Python's: Java has `Math`, `Arrays` and streams"),
          Map.entry("pd", "pandas is Python's: Java has tables of its own in libraries"),
          Map.entry("plt", "Matplotlib is Python's: Java has charts of its own in libraries"));

  private static final Map<String, List<String>> MEMBERS =
      Map.ofEntries(
          Map.entry("len", List.of("size()", "length()")),
          Map.entry("length", List.of("length", "size()", "length()", "count()")),
          Map.entry("size", List.of("size()", "length", "length()", "count()")),
          Map.entry("count", List.of("count()", "size()", "length", "length()")),
          Map.entry("append", List.of("append()", "add()")),
          Map.entry("push", List.of("push()", "add()")),
          Map.entry("pop", List.of("pop()", "removeLast()")),
          Map.entry("extend", List.of("addAll()")),
          Map.entry("has", List.of("contains()", "containsKey()")),
          Map.entry("includes", List.of("contains()")),
          Map.entry("has_key", List.of("containsKey()")),
          Map.entry("items", List.of("entrySet()")),
          Map.entry("keys", List.of("keySet()")),
          Map.entry("lower", List.of("toLowerCase()")),
          Map.entry("upper", List.of("toUpperCase()")),
          Map.entry("find", List.of("find()", "indexOf()")),
          Map.entry("index", List.of("indexOf()")),
          Map.entry("shape", List.of("shape()")),
          Map.entry("head", List.of("first()")),
          Map.entry("tail", List.of("last()")),
          // scikit-learn's and pandas' words
          Map.entry("coef", List.of("coefficients()")),
          Map.entry("coef_", List.of("coefficients()")),
          Map.entry("intercept_", List.of("intercept()")),
          Map.entry("labels_", List.of("labels()")),
          Map.entry("inertia_", List.of("inertia()")),
          Map.entry("cluster_centers_", List.of("centers()")),
          Map.entry("feature_importances_", List.of("importances()")),
          Map.entry("components_", List.of("components()")),
          Map.entry("explained_variance_ratio_", List.of("explainedVarianceRatio()")),
          Map.entry("predict_proba", List.of("probabilities()", "scores()")),
          Map.entry("fit_transform", List.of("transform()")),
          Map.entry("groupby", List.of("summarize()")),
          Map.entry("describe", List.of("summary()")),
          Map.entry("value_counts", List.of("countByCategory()")),
          Map.entry("sort_values", List.of("sortOn()")),
          Map.entry("drop", List.of("removeColumns()")),
          Map.entry("iloc", List.of("row()")),
          Map.entry("loc", List.of("where()")));

  /** What NumPy's functions are for an array a of doubles. */
  private static final Map<String, String> OF_NUMPY =
      Map.ofEntries(
          Map.entry("array", "write `double[] a = {1, 2, 3};`"),
          Map.entry("zeros", "write `new double[n]`, which is filled with 0"),
          Map.entry("ones", "write `double[] a = new double[n]; Arrays.fill(a, 1);`"),
          Map.entry("arange", "write `IntStream.range(0, n).toArray()`"),
          Map.entry(
              "linspace",
              "write `IntStream.range(0, n).mapToDouble(i -> low + (high - low) * i / (n - 1)).toArray()`"),
          Map.entry("sum", "write `Arrays.stream(a).sum()`"),
          Map.entry("mean", "write `Arrays.stream(a).average().orElseThrow()`"),
          Map.entry("max", "write `Arrays.stream(a).max().orElseThrow()`"),
          Map.entry("min", "write `Arrays.stream(a).min().orElseThrow()`"),
          Map.entry(
              "argmax",
              "write `IntStream.range(0, a.length).reduce((i, j) -> a[j] > a[i] ? j : i).getAsInt()`"),
          Map.entry(
              "argmin",
              "write `IntStream.range(0, a.length).reduce((i, j) -> a[j] < a[i] ? j : i).getAsInt()`"),
          Map.entry("sort", "write `Arrays.stream(a).sorted().toArray()`"),
          Map.entry("unique", "write `Arrays.stream(a).distinct().sorted().toArray()`"),
          Map.entry("sqrt", "write `Math.sqrt(x)`, of an array `Arrays.stream(a).map(Math::sqrt)`"),
          Map.entry("exp", "write `Math.exp(x)`, of an array `Arrays.stream(a).map(Math::exp)`"),
          Map.entry("log", "write `Math.log(x)`, of an array `Arrays.stream(a).map(Math::log)`"),
          Map.entry("abs", "write `Math.abs(x)`, of an array `Arrays.stream(a).map(Math::abs)`"),
          Map.entry("where", "write `Arrays.stream(a).map(x -> x > 0 ? 1 : 0).toArray()`"),
          Map.entry(
              "dot", "write `IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum()`"));

  private static final Pattern FUNCTION = Pattern.compile("\\.(\\w+)");

  private static final String FIXED =
      "an array keeps its length; a list grows: `new ArrayList<>(List.of(1, 2, 3))`";

  private static final Map<String, String> OF_ARRAYS =
      Map.ofEntries(
          Map.entry("append", FIXED),
          Map.entry("add", FIXED),
          Map.entry("push", FIXED),
          Map.entry("remove", FIXED),
          Map.entry("get", "write `a[i]`"),
          Map.entry("set", "write `a[i] = ...`"),
          Map.entry("sort", "write `Arrays.sort(a)`"),
          Map.entry("shape", "write `a.length`, of a row `a[0].length`"));

  private static final Set<String> OF_STREAMS =
      Set.of(
          "map",
          "filter",
          "reduce",
          "collect",
          "mapToInt",
          "mapToDouble",
          "sum",
          "mean",
          "average",
          "max",
          "min",
          "sorted",
          "distinct",
          "limit",
          "forEach",
          "stream",
          "anyMatch",
          "allMatch");

  private NameHabits() {}

  /** The sentence about a method that an array does not have. */
  static Optional<String> ofArray(String name) {
    return OF_STREAMS.contains(name)
        ? Optional.of("`Arrays.stream(a)` makes a stream of it, which has `map`, `filter`, `sum`")
        : Optional.ofNullable(OF_ARRAYS.get(name));
  }

  /** The sentence about a method that a collection's stream, or one of numbers, has instead. */
  static Optional<String> ofStream(Set<String> members, String name) {
    if (members.contains("mapToDouble()") && name.matches("sum|average")) {
      return Optional.of(
          "a stream of numbers has it: `mapToDouble(v -> v).%1$s()`, of ints `mapToInt(v -> v).%1$s()`"
              .formatted(name));
    }
    return members.contains("stream()") && OF_STREAMS.contains(name)
        ? Optional.of("did you mean `stream()." + name + "()`?")
        : Optional.empty();
  }

  /** The sentence about a name that stands alone. */
  static Optional<String> of(String name) {
    return Optional.ofNullable(ALONE.get(name));
  }

  /** The sentence about a function of NumPy, from what stands behind {@code np}. */
  static Optional<String> ofNumPy(String behind) {
    Matcher function = FUNCTION.matcher(behind);
    return function.lookingAt()
        ? Optional.ofNullable(OF_NUMPY.get(function.group(1)))
        : Optional.empty();
  }

  /** What the members of a type have for a name. */
  static Optional<String> among(Set<String> members, String name) {
    return MEMBERS.getOrDefault(name, List.of()).stream().filter(members::contains).findFirst();
  }
}
