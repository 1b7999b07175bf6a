// %% [markdown]
// # Exercise 14.2: a graph convolution, as a matrix and as messages
// *Chapter 14, graph networks · two stars · about 40 minutes*
//
// **The question.** Write a layer of a graph convolutional network (Kipf and Welling 2017) from the matrix of the graph,
// and hold it to one that knows no matrix and sends messages along the edges, as PyTorch Geometric's `GCNConv` does.
//
// **You will learn** that both are the same sum, what the normalisation keeps in bounds and what it does not, and how
// far two known members get one in a club of 34. **Before this:** matrix products.
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import ai.djl.ndarray.*;
import ai.djl.ndarray.types.*;
import ai.djl.nn.Activation;
import peaberry.plot.Plots;
import peaberry.random.RandomState;
import peaberry.teach.*;
import peaberry.torch.Torch;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_14_2_gcn");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## The karate club
// Zachary (1977) wrote down who of 34 members of a club were friends. Then the club split over a quarrel of its instructor,
// member 1, with its officer, member 34, and he knew who went with whom. Each row has a member's friends with a higher
// number.

// %%
record Edge(int one, int other) {}
String friends = """
    2 3 4 5 6 7 8 9 11 12 13 14 18 20 22 32;3 4 8 14 18 20 22 31;4 8 9 10 14 28 29 33;8 13 14;7 11;\
    7 11 17;17;;31 33 34;34;;;;34;33 34;33 34;;;33 34;34;33 34;;33 34;26 28 30 33 34;26 28 32;32;\
    30 34;34;32 34;33 34;33 34;33 34;34;""";
var edges = new ArrayList<Edge>();  // members count from 0 here
String[] rows = friends.strip().split(";");
for (int i = 0; i < rows.length; i++) {
    for (String other : rows[i].split(" ")) {
        if (!other.isBlank()) edges.add(new Edge(i, Integer.parseInt(other) - 1));
    }
}
Set<Integer> withInstructor =
    Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 17, 18, 20, 22);
IO.println(edges.size() + " friendships");

// %%
double[][] adjacency(List<Edge> edges) {
    double[][] a = new double[34][34];
    for (Edge e : edges) a[e.one()][e.other()] = a[e.other()][e.one()] = 1;
    return a;
}
double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
        for (int k = 0; k < b.length; k++) {
            if (a[i][k] == 0) continue;  // adds nothing, and a graph's matrix is mostly 0
            for (int j = 0; j < b[0].length; j++) product[i][j] += a[i][k] * b[k][j];
        }
    }
    return product;
}
double apart(double[][] a, double[][] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> IntStream.range(0, a[0].length)
        .mapToDouble(j -> Math.abs(a[i][j] - b[i][j])).max().orElse(0)).max().orElseThrow();
}

// %% [markdown]
// ## Task 1: the matrix
// A layer is H′ = Ŝ H W. Every node is its own neighbour, too: Ã = A + I. With d̃ᵢ the sum of row i of Ã,
//
// $$\hat S_{ij} = \frac{\tilde A_{ij}}{\sqrt{\tilde d_i\,\tilde d_j}}.$$
//
// Write `normalized`, which makes Ŝ from a matrix A of any size, `graph.length`, and leaves A as it is.

// %% tags=["solution"] exercise="matrix"
UnaryOperator<double[][]> normalized = graph -> {
    int n = graph.length;
    double[] degree = Arrays.stream(graph)
        .mapToDouble(row -> 1 + Arrays.stream(row).sum()).toArray();
    double[][] s = new double[n][n];
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            s[i][j] = (graph[i][j] + (i == j ? 1 : 0)) / Math.sqrt(degree[i] * degree[j]);
        }
    }
    return s;
};
double[][] s = normalized.apply(adjacency(edges));

// %% tags=["stub"] exercise="matrix"
UnaryOperator<double[][]> normalized = todo();
double[][] s = normalized.apply(adjacency(edges));

// %% tags=["hint"] exercise="matrix"
// `UnaryOperator<double[][]> normalized = graph -> { ...; return ...; };`. First the degrees: the sum of each row, and 1
// for the node itself. Then each entry by the formula, into a `new double[n][n]`; `clone()` of an array of arrays still has
// the same rows.

