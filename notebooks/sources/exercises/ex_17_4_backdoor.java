// %% [markdown]
// # Exercise 17.4: which variables to condition on
// *Chapter 17, causal graphs · two stars · about 40 minutes*
//
// **The question.** A graph says what causes what in a recommendation service. Which variables must one hold fixed to
// read the effect of a recommendation on engagement from data? Use the backdoor criterion, with a path search
// of your own, and see in simulated data which sets take the bias away.
//
// **You will learn** to find paths and to tell which are open, and that adjusting for more can hurt. **Before this:**
// confounding, linear regression.
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import peaberry.learn.LinearRegression;
import peaberry.plot.Plots;
import peaberry.random.RandomState;
import peaberry.teach.*;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_17_4_backdoor");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## The graph
// Nodes are single letters: the user's activity on the platform **P**, the preference **U**, an item's popularity
// **I**, the recommendation **R**, the engagement **E**. An arrow `"U>R"` says that U is a cause of R.

// %%
/** A directed graph without cycles; each arrow is a text like "U>R". */
record Dag(Set<String> arrows) {
    static Dag of(String... arrows) { return new Dag(Set.of(arrows)); }
    boolean arrow(String from, String to) { return arrows.contains(from + ">" + to); }
    Set<String> nodes() {
        return arrows.stream().flatMap(a -> Stream.of(a.split(">")))
            .collect(Collectors.toCollection(TreeSet::new));
    }
    List<String> neighbours(String node) {
        return nodes().stream().filter(n -> arrow(n, node) || arrow(node, n)).toList();
    }
    Set<String> descendants(String node) {  // the node is among them
        var found = new TreeSet<String>(Set.of(node));
        nodes().stream().filter(n -> arrow(node, n)).forEach(n -> found.addAll(descendants(n)));
        return found;
    }
}
Dag streamRec = Dag.of("P>U", "P>R", "U>R", "U>E", "I>R", "I>E", "R>E");
streamRec.neighbours("R")

// %% [markdown]
// ## Task 1: the backdoor paths
// A path goes from node to neighbour, along or against the arrows, and visits no node twice. A **backdoor path** from R
// to E begins with an arrow *into* R: it can carry an association that is no effect of R. Write `backdoor`, which
// lists all of them, each as the list of its nodes.

// %%
interface Search { List<List<String>> of(Dag dag, String from, String to); }

// %% tags=["solution"] exercise="backdoor"
Search backdoor = (dag, from, to) -> {
    var found = new ArrayList<List<String>>();
    var begun = new ArrayDeque<List<String>>();
    dag.nodes().stream().filter(n -> dag.arrow(n, from)).forEach(n -> begun.add(List.of(from, n)));
    while (!begun.isEmpty()) {
        var path = begun.remove();
        if (path.getLast().equals(to)) {
            found.add(path);
            continue;
        }
        for (String next : dag.neighbours(path.getLast())) {
            if (!path.contains(next)) {
                begun.add(Stream.concat(path.stream(), Stream.of(next)).toList());
            }
        }
    }
    return found;
};
backdoor.of(streamRec, "R", "E")

// %% tags=["stub"] exercise="backdoor"
Search backdoor = todo();

// %% tags=["hint"] exercise="backdoor"
// `Search backdoor = (dag, from, to) -> { ...; return ...; };`. Keep a list of paths that are begun. Take one out: if it
// has reached the end, it is found; else put in each of its continuations by a neighbour that is not yet in it.

// %% tags=["hint"] exercise="backdoor"
// It begins with the paths [R, n] for each n with an arrow into R: `dag.arrow(n, from)`. Compare texts by
// `last.equals(to)`: in Java `last == to` asks whether they are one and the same object.

