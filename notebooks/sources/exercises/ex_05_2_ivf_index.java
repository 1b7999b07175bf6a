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
// Write `nearest`: of the items whose numbers are `candidates`, the numbers of the k nearest to a query, the nearest first. If there
// are fewer than k candidates, it gives all of them and no more. Brute force is `nearest` with all items: `truth` holds the ten
// neighbours of each query at StreamRec.
//
// Mind the cost. A look at each of 20,000 items is 20,000 calls of `square`. Sorting the items by `square` calls it half a million
// times: that is right, but the cells below then take many times as long. It is quick to go through the candidates once, and to
// keep the k best so far in a heap or in a small sorted array.

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
// Keep the k best so far in order. Most candidates are farther than the last of them and need no more work.

// %% tags=["check"] exercise="nearest" points=2
/** Of items at 5, 1, 4 and 3, those nearest to 2.2. */
int[] someOfFour(int k) { return nearest(line, new int[] {0, 1, 2, 4}, new double[] {2.2}, k); }
/** The squares of the distances of some items, in their order. */
double[] squares(double[][] items, int[] some, double[] query) {
    return Arrays.stream(some).mapToDouble(i -> square(items[i], query)).toArray();
}
lesson.check("nearest",
    that("truth", int[][].class, t -> t.length == 100 && t[0].length == 10,
        "ten numbers for each of 100 queries"),
    that("truth", int[][].class, t -> Arrays.equals(someOfFour(2), new int[] {4, 1}),
        "found by a `nearest` that looks at its candidates alone, and gives the nearest first"),
    that("truth", int[][].class, t -> Arrays.equals(someOfFour(6), new int[] {4, 1, 2, 0}),
        "found by a `nearest` that gives all candidates and no more, if they are fewer than k"),
    that("truth", int[][].class, t -> IntStream.range(0, 100).allMatch(q -> {
        double[] every = squares(stream.items(), all(20_000), stream.queries()[q]);
        return Arrays.equals(squares(stream.items(), t[q], stream.queries()[q]),
            Arrays.stream(every).sorted().limit(10).toArray());
    }), "the nearest ten of all items at StreamRec for each query, the nearest first"));

// %% [markdown]
// ## Task 2: search some cells
// k-means, six rounds on 5000 of the items, gives the centers of the cells; each item belongs to the nearest center. Write `search`: go
// through the `probes` cells whose centers are nearest to the query, and give the k nearest items of those cells. If they hold fewer
// than k, give all of theirs.

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
Ivf three = new Ivf(line, new double[][] {{1.5}, {3.5}, {5}},
    new int[] {2, 0, 1, 0, 1}, new int[][] {{1, 3}, {4, 2}, {0}});  // three cells to try it on
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
double[] ofEight(double[] query) {
    double[] far = squares(streamIndex.centers(), all(128), query);
    double eighth = Arrays.stream(far).sorted().toArray()[7];
    return Arrays.stream(squares(stream.items(), IntStream.range(0, 20_000).filter(
        i -> far[streamIndex.own()[i]] <= eighth).toArray(), query)).sorted().limit(10).toArray();
}
lesson.check("search",
    that("found", int[][].class,
        f -> Arrays.equals(search(three, new double[] {2.4}, 1, 1), new int[] {3})
            && Arrays.equals(search(three, new double[] {2.6}, 2, 1), new int[] {4, 2}),
        "found by a `search` that takes the nearest cell, and no item outside it"),
    that("found", int[][].class,
        f -> Arrays.equals(search(three, new double[] {2.6}, 9, 3), new int[] {4, 3, 2, 1, 0}),
        "found by a `search` that takes the nearest items of all cells that are to be probed"),
    that("found", int[][].class,
        f -> Arrays.equals(search(three, new double[] {4.9}, 2, 1), new int[] {0}),
        "found by a `search` that gives all items of its cells, if they are fewer than k"),
    that("found", int[][].class, f -> IntStream.range(0, 100).allMatch(q -> Arrays.equals(
            squares(stream.items(), f[q], stream.queries()[q]), ofEight(stream.queries()[q]))),
        "for each query the nearest ten items of 8 cells, the nearest first"));

// %% [markdown]
// ## Recall and work
// For 1 to 64 cells: the share of true neighbours found, and the share of all items that were looked at. `search` misses none in the
// cells that it probes. So a true neighbour is found if its cell is probed.

