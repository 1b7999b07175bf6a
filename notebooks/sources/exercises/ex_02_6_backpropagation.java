// %% [markdown]
// # Exercise 2.6: backpropagation by hand
// *Chapter 2, multivariate calculus and optimization · three stars · about 45 minutes*
//
// **The question.** Derive the gradients of a network with one hidden layer of ReLUs and a sigmoid at its end. Draw
// its computational graph, and follow the gradient through it.
//
// **You will learn** to derive backwards, one node at a time; to test what you derived in two ways; and what happens
// to a unit whose gate is shut. **Before this:** the chain rule, exercise 1.7.
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import ai.djl.ndarray.*;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import peaberry.plot.*;
import peaberry.random.RandomState;
import peaberry.teach.*;
import peaberry.torch.Torch;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_02_6_backpropagation");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## The way forward
// Three inputs, five hidden units, one output: z₁ = W₁x + b₁, a₁ = ReLU(z₁), z₂ = W₂a₁ + b₂, ŷ = σ(z₂), and the loss is
// L = −y ln ŷ − (1 − y) ln(1 − ŷ), with y = 0 or 1. `flat` writes all 26 parameters in a row: W₁ row by row, b₁, W₂, b₂.

// %%
/** The parameters, or the gradients of a loss by them. */
record Net(double[][] W1, double[] b1, double[] W2, double b2) {}
record Pass(double[] z1, double[] a1, double z2, double yHat, double loss) {}

Pass forward(Net net, double[] x, double y) {
    double[] z1 = new double[5], a1 = new double[5];
    for (int j = 0; j < 5; j++) {
        z1[j] = dot(net.W1()[j], x) + net.b1()[j];
        a1[j] = Math.max(0, z1[j]);
    }
    double z2 = dot(net.W2(), a1) + net.b2(), yHat = 1 / (1 + Math.exp(-z2));
    return new Pass(z1, a1, z2, yHat, -Math.log(y == 1 ? yHat : 1 - yHat));
}
double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
}

// %%
double[] flat(Net net) {
    double[] all = new double[26];
    for (int j = 0; j < 5; j++) System.arraycopy(net.W1()[j], 0, all, 3 * j, 3);
    System.arraycopy(net.b1(), 0, all, 15, 5);
    System.arraycopy(net.W2(), 0, all, 20, 5);
    all[25] = net.b2();
    return all;
}
Net net(double[] flat) {
    double[][] W1 = new double[5][];
    Arrays.setAll(W1, j -> Arrays.copyOfRange(flat, 3 * j, 3 * j + 3));
    return new Net(W1, Arrays.copyOfRange(flat, 15, 20),
        Arrays.copyOfRange(flat, 20, 25), flat[25]);
}
var random = RandomState.of(5);
Net start = net(random.standardNormal(26));
double[] x = random.standardNormal(3);
Pass pass = forward(start, x, 1);
IO.println("z1 = %s, ŷ = %.3f, loss for y = 1: %.3f".formatted(
    Arrays.stream(pass.z1()).mapToObj("%.2f"::formatted).toList(), pass.yHat(), pass.loss()));

// %% [markdown]
// ## Task 1: the way back
// Write `backward(net, x, y)`: the gradients of L by W₁, b₁, W₂ and b₂, as a `Net` of the same shapes. Start at the end: what is
// ∂L/∂z₂? Each node then hands on what it got, times its own derivative.

// %% tags=["solution"] exercise="backward"
Net backward(Net net, double[] x, double y) {
    Pass pass = forward(net, x, y);
    double dz2 = pass.yHat() - y;
    double[] dW2 = new double[5], dz1 = new double[5];
    double[][] dW1 = new double[5][3];
    for (int j = 0; j < 5; j++) {
        dW2[j] = dz2 * pass.a1()[j];
        double da1 = dz2 * net.W2()[j];
        dz1[j] = pass.z1()[j] > 0 ? da1 : 0;
        for (int i = 0; i < 3; i++) dW1[j][i] = dz1[j] * x[i];
    }
    return new Net(dW1, dz1, dW2, dz2);
}
Net g = backward(start, x, 1), g0 = backward(start, x, 0);
IO.println("by b2: %.4f for y = 1, %.4f for y = 0".formatted(g.b2(), g0.b2()));

