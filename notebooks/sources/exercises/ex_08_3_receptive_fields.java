// %% [markdown]
// # Exercise 8.3: three small kernels or one large one
// *Chapter 8, convolutional networks · two stars · about 40 minutes*
//
// **The question.** Three layers of 3×3 convolutions and a single one of 7×7: how many weights have they, and which part of the
// image does one output see? Why does one prefer the small ones?
//
// **You will learn** to count weights, channels included; to compute a receptive field, and to see it as the footprint of
// a gradient; and what a stack can do that one layer cannot, and the other way round. **Before this:** convolutions, exercise 2.6.
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
import ai.djl.nn.convolutional.Conv2d;
import peaberry.blas.OpenBlas;
import peaberry.plot.*;
import peaberry.random.RandomState;
import peaberry.teach.*;
import peaberry.torch.Torch;
import smile.tensor.DenseMatrix;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

OpenBlas.load();
var lesson = Lesson.open("ex_08_3_receptive_fields");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## Task 1: count the weights
// A layer has a kernel for each pair of an input and an output channel. Without biases, and with C = 64 filters in each layer, compute
// `counts`: one 7×7 layer and three 3×3 layers on an input of 64 channels; then the same two on an image of a *single* channel, where
// only the first layer of the stack sees the image.

// %% tags=["solution"] exercise="counts"
long weightsOf(int kernel, int... channels) {
    return IntStream.range(1, channels.length)
        .mapToLong(i -> (long) kernel * kernel * channels[i - 1] * channels[i]).sum();
}
long[] counts = {weightsOf(7, 64, 64), weightsOf(3, 64, 64, 64, 64),
    weightsOf(7, 1, 64), weightsOf(3, 1, 64, 64, 64)};
IO.println(Arrays.toString(counts));

// %% tags=["stub"] exercise="counts"
long[] counts = todo();

// %% tags=["hint"] exercise="counts"
// One 3×3 layer from 64 to 64 channels has 3 · 3 · 64 · 64 weights, and the first one on an image 3 · 3 · 1 · 64.

// %% tags=["check"] exercise="counts" points=2
lesson.check("counts",
    that("counts", long[].class, c -> c.length == 4, "four counts"),
    that("counts", long[].class, c -> c[0] == 49 * 64 * 64,
        "first the 7×7 layer from 64 to 64 channels"),
    that("counts", long[].class, c -> c[1] == 27 * 64 * 64, "then three 3×3 layers from 64 to 64"),
    that("counts", long[].class, c -> c[2] == 49 * 64,
        "third the 7×7 layer from one channel to 64"),
    that("counts", long[].class, c -> c[3] == 9 * 64 + 18 * 64 * 64,
        "last three 3×3 layers, from one channel to 64 and twice from 64 to 64"));

// %%
lesson.needs("counts");
double saved = 1 - (double) counts[1] / counts[0];
IO.println("64 channels: the stack saves %.3f of the weights".formatted(saved));
IO.println("one channel: it has %.1f times as many".formatted((double) counts[3] / counts[2]));
double[] filters = IntStream.rangeClosed(1, 64).asDoubleStream().toArray();
double[] from(DoubleUnaryOperator weights) { return Arrays.stream(filters).map(weights).toArray(); }
Plots.line(filters, from(c -> 49 * c * c)).withName("7×7, from C channels")
    .and(Plots.line(filters, from(c -> 27 * c * c)).withName("3 of 3×3, from C channels"))
    .and(Plots.line(filters, from(c -> 49 * c)).withName("7×7, from one").withDashes())
    .and(Plots.line(filters, from(c -> 9 * c + 18 * c * c))
        .withName("3 of 3×3, from one").withDashes())
    .withLogX().withLogY().withTitle("Weights of both").withAxes("filters C", "weights")

// %% [markdown]
// ## Task 2: how much does one output see?
// An output at place p of a layer with kernel k and stride s sees the inputs p·s to p·s + k − 1. Write `receptive(kernels, strides)`: how many
// pixels of the first input, in one direction, an output of the last layer sees. Then `sizes` for one 7×7, three 3×3, and
// the whole of VGG-16 below.