// %%
/** Recall and the share of items searched, for a number of probes. */
double[] profile(Ivf ivf, double[] query, int[] wanted, int probes) {
    int[] cells = nearest(ivf.centers(), all(ivf.centers().length), query, probes);
    double hits = 0, searched = 0;
    for (int c : cells) {
        hits += Arrays.stream(wanted).filter(i -> ivf.own()[i] == c).count();
        searched += ivf.members()[c].length;
    }
    return new double[] {hits / wanted.length, searched / ivf.items().length};
}
/** Their means over all queries. */
double[] profile(Ivf ivf, double[][] queries, int[][] truths, int probes) {
    double[][] each = IntStream.range(0, queries.length).parallel()
        .mapToObj(q -> profile(ivf, queries[q], truths[q], probes)).toArray(double[][]::new);
    return IntStream.range(0, 2).mapToDouble(i -> Arrays.stream(column(each, i)).sum())
        .map(sum -> sum / queries.length).toArray();
}
double[] column(double[][] rows, int j) {
    return Arrays.stream(rows).mapToDouble(r -> r[j]).toArray();
}

// %%
lesson.needs("truth", "found");
int[][] neighbours(World world) {
    return Arrays.stream(world.queries()).parallel().map(q ->
        nearest(world.items(), all(world.items().length), q, 10)).toArray(int[][]::new);
}
int[] probes = {1, 2, 4, 8, 16, 32, 64};
int[][] noiseTruth = neighbours(random);
double[][] onNoise = new double[7][], onStream = new double[7][];
for (int p = 0; p < 7; p++) {
    onNoise[p] = profile(randomIndex, random.queries(), noiseTruth, probes[p]);
    onStream[p] = profile(streamIndex, stream.queries(), truth, probes[p]);
    IO.println("%3d cells: StreamRec %.3f with %.3f of the items; noise %.3f with %.3f"
        .formatted(probes[p], onStream[p][0], onStream[p][1], onNoise[p][0], onNoise[p][1]));
}
long right = IntStream.range(0, 100).mapToLong(q -> Arrays.stream(found[q])
    .filter(i -> Arrays.stream(truth[q]).anyMatch(t -> t == i)).count()).sum();
IO.println("in your `found`, of 8 cells at StreamRec: %.3f".formatted(right / 1000.0));

// %% [markdown]
// ## The best that these cells allow
// Cells are of unlike sizes, so 3 % of the cells are not 3 % of the items. An **oracle** knows the neighbours beforehand. For each
// query it may look at so many items and no more, and it chooses the cells that hold most neighbours. How many can it find? No order
// of probing does better with these cells and as many items for each query.
//
// The shares above are means: `search` looks at more items for some queries and at fewer for others. So with one cell it can lie above
// the oracle.

// %%
/** For 0 to 10 of the wanted items, the fewest items in cells that hold so many of them. */
int[] fewest(Ivf ivf, int[] wanted) {
    int[] held = new int[ivf.centers().length], fewest = new int[11];
    for (int i : wanted) held[ivf.own()[i]]++;
    Arrays.fill(fewest, 1, 11, ivf.items().length + 1);  // more than there are: no cell yet
    for (int c = 0; c < held.length; c++) {
        for (int h = 10; held[c] > 0 && h >= held[c]; h--) {
            int with = fewest[h - held[c]] + ivf.members()[c].length;
            fewest[h] = Math.min(fewest[h], with);
        }
    }
    return fewest;
}
/** The oracle's recall, if it may look at so many items for each query. */
double oracle(Ivf ivf, int[][] truths, int items) {
    return Arrays.stream(truths).map(wanted -> fewest(ivf, wanted))
        .mapToInt(f -> IntStream.rangeClosed(0, 10).filter(h -> f[h] <= items).max().orElseThrow())
        .sum() / (10.0 * truths.length);
}

// %%
lesson.needs("truth", "found");
int[] budgets = {200, 400, 600, 1000, 2000, 4000, 10_000};
double[] budgetShares = Arrays.stream(budgets).mapToDouble(b -> b / 20_000.0).toArray();
double[] oracleNoise = Arrays.stream(budgets)
    .mapToDouble(b -> oracle(randomIndex, noiseTruth, b)).toArray();
double[] oracleStream = Arrays.stream(budgets)
    .mapToDouble(b -> oracle(streamIndex, truth, b)).toArray();