// %% tags=["stub"] exercise="backward"
Net backward(Net net, double[] x, double y) {
    return todo();
}
Net g = backward(start, x, 1), g0 = backward(start, x, 0);

// %% tags=["hint"] exercise="backward"
// Sigmoid and cross-entropy together: ∂L/∂ŷ = (ŷ − y) / (ŷ(1 − ŷ)), and the sigmoid's derivative is ŷ(1 − ŷ).
// What is left of their product?

// %% tags=["hint"] exercise="backward"
// z₂ is a sum: of W₂'s entry times a₁'s entry, and b₂. So W₂ gets ∂L/∂z₂ · a₁, a₁ gets ∂L/∂z₂ · W₂, and b₂
// gets ∂L/∂z₂ itself.

// %% tags=["hint"] exercise="backward"
// The ReLU hands on the gradient where z₁ > 0 and nothing elsewhere. z₁ is again a sum: the entry (j, i) of W₁ gets
// what z₁[j] got, times x[i].

// %% tags=["check"] exercise="backward" points=3
boolean sloped(Net gradient, double y, int from, int to) {
    return IntStream.range(from, to).allMatch(i -> {
        double[] more = flat(start), less = flat(start);
        more[i] += 1e-4;
        less[i] -= 1e-4;
        double rise = forward(net(more), x, y).loss() - forward(net(less), x, y).loss();
        return Math.abs(flat(gradient)[i] - rise / 2e-4) < 1e-6;
    });
}
lesson.check("backward",
    that("g", Net.class, n -> sloped(n, 1, 25, 26), "right by b₂ for y = 1: what z₂ gets"),
    that("g", Net.class, n -> sloped(n, 1, 20, 25), "right by W₂: what z₂ gets, times a₁"),
    that("g", Net.class, n -> sloped(n, 1, 15, 20), "right by b₁: through W₂ and the gates"),
    that("g", Net.class, n -> sloped(n, 1, 0, 15), "right by W₁: what z₁ gets, times x"),
    that("g0", Net.class, n -> sloped(n, 0, 0, 26), "right for y = 0 as well"));

// %% [markdown]
// ## The graph
// Values go from left to right, gradients from right to left. Beside each node stands the length of the gradient that comes
// back to it, ‖∂L/∂node‖.

// %%
lesson.needs("g");
double length(double... v) { return Math.sqrt(dot(v, v)); }
double[] da1 = Arrays.stream(start.W2()).map(w -> g.b2() * w).toArray();
double dyHat = -1 / pass.yHat();
double[] dx = new double[3];
Arrays.setAll(dx, i -> IntStream.range(0, 5).mapToDouble(j -> start.W1()[j][i] * g.b1()[j]).sum());
record Node(String label, double x, double y, double gradient) {}
List<Node> graph = List.of(new Node("x", 0, 1, length(dx)),
    new Node("W₁", 0, 0.5, length(Arrays.copyOf(flat(g), 15))),
    new Node("b₁", 0, 0, length(g.b1())),
    new Node("z₁", 1, 1, length(g.b1())), new Node("a₁", 2, 1, length(da1)),
    new Node("W₂", 2, 0.5, length(g.W2())), new Node("b₂", 2, 0, Math.abs(g.b2())),
    new Node("z₂", 3, 1, Math.abs(g.b2())), new Node("ŷ", 4, 1, Math.abs(dyHat)),
    new Node("y", 4, 0.5, Math.abs(pass.z2())), new Node("L", 5, 1, 1));

// %%
lesson.needs("g");
// One stroke over all edges.
double[] along = {0, 1, 1, 0, 1, 1, 0, 1, 1, 2, 3, 3, 2, 3, 3, 2, 3, 3, 4, 5, 5, 4};
double[] level = {1, 1, 0.5, 0.5, 0.5, 0, 0, 0, 1, 1, 1, 0.5, 0.5, 0.5, 0, 0, 0, 1, 1, 1, 0.5, 0.5};
var drawing = Plots.line(along, level);
for (Node node : graph) {
    drawing = drawing.withMark(node.x(), node.y(),
        "%s  %.3f".formatted(node.label(), node.gradient()));
}
drawing.withSize(760, 360).withAxes("forward →, gradients ←", "")
    .withXRange(-0.4, 5.4).withYRange(-0.2, 1.3)
    .withTitle("Each node, and the length of its gradient")