// %%
int[] vggKernels = {3, 3, 2, 3, 3, 2, 3, 3, 3, 2, 3, 3, 3, 2, 3, 3, 3, 2};
int[] vggStrides = {1, 1, 2, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 2};

// %% tags=["solution"] exercise="receptive"
int receptive(int[] kernels, int[] strides) {
    int size = 1;
    for (int layer = kernels.length - 1; layer >= 0; layer--) {
        size = (size - 1) * strides[layer] + kernels[layer];
    }
    return size;
}
int[] sizes = {receptive(new int[] {7}, new int[] {1}),
    receptive(new int[] {3, 3, 3}, new int[] {1, 1, 1}), receptive(vggKernels, vggStrides)};
IO.println("7×7: %d, three 3×3: %d, VGG-16: %d".formatted(sizes[0], sizes[1], sizes[2]));

// %% tags=["stub"] exercise="receptive"
int receptive(int[] kernels, int[] strides) {
    return todo();
}
int[] sizes = {receptive(new int[] {7}, new int[] {1}),
    receptive(new int[] {3, 3, 3}, new int[] {1, 1, 1}), receptive(vggKernels, vggStrides)};

// %% tags=["hint"] exercise="receptive"
// Go from the last layer to the first. n neighbouring outputs see (n − 1)·s + k neighbouring inputs.

// %% tags=["check"] exercise="receptive" points=2
int traced(int[] kernels, int[] strides) {
    Set<Integer> seen = Set.of(0);
    for (int layer = kernels.length - 1; layer >= 0; layer--) {
        int k = kernels[layer], s = strides[layer];
        seen = seen.stream().flatMap(p -> IntStream.range(p * s, p * s + k).boxed())
            .collect(Collectors.toSet());
    }
    return seen.size();
}
lesson.check("receptive",
    that("sizes", int[].class, s -> s.length == 3, "three sizes"),
    that("sizes", int[].class, s -> s[0] == 7, "first 7: one kernel sees its own width"),
    that("sizes", int[].class, s -> s[1] == traced(new int[] {3, 3, 3}, new int[] {1, 1, 1}),
        "then what three 3×3 kernels see: each layer adds 2"),
    that("sizes", int[].class, s -> s[2] == traced(vggKernels, vggStrides),
        "last VGG-16's: behind a stride of 2, a step counts for two"));

// %% [markdown]
// ## The footprint of a gradient
// What an output sees is what its gradient by the image shows. An image of 15 × 15 with 8 channels, random weights, ReLUs between the layers, no
// padding; PyTorch differentiates the middle output, summed over its channels.

// %%
record ConvNet(int kernel, List<double[]> weights, int... channels) {
    static ConvNet draw(RandomState random, int kernel, int... channels) {
        List<double[]> weights = new ArrayList<>();
        for (int i = 1; i < channels.length; i++) {
            int fanIn = channels[i - 1] * kernel * kernel;
            weights.add(random.normal(0, Math.sqrt(2.0 / fanIn), channels[i] * fanIn));
        }
        return new ConvNet(kernel, weights, channels);
    }
    NDArray forward(NDArray image) {
        NDArray x = image;
        for (int i = 1; i < channels.length; i++) {
            NDArray w = image.getManager().create(weights.get(i - 1),
                new Shape(channels[i], channels[i - 1], kernel, kernel));
            x = Conv2d.conv2d(i == 1 ? x : Activation.relu(x), w, null,
                new Shape(1, 1), new Shape(0, 0), new Shape(1, 1)).singletonOrThrow();
        }
        return x;
    }
}

