// %% [markdown]
// # Exercise 5.2: an index of cells
// *Chapter 5, computational complexity · two stars · about 45 minutes*
//
// **The question.** For each user StreamRec looks for the items nearest to her taste. Comparing with all takes long. Divide the
// items into cells and search the nearest cells only (an inverted file, IVF): how much is saved when 95 % of the true neighbours are still found?
//
// **You will learn** to write such an index, to measure recall against the share of items searched, and why a test on random numbers says
// nothing about it. **Before this:** Euclidean distance, k-means.
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import peaberry.data.StreamRec;
import peaberry.plot.Plots;
import peaberry.random.RandomState;
import peaberry.teach.*;
import smile.math.MathEx;
import smile.neighbor.*;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_05_2_ivf_index");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## Two worlds
// The text tests on noise: vectors of 128 independent normal numbers. We take 20,000 of its 200,000. Beside it 20,000 episodes at
// StreamRec: each has the traits of its title, 16 numbers, and something of its own; a query is a user's taste. Ten neighbours are
// wanted, the same share as the text's 100.

// %%
/** Items, and queries for some of which the ten nearest items are wanted. */
record World(double[][] items, double[][] queries) {}
World noise(long seed, int n, int queries) {
    var random = RandomState.of(seed);
    return new World(random.standardNormal(n, 128), random.standardNormal(queries, 128));
}
var service = StreamRec.of(42);
World episodes(long seed, int n, int queries) {
    var random = RandomState.of(seed);
    int[] titles = random.randint(0, 1000, n);
    double[][] items = random.standardNormal(n, 16);
    for (int i = 0; i < n; i++) {
        double[] item = items[i], traits = service.traits()[titles[i]];
        Arrays.setAll(item, k -> traits[k] + 0.2 * item[k]);
    }
    return new World(items, Arrays.copyOf(service.tastes(), queries));
}

// %%
World random = noise(42, 20_000, 100), stream = episodes(42, 20_000, 100);

// %% [markdown]
// ## Task 1: compare with all
// Write `nearest`: of the items whose numbers are `candidates`, the numbers of the k nearest to a query, the nearest first. Brute force
// is `nearest` with all items: `truth` holds the ten neighbours of each query at StreamRec.

// %%
double square(double[] a, double[] b) {
    double first = 0, second = 0, third = 0, fourth = 0;  // four sums: the processor adds at once
    for (int k = 0; k + 3 < a.length; k += 4) {
        first += (a[k] - b[k]) * (a[k] - b[k]);
        second += (a[k + 1] - b[k + 1]) * (a[k + 1] - b[k + 1]);
        third += (a[k + 2] - b[k + 2]) * (a[k + 2] - b[k + 2]);
        fourth += (a[k + 3] - b[k + 3]) * (a[k + 3] - b[k + 3]);
    }
    for (int k = a.length / 4 * 4; k < a.length; k++) first += (a[k] - b[k]) * (a[k] - b[k]);
    return first + second + third + fourth;
}
int[] all(int n) { return IntStream.range(0, n).toArray(); }
double[][] line = {{5}, {1}, {4}, {2}, {3}};  // five items to try it on

// %% tags=["solution"] exercise="nearest"
int[] nearest(double[][] items, int[] candidates, double[] query, int k) {
    int[] best = new int[k];
    double[] squares = new double[k];
    Arrays.fill(squares, Double.POSITIVE_INFINITY);
    for (int candidate : candidates) {
        double square = square(items[candidate], query);
        if (square >= squares[k - 1]) continue;
        int at = k - 1;
        for (; at > 0 && squares[at - 1] > square; at--) {
            squares[at] = squares[at - 1];
            best[at] = best[at - 1];
        }
        squares[at] = square;
        best[at] = candidate;
    }
    return candidates.length < k ? Arrays.copyOf(best, candidates.length) : best;
}
int[][] truth = Arrays.stream(stream.queries())
    .map(q -> nearest(stream.items(), all(20_000), q, 10)).toArray(int[][]::new);

// %% tags=["stub"] exercise="nearest"
int[] nearest(double[][] items, int[] candidates, double[] query, int k) {
    return todo();
}
int[][] truth = todo();

// %% tags=["hint"] exercise="nearest"
// Keep the k best so far in order; most candidates are farther than the last of them and need no more work.