// %%
lesson.needs("g");
String[] units = IntStream.range(0, 10).mapToObj(i -> "unit " + i / 2).toArray(String[]::new);
double[] atUnits = IntStream.range(0, 10)
    .mapToDouble(i -> i % 2 == 0 ? da1[i / 2] : g.b1()[i / 2]).toArray();
String[] where = IntStream.range(0, 10)
    .mapToObj(i -> i % 2 == 0 ? "at a₁" : "at z₁").toArray(String[]::new);
Plots.bar(Table.create("gradient", StringColumn.create("unit", units),
    DoubleColumn.create("gradient", atUnits), StringColumn.create("node", where)),
    "unit", "gradient", "node").withZeroLine().withTitle("The gates: before and behind the ReLU")

// %% [markdown]
// ## Task 2: make sure
// Central differences with h = 10⁻⁵ for all 26 parameters: `numeric`, in the order of `flat`, for y = 1. Then `worst`, the
// largest absolute difference from your `g`.

// %% tags=["solution"] exercise="numeric"
double[] numeric = new double[26];
for (int i = 0; i < 26; i++) {
    double[] more = flat(start), less = flat(start);
    more[i] += 1e-5;
    less[i] -= 1e-5;
    numeric[i] = (forward(net(more), x, 1).loss() - forward(net(less), x, 1).loss()) / 2e-5;
}
double[] byHand = flat(g);
double worst = IntStream.range(0, 26)
    .mapToDouble(i -> Math.abs(numeric[i] - byHand[i])).max().orElseThrow();
IO.println("largest difference below 1e-9: " + (worst < 1e-9));

// %% tags=["stub"] exercise="numeric"
double[] numeric = todo();
double worst = todo();

// %% tags=["hint"] exercise="numeric"
// `double[] more = flat(start);` is a fresh copy each time; add h to one entry and take the loss of
// `forward(net(more), x, 1)`.

// %% tags=["check"] exercise="numeric" points=2
lesson.check("numeric",
    that("numeric", double[].class, n -> n.length == 26, "26 slopes"),
    that("numeric", double[].class, n -> near(n, flat(answer("g", Net.class))),
        "near your gradient: the rise of the loss by that of one parameter, from both sides"),
    that("numeric", double[].class, n -> !Arrays.equals(n, flat(answer("g", Net.class))),
        "measured, and so not equal to the gradient to the last bit"),
    number("worst", () -> {
        double[] found = answer("numeric", double[].class), exact = flat(answer("g", Net.class));
        return IntStream.range(0, 26).mapToDouble(i -> Math.abs(found[i] - exact[i]))
            .max().orElseThrow();
    }, 1e-12, "the largest absolute difference of `numeric` and `g`"));

// %% [markdown]
// The second witness is PyTorch, which records the same graph and goes back through it.

// %%
lesson.needs("g");
double[] autograd(Net net, double[] x, double y) {
    try (var manager = NDManager.newBaseManager()) {
        double[] p = flat(net);
        NDArray W1 = manager.create(Arrays.copyOf(p, 15), new Shape(5, 3));
        NDArray b1 = manager.create(net.b1(), new Shape(5, 1));
        NDArray W2 = manager.create(net.W2(), new Shape(1, 5));
        NDArray b2 = manager.create(net.b2()), input = manager.create(x, new Shape(3, 1));
        var gradients = Torch.gradients(() -> {
            NDArray a1 = Activation.relu(W1.matMul(input).add(b1));
            NDArray yHat = Activation.sigmoid(W2.matMul(a1).add(b2));
            return (y == 1 ? yHat : yHat.mul(-1).add(1)).log().neg();
        }, W1, b1, W2, b2);
        return Stream.of(W1, b1, W2, b2)
            .flatMapToDouble(a -> Arrays.stream(gradients.of(a).toDoubleArray())).toArray();
    }
}
double apart = IntStream.range(0, 26)
    .mapToDouble(i -> Math.abs(autograd(start, x, 1)[i] - flat(g)[i])).max().orElseThrow();