// %%
/** The sum over channels of the absolute gradients of the middle output, 15 by 15. */
double[][] footprint(ConvNet net, double[] image) {
    try (var manager = NDManager.newBaseManager()) {
        NDArray x = manager.create(image, new Shape(1, 8, 15, 15));
        double[] g = Torch.gradients(() -> net.forward(x).get(":, :, 4, 4").sum(), x).of(x)
            .abs().sum(new int[] {0, 1}).toDoubleArray();
        return IntStream.range(0, 15).mapToObj(i -> Arrays.copyOfRange(g, 15 * i, 15 * i + 15))
            .toArray(double[][]::new);
    }
}

// %%
double[][][] footprints(long seed) {
    var random = RandomState.of(seed);
    double[] image = random.standardNormal(8 * 15 * 15);
    return new double[][][] {footprint(ConvNet.draw(random, 7, 8, 8), image),
        footprint(ConvNet.draw(random, 3, 8, 8, 8, 8), image)};
}
double[][] one = footprints(42)[0], stack = footprints(42)[1];
double[] flat(double[][] a) { return Arrays.stream(a).flatMapToDouble(Arrays::stream).toArray(); }
int seen(double[][] map) { return (int) Arrays.stream(flat(map)).filter(v -> v > 0).count(); }
IO.println("pixels with a gradient: %d by one layer, %d by the stack"
    .formatted(seen(one), seen(stack)));
Figure middle(double[][] map) {
    return Plots.heatmap(Arrays.stream(map, 3, 12).map(row -> Arrays.copyOfRange(row, 3, 12))
        .toArray(double[][]::new));
}
Plots.subplots(2, middle(one).withTitle("one 7×7"), middle(stack).withTitle("three 3×3"))
    .withSize(840, 430)

// %% [markdown]
// ## Task 3: the same field?
// Both see 7 × 7 pixels, and not alike. Write `rings(map)`: the share of the map's sum at a distance of 0, 1, 2 and 3 from the
// middle pixel (7, 7), a ring being the border of a square. Then `ringsOne` and `ringsStack`, means over the footprints of seeds 0 to 19.

// %% tags=["solution"] exercise="rings"
double[] rings(double[][] map) {
    double[] sums = new double[4];
    for (int i = 4; i <= 10; i++) {
        for (int j = 4; j <= 10; j++) {
            sums[Math.max(Math.abs(i - 7), Math.abs(j - 7))] += map[i][j];
        }
    }
    double all = Arrays.stream(sums).sum();
    return Arrays.stream(sums).map(s -> s / all).toArray();
}
double[] ringsOne = new double[4], ringsStack = new double[4];
for (int seed = 0; seed < 20; seed++) {
    double[] a = rings(footprints(seed)[0]), b = rings(footprints(seed)[1]);
    for (int r = 0; r < 4; r++) {
        ringsOne[r] += a[r] / 20;
        ringsStack[r] += b[r] / 20;
    }
}
IO.println("outer ring: %.3f of one 7×7, %.3f of the stack".formatted(ringsOne[3], ringsStack[3]));

// %% tags=["stub"] exercise="rings"
double[] rings(double[][] map) {
    return todo();
}
double[] ringsOne = todo(), ringsStack = todo();

// %% tags=["hint"] exercise="rings"
// The ring of pixel (i, j) is `Math.max(Math.abs(i - 7), Math.abs(j - 7))`. `footprints(seed)` has the map of the one layer first.

// %% tags=["check"] exercise="rings" points=2
double[][] expected = new double[2][4];
for (int seed = 0; seed < 20; seed++) {
    double[][][] maps = footprints(seed);
    for (int at = 0; at < 2 * 225; at++) {
        int i = at % 225 / 15, j = at % 15, far = Math.max(Math.abs(i - 7), Math.abs(j - 7));
        double all = Arrays.stream(maps[at / 225]).flatMapToDouble(Arrays::stream).sum();
        if (far < 4) expected[at / 225][far] += maps[at / 225][i][j] / all / 20;
    }
}
lesson.check("rings",
    that("ringsOne", double[].class, r -> r.length == 4, "four shares"),
    that("ringsOne", double[].class, r -> Math.abs(Arrays.stream(r).sum() - 1) < 1e-6,
        "shares, of which four make 1"),
    that("ringsOne", double[].class, r -> near(r, expected[0]),
        "the shares of the middle pixel and of three rings around it, for one 7×7"),
    that("ringsStack", double[].class, r -> near(r, expected[1]), "the same for the stack"));