// %% tags=["check"] exercise="nearest" points=2
/** Of items at 5, 1, 4 and 3, those nearest to 2.2. */
int[] twoOfFour() { return nearest(line, new int[] {0, 1, 2, 4}, new double[] {2.2}, 2); }
lesson.check("nearest",
    that("truth", int[][].class, t -> t.length == 100 && t[0].length == 10,
        "ten numbers for each of 100 queries"),
    that("truth", int[][].class, t -> Arrays.equals(twoOfFour(), new int[] {4, 1}),
        "found by a `nearest` that looks at its candidates alone, and gives the nearest first"),
    that("truth", int[][].class, t -> IntStream.range(0, 100).allMatch(q -> {
        double tenth = square(stream.items()[t[q][9]], stream.queries()[q]);
        return Arrays.stream(stream.items())
            .filter(i -> square(i, stream.queries()[q]) < tenth).count() == 9;
    }), "such that nine items are nearer than the tenth"));

// %% [markdown]
// ## Task 2: search some cells
// k-means, six rounds on 5000 of the items, gives the centers of the cells; each item belongs to the nearest center. Write `search`: go
// through the `probes` cells whose centers are nearest to the query, and give the k nearest items of those cells.

// %%
/** The centers of cells, the cell of each item, and the numbers of the items in each cell. */
record Ivf(double[][] items, double[][] centers, int[] own, int[][] members) {}

int nearestOf(double[] item, double[][] columns, double[] lengths) {
    double[] squares = lengths.clone();
    for (int k = 0; k < item.length; k++) {
        double value = item[k];
        double[] column = columns[k];
        for (int c = 0; c < squares.length; c++) squares[c] += value * column[c];
    }
    int best = 0;
    for (int c = 1; c < squares.length; c++) best = squares[c] < squares[best] ? c : best;
    return best;
}

// %%
/** Of each item the nearest center. */
int[] assigned(double[][] items, double[][] centers) {
    int count = centers.length, width = centers[0].length;
    double[][] columns = new double[width][count];
    double[] lengths = new double[count];
    for (int c = 0; c < count; c++) {
        for (int k = 0; k < width; k++) {
            columns[k][c] = -2 * centers[c][k];
            lengths[c] += centers[c][k] * centers[c][k];
        }
    }
    return Arrays.stream(items).parallel()
        .mapToInt(item -> nearestOf(item, columns, lengths)).toArray();
}

// %%
double[][] means(double[][] some, int[] own, double[][] before) {
    double[][] sums = new double[before.length][some[0].length];
    int[] sizes = new int[before.length];
    for (int i = 0; i < some.length; i++) {
        sizes[own[i]]++;
        for (int k = 0; k < some[i].length; k++) sums[own[i]][k] += some[i][k];
    }
    return IntStream.range(0, sums.length).mapToObj(c -> sizes[c] == 0 ? before[c]
        : Arrays.stream(sums[c]).map(s -> s / sizes[c]).toArray()).toArray(double[][]::new);
}

// %%
Ivf ivf(double[][] items, int count, long seed) {
    int[] order = RandomState.of(seed).permutation(items.length);
    double[][] some = Arrays.stream(order).limit(5000)
        .mapToObj(i -> items[i]).toArray(double[][]::new);
    double[][] centers = Arrays.copyOf(some, count);
    for (int round = 0; round < 6; round++) centers = means(some, assigned(some, centers), centers);
    int[] own = assigned(items, centers);
    int[][] members = IntStream.range(0, count).mapToObj(c -> IntStream.range(0, items.length)
        .filter(i -> own[i] == c).toArray()).toArray(int[][]::new);
    return new Ivf(items, centers, own, members);
}
Ivf streamIndex = ivf(stream.items(), 128, 0), randomIndex = ivf(random.items(), 128, 0);

// %% tags=["solution"] exercise="search"
int[] search(Ivf ivf, double[] query, int k, int probes) {
    int[] cells = nearest(ivf.centers(), all(ivf.centers().length), query, probes);
    int[] candidates = Arrays.stream(cells).flatMap(c -> Arrays.stream(ivf.members()[c])).toArray();
    return nearest(ivf.items(), candidates, query, k);
}
int[][] found = Arrays.stream(stream.queries())
    .map(q -> search(streamIndex, q, 10, 8)).toArray(int[][]::new);