IO.println("PyTorch's gradient differs by less than 1e-14: " + (apart < 1e-14));

// %% [markdown]
// ## A gate that stays shut
// 100 points, one class where the sum of the coordinates is positive. Unit 0 gets a bias of −20, so that no point opens it; then 300
// steps of gradient descent.

// %%
lesson.needs("g");
double label(double[] point) { return Arrays.stream(point).sum() > 0 ? 1 : 0; }
double[] meanGradient(Net net, double[][] points) {
    double[] sum = new double[26];
    for (double[] point : points) {
        double[] one = flat(backward(net, point, label(point)));
        for (int i = 0; i < 26; i++) sum[i] += one[i] / points.length;
    }
    return sum;
}
double meanLoss(Net net, double[][] points) {
    return Arrays.stream(points).mapToDouble(point -> forward(net, point, label(point)).loss())
        .average().orElseThrow();
}

// %%
lesson.needs("g");
/** For each unit and step, how far its row of W1, its b1 and its W2 are from their start. */
record Trained(double[][] moved, double before, double after) {}
Trained train(long seed, double bias) {
    var draw = RandomState.of(seed);
    double[] p = draw.standardNormal(26);
    p[15] = bias;
    double[] begin = p.clone();
    double[][] points = draw.standardNormal(100, 3), moved = new double[5][301];
    for (int step = 0; step <= 300; step++) {
        for (int j = 0; j < 5; j++) {
            int[] at = {3 * j, 3 * j + 1, 3 * j + 2, 15 + j, 20 + j};
            moved[j][step] = length(Arrays.stream(at).mapToDouble(i -> p[i] - begin[i]).toArray());
        }
        double[] mean = meanGradient(net(p), points);
        for (int i = 0; i < 26; i++) p[i] -= step < 300 ? 0.5 * mean[i] : 0;
    }
    return new Trained(moved, meanLoss(net(begin), points), meanLoss(net(p), points));
}

// %%
lesson.needs("g");
Trained dead = train(42, -20);
IO.println("loss from %.3f to %.3f; unit 0 moved by %.3f, unit 1 by %.3f".formatted(
    dead.before(), dead.after(), dead.moved()[0][300], dead.moved()[1][300]));
var figure = Plots.line(dead.moved()[0]).withName("unit 0");
for (int j = 1; j < 5; j++) figure = figure.and(Plots.line(dead.moved()[j]).withName("unit " + j));
figure.withTitle("How far each unit moves").withAxes("step", "distance from the start")

// %% [markdown]
// ### Question: what flows where?
// Derive the seven gradients in order, and follow them through your graph: who gets which share, and where does it
// end? Is a unit with a shut gate lost for good? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// (1) ŷ gets −1/ŷ, of length 5.927 here, and the sigmoid multiplies it by ŷ(1 − ŷ), which leaves ŷ − y = −0.831 at z₂. A sum hands
// its gradient on as it is, so (3) b₂ gets the same; a product gives each factor the other: (2) W₂ gets (ŷ − y)a₁ᵀ, (4) a₁ gets W₂ᵀ(ŷ − y). The
// ReLU (5) lets through what belongs to z₁ > 0: of five gates 1, 2 and 4 are open, and of 1.583 only 1.311 is left behind
// them. Then the same sum and product again: (7) b₁ gets ∂L/∂z₁, (6) W₁ gets ∂L/∂z₁ times xᵀ; the length at x would go on to an earlier layer.
// One point's shut gate is nothing bad: another point may open it. But unit 0 of the last network is shut for all 100: its W₁, b₁
// and W₂ get exactly zero, it moved by 0.000 in 300 steps, and nothing in gradient descent can ever change that.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "loss", "by b2", "length by W1", "length by b1", "length by W2",
        "loss after training", "unit 1 moved", "unit 0 moved"),
    DoubleColumn.create("Java", pass.loss(), g.b2(), length(Arrays.copyOf(flat(g), 15)),
        length(g.b1()), length(g.W2()), dead.after(), dead.moved()[1][300],
        dead.moved()[0][300]),
    DoubleColumn.create("Python", 1.7795 /* loss */, -0.8313 /* by_b2 */, 0.4826 /* length_w1 */,
        1.3110 /* length_b1 */, 1.9406 /* length_w2 */, 0.0298 /* end_loss */,
        0.6558 /* moved_1 */, 0 /* moved_0 */))