// %% tags=["check"] exercise="matrix" points=1
double[][] pair = {{0, 1, 0}, {1, 0, 0}, {0, 0, 0}};
lesson.check("matrix",
    that("normalized", UnaryOperator.class, f -> {
        double[][] found = (double[][]) f.apply(pair);
        return near(found[0], new double[] {0.5, 0.5, 0}) && near(found[1], found[0]);
    }, "a function that gives two friends a half each of themselves and of the other"),
    that("normalized", UnaryOperator.class, f -> pair[0][0] + pair[1][1] + pair[2][2] == 0,
        "a function that fills a new array and leaves the one it gets as it is"),
    that("normalized", UnaryOperator.class, f -> ((double[][]) f.apply(pair))[2][2] == 1,
        "a function that leaves a node without friends as it is"),
    that("normalized", UnaryOperator.class, f -> {
        double[][] found = (double[][]) f.apply(new double[][] {{0, 1, 1}, {1, 0, 0}, {1, 0, 0}});
        return near(found[1], new double[] {1 / Math.sqrt(6), 0.5, 0});
    }, "right where degrees differ"),
    that("s", double[][].class, m -> m.length == 34 && Math.abs(m[0][0] - 1 / 17.0) < 1e-12,
        "what `normalized` makes of the club"));

// %% [markdown]
// ## Task 2: the messages
// Now without any matrix of the graph. Each node computes its row of H W and sends it along its edges; each sums up what it
// gets, with the weight 1/√(d̃ᵢ d̃ⱼ) of the edge, and its own row with 1/d̃ᵢ. Write `messages`, for a graph of any size, `h.length`. It needs the degrees,
// and one loop over the edges: for a graph of a million nodes with ten friends each that is 10⁷ steps instead of 10¹² entries.

// %%
interface Layer { double[][] of(List<Edge> edges, double[][] h, double[][] w); }

// %% tags=["solution"] exercise="messages"
Layer messages = (graph, h, w) -> {
    double[][] sent = times(h, w);
    int[] degree = new int[h.length];
    Arrays.fill(degree, 1);
    for (Edge e : graph) {
        degree[e.one()]++;
        degree[e.other()]++;
    }
    double[][] out = new double[h.length][w[0].length];
    for (int k = 0; k < w[0].length; k++) {
        for (int i = 0; i < h.length; i++) out[i][k] = sent[i][k] / degree[i];
        for (Edge e : graph) {
            double weight = 1 / Math.sqrt(degree[e.one()] * degree[e.other()]);
            out[e.one()][k] += weight * sent[e.other()][k];
            out[e.other()][k] += weight * sent[e.one()][k];
        }
    }
    return out;
};

// %% tags=["stub"] exercise="messages"
Layer messages = todo();

// %% tags=["hint"] exercise="messages"
// `Layer messages = (graph, h, w) -> { ...; return ...; };`. `times(h, w)` are the rows that are sent. Degrees begin at 1, for the node itself; each edge adds 1 at both ends.

// %% tags=["hint"] exercise="messages"
// An edge carries two messages: from one end to the other, and back.

// %% tags=["check"] exercise="messages" points=2
double[][] numbers(long seed, int n, int columns) {
    return RandomState.of(seed).standardNormal(n, columns);
}
lesson.check("messages",
    that("messages", Layer.class, m -> apart(m.of(List.of(), numbers(1, 3, 2), numbers(2, 2, 2)),
        times(numbers(1, 3, 2), numbers(2, 2, 2))) < 1e-12,
        "such that without edges each keeps its row of H W"),
    that("messages", Layer.class, m -> apart(m.of(List.of(new Edge(0, 1)),
        new double[][] {{2}, {6}}, new double[][] {{1}}), new double[][] {{4}, {4}}) < 1e-12,
        "such that two friends with 2 and 6 both come to 4"),
    that("messages", Layer.class, m -> apart(m.of(edges, numbers(3, 34, 5), numbers(4, 5, 3)),
        times(times(answer("s", double[][].class), numbers(3, 34, 5)), numbers(4, 5, 3))) < 1e-9,
        "such that the club's layer is that of the matrix form"));