// %% tags=["stub"] exercise="search"
int[] search(Ivf ivf, double[] query, int k, int probes) {
    return todo();
}
int[][] found = Arrays.stream(stream.queries())
    .map(q -> search(streamIndex, q, 10, 8)).toArray(int[][]::new);

// %% tags=["hint"] exercise="search"
// `nearest` finds cells, too: its items are then the centers.

// %% tags=["hint"] exercise="search"
// The candidates are the members of all these cells in one array.

// %% tags=["check"] exercise="search" points=2
Ivf three = new Ivf(line, new double[][] {{1.5}, {3.5}, {5}},
    new int[] {2, 0, 1, 0, 1}, new int[][] {{1, 3}, {4, 2}, {0}});
lesson.check("search",
    that("found", int[][].class,
        f -> Arrays.equals(search(three, new double[] {2.4}, 1, 1), new int[] {3})
            && Arrays.equals(search(three, new double[] {2.6}, 2, 1), new int[] {4, 2}),
        "found by a `search` that takes the nearest cell, and no item outside it"),
    that("found", int[][].class,
        f -> Arrays.equals(search(three, new double[] {2.6}, 2, 2), new int[] {4, 3}),
        "found by a `search` that takes the nearest items of two cells, if two are probed"),
    that("found", int[][].class, f -> IntStream.range(0, 100).allMatch(
        q -> Arrays.equals(f[q], search(streamIndex, stream.queries()[q], 10, 8))),
        "ten neighbours of each query, from 8 cells"));

// %% [markdown]
// ## Recall and work
// For 1 to 64 cells: the share of true neighbours found, and the share of all items that were looked at. And an **oracle**: whoever
// knew the neighbours beforehand and chose the best cells, how many could he find? No order of probing does better with these cells.

// %%
/** Recall, share of items searched, and the oracle's recall, for a number of probes. */
double[] profile(Ivf ivf, double[] query, int[] wanted, int probes) {
    double[] sums = new double[3];
    for (int i : search(ivf, query, 10, probes)) {
        sums[0] += Arrays.stream(wanted).anyMatch(w -> w == i) ? 0.1 : 0;
    }
    for (int c : nearest(ivf.centers(), all(ivf.centers().length), query, probes)) {
        sums[1] += (double) ivf.members()[c].length / ivf.items().length;
    }
    int[] held = new int[ivf.centers().length];
    for (int i : wanted) held[ivf.own()[i]]--;
    sums[2] = -0.1 * Arrays.stream(held).sorted().limit(probes).sum();
    return sums;
}

// %%
/** Their means over all queries. */
double[] profile(Ivf ivf, double[][] queries, int[][] truths, int probes) {
    double[][] each = IntStream.range(0, queries.length).parallel()
        .mapToObj(q -> profile(ivf, queries[q], truths[q], probes)).toArray(double[][]::new);
    return IntStream.range(0, 3).mapToDouble(i -> Arrays.stream(column(each, i)).sum())
        .map(sum -> sum / queries.length).toArray();
}
double[] column(double[][] rows, int j) {
    return Arrays.stream(rows).mapToDouble(r -> r[j]).toArray();
}
int[][] neighbours(World world) {
    return Arrays.stream(world.queries()).parallel().map(q ->
        nearest(world.items(), all(world.items().length), q, 10)).toArray(int[][]::new);
}

// %%
lesson.needs("truth", "found");
int[] probes = {1, 2, 4, 8, 16, 32, 64};
int[][] noiseTruth = neighbours(random);
double[][] onNoise = new double[7][], onStream = new double[7][];
for (int p = 0; p < 7; p++) {
    onNoise[p] = profile(randomIndex, random.queries(), noiseTruth, probes[p]);
    onStream[p] = profile(streamIndex, stream.queries(), truth, probes[p]);
    IO.println("%3d cells: StreamRec %.3f with %.3f of the items; noise %.3f with %.3f, oracle %.3f"
        .formatted(probes[p], onStream[p][0], onStream[p][1],
            onNoise[p][0], onNoise[p][1], onNoise[p][2]));
}