// %% tags=["check"] exercise="backdoor" points=2
Set<String> found(Search tried, Dag dag) {
    var paths = tried.of(dag, "R", "E").stream().map(path -> String.join("", path)).toList();
    var distinct = new TreeSet<>(paths);
    return distinct.size() == paths.size() ? distinct : Set.of();
}
lesson.check("backdoor",
    that("backdoor", Search.class, s -> found(s, streamRec).containsAll(Set.of("RUE", "RIE")),
        "a search that finds, among others, R ← U → E and R ← I → E, and each path once"),
    that("backdoor", Search.class, s -> found(s, streamRec).stream()
        .noneMatch(p -> p.startsWith("RE")), "a search whose paths begin with an arrow into R"),
    that("backdoor", Search.class, s -> found(s, streamRec).equals(Set.of("RUE", "RIE", "RPUE")),
        "a search that finds every backdoor path of the graph, the longer ones too"),
    that("backdoor", Search.class, s -> found(s, Dag.of("A>R", "A>C", "B>C", "B>E", "R>E"))
        .equals(Set.of("RACBE")), "a search that goes on where two arrows meet"));

// %% [markdown]
// ## Task 2: open or blocked
// Given a set Z of variables that are held fixed, a path is blocked if any of its inner nodes blocks it:
//
// - a **collider** (→ C ←) blocks, unless it or one of its descendants is in Z;
// - any other node blocks if it is in Z.
//
// Write `blocked`.

// %%
interface Blocking { boolean of(Dag dag, List<String> path, Set<String> z); }

// %% tags=["solution"] exercise="blocked"
Blocking blocked = (dag, path, z) -> IntStream.range(1, path.size() - 1).anyMatch(i -> {
    String node = path.get(i);
    if (dag.arrow(path.get(i - 1), node) && dag.arrow(path.get(i + 1), node)) {
        return Collections.disjoint(dag.descendants(node), z);
    }
    return z.contains(node);
});
for (String nodes : List.of("RUE", "RPUE", "RIE")) {
    boolean stopped = blocked.of(streamRec, List.of(nodes.split("")), Set.of("P"));
    IO.println(nodes + " given P is " + (stopped ? "blocked" : "open"));
}

// %% tags=["stub"] exercise="blocked"
Blocking blocked = todo();

// %% tags=["hint"] exercise="blocked"
// `Blocking blocked = (dag, path, z) -> { ...; return ...; };`. The inner nodes have the places 1 to `path.size() - 2`.
// The node at place i is a collider if there is an arrow to it from the node before *and* from the node after.

// %% tags=["hint"] exercise="blocked"
// `Collections.disjoint(dag.descendants(node), z)` is true if none of them is in z; `descendants` has the node itself.

// %% tags=["check"] exercise="blocked" points=2
Dag shapes = Dag.of("A>B", "B>C", "C>D", "F>G", "F>H", "X>Y", "Z>Y", "Y>W", "W>T", "V>Z");
boolean blocks(Blocking tried, String path, String... z) {
    return tried.of(shapes, List.of(path.split("")), Set.of(z));
}
lesson.check("blocked",
    that("blocked", Blocking.class, b -> !blocks(b, "ABC") && blocks(b, "ABC", "B")
        && !blocks(b, "ABC", "A"), "such that a chain A → B → C is blocked by B alone"),
    that("blocked", Blocking.class, b -> !blocks(b, "GFH") && blocks(b, "GFH", "F"),
        "such that a fork G ← F → H is blocked by F, and by nothing else"),
    that("blocked", Blocking.class, b -> blocks(b, "XYZ") && !blocks(b, "XYZ", "Y"),
        "such that a collider X → Y ← Z blocks until Y is held fixed"),
    that("blocked", Blocking.class, b -> !blocks(b, "XYZ", "W") && !blocks(b, "XYZ", "T"),
        "such that a collider is opened by its descendants too, its children and theirs"),
    that("blocked", Blocking.class, b -> blocks(b, "ABCD", "B") && blocks(b, "ABCD", "C")
        && blocks(b, "XYZV") && blocks(b, "XYZV", "Y", "Z") && !blocks(b, "XYZV", "Y"),
        "such that one inner node that blocks, wherever it stands, is enough"));

// %% [markdown]
// ## All sets
// A set is **valid** if it has no descendant of R and blocks every backdoor path, and **minimal** if no
// smaller set in it is valid. Three variables make eight sets:

// %%
lesson.needs("backdoor", "blocked");
boolean valid(Dag dag, Set<String> z) {
    return Collections.disjoint(dag.descendants("R"), z)
        && backdoor.of(dag, "R", "E").stream().allMatch(path -> blocked.of(dag, path, z));
}
List<Set<String>> subsets(String... of) {
    var all = new ArrayList<Set<String>>(List.of(Set.of()));
    for (String one : of) {
        List.copyOf(all).forEach(set -> {
            var larger = new TreeSet<>(set);
            larger.add(one);
            all.add(larger);
        });
    }
    all.sort(Comparator.comparingInt(Set::size));
    return all;
}

// %%
lesson.needs("backdoor", "blocked");
boolean minimal(Dag dag, Set<String> z) {
    return valid(dag, z) && subsets(z.toArray(String[]::new)).stream()
        .allMatch(smaller -> smaller.size() == z.size() || !valid(dag, smaller));
}
for (var z : subsets("P", "U", "I")) {
    long open = backdoor.of(streamRec, "R", "E").stream()
        .filter(path -> !blocked.of(streamRec, path, z)).count();
    IO.println("%-9s %d open %s".formatted(z, open,
        minimal(streamRec, z) ? "minimal" : valid(streamRec, z) ? "valid" : ""));
}

// %% [markdown]
// ## A world with this graph
// Each variable is a sum of its causes and normal noise, and a recommendation adds 0.4 to the engagement. To
// the graph we add one trap, **S**, the length of the session, which R *and* E make longer.

// %%
Table draw(long seed) {
    var random = RandomState.of(seed);
    int n = 1000;
    DoubleColumn p = noise("P", random, n), i = noise("I", random, n);
    DoubleColumn u = p.multiply(0.8).add(noise("U", random, n));
    DoubleColumn r = u.multiply(0.7).add(p.multiply(0.5)).add(i.multiply(0.6))
        .add(noise("R", random, n));
    DoubleColumn e = r.multiply(0.4).add(u.multiply(0.9)).add(i.multiply(0.5))
        .add(noise("E", random, n));
    DoubleColumn s = r.multiply(0.5).add(e.multiply(0.5)).add(noise("S", random, n));
    return Table.create("users", p, i, u.setName("U"), r.setName("R"), e.setName("E"),
        s.setName("S"));
}
DoubleColumn noise(String label, RandomState random, int n) {
    return DoubleColumn.create(label, random.standardNormal(n));
}
Table data = draw(42);
data.first(3)

// %% [markdown]
// ## Task 3: the effect
// Estimate the effect twice in `data`, each time as R's coefficient in a linear regression of E: `naive` on R alone,
// and `adjusted` on R and the variables of the minimal set.

// %% tags=["solution"] exercise="effect"
double naive = LinearRegression.fit(data, "E", "R").coefficient("R");
double adjusted = LinearRegression.fit(data, "E", "R", "U", "I").coefficient("R");
IO.println("naive %.3f, adjusted %.3f, truth 0.400".formatted(naive, adjusted));

// %% tags=["stub"] exercise="effect"
double naive = todo();
double adjusted = todo();

// %% tags=["hint"] exercise="effect"
// `LinearRegression.fit(data, "E", "R", ...)` regresses E on the columns named after it;
// `.coefficient("R")` is one of its coefficients.

// %% tags=["check"] exercise="effect" points=1
double slope(String... features) {
    double[][] x = IntStream.range(0, 1000).mapToObj(row -> Stream.of(features)
        .mapToDouble(f -> data.doubleColumn(f).get(row)).toArray()).toArray(double[][]::new);
    return LinearRegression.fit(x, data.doubleColumn("E").asDoubleArray()).coefficients()[0];
}
lesson.check("effect",
    number("naive", () -> slope("R"), 1e-6, "R's coefficient in a regression of E on R alone"),
    number("adjusted", () -> slope("R", "U", "I"), 1e-6,
        "R's coefficient in a regression of E on R and the smallest valid set"));