// %%
lesson.needs("ringsOne", "ringsStack");
String[] ringNames = {"middle", "middle", "1", "1", "2", "2", "outer", "outer"};
Plots.bar(Table.create("rings", StringColumn.create("ring", ringNames),
    DoubleColumn.create("share", IntStream.range(0, 8)
        .mapToDouble(i -> i % 2 == 0 ? ringsOne[i / 2] : ringsStack[i / 2]).toArray()),
    StringColumn.create("network", IntStream.range(0, 8)
        .mapToObj(i -> i % 2 == 0 ? "one 7×7" : "three 3×3").toArray(String[]::new))),
    "ring", "share", "network").withTitle("Where the gradient is")

// %% [markdown]
// ## Richer?
// The text calls the stack's functions richer. Two tests. A random 7×7 kernel, to be written as three 3×3 kernels one after another, by
// least squares for one at a time; and a stack 1 → 8 → 8 → 1 with ReLUs, to be written as one 7×7 kernel, on 2000 random patches.

// %%
double[] solve(double[][] a, double[] y) {
    return DenseMatrix.of(a).svd().solve(y).toArray(new double[0]);
}
/** The kernel of two layers, one after the other. */
double[][] then(double[][] a, double[][] b) {
    double[][] both = new double[a.length + b.length - 1][a.length + b.length - 1];
    for (int i = 0; i < a.length * a.length; i++) {
        for (int j = 0; j < b.length * b.length; j++) {
            int u = i / a.length + j / b.length, v = i % a.length + j % b.length;
            both[u][v] += a[i / a.length][i % a.length] * b[j / b.length][j % b.length];
        }
    }
    return both;
}

// %%
double[][] square(int side, double... entries) {
    return IntStream.range(0, side)
        .mapToObj(i -> Arrays.copyOfRange(entries, side * i, side * i + side))
        .toArray(double[][]::new);
}
double share(double[] of, double[] fitted) {
    double mean = Arrays.stream(of).average().orElseThrow(), missed = 0, all = 0;
    for (int i = 0; i < of.length; i++) {
        missed += (of[i] - fitted[i]) * (of[i] - fitted[i]);
        all += (of[i] - mean) * (of[i] - mean);
    }
    return missed / all;
}

// %%
/** The share of a random 7x7 kernel that three 3x3 kernels miss. */
double missedByStack(long seed) {
    var random = RandomState.of(seed);
    double[] target = random.standardNormal(49);
    double[][][] k = {square(3, random.standardNormal(9)), square(3, random.standardNormal(9)),
        square(3, random.standardNormal(9))};
    for (int turn = 0; turn < 60; turn++) {
        double[][] rest = then(k[(turn + 1) % 3], k[(turn + 2) % 3]), design = new double[49][9];
        for (int i = 0; i < 9; i++) {
            double[] unit = new double[9];
            unit[i] = 1;
            double[] moved = flat(then(square(3, unit), rest));
            for (int row = 0; row < 49; row++) design[row][i] = moved[row];
        }
        k[turn % 3] = square(3, solve(design, target));
    }
    return share(target, flat(then(k[0], then(k[1], k[2]))));
}