// %%
lesson.needs("truth", "found");
Plots.line(column(onStream, 1), column(onStream, 0)).withName("StreamRec").withDots()
    .and(Plots.line(column(onNoise, 1), column(onNoise, 0)).withName("noise").withDots())
    .and(Plots.line(column(onNoise, 1), column(onNoise, 2)).withName("noise, oracle").withDashes())
    .withLogX().withHorizontalLine(0.95, "95 %")
    .withTitle("What is found, and what it costs").withAxes("share of items searched", "recall")

// %% [markdown]
// ## A real index, and the clock
// Smile has a forest of random projections: each tree halves the items by random planes until 60 are left; the leaves of ten trees are
// searched. How does it do in both worlds? And is the time saved, too, that the shares promise?

// %%
double forest(World world, int[][] truths) {
    MathEx.setSeed(42);  // tree by tree, so that random numbers come in order
    var trees = IntStream.range(0, 10)
        .mapToObj(t -> RandomProjectionForest.of(world.items(), 1, 60, false)).toList();
    double hits = 0;
    for (int q = 0; q < truths.length; q++) {
        Map<Integer, Double> seen = new HashMap<>();
        for (var tree : trees) {
            for (var one : tree.search(world.queries()[q], 10)) {
                seen.put(one.index(), one.distance());
            }
        }
        List<Integer> wanted = Arrays.stream(truths[q]).boxed().toList();
        hits += seen.entrySet().stream().sorted(Map.Entry.comparingByValue()).limit(10)
            .filter(e -> wanted.contains(e.getKey())).count() / 10.0;
    }
    return hits / truths.length;
}

// %%
lesson.needs("truth", "found");
double forestStream = forest(stream, truth), forestNoise = forest(random, noiseTruth);
IO.println("forest, at most 600 of 20000 items: StreamRec %.2f, noise %.2f"
    .formatted(forestStream, forestNoise));

// %%
lesson.needs("truth", "found");
long least(Runnable work) {  // of five times, in nanoseconds
    return IntStream.range(0, 5).mapToLong(i -> {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }).min().orElseThrow();
}
long brute = least(() -> neighbours(stream));
long cells = least(() -> Arrays.stream(stream.queries())
    .forEach(q -> search(streamIndex, q, 10, 16)));
IO.println("16 cells take less than half the time of brute force: " + (2 * cells < brute));

// %% [markdown]
// ### Question: can an index find 95 % with 3 % of the items?
// The text says so, of noise. Prove that no way of probing these cells can, and say why; and what holds at StreamRec. (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// Not on noise. Four of the 128 cells, 3 %, find 0.183 of the neighbours, and the oracle, which knows them and chooses the best four
// cells, 0.511; so no order of probing these cells can find 95 %, which is the proof. Any cells would do as badly: in 128 independent directions the
// tenth neighbour is 0.824 times as far as the mean item, so neighbours are hardly nearer than the rest and lie in cells all
// over; 95 % then need 64 cells, which hold 0.887 of the items. StreamRec's items come in groups, the ratio is 0.463, and 8 cells find 0.947 with 0.071
// of the items, 16 cells 0.985 with 0.136: an index pays there. Even so, 4 cells find 0.827, not 95 %. The real index tells the same tale: Smile's forest, which looks at 3 % of the items
// at most, finds 0.59 at StreamRec and 0.09 on noise.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side. The text only sketches the index, and calls a library for it.

// %% tags=["after"]
double distanceRatio(World world) {
    return Arrays.stream(world.queries()).parallel().mapToDouble(q -> {
        double[] d = Arrays.stream(world.items()).mapToDouble(i -> Math.sqrt(square(i, q))).sorted().toArray();
        return d[9] / Arrays.stream(d).average().orElseThrow();
    }).average().orElseThrow();
}
double ratioNoise = distanceRatio(random), ratioStream = distanceRatio(stream);
Table.create("the same figures twice",
    StringColumn.create("figure", "StreamRec, recall with 4 cells", "noise, recall with 4 cells", "noise, oracle with 4 cells",
        "noise, tenth neighbour's distance to the mean's", "StreamRec, the same"),
    DoubleColumn.create("Java", onStream[2][0], onNoise[2][0], onNoise[2][2], ratioNoise, ratioStream),
    DoubleColumn.create("Python", 0.827 /* recall4_stream */, 0.183 /* recall4_noise */, 0.511 /* oracle4_noise */,
        0.8244 /* ratio_noise */, 0.4634 /* ratio_stream */))