// %% tags=["assert"]
double half = (Math.max(0, 1e-5) - Math.max(0, -1e-5)) / 2e-5;
double atZero;
try (var manager = NDManager.newBaseManager()) {
    NDArray zero = manager.create(new double[1]);
    atZero = Torch.gradients(() -> Activation.relu(zero), zero).of(zero).toDoubleArray()[0];
}
verify(
    number("central differences at 0", () -> half, 0.5, 0, "as in the claims"),
    number("PyTorch at 0", () -> atZero, 0, 0, "as in the claims"),
    number("ŷ", () -> dyHat, -5.927, 0.0005, "as in the text"),
    number("z2", () -> g.b2(), -0.831, 0.0005, "as in the text"),
    number("a1", () -> length(da1), 1.583, 0.0005, "as in the text"),
    number("z1", () -> length(g.b1()), 1.311, 0.0005, "as in the text"),
    that("gates", () -> pass.z1(), double[].class,
        z -> z[0] < 0 && z[1] > 0 && z[2] > 0 && z[3] < 0 && z[4] > 0, "as in the text"),
    number("unit 0", () -> dead.moved()[0][300], 0, 0, "as in the text"),
    between("autograd", () -> apart, 0, 1e-14, "as in the text"),
    between("differences", () -> worst, 0, 1e-9, "as in the text"));

// %% tags=["results"]
double lossAt(Net net, double[] a1, double y) {
    double yHat = 1 / (1 + Math.exp(-dot(net.W2(), a1) - net.b2()));
    return -Math.log(y == 1 ? yHat : 1 - yHat);
}
double slope(double[] at, int i, ToDoubleFunction<double[]> loss) {
    double[] more = at.clone(), less = at.clone();
    more[i] += 1e-5;
    less[i] -= 1e-5;
    return (loss.applyAsDouble(more) - loss.applyAsDouble(less)) / 2e-5;
}
double[] relu(double[] z) { return Arrays.stream(z).map(v -> Math.max(0, v)).toArray(); }
/** The worst differences of the seven equations, as the text numbers them; then autograd's, and what a shut gate passes. */
double[] tested(long seed) {
    var draw = RandomState.of(seed);
    Net at = net(draw.standardNormal(26));
    double[] in = draw.standardNormal(3), p = flat(at), found = new double[9];
    double y = seed % 2;
    Pass f = forward(at, in, y);
    double[] exact = flat(backward(at, in, y)), torch = autograd(at, in, y);
    double dz2 = f.yHat() - y;
    found[0] = Math.abs(dz2 - slope(new double[] {f.z2()}, 0, z -> {
        double yHat = 1 / (1 + Math.exp(-z[0]));
        return -Math.log(y == 1 ? yHat : 1 - yHat);
    }));
    int[] equation = {5, 6, 1, 2};  // W1, b1, W2, b2
    for (int i = 0; i < 26; i++) {
        int part = i < 15 ? 0 : i < 20 ? 1 : i < 25 ? 2 : 3;
        double off = Math.abs(exact[i] - slope(p, i, v -> forward(net(v), in, y).loss()));
        found[equation[part]] = Math.max(found[equation[part]], off);
        found[7] = Math.max(found[7], Math.abs(exact[i] - torch[i]));
    }
    for (int j = 0; j < 5; j++) {
        found[3] = Math.max(found[3], Math.abs(dz2 * at.W2()[j] - slope(f.a1(), j, a -> lossAt(at, a, y))));
        double byZ = slope(f.z1(), j, z -> lossAt(at, relu(z), y));
        found[4] = Math.max(found[4], Math.abs(exact[15 + j] - byZ));
        found[8] = Math.max(found[8], Math.abs(byZ - (f.z1()[j] > 0 ? slope(f.a1(), j, a -> lossAt(at, a, y)) : 0)));
    }
    return found;
}
double[][] seeds = IntStream.range(0, 20).mapToObj(seed -> tested(seed)).toArray(double[][]::new);
double[] of(int i) { return Arrays.stream(seeds).mapToDouble(s -> s[i]).toArray(); }
double[][] ended = IntStream.range(0, 20).parallel().mapToObj(seed -> train(seed, -20))
    .map(t -> new double[] {t.moved()[0][300], t.moved()[1][300], t.before() - t.after()}).toArray(double[][]::new);