// %%
lesson.needs("s", "messages");
double[] gaps = new double[20];
for (int seed = 0; seed < 20; seed++) {
    var random = RandomState.of(seed);
    double[][] h = random.standardNormal(34, 5), w = random.standardNormal(5, 3);
    gaps[seed] = apart(times(times(s, h), w), messages.of(edges, h, w));
}
double largestGap = Arrays.stream(gaps).max().orElseThrow();
IO.println("largest difference in 20 tries: %.0e".formatted(largestGap));
Plots.heatmap(s).withTitle("The normalised matrix").withAxes("member, from 0", "member, from 0")

// %% [markdown]
// ## What the normalisation keeps
// The text says that it keeps the scale of representations from changing with a node's degree. Let all members have the
// same number 1: what comes out is the sum of a row of Ŝ.

// %%
lesson.needs("s");
double[] degree = Arrays.stream(adjacency(edges))
    .mapToDouble(row -> Arrays.stream(row).sum()).toArray();
double[] sums = Arrays.stream(s).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
double least = Arrays.stream(sums).min().orElseThrow();
double most = Arrays.stream(sums).max().orElseThrow();
IO.println("from %.2f to %.2f".formatted(least, most));
Plots.scatter(degree, sums).withHorizontalLine(1, "unchanged")
    .withTitle("What becomes of a 1").withAxes("friends", "after one layer")

// %% [markdown]
// And layer after layer? Ten times Ã, Ŝ, or Ã with each row divided by its sum, from the same normal numbers. The
// largest eigenvalue, found by repeated multiplication, says what a layer can at most do.

// %%
lesson.needs("s");
double eigenvalue(double[][] m) {
    double[][] v = new double[34][1];
    for (double[] one : v) one[0] = 1;
    double length = 0;
    for (int i = 0; i < 300; i++) {
        v = times(m, v);
        length = Math.sqrt(Arrays.stream(v).mapToDouble(one -> one[0] * one[0]).sum());
        for (double[] one : v) one[0] /= length;
    }
    return length;
}
double[][] plain = adjacency(edges), byRow = adjacency(edges);
for (int i = 0; i < 34; i++) {
    plain[i][i] = byRow[i][i] = 1;
    for (int j = 0; j < 34; j++) byRow[i][j] /= degree[i] + 1;
}
IO.println("largest eigenvalue: %.2f without, %.2f with".formatted(
    eigenvalue(plain), eigenvalue(s)));

// %%
lesson.needs("s");
double[] sizes(double[][] m) {
    double[][] h = RandomState.of(42).standardNormal(34, 8);
    double[] sizes = new double[11];
    for (int layer = 0; layer <= 10; layer++) {
        sizes[layer] = Math.sqrt(Arrays.stream(h).flatMapToDouble(Arrays::stream)
            .map(v -> v * v).sum() / (34 * 8));
        h = times(m, h);
    }
    return sizes;
}
double[][] layers = {sizes(plain), sizes(s), sizes(byRow)};
Plots.line(layers[0]).withName("A + I").and(Plots.line(layers[1]).withName("normalised"))
    .and(Plots.line(layers[2]).withName("mean of friends")).withLogY()
    .withTitle("Size of the numbers").withAxes("layers", "root mean square")

// %% [markdown]
// ## Task 3: backwards
// Let G be a loss's gradient by H′ = Ŝ H W. Write `backward`, the gradients by H and by W. Each is a product of
// three of the matrices; their shapes say which. `transposed` is given, and Ŝ is its own transpose.

// %%
record Gradients(double[][] byH, double[][] byW) {}
interface Backward { Gradients of(double[][] matrix, double[][] h, double[][] w, double[][] g); }
double[][] transposed(double[][] m) {
    double[][] turned = new double[m[0].length][m.length];
    for (int i = 0; i < m.length; i++) {
        for (int j = 0; j < m[0].length; j++) turned[j][i] = m[i][j];
    }
    return turned;
}
double dot(double[][] one, double[][] other) {  // the sum of the entries' products
    return IntStream.range(0, one.length).mapToDouble(i -> IntStream.range(0, one[0].length)
        .mapToDouble(j -> one[i][j] * other[i][j]).sum()).sum();
}

// %% tags=["solution"] exercise="backward"
Backward backward = (matrix, h, w, g) -> new Gradients(
    times(times(transposed(matrix), g), transposed(w)), times(transposed(times(matrix, h)), g));