// %%
/** The share of a random stack's variance that one 7x7 kernel and a bias miss. */
double missedByOne(long seed) {
    var random = RandomState.of(seed);
    var net = ConvNet.draw(random, 3, 1, 8, 8, 1);
    double[][] patches = random.standardNormal(2000, 49), design = new double[2000][];
    Arrays.setAll(design, i -> DoubleStream.concat(
        DoubleStream.of(1), Arrays.stream(patches[i])).toArray());
    double[] y;
    try (var manager = NDManager.newBaseManager()) {
        y = net.forward(manager.create(flat(patches), new Shape(2000, 1, 7, 7))).toDoubleArray();
    }
    double[] b = solve(design, y);
    return share(y, Arrays.stream(design).mapToDouble(row ->
        IntStream.range(0, 50).mapToDouble(i -> row[i] * b[i]).sum()).toArray());
}
double[] byStack = IntStream.range(0, 20).mapToDouble(seed -> missedByStack(seed)).toArray();
double[] byOne = IntStream.range(0, 20).mapToDouble(seed -> missedByOne(seed)).toArray();
double mean(double[] v) { return Arrays.stream(v).average().orElseThrow(); }
IO.println("three 3×3 miss %.2f of a 7×7 kernel; one 7×7 misses %.2f of a stack"
    .formatted(mean(byStack), mean(byOne)));

// %% [markdown]
// ### Question: which would you take?
// The text: for a single channel with C filters 49 C² weights against 27 C², 45 % fewer, and the same field; and more nonlinearities, so richer
// functions. Compare weights, field and functions. Where does this hold, and where not? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// Between C channels the stack saves 0.449 of the weights, 27 C² against 49 C², and just so much of the work. On an image of one channel, which is
// what the text starts from, it is the other way round: 49 C against 9 C + 18 C², for 64 filters 23.7 times as many. Both fields extend over 7 × 7
// pixels, but many paths lead through the middle and one to each corner: the outer ring gets 0.490 of the one layer's gradient and 0.277
// of the stack's. "Richer" is half the truth: one kernel misses 0.42 of a stack with ReLUs, but three small kernels miss 0.30 of a large one,
// since 27 numbers don't make 49. Stacks stay a good choice where channels are many and near pixels matter most; but training them keeps
// three maps in memory instead of one.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side; Python goes back through the layers by hand.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "weights, one 7×7", "weights, three 3×3", "field of VGG-16",
        "outer ring, one 7×7", "outer ring, stack", "middle pixel, stack",
        "a 7×7 kernel, missed by the stack", "a stack, missed by one 7×7"),
    DoubleColumn.create("Java", counts[0], counts[1], sizes[2], ringsOne[3], ringsStack[3],
        ringsStack[0], mean(byStack), mean(byOne)),
    DoubleColumn.create("Python", 200704 /* weights_one */, 110592 /* weights_stack */,
        212 /* field_vgg */, 0.4901 /* outer_one */, 0.2771 /* outer_stack */,
        0.0351 /* middle_stack */, 0.2999 /* missed_stack */, 0.4164 /* missed_one */))

// %% tags=["assert"]
double[] probe = RandomState.of(42).standardNormal(8 * 15 * 15);
var probed = RandomState.of(42);
probed.standardNormal(8 * 15 * 15);
ConvNet.draw(probed, 7, 8, 8);
ConvNet net = ConvNet.draw(probed, 3, 8, 8, 8, 8);
double worst = 0;
try (var manager = NDManager.newBaseManager()) {
    ToDoubleFunction<double[]> middle = v -> net.forward(manager.create(v, new Shape(1, 8, 15, 15)))
        .get(":, :, 4, 4").sum().toDoubleArray()[0];
    for (int i = 0; i < 225; i++) {
        double slope = 0;
        for (int c = 0; c < 8; c++) {
            double[] more = probe.clone(), less = probe.clone();
            more[225 * c + i] += 1e-6;
            less[225 * c + i] -= 1e-6;
            slope += Math.abs(middle.applyAsDouble(more) - middle.applyAsDouble(less)) / 2e-6;
        }
        worst = Math.max(worst, Math.abs(slope - stack[i / 15][i % 15]));
    }
}
double differs = worst;
verify(
    number("saved", () -> saved, 0.449, 0.0005, "as in the text"),
    number("one channel", () -> (double) counts[3] / counts[2], 23.7, 0.05, "as in the text"),
    number("outer, one", () -> ringsOne[3], 0.490, 0.0005, "as in the text"),
    number("outer, stack", () -> ringsStack[3], 0.277, 0.0005, "as in the text"),
    number("missed by the stack", () -> mean(byStack), 0.30, 0.005, "as in the text"),
    number("missed by one", () -> mean(byOne), 0.42, 0.005, "as in the text"),
    between("footprint by differences", () -> differs, 0, 1e-7, "as PyTorch has it"));