for (int b = 0; b < 7; b++) {
    IO.println("with %.2f of the items for each query the oracle finds: StreamRec %.3f, noise %.3f"
        .formatted(budgetShares[b], oracleStream[b], oracleNoise[b]));
}
double holdAll(Ivf ivf, int[][] truths) {
    return Arrays.stream(truths).mapToInt(wanted -> fewest(ivf, wanted)[10])
        .average().orElseThrow() / ivf.items().length;
}
double allStream = holdAll(streamIndex, truth), allNoise = holdAll(randomIndex, noiseTruth);
IO.println("cells with all ten hold, on average: StreamRec %.3f of the items, noise %.3f"
    .formatted(allStream, allNoise));

// %%
lesson.needs("truth", "found");
Plots.line(column(onStream, 1), column(onStream, 0)).withName("StreamRec").withDots()
    .and(Plots.line(column(onNoise, 1), column(onNoise, 0)).withName("noise").withDots())
    .and(Plots.line(budgetShares, oracleStream).withName("StreamRec, oracle").withDashes())
    .and(Plots.line(budgetShares, oracleNoise).withName("noise, oracle").withDashes())
    .withLogX().withHorizontalLine(0.95, "")
    .withTitle("What is found, and what it costs (thin line: 95 %)")
    .withAxes("share of items searched", "recall")

// %% [markdown]
// Why are the worlds so unlike? Compare the distance of the tenth neighbour with the mean distance of all items.

// %%
double distanceRatio(World world) {
    return Arrays.stream(world.queries()).parallel().mapToDouble(q -> {
        double[] d = Arrays.stream(world.items())
            .mapToDouble(i -> Math.sqrt(square(i, q))).sorted().toArray();
        return d[9] / Arrays.stream(d).average().orElseThrow();
    }).average().orElseThrow();
}
double ratioNoise = distanceRatio(random), ratioStream = distanceRatio(stream);
IO.println("the tenth neighbour's distance to the mean's: StreamRec %.3f, noise %.3f"
    .formatted(ratioStream, ratioNoise));

// %% [markdown]
// ## A real index, and the clock
// Smile has a forest of random projections: each tree halves the items by random planes until 60 are left; the leaves of ten trees are
// searched. How does it do in both worlds?
//
// And is time saved, too? With 16 cells `search` looks at about a seventh of StreamRec's items. But it also has to find the cells and
// to collect their members, which no share counts. Times differ from run to run, so the cell says only whether it takes less than
// half.

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
long least(Runnable work) {  // of three times, in nanoseconds
    return IntStream.range(0, 3).mapToLong(i -> {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }).min().orElseThrow();
}
long brute = least(() -> Arrays.stream(stream.queries())
    .forEach(q -> nearest(stream.items(), all(20_000), q, 10)));
long cells = least(() -> Arrays.stream(stream.queries())
    .forEach(q -> search(streamIndex, q, 10, 16)));
IO.println("16 cells take less than half the time of brute force: " + (2 * cells < brute));

// %% [markdown]
// ### Question: can an index find 95 % with 3 % of the items?
// The text says so, of noise. Prove that no way of probing these cells can with 3 % for each query, and say why. What holds at
// StreamRec? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// Not on noise. With 3 % of the items for each query the oracle, which knows the neighbours and chooses the best cells, finds 0.312 of
// them; so no order of probing these cells can find 95 %, which is the proof. (Four of the 128 cells are 3 % of the cells, but hold
// 0.064 of the items, and find 0.183.) Other cells would hardly do better: in 128 independent directions the tenth neighbour is 0.824
// times as far as the mean item, so neighbours are hardly nearer than the rest and lie in cells all over; 64 cells find 0.979, and hold
// 0.887 of the items.
//
// StreamRec's items come in groups, the ratio is 0.463, and 8 cells find 0.947 with 0.071 of the items, 16 cells 0.985 with 0.136: an
// index pays there. With 3 % for each query not even the oracle finds 95 % there, but 0.911. Who may spend more on some queries than
// on others is not bound by that: the cells with all ten hold 0.027 of the items on average there, and 0.144 on noise. Smile's
// forest, which looks at 3 % of the items at most, finds 0.59 at StreamRec and 0.09 on noise.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side. The text only sketches the index, and calls a library for it.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "StreamRec, recall with 4 cells", "noise, recall with 4 cells",
        "StreamRec, oracle with 3 % of the items", "noise, the same",
        "StreamRec, items in cells with all ten", "noise, the same",
        "StreamRec, tenth neighbour's distance to the mean's", "noise, the same"),
    DoubleColumn.create("Java", onStream[2][0], onNoise[2][0], oracleStream[2], oracleNoise[2],
        allStream, allNoise, ratioStream, ratioNoise),
    DoubleColumn.create("Python", 0.827 /* recall4_stream */, 0.183 /* recall4_noise */,
        0.911 /* oracle600_stream */, 0.312 /* oracle600_noise */,
        0.0269 /* all_stream */, 0.1443 /* all_noise */,
        0.4634 /* ratio_stream */, 0.8244 /* ratio_noise */))