// %% tags=["stub"] exercise="backward"
Backward backward = todo();

// %% tags=["hint"] exercise="backward"
// With Y = Ŝ H the layer is Y W: the gradient by W is Yᵀ G, as in any linear layer.

// %% tags=["hint"] exercise="backward"
// By H it is Ŝᵀ G Wᵀ: the messages' gradients go back along the edges.

// %% tags=["check"] exercise="backward" points=2
var some = RandomState.of(5);
double[][] h0 = some.standardNormal(34, 4), w0 = some.standardNormal(4, 3);
double[][] g0 = some.standardNormal(34, 3);
double[][] dh = some.standardNormal(34, 4), dw = some.standardNormal(4, 3);
double[][] club() { return answer("s", double[][].class); }
lesson.check("backward",
    that("backward", Backward.class, b -> Math.abs(dot(b.of(club(), h0, w0, g0).byW(), dw)
        - dot(g0, times(times(club(), h0), dw))) < 1e-9,
        "such that a small change of W changes the loss as its gradient says"),
    that("backward", Backward.class, b -> Math.abs(dot(b.of(club(), h0, w0, g0).byH(), dh)
        - dot(g0, times(times(club(), dh), w0))) < 1e-9,
        "such that a small change of H changes the loss as its gradient says"));

// %% [markdown]
// ## Two known members
// Now two layers with ReLU between them, and H the identity: a member is known by his number alone. The loss is the cross-entropy of
// members 1 and 34, the only ones whose side is told. 200 steps at a rate of 1, with your `backward`; PyTorch's automatic differentiation
// is a second witness for its gradients. And as the start decides much, twenty of them are tried at the end.

// %%
record Net(double[][] w0, double[][] w1) {}
record Pass(double loss, double[][] scores, double[][] byW0, double[][] byW1) {}
double[][] mapped(double[][] m, DoubleUnaryOperator f) {
    double[][] mapped = new double[m.length][m[0].length];
    for (int i = 0; i < m.length; i++) {
        for (int j = 0; j < m[0].length; j++) mapped[i][j] = f.applyAsDouble(m[i][j]);
    }
    return mapped;
}

// %%
lesson.needs("s", "backward");
Pass pass(Net net) {
    double[][] z = times(s, net.w0()), hidden = mapped(z, v -> Math.max(v, 0));
    double[][] scores = times(times(s, hidden), net.w1()), g = new double[34][2];
    double loss = 0;
    for (int side = 0; side < 2; side++) {
        double[] of = scores[33 * side];
        double p = 1 / (1 + Math.exp(of[1 - side] - of[side]));  // of the side that is right
        loss -= Math.log(p) / 2;
        g[33 * side][side] = (p - 1) / 2;
        g[33 * side][1 - side] = (1 - p) / 2;
    }
    Gradients back = backward.of(s, hidden, net.w1(), g);
    double[][] byZ = back.byH();
    for (int i = 0; i < 34; i++) {
        for (int k = 0; k < z[0].length; k++) if (z[i][k] <= 0) byZ[i][k] = 0;
    }
    return new Pass(loss, scores, times(s, byZ), back.byW());
}

// %%
lesson.needs("s", "backward");
void step(double[][] weights, double[][] gradient) {
    for (int i = 0; i < weights.length; i++) {
        for (int j = 0; j < weights[0].length; j++) weights[i][j] -= gradient[i][j];
    }
}
double[] trained(Net net, int steps) {  // changes the net's weights
    double[] losses = new double[steps];
    for (int step = 0; step < steps; step++) {
        Pass at = pass(net);
        losses[step] = at.loss();
        step(net.w0(), at.byW0());
        step(net.w1(), at.byW1());
    }
    return losses;
}

// %%
Net net(long seed) {
    var random = RandomState.of(seed);
    return new Net(mapped(random.uniform(-1, 1, 34, 8), v -> v * Math.sqrt(6.0 / 42)),
        mapped(random.uniform(-1, 1, 8, 2), v -> v * Math.sqrt(6.0 / 10)));
}