// %% tags=["results"]
double[][] smallNoise = new double[20][], smallStream = new double[20][];
IntStream.range(0, 20).parallel().forEach(seed -> {
    World one = noise(seed, 4000, 50), other = episodes(seed, 4000, 50);
    smallNoise[seed] = profile(ivf(one.items(), 32, seed), one.queries(), neighbours(one), 1);
    smallStream[seed] = profile(ivf(other.items(), 32, seed), other.queries(), neighbours(other), 1);
});

// %% tags=["results"]
new Results()
    .with("recall_noise", column(onNoise, 0)).with("share_noise", column(onNoise, 1)).with("oracle_noise", column(onNoise, 2))
    .with("recall_stream", column(onStream, 0)).with("share_stream", column(onStream, 1)).with("oracle_stream", column(onStream, 2))
    .with("recall4_noise", onNoise[2][0]).with("oracle4_noise", onNoise[2][2])
    .with("recall4_stream", onStream[2][0]).with("oracle4_stream", onStream[2][2])
    .with("ratio_noise", ratioNoise).with("ratio_stream", ratioStream)
    .with("small_recall_noise", column(smallNoise, 0)).with("small_share_noise", column(smallNoise, 1)).with("small_oracle_noise", column(smallNoise, 2))
    .with("small_recall_stream", column(smallStream, 0)).with("small_share_stream", column(smallStream, 1)).with("small_oracle_stream", column(smallStream, 2))

// %% tags=["assert"]
verify(
    number("noise", () -> onNoise[2][0], 0.183, 0.0005, "as in the text"),
    number("oracle", () -> onNoise[2][2], 0.511, 0.0005, "as in the text"),
    number("64 cells", () -> onNoise[6][1], 0.887, 0.0005, "as in the text"),
    number("ratio, noise", () -> ratioNoise, 0.824, 0.0005, "as in the text"),
    number("ratio, StreamRec", () -> ratioStream, 0.463, 0.0005, "as in the text"),
    number("8 cells", () -> onStream[3][0], 0.947, 0.0005, "as in the text"),
    number("8 cells, items", () -> onStream[3][1], 0.071, 0.0005, "as in the text"),
    number("16 cells", () -> onStream[4][0], 0.985, 0.0005, "as in the text"),
    number("16 cells, items", () -> onStream[4][1], 0.136, 0.0005, "as in the text"),
    number("forest", () -> forestStream, 0.59, 0.005, "as in the text"),
    number("forest, noise", () -> forestNoise, 0.09, 0.005, "as in the text"),
    number("4 cells", () -> onStream[2][0], 0.827, 0.0005, "as in the text"));

// %% tags=["claims"]
double mean(double[] values) { return Arrays.stream(values).sum() / values.length; }
new Claims()
    .with("recall-noise", "an index that searches 3 % of the cells finds 95 %, on noise (recall, 20 worlds of 4000 items, 1 of 32 cells)", "> 95 %",
        column(smallNoise, 0), mean(column(smallNoise, 0)) > 0.95, "in 128 dimensions all items are about equally far: neighbours lie in cells all over")
    .with("oracle-noise", "some way of probing 3 % of the cells finds 95 %, on noise (the best cell's share of the neighbours, 20 worlds)", "> 95 %",
        column(smallNoise, 2), mean(column(smallNoise, 2)) > 0.95, "even who knows the neighbours finds a quarter; with 4 of 128 cells a half")
    .with("recall-stream", "the same with StreamRec's episodes (recall, 20 worlds of 4000 items, 1 of 32 cells)", "> 95 %",
        column(smallStream, 0), mean(column(smallStream, 0)) > 0.95, "two thirds; with 128 cells, 95 % take 8 of them and 7 % of the items")
    .with("share", "probing 3 % of the cells searches 3 % of the items (share of items, noise, 20 worlds)", "3 %",
        column(smallNoise, 1), Math.abs(mean(column(smallNoise, 1)) - 1 / 32.0) < 0.01, "nearly, if cells are few; of 20 000 items in 128 cells it is 6 %, as near cells are large")