// %% tags=["results"]
double[][] ringsBy = new double[8][20];
double[][] pixels = new double[2][20];
for (int seed = 0; seed < 20; seed++) {
    double[][][] maps = footprints(seed);
    for (int n = 0; n < 2; n++) {
        double[] r = rings(maps[n]);
        for (int i = 0; i < 4; i++) ringsBy[4 * n + i][seed] = r[i];
        pixels[n][seed] = seen(maps[n]);
    }
}
new Results()
    .with("weights_one", counts[0]).with("weights_stack", counts[1]).with("weights_one_single", counts[2])
    .with("weights_stack_single", counts[3]).with("saved", saved).with("field_vgg", sizes[2]).with("sizes", sizes)
    .with("one", one).with("stack", stack).with("outer_one", ringsOne[3]).with("outer_stack", ringsStack[3])
    .with("middle_stack", ringsStack[0]).with("rings", ringsBy).with("pixels", pixels)
    .with("missed_stack", mean(byStack)).with("missed_one", mean(byOne)).with("by_stack", byStack).with("by_one", byOne)

// %% tags=["claims"]
boolean all(double[] values, DoublePredicate holds) { return Arrays.stream(values).allMatch(holds); }
double[] outer = IntStream.range(0, 20).mapToDouble(s -> ringsBy[7][s] / ringsBy[3][s]).toArray();
new Claims()
    .with("weights-one", "one 7x7 layer has 49C² weights (C = 64, by C²)", "49", counts[0] / 4096.0, counts[0] == 49 * 4096,
        "with C channels on both sides")
    .with("weights-stack", "three 3x3 layers have 27C² weights (C = 64, by C²)", "27", counts[1] / 4096.0, counts[1] == 27 * 4096,
        "with C channels on all sides")
    .with("single-channel", "so it is for a single channel with C filters (weights of the 7x7 layer on one channel, by C²)", "49",
        counts[2] / 4096.0, counts[2] == 49 * 4096,
        "49C: a single channel needs one kernel for each filter; there the stack has 9C + 18C², more than the one layer from C = 3 on")
    .with("saved", "the stack has 45 % fewer weights (share saved)", "0.45", saved, Math.abs(saved - 0.45) < 0.005, "1 - 27/49")
    .with("field-one", "one 7x7 layer sees 7 x 7 pixels (pixels with a gradient, 20 seeds)", "49", pixels[0],
        all(pixels[0], p -> p == 49), "its own kernel")
    .with("field-stack", "three 3x3 layers see 7 x 7 pixels (pixels with a gradient, 20 seeds)", "49", pixels[1],
        all(pixels[1], p -> p == 49), "each layer adds 2 in each direction")

// %% tags=["claims"]
new Claims()
    .with("same-field", "both have the same receptive field (the outer ring's share of the gradient, stack by one layer, 20 seeds, "
        + "0.9 to 1.1)", "the same", outer, all(outer, r -> r > 0.9 && r < 1.1),
        "the same extent; but few paths lead to the border, so the stack sees it dimly (Luo et al. 2016)")
    .with("richer-one", "one 7x7 layer cannot do what the stack does (share of a random stack's variance it misses, 20 seeds)",
        "richer", byOne, all(byOne, m -> m > 0.05), "ReLUs between the layers bend the function")
    .with("richer-stack", "the stack can do all that one 7x7 layer does (share of a random 7x7 kernel missed by three 3x3 ones, 20 "
        + "seeds)", "richer", byStack, all(byStack, m -> m < 0.05),
        "27 numbers do not make 49: without ReLUs only products of three small kernels come out, so neither class holds the other")