// %%
lesson.needs("s", "backward");
NDManager manager = NDManager.newBaseManager();
NDArray matrix = manager.create(s);
NDArray u = manager.create(net(1).w0()), v = manager.create(net(1).w1());
NDArray known = manager.eye(34).toType(DataType.FLOAT64, true).get("0:34:33");
NDArray sides = manager.eye(2).toType(DataType.FLOAT64, true);
var auto = Torch.gradients(() -> known.matMul(matrix).matMul(Activation.relu(matrix.matMul(u)))
    .matMul(v).logSoftmax(1).mul(sides).sum().div(-2), u, v);
double[][] of(NDArray array) {
    double[] flat = array.toDoubleArray();
    int columns = (int) array.getShape().get(1);
    return IntStream.range(0, flat.length / columns).mapToObj(i ->
        Arrays.copyOfRange(flat, i * columns, (i + 1) * columns)).toArray(double[][]::new);
}
Pass byHand = pass(net(1));
double fromAutograd = Math.max(apart(byHand.byW0(), of(auto.of(u))),
    apart(byHand.byW1(), of(auto.of(v))));
IO.println("largest difference from autograd: %.0e".formatted(fromAutograd));

// %%
lesson.needs("s", "backward");
Net mine = net(42);
double[] losses = trained(mine, 200);
double[][] scores = pass(mine).scores();
int right(double[][] scores) {
    return (int) IntStream.range(0, 34).filter(i ->
        scores[i][0] > scores[i][1] == withInstructor.contains(i + 1)).count();
}

// %%
lesson.needs("s", "backward");
double[] member = IntStream.rangeClosed(1, 34).asDoubleStream().toArray();
double[] margin = Arrays.stream(scores).mapToDouble(row -> row[1] - row[0]).toArray();
String[] went = IntStream.rangeClosed(1, 34).mapToObj(i ->
    withInstructor.contains(i) ? "went with 1" : "went with 34").toArray(String[]::new);
IO.println("%d of 34 right; wrong: %s".formatted(right(scores), IntStream.range(0, 34)
    .filter(i -> margin[i] < 0 != withInstructor.contains(i + 1)).mapToObj(i -> i + 1).toList()));
Plots.scatter(member, margin, went).withZeroLine().withTitle("Where two known members lead")
    .withAxes("member", "score of 34 less score of 1")

// %%
lesson.needs("s", "backward");
double[] allRight = IntStream.range(0, 20).mapToDouble(seed -> {
    Net one = net(seed);
    trained(one, 200);
    return right(pass(one).scores());
}).toArray();
IO.println("20 starts: " + Arrays.stream(allRight).mapToObj(r -> "%.0f".formatted(r))
    .collect(Collectors.joining(" ")));

// %% [markdown]
// ### Question: what do the two forms share, and what does the normalisation do?
// Is the text right about the scale? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// A product with Ŝ *is* a sum of messages: row i has an entry for each friend and none elsewhere, so both forms agree to
// rounding, below 10⁻¹². The matrix is symmetric, and its largest eigenvalue is 1.00 instead of 7.73, so that the numbers of
// layer after layer stay in bounds. But it does not make the scale independent of the degree: of the same number 1 everywhere
// comes 0.63 for one member and 2.00 for another, in the order of their friends, more or less. Only a mean over
// friends, Ã with each row divided by its sum, leaves a constant as it is, and is not symmetric. And two layers with two known
// members put 33 of 34 on the right side; the one that is wrong is member 9, between both groups.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside Python's, each computed on its own side. For features that have nothing to do with each other the text is
// nearly right: the variance of a sum with 1/√(d̃ᵢ d̃ⱼ) is about the same for few friends and for many. For alike
// ones, which is what layers make of features, it is not. One more trap: where a graph has a loop already, A + I counts it
// twice, and `GCNConv` once.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "friendships", "least sum of a row", "largest", "largest eigenvalue",
        "without normalisation", "loss in the end", "right of 34"),
    DoubleColumn.create("Java", edges.size(), least, most, eigenvalue(s), eigenvalue(plain),
        losses[199], right(scores)),
    DoubleColumn.create("Python", 78 /* friendships */, 0.6295 /* sum_least */, 2.0032 /* sum_most */,
        1.0 /* largest_eigenvalue */, 7.7257 /* plain_eigenvalue */, 0.0026 /* loss */, 33 /* right */))