// %% [markdown]
// One sample proves little. Here are 200; all eight sets, and the minimal one with the trap, are tried on the first twenty:

// %%
record Estimate(double value, double error) {}
Estimate estimate(Table table, Set<String> z) {
    var features = Stream.concat(Stream.of("R"), z.stream()).toArray(String[]::new);
    var term = LinearRegression.fit(table, "E", features).terms().get(1);
    return new Estimate(term.estimate(), term.standardError());
}
List<Set<String>> sets = List.of(Set.of(), Set.of("P"), Set.of("U"), Set.of("I"), Set.of("P", "U"),
    Set.of("P", "I"), Set.of("U", "I"), Set.of("P", "U", "I"), Set.of("U", "I", "S"));
String[] labels = {"none", "P", "U", "I", "P U", "P I", "U I", "P U I", "U I S"};
List<Table> samples = IntStream.range(0, 200).mapToObj(seed -> draw(seed)).toList();
double[][] estimates = new double[9][20];
for (int seed = 0; seed < 20; seed++) {
    Table sample = samples.get(seed);
    for (int i = 0; i < 9; i++) estimates[i][seed] = estimate(sample, sets.get(i)).value();
}
Plots.box(labels, estimates).withHorizontalLine(0.4, "truth")
    .withTitle("The effect, adjusted for each set").withAxes("held fixed", "estimate")

// %%
double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }
double deviation(double[] v) {
    double m = mean(v);
    return Math.sqrt(Arrays.stream(v).map(x -> (x - m) * (x - m)).sum() / (v.length - 1));
}
for (int i = 0; i < 9; i++) {
    IO.println("%-6s %.3f, deviation %.3f".formatted(
        labels[i], mean(estimates[i]), deviation(estimates[i])));
}

// %% [markdown]
// Are the regression's 95 % intervals honest? Count in all samples how often they hold the truth, for {U, I} and
// for {U}:

// %%
double covered(Set<String> z) {
    return samples.stream().map(sample -> estimate(sample, z))
        .filter(e -> Math.abs(e.value() - 0.4) < 1.96 * e.error()).count() / 2.0;
}
double coveredUi = covered(Set.of("U", "I")), coveredU = covered(Set.of("U"));
IO.println("{U, I}: %.1f %%, {U}: %.1f %%".formatted(coveredUi, coveredU));

// %% [markdown]
// ### Question: what do you condition on, and why not on everything?
// Name the paths, and use the figures. (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// On U and I. There are three backdoor paths: R ← U → E, R ← I → E and R ← P → U → E; U blocks the first and the
// third, I the second, and no smaller set does. {P} alone leaves two of them open, and the estimate at 0.897 instead of 0.400.
// Of the eight sets two are valid: adding P to the minimal set does no harm, since it opens no path (0.397 against
// 0.393). Adding S does: it is a descendant of R and a collider of R and E, and holding it fixed takes part of the effect
// away and opens a path of noise; 0.107 is left. So "all that we have measured" is no
// safe choice. An interval says nothing of bias: with {U} it is as narrow, and holds the truth in 0.0 % of samples, with {U, I} in
// 93.0 %. All of it rests on the arrows, which the data do not show.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside Python's, each computed on its own side. There the sets are judged without any path, by separation
// in the moral graph of the ancestors (Lauritzen et al. 1990). The text names two backdoor paths and overlooks the
// one through P; its set {U, I} is right all the same.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "backdoor paths", "naive", "P", "U", "U and I", "P, U and I",
        "U, I and S", "covered with U and I (%)"),
    DoubleColumn.create("Java", backdoor.of(streamRec, "R", "E").size(), mean(estimates[0]),
        mean(estimates[1]), mean(estimates[2]), mean(estimates[6]), mean(estimates[7]),
        mean(estimates[8]), coveredUi),
    DoubleColumn.create("Python", 3 /* paths */, 0.9587 /* naive */, 0.8966 /* p */, 0.5894 /* u */,
        0.3934 /* ui */, 0.3974 /* all */, 0.1071 /* uis */, 93 /* covered_ui */))