// %% tags=["results"]
/** The share of the neighbours in the so many cells that hold most of them. */
double bestCells(Ivf ivf, int[][] truths, int probes) {
    return Arrays.stream(truths).mapToDouble(wanted -> {
        int[] held = new int[ivf.centers().length];
        for (int i : wanted) held[ivf.own()[i]]--;
        return -0.1 * Arrays.stream(held).sorted().limit(probes).sum();
    }).sum() / truths.length;
}
double[] cellsNoise = Arrays.stream(probes).mapToDouble(p -> bestCells(randomIndex, noiseTruth, p)).toArray();
double[] cellsStream = Arrays.stream(probes).mapToDouble(p -> bestCells(streamIndex, truth, p)).toArray();

// %% tags=["results"]
/** Of a small world: recall, share of items searched, and the best cell's recall. */
double[] small(World world, long seed) {
    Ivf ivf = ivf(world.items(), 32, seed);
    int[][] truths = neighbours(world);
    double[] found = profile(ivf, world.queries(), truths, 1);
    return new double[] {found[0], found[1], bestCells(ivf, truths, 1)};
}
double[][] smallNoise = new double[20][], smallStream = new double[20][];
IntStream.range(0, 20).parallel().forEach(seed -> {
    smallNoise[seed] = small(noise(seed, 4000, 50), seed);
    smallStream[seed] = small(episodes(seed, 4000, 50), seed);
});

// %% tags=["results"]
new Results()
    .with("recall_noise", column(onNoise, 0)).with("share_noise", column(onNoise, 1)).with("oracle_noise", cellsNoise)
    .with("recall_stream", column(onStream, 0)).with("share_stream", column(onStream, 1)).with("oracle_stream", cellsStream)
    .with("recall4_noise", onNoise[2][0]).with("oracle4_noise", cellsNoise[2])
    .with("recall4_stream", onStream[2][0]).with("oracle4_stream", cellsStream[2])
    .with("oracle_items_noise", oracleNoise).with("oracle600_noise", oracleNoise[2]).with("all_noise", allNoise)
    .with("oracle_items_stream", oracleStream).with("oracle600_stream", oracleStream[2]).with("all_stream", allStream)
    .with("ratio_noise", ratioNoise).with("ratio_stream", ratioStream)
    .with("small_recall_noise", column(smallNoise, 0)).with("small_share_noise", column(smallNoise, 1)).with("small_oracle_noise", column(smallNoise, 2))
    .with("small_recall_stream", column(smallStream, 0)).with("small_share_stream", column(smallStream, 1)).with("small_oracle_stream", column(smallStream, 2))

// %% tags=["assert"]
verify(
    number("noise", () -> onNoise[2][0], 0.183, 0.0005, "as in the text"),
    number("4 cells, items, noise", () -> onNoise[2][1], 0.064, 0.0005, "as in the text"),
    number("oracle, noise", () -> oracleNoise[2], 0.312, 0.0005, "as in the text"),
    number("oracle, StreamRec", () -> oracleStream[2], 0.911, 0.0005, "as in the text"),
    number("all ten, noise", () -> allNoise, 0.144, 0.0005, "as in the text"),
    number("all ten, StreamRec", () -> allStream, 0.027, 0.0005, "as in the text"),
    number("64 cells", () -> onNoise[6][0], 0.979, 0.0005, "as in the text"),
    number("64 cells, items", () -> onNoise[6][1], 0.887, 0.0005, "as in the text"),
    number("ratio, noise", () -> ratioNoise, 0.824, 0.0005, "as in the text"),
    number("ratio, StreamRec", () -> ratioStream, 0.463, 0.0005, "as in the text"),
    number("8 cells", () -> onStream[3][0], 0.947, 0.0005, "as in the text"),
    number("8 cells, items", () -> onStream[3][1], 0.071, 0.0005, "as in the text"),
    number("16 cells", () -> onStream[4][0], 0.985, 0.0005, "as in the text"),
    number("16 cells, items", () -> onStream[4][1], 0.136, 0.0005, "as in the text"),
    number("forest", () -> forestStream, 0.59, 0.005, "as in the text"),
    number("forest, noise", () -> forestNoise, 0.09, 0.005, "as in the text"));

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