// %% tags=["assert"]
verify(
    between("both forms", () -> largestGap, 0, 1e-12, "as in the text"),
    number("eigenvalue", () -> eigenvalue(s), 1.00, 1e-9, "as in the text"),
    number("without", () -> eigenvalue(plain), 7.73, 0.005, "as in the text"),
    number("least", () -> least, 0.63, 0.005, "as in the text"),
    number("most", () -> most, 2.00, 0.005, "as in the text"),
    number("mean of friends", () -> Arrays.stream(byRow[0]).sum(), 1, 1e-12, "as in the text"),
    between("autograd", () -> fromAutograd, 0, 1e-12, "as in the text"),
    number("right", () -> (double) right(scores), 33, 0, "as in the text"),
    that("member 9", () -> margin[8] > 0, Boolean.class, wrong -> wrong, "as in the text"));

// %% tags=["results"]
double[][] scales = new double[20][2];
double meanOf(double[] values, DoublePredicate group) {
    return IntStream.range(0, 34).filter(i -> group.test(degree[i])).mapToDouble(i -> values[i]).average().orElseThrow();
}
for (int seed = 0; seed < 20; seed++) {
    double[][] h = times(s, RandomState.of(seed).standardNormal(34, 200));
    double[] norms = Arrays.stream(h).mapToDouble(r ->
        Math.sqrt(Arrays.stream(r).map(x -> x * x).average().orElseThrow())).toArray();
    scales[seed][0] = meanOf(norms, d -> d <= 2);
    scales[seed][1] = meanOf(norms, d -> d >= 9);
}
var zero = RandomState.of(0);
new Results().with("friendships", edges.size()).with("sum_least", least).with("sum_most", most)
    .with("largest_eigenvalue", eigenvalue(s)).with("plain_eigenvalue", eigenvalue(plain)).with("loss", losses[199])
    .with("right", right(scores)).with("normalized", s).with("layers", layers).with("scales", scales)
    .with("scores", scores).with("losses", losses).with("all_right", allRight)
    .with("out", messages.of(edges, zero.standardNormal(34, 5), zero.standardNormal(5, 3)))

// %% tags=["claims"]
double[] ratio = Arrays.stream(scales).mapToDouble(r -> r[0] / r[1]).toArray();
double meanRatio = Arrays.stream(ratio).average().orElseThrow();
double[][] looped = adjacency(edges), once = adjacency(edges);
looped[0][0] = 1;
for (int i = 0; i < 34; i++) once[i][i] = 1;
double[] all = Arrays.stream(once).mapToDouble(r -> Arrays.stream(r).sum()).toArray();
for (int i = 0; i < 34; i++) for (int j = 0; j < 34; j++) once[i][j] /= Math.sqrt(all[i] * all[j]);
double loops = apart(normalized.apply(looped), once), skew = apart(s, transposed(s));
new Claims()
    .with("same", "the matrix form is what GCNConv computes by messages (largest difference, 20 seeds)", "verify against GCNConv",
        gaps, Arrays.stream(gaps).allMatch(gap -> gap < 1e-12), "row i of the matrix has an entry for each friend")
    .with("symmetric", "the normalised matrix is symmetric (largest difference from its transpose)", "symmetric", skew,
        skew < 1e-15, "both degrees stand in each entry")
    .with("scale-sums", "it keeps the scale whatever the degree, for the same feature everywhere (largest over least row sum)",
        "does not change the scale", most / least, most / least < 1.1, "rows do not sum to 1: many friends, a larger number")
    .with("scale-random", "the same for unrelated features (size with 1 or 2 friends over that with 9 or more, 20 seeds)",
        "does not change the scale", ratio, Math.abs(meanRatio - 1) < 0.1, "variances of unrelated numbers nearly even out in this graph")
    .with("bounded", "repeated layers stay in bounds (largest eigenvalue)", "normalized adjacency", eigenvalue(s),
        Math.abs(eigenvalue(s) - 1) < 1e-9, "7.73 without it")
    .with("loops", "A + I gives GCNConv's self-loops on any graph (difference, member 1 with a loop of his own)", "Ã = A + I",
        loops, loops < 1e-12, "GCNConv adds only the loops that are missing; A + I counts one twice")