// %% tags=["assert"]
long openGivenP = backdoor.of(streamRec, "R", "E").stream()
    .filter(path -> !blocked.of(streamRec, path, Set.of("P"))).count();
verify(
    number("paths", () -> (double) backdoor.of(streamRec, "R", "E").size(), 3, 0, "as in the text"),
    number("open given P", () -> (double) openGivenP, 2, 0, "as in the text"),
    number("valid", () -> (double) subsets("P", "U", "I").stream().filter(z -> valid(streamRec, z)).count(), 2, 0,
        "as in the text"),
    number("P", () -> mean(estimates[1]), 0.897, 0.0005, "as in the text"),
    number("P, U, I", () -> mean(estimates[7]), 0.397, 0.0005, "as in the text"),
    number("U, I", () -> mean(estimates[6]), 0.393, 0.0005, "as in the text"),
    number("U, I, S", () -> mean(estimates[8]), 0.107, 0.0005, "as in the text"),
    number("covered", () -> coveredUi, 93, 0, "as in the text"),
    number("not covered", () -> coveredU, 0, 0, "as in the text"),
    between("as narrow", () -> deviation(estimates[2]) / deviation(estimates[6]), 0.7, 1.4, "as in the text"),
    that("the trap", () -> valid(Dag.of("P>U", "P>R", "U>R", "U>E", "I>R", "I>E", "R>E", "R>S", "E>S"),
        Set.of("U", "I", "S")), Boolean.class, v -> !v, "as in the text"));

// %% tags=["results"]
new Results()
    .with("paths", backdoor.of(streamRec, "R", "E").size())
    .with("valid", sets.stream().limit(8).mapToDouble(z -> valid(streamRec, z) ? 1 : 0).toArray())
    .with("naive", mean(estimates[0])).with("p", mean(estimates[1])).with("u", mean(estimates[2]))
    .with("ui", mean(estimates[6])).with("all", mean(estimates[7])).with("uis", mean(estimates[8]))
    .with("covered_ui", coveredUi).with("covered_u", coveredU)
    .with("means", Arrays.stream(estimates).mapToDouble(e -> mean(e)).toArray())
    .with("deviations", Arrays.stream(estimates).mapToDouble(e -> deviation(e)).toArray())
    .with("estimates", estimates)

// %% tags=["claims"]
boolean unbiased(double[] v) { return Math.abs(mean(v) - 0.4) < 3 * deviation(v) / Math.sqrt(20); }
var allMinimal = subsets("P", "U", "I").stream().filter(z -> minimal(streamRec, z)).toList();
new Claims()
    .with("two-paths", "the backdoor paths from R to E", "R ← U → E and R ← I → E",
        backdoor.of(streamRec, "R", "E").size(), backdoor.of(streamRec, "R", "E").size() == 2,
        "three: R ← P → U → E is one too; U blocks it")
    .with("ui-valid", "{U, I} is a valid adjustment set (estimate, truth 0.4, 20 seeds)", "valid", estimates[6],
        valid(streamRec, Set.of("U", "I")) && unbiased(estimates[6]), "U blocks two paths, I the third")
    .with("p-invalid", "{P} alone is none (estimate, truth 0.4, 20 seeds)", "invalid", estimates[1],
        !valid(streamRec, Set.of("P")) && !unbiased(estimates[1]), "more than twice the effect")
    .with("p-reason", "what {P} leaves open is U → E (open paths given P)", "does not block U → E", openGivenP,
        openGivenP == 1, "R ← I → E stays open as well")
    .with("second-confounder", "I is a second confounder (estimate adjusted for U alone, truth 0.4, 20 seeds)",
        "a second confounder", estimates[2], !unbiased(estimates[2]), "half of the effect is added")
    .with("identified", "the adjustment set that is identified is {U, I} (minimal valid sets)", "{U, I}",
        allMinimal.size(), allMinimal.equals(List.of(Set.of("U", "I"))), "the only minimal one, by our own search")