double[] ends(int i) { return Arrays.stream(ended).mapToDouble(e -> e[i]).toArray(); }

// %% tags=["results"]
double[] zs = IntStream.rangeClosed(-20, 20).filter(i -> i != 0).mapToDouble(i -> i / 10.0).toArray();
double indicator = Arrays.stream(zs).map(z -> Math.abs(slope(new double[] {z}, 0, v -> Math.max(0, v[0])) - (z > 0 ? 1 : 0)))
    .max().orElseThrow();
new Results()
    .with("loss", pass.loss()).with("z1", pass.z1()).with("y_hat", pass.yHat()).with("by_b2", g.b2()).with("by_b2_zero", g0.b2())
    .with("gradient", flat(g)).with("gradient_zero", flat(g0)).with("numeric", numeric).with("worst", worst)
    .with("length_w1", length(Arrays.copyOf(flat(g), 15))).with("length_b1", length(g.b1())).with("length_w2", length(g.W2()))
    .with("graph", graph.stream().mapToDouble(Node::gradient).toArray())
    .with("end_loss", dead.after()).with("moved_1", dead.moved()[1][300]).with("moved_0", dead.moved()[0][300])
    .with("moved", dead.moved()).with("ends_dead", ends(0)).with("ends_other", ends(1)).with("ends_gain", ends(2))
    .with("indicator", indicator)

// %% tags=["claims"]
boolean small(double[] values) { return Arrays.stream(values).allMatch(v -> v < 1e-8); }
new Claims()
    .with("dz2", "1. dL/dz2 = ŷ - y (largest difference from central differences, 20 seeds)", "ŷ - y", of(0), small(of(0)),
        "the sigmoid's ŷ(1 - ŷ) cancels the denominator of the cross-entropy's derivative")
    .with("dW2", "2. dL/dW2 = (ŷ - y) a1' (the same)", "(ŷ - y) a1'", of(1), small(of(1)), "right; PyTorch agrees")
    .with("db2", "3. dL/db2 = ŷ - y (the same)", "ŷ - y", of(2), small(of(2)), "right; PyTorch agrees")
    .with("da1", "4. dL/da1 = W2' (ŷ - y) (the same)", "W2' (ŷ - y)", of(3), small(of(3)), "right")
    .with("dz1", "5. dL/dz1 = dL/da1 where z1 > 0, else 0 (the same)", "W2' (ŷ - y) ⊙ 1(z1 > 0)", of(4), small(of(4)),
        "right, as long as no z1 is within the step of 0")
    .with("dW1", "6. dL/dW1 = dL/dz1 x' (the same)", "dL/dz1 x'", of(5), small(of(5)), "right; PyTorch agrees")
    .with("db1", "7. dL/db1 = dL/dz1 (the same)", "dL/dz1", of(6), small(of(6)), "right; PyTorch agrees")

// %% tags=["claims"]
new Claims()
    .with("indicator", "the ReLU's derivative is 1(z > 0) (largest difference from central differences, 40 places)", "1(z > 0)",
        indicator, indicator < 1e-8, "everywhere but at 0, where there is none: central differences give a half, PyTorch takes 0")
    .with("gate", "gradients pass units with z > 0 unchanged and are blocked by others (largest difference by central "
        + "differences on both sides of the gate, 20 seeds)", "a gate", of(8), small(of(8)), "its derivative is 1 or 0")
    .with("dead", "a unit whose z1 is always negative never updates (how far its weights moved in 300 steps, 20 seeds)", "never",
        ends(0), Arrays.stream(ends(0)).allMatch(m -> m == 0), "its row of W1, its b1 and its W2 all get zero, exactly")
