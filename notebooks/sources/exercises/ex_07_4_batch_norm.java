// %% [markdown]
// # Exercise 7.4: training with and without batch normalisation
// *Chapter 7, training deep networks · two stars · about 45 minutes*
//
// **The question.** Train the same eight layers with and without batch normalisation. Draw the losses, the norms of the
// gradients by layer, and the activations at the start and after 1000 steps. What does it change, and why?
//
// **You will learn** to write the layer forwards and backwards, and to ask of "it trains faster" what it was compared
// with. **Before this:** backpropagation.
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
import peaberry.plot.*;
import peaberry.random.RandomState;
import peaberry.teach.*;
import peaberry.torch.Torch;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_07_4_batch_norm");
NDManager manager = NDManager.newBaseManager();
Torch.threads(1);

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## The layer
// For each of its units, batch normalisation takes the mean μ and the variance σ² of z over the rows of the batch
// (dividing by their number), and gives
//
// $$\hat z = \frac{z - \mu}{\sqrt{\sigma^2 + \varepsilon}}, \qquad y = \gamma\,\hat z + \beta, \qquad \varepsilon = 10^{-5}.$$
//
// All arrays here have three axes: runs, rows, units. Several trainings run side by side, each with
// weights of its own, so the mean is over axis −2, and it keeps that axis: `z.mean(new int[] {-2}, true)`.

// %%
/** What the forward pass gives, and what the backward pass needs again. */
record Normal(NDArray y, NDArray zHat, NDArray deviation) {}
interface Forward { Normal of(NDArray z, NDArray gamma, NDArray beta); }
record Back(NDArray byZ, NDArray byGamma, NDArray byBeta) {}
interface Backward { Back of(NDArray g, Normal at, NDArray gamma); }

int[] ROWS = {-2};
NDArray normal(RandomState random, long... shape) {
    var form = new Shape(shape);
    return manager.create(random.standardNormal((int) form.size()), form);
}
double apart(NDArray one, NDArray other) { return one.sub(other).abs().max().getDouble(); }

// %% [markdown]
// ## Task 1: forwards and backwards
// Write `forward`, and `backward`: with g the loss's gradient by y, and h = g ∘ γ that by ẑ,
//
// - by β it is the sum of g over the rows, by γ the sum of g ∘ ẑ;
// - by z it is (h − mean(h) − ẑ ∘ mean(h ∘ ẑ)) / √(σ² + ε), for the mean and the variance move with z, too.

// %% tags=["solution"] exercise="layer"
Forward forward = (z, gamma, beta) -> {
    NDArray centered = z.sub(z.mean(ROWS, true));
    NDArray deviation = centered.square().mean(ROWS, true).add(1e-5).sqrt();
    NDArray zHat = centered.div(deviation);
    return new Normal(zHat.mul(gamma).addi(beta), zHat, deviation);
};
Backward backward = (g, at, gamma) -> {
    NDArray h = g.mul(gamma);
    NDArray along = at.zHat().mul(h.mul(at.zHat()).mean(ROWS, true));
    NDArray byZ = h.sub(h.mean(ROWS, true)).subi(along).divi(at.deviation());
    return new Back(byZ, g.mul(at.zHat()).sum(ROWS, true), g.sum(ROWS, true));
};

// %% tags=["stub"] exercise="layer"
Forward forward = todo();
Backward backward = todo();

// %% tags=["hint"] exercise="layer"
// `Forward forward = (z, gamma, beta) -> { ...; return new Normal(y, zHat, deviation); };`, where `deviation` is
// the root below the fraction's line.

// %% tags=["hint"] exercise="layer"
// In `backward`, `at.zHat()` and `at.deviation()` are what `forward` kept. Sums and means take `ROWS, true`.

// %% tags=["check"] exercise="layer" points=3
var some = RandomState.of(1);
NDArray z0 = normal(some, 2, 6, 3).mul(3).add(1), g0 = normal(some, 2, 6, 3);
NDArray gamma0 = normal(some, 2, 1, 3), beta0 = normal(some, 2, 1, 3);
NDArray own(NDArray z) {  // written with other calls, and differentiated by PyTorch
    NDArray mean = z.sum(ROWS, true).div(6), squares = z.square().sum(ROWS, true).div(6);
    return gamma0.mul(z.sub(mean).div(squares.sub(mean.square()).add(1e-5).sqrt())).add(beta0);
}
var auto = Torch.gradients(() -> own(z0).mul(g0).sum(), z0, gamma0, beta0);
Back back() {
    return answer("backward", Backward.class)
        .of(g0, answer("forward", Forward.class).of(z0, gamma0, beta0), gamma0);
}
lesson.check("layer",
    that("forward", Forward.class, f -> apart(f.of(z0, gamma0, beta0).y(), own(z0)) < 1e-9,
        "such that y has the mean β and the deviation γ, over the rows of each run"),
    that("backward", Backward.class, b -> apart(back().byBeta(), auto.of(beta0)) < 1e-9
        && apart(back().byGamma(), auto.of(gamma0)) < 1e-9,
        "such that the gradients by γ and β are those of autograd"),
    that("backward", Backward.class, b -> apart(back().byZ(), auto.of(z0)) < 1e-9,
        "such that the gradient by z is that of autograd"));

// %% [markdown]
// ## The network and its data
// As in the text, eight hidden layers with ReLU and one output. Ours have 32 units instead of 256, so that
// many trainings run in seconds. The data are 256 rows of 16 normal numbers; y is a sine of one direction plus
// another direction, scaled to a variance of 1. A loss of 1 is thus what a constant gets.
//
// Weights start uniform between −c/√n and c/√n, with n inputs. PyTorch's `Linear` has c = 1. He's rule for ReLU
// (2015) has c = √6, so that the signal neither shrinks nor grows from layer to layer.

// %%
static final int LAYERS = 8, WIDTH = 32, INPUTS = 16, BATCH = 32, SIZE = 256;
record Data(double[] x, double[] y, double[][] weights) {}
double[] target(double[] x, double[] a) {
    double[] y = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
        double one = 0, two = 0;
        for (int j = 0; j < INPUTS; j++) {
            one += x[i * INPUTS + j] * a[2 * j] / 4;
            two += x[i * INPUTS + j] * a[2 * j + 1] / 4;
        }
        y[i] = Math.sin(2 * one) + two;
    }
    double mean = Arrays.stream(y).average().orElseThrow();
    double deviation = Math.sqrt(Arrays.stream(y).map(v -> (v - mean) * (v - mean)).sum() / SIZE);
    return Arrays.stream(y).map(v -> (v - mean) / deviation).toArray();
}

// %%
Data draw(long seed, double c) {
    var random = RandomState.of(seed);
    double[] x = random.standardNormal(SIZE * INPUTS), a = random.standardNormal(2 * INPUTS);
    return new Data(x, target(x, a), IntStream.rangeClosed(0, LAYERS).mapToObj(l -> {
        int in = l == 0 ? INPUTS : WIDTH, out = l == LAYERS ? 1 : WIDTH;
        double end = c / Math.sqrt(in);
        return Arrays.stream(random.uniform(-1, 1, in * out)).map(v -> v * end).toArray();
    }).toArray(double[][]::new));
}

// %% [markdown]
// A `Net` holds the weights of all runs. `gradients` goes forwards and then backwards by hand, with your layer
// if `normalised`; else a layer only adds β.

// %%
/** Losses of the runs, gradients by the net's parameters, and each layer before and after ReLU. */
record Pass(NDArray loss, List<NDArray> gradients, List<NDArray> before, List<NDArray> after) {}
record Net(boolean normalised, List<NDArray> weights, List<NDArray> betas, List<NDArray> gammas,
    NDArray x, NDArray y) {
    List<NDArray> parameters() {
        return Stream.of(weights, betas, normalised ? gammas : List.<NDArray>of())
            .flatMap(List::stream).toList();
    }
}

// %%
NDArray stacked(List<double[]> runs, long rows, long columns) {
    double[] all = runs.stream().flatMapToDouble(Arrays::stream).toArray();
    return manager.create(all, new Shape(runs.size(), rows, columns));
}
Net net(boolean normalised, long[] seeds, double... c) {
    var data = IntStream.range(0, seeds.length).mapToObj(i -> draw(seeds[i], c[i])).toList();
    var weights = IntStream.rangeClosed(0, LAYERS).mapToObj(l -> stacked(
        data.stream().map(d -> d.weights()[l]).toList(), l == 0 ? INPUTS : WIDTH,
        l == LAYERS ? 1 : WIDTH)).toList();
    Function<Integer, NDArray> zeros = l ->
        manager.zeros(new Shape(seeds.length, 1, l == LAYERS ? 1 : WIDTH), DataType.FLOAT64);
    return new Net(normalised, weights,
        IntStream.rangeClosed(0, LAYERS).boxed().map(zeros).toList(),
        IntStream.range(0, LAYERS).boxed().map(l -> zeros.apply(l).add(1)).toList(),
        stacked(data.stream().map(Data::x).toList(), SIZE, INPUTS),
        stacked(data.stream().map(Data::y).toList(), SIZE, 1));
}

// %%
lesson.needs("forward", "backward");
NDArray t(NDArray a) { return a.swapAxes(-2, -1); }
/** The gradients by weights, betas and gammas, in the order of the net's parameters. */
List<NDArray> backwards(Net net, List<NDArray> after, List<Normal> kept, NDArray g) {
    var byWeights = new LinkedList<NDArray>();
    var byBetas = new LinkedList<NDArray>(List.of(g.sum(ROWS, true)));
    var byGammas = new LinkedList<NDArray>();
    for (int l = LAYERS; l >= 0; l--) {
        byWeights.addFirst(t(after.get(l)).matMul(g));
        if (l == 0) break;
        g = g.matMul(t(net.weights().get(l))).muli(after.get(l).sign());
        Back b = net.normalised() ? backward.of(g, kept.get(l - 1), net.gammas().get(l - 1))
            : new Back(g, null, g.sum(ROWS, true));
        byBetas.addFirst(b.byBeta());
        if (net.normalised()) byGammas.addFirst(b.byGamma());
        g = b.byZ();
    }
    return Stream.of(byWeights, byBetas, byGammas).flatMap(List::stream).toList();
}

// %%
lesson.needs("forward", "backward");
Pass gradients(Net net, int step) {  // on the 32 rows whose turn it is
    int from = step * BATCH % SIZE;
    NDArray x = net.x().get(":, {}:{}", from, from + BATCH);
    var before = new ArrayList<NDArray>();
    var after = new ArrayList<NDArray>(List.of(x));
    var kept = new ArrayList<Normal>();
    for (int l = 0; l < LAYERS; l++) {
        NDArray z = after.get(l).matMul(net.weights().get(l)), beta = net.betas().get(l);
        Normal n = net.normalised() ? forward.of(z, net.gammas().get(l), beta)
            : new Normal(z.add(beta), null, null);
        kept.add(n);
        before.add(n.y());
        after.add(Activation.relu(n.y()));
    }
    NDArray error = after.get(LAYERS).matMul(net.weights().get(LAYERS))
        .add(net.betas().get(LAYERS)).sub(net.y().get(":, {}:{}", from, from + BATCH));
    NDArray loss = error.square().mean(ROWS).squeeze(-1);
    return new Pass(loss, backwards(net, after, kept, error.mul(2.0 / BATCH)), before, after);
}

// %% [markdown]
// Is the whole backward pass right? Against autograd, and against finite differences in 40 weights chosen
// by chance; for both kinds of network.

// %%
lesson.needs("forward", "backward");
double slope(Net net, NDArray parameter, int at) {
    double[] one = new double[(int) parameter.size()];
    one[at] = 1e-6;
    NDArray move = manager.create(one, parameter.getShape());
    parameter.addi(move);
    double up = gradients(net, 0).loss().getDouble(0);
    parameter.subi(move.mul(2));
    double down = gradients(net, 0).loss().getDouble(0);
    parameter.addi(move);
    return (up - down) / 2e-6;
}

// %%
lesson.needs("forward", "backward");
double[] errors(boolean normalised) {
    Net net = net(normalised, new long[] {7}, Math.sqrt(6));
    NDArray[] all = net.parameters().toArray(NDArray[]::new);
    var hand = gradients(net, 0).gradients();
    var auto = Torch.gradients(() -> gradients(net, 0).loss().sum(), all).gradients();
    var random = RandomState.of(3);
    return new double[] {
        IntStream.range(0, all.length).mapToDouble(i -> apart(hand.get(i), auto.get(i)))
            .max().orElseThrow(),
        IntStream.range(0, 40).mapToDouble(i -> {
            int p = random.choice(all.length), at = random.choice((int) all[p].size());
            return Math.abs(slope(net, all[p], at) - hand.get(p).toDoubleArray()[at]);
        }).max().orElseThrow()};
}
double[] without = errors(false), with = errors(true);
IO.println("without: %.0e from autograd, %.0e from differences".formatted(without[0], without[1]));
IO.println("with:    %.0e from autograd, %.0e from differences".formatted(with[0], with[1]));

// %% [markdown]
// ## 1000 steps
// Plain gradient descent at the text's rate of 0.01, on the same data: without normalisation from PyTorch's
// start and from He's, and with normalisation from PyTorch's.

// %%
lesson.needs("forward", "backward");
/** Changes the net's weights; the losses are those of each step, for each run. */
double[][] train(Net net, int steps, double... rates) {
    Torch.threads(1);  // each thread of Java has its own setting
    NDArray rate = manager.create(rates, new Shape(rates.length, 1, 1));
    double[][] losses = new double[steps][];
    var parameters = net.parameters();
    for (int step = 0; step < steps; step++) {
        try (var scope = new NDScope()) {
            Pass pass = gradients(net, step);
            losses[step] = pass.loss().toDoubleArray();
            for (int i = 0; i < parameters.size(); i++) {
                parameters.get(i).subi(pass.gradients().get(i).muli(rate));
            }
        }
    }
    return losses;
}

// %%
double[] epochs(double[][] losses, int run) {  // the mean of each 8 steps
    return IntStream.range(0, losses.length / 8).mapToDouble(e -> IntStream.range(8 * e, 8 * e + 8)
        .mapToDouble(s -> losses[s][run]).average().orElseThrow()).toArray();
}

// %%
lesson.needs("forward", "backward");
Net plain = net(false, new long[] {42, 42}, 1, Math.sqrt(6));
Net batch = net(true, new long[] {42}, 1);
Pass plainStart = gradients(plain, 0), batchStart = gradients(batch, 0);
var other = CompletableFuture.supplyAsync(() -> train(batch, 1000, 0.01));  // beside the first
double[][] plainLosses = train(plain, 1000, 0.01, 0.01), batchLosses = other.join();
Pass plainEnd = gradients(plain, 1000), batchEnd = gradients(batch, 1000);
double[][] curves = {epochs(plainLosses, 0), epochs(plainLosses, 1), epochs(batchLosses, 0)};
String[] names = {"without, PyTorch's start", "without, He's start", "with, PyTorch's start"};
Plots.line(curves[0]).withName(names[0]).and(Plots.line(curves[1]).withName(names[1]))
    .and(Plots.line(curves[2]).withName(names[2])).withLogY().withYRange(1e-6, 3)
    .withTitle("Loss at a rate of 0.01").withAxes("epoch of 8 steps", "mean squared error")

// %%
lesson.needs("forward", "backward");
double[] norms(Pass pass, int run) {  // of the gradients by the weights of the 8 hidden layers
    return pass.gradients().stream().limit(LAYERS)
        .mapToDouble(g -> Math.sqrt(g.get(run).square().sum().getDouble())).toArray();
}
double[][] atStart = {norms(plainStart, 0), norms(plainStart, 1), norms(batchStart, 0)};
double[][] atEnd = {norms(plainEnd, 0), norms(plainEnd, 1), norms(batchEnd, 0)};
double[] layer = IntStream.rangeClosed(1, LAYERS).asDoubleStream().toArray();
Figure drawn(double[][] norms, String title) {
    return Plots.line(layer, norms[0]).withName(names[0])
        .and(Plots.line(layer, norms[1]).withName(names[1]))
        .and(Plots.line(layer, norms[2]).withName(names[2])).withLogY().withTitle(title)
        .withAxes("layer", "norm");
}
Plots.subplots(2, drawn(atStart, "Gradients at the start"), drawn(atEnd, "After 1000 steps"))
    .withSize(840, 340)

// %% [markdown]
// ## Task 2: read the curves
// Compute `reached`: for each row of `curves`, the first epoch, counted from 1, with a mean loss below 0.5, and 0 if
// there is none. And `uneven`: for each row of `atStart`, the largest norm divided by the smallest.

// %% tags=["solution"] exercise="reading"
int[] reached = new int[3];
double[] uneven = new double[3];
for (int i = 0; i < 3; i++) {
    double[] curve = curves[i];
    reached[i] = IntStream.range(0, 125).filter(e -> curve[e] < 0.5).findFirst().orElse(-1) + 1;
    double[] sorted = Arrays.stream(atStart[i]).sorted().toArray();
    uneven[i] = sorted[7] / sorted[0];
    IO.println("%-24s epoch %2d, ratio %.2f".formatted(names[i], reached[i], uneven[i]));
}

// %% tags=["stub"] exercise="reading"
int[] reached = todo();
double[] uneven = todo();

// %% tags=["hint"] exercise="reading"
// A loop over the epochs that stops at the first loss below 0.5; the epoch is its index and one.

// %% tags=["hint"] exercise="reading"
// `Arrays.stream(atStart[i]).max().orElseThrow()` is the largest of a row.

// %% tags=["check"] exercise="reading" points=2
lesson.check("reading",
    that("reached", int[].class, r -> {
        double[][] all = answer("curves", double[][].class);
        return r.length == 3 && IntStream.range(0, 3).allMatch(i -> r[i] == 1 + IntStream
            .range(0, 125).filter(e -> all[i][e] < 0.5).findFirst().orElse(-1));
    }, "the first epochs, from 1 on, with a loss below 0.5, or 0 where there is none"),
    that("uneven", double[].class,
        u -> near(u, Arrays.stream(answer("atStart", double[][].class)).mapToDouble(row -> {
            var s = Arrays.stream(row).summaryStatistics();
            return s.getMax() / s.getMin();
        }).toArray()), "the largest norm over the smallest, for each row of `atStart`"));

// %% [markdown]
// ## The activations
// What ReLU gets, in each layer: every 8th number of a batch.

// %%
lesson.needs("forward", "backward");
Figure boxes(Pass pass, int run, String title) {
    double[][] values = pass.before().stream().map(a -> {
        double[] all = a.get(run).toDoubleArray();
        return IntStream.range(0, all.length / 8).mapToDouble(i -> all[8 * i]).toArray();
    }).toArray(double[][]::new);
    return Plots.box(new String[] {"1", "2", "3", "4", "5", "6", "7", "8"}, values)
        .withTitle(title).withAxes("layer", "").withYRange(-4, 4);
}
Plots.subplots(3, boxes(plainStart, 0, "PyTorch's start"), boxes(plainStart, 1, "He's start"),
    boxes(batchStart, 0, "normalised, start"), boxes(plainEnd, 0, "1000 steps later"),
    boxes(plainEnd, 1, "1000 steps later"), boxes(batchEnd, 0, "1000 steps later"))
    .withSize(840, 560)

// %%
lesson.needs("forward", "backward");
double deviation(NDArray a) { return Math.sqrt(a.sub(a.mean()).square().mean().getDouble()); }
double[] means(Pass pass) {  // of the units of all layers
    return pass.before().stream().flatMapToDouble(a ->
        Arrays.stream(a.get(0).mean(new int[] {0}).toDoubleArray())).toArray();
}
double shift = Arrays.stream(means(batchEnd)).map(Math::abs).max().orElseThrow();
double inLast = deviation(plainStart.before().get(7).get(0));
double relu = batchEnd.after().get(8).mean().getDouble();
IO.println("PyTorch's start: layer 8 has a deviation of %.5f".formatted(inLast));
IO.println("normalised, after 1000 steps: unit means up to %.2f from 0".formatted(shift));
IO.println("normalised, after 1000 steps, behind ReLU: mean %.2f".formatted(relu));

// %% [markdown]
// ## Learning rates
// Seven rates for each network, 200 steps. A loss that is infinite or above 2 is drawn at 2.

// %%
lesson.needs("forward", "backward");
double[] rates = {0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1};
double[] ends(boolean normalised, double c) {
    double[] starts = new double[7];
    Arrays.fill(starts, c);
    double[][] losses = train(net(normalised, new long[] {42, 42, 42, 42, 42, 42, 42}, starts),
        200, rates);
    return IntStream.range(0, 7).mapToDouble(i -> epochs(losses, i)[24])
        .map(v -> v < 2 ? v : 2).toArray();
}
double[][] last = IntStream.range(0, 3).parallel()
    .mapToObj(i -> ends(i == 2, i == 1 ? Math.sqrt(6) : 1)).toArray(double[][]::new);
Plots.line(rates, last[0]).withName(names[0]).withDots()
    .and(Plots.line(rates, last[1]).withName(names[1]).withDots())
    .and(Plots.line(rates, last[2]).withName(names[2]).withDots()).withLogX().withLogY()
    .withTitle("Loss after 200 steps").withAxes("rate", "mean squared error")

// %%
lesson.needs("forward", "backward");
List<Double> learnt(int network) {
    return IntStream.range(0, 7).filter(i -> last[network][i] < 0.2).mapToObj(i -> rates[i])
        .toList();
}
for (int i = 0; i < 3; i++) IO.println("%s: below 0.2 at %s".formatted(names[i], learnt(i)));

// %% [markdown]
// ## A smoother landscape?
// The text says that this is the reason. Go 0.1 of the gradient down and see how much the gradient has changed, per
// distance walked. A small number means that the gradient stays a good guide. Twenty seeds, at the start:

// %%
lesson.needs("forward", "backward");
long[] twenty = LongStream.range(0, 20).toArray();
double[] twentyTimes(double value) {
    return DoubleStream.generate(() -> value).limit(20).toArray();
}

// %%
lesson.needs("forward", "backward");
double[] lengths(List<NDArray> arrays) {
    return arrays.stream().map(a -> a.square().sum(new int[] {1, 2})).reduce(NDArray::add)
        .orElseThrow().sqrt().toDoubleArray();
}
double[] roughness(boolean normalised, double c) {
    Net net = net(normalised, twenty, twentyTimes(c));
    var here = gradients(net, 0).gradients();
    for (int i = 0; i < here.size(); i++) net.parameters().get(i).subi(here.get(i).mul(0.1));
    var there = gradients(net, 0).gradients();
    double[] change = lengths(IntStream.range(0, here.size())
        .mapToObj(i -> there.get(i).sub(here.get(i))).toList()), walked = lengths(here);
    return IntStream.range(0, 20).mapToDouble(i -> change[i] / (0.1 * walked[i])).toArray();
}
double[][] rough = {roughness(false, 1), roughness(false, Math.sqrt(6)), roughness(true, 1)};
double median(double[] v) {
    return Arrays.stream(v).sorted().skip(9).limit(2).average().orElseThrow();
}
IO.println("median change of the gradient: %.1f, %.1f, %.1f".formatted(
    median(rough[0]), median(rough[1]), median(rough[2])));

// %% [markdown]
// ### Question: what does batch normalisation change, and compared with what?
// The text observes three things. Without batch normalisation training is slower and more sensitive to the rate; the norms of the gradients
// vary widely across layers, with it they are more uniform; and activations shift and scale unpredictably, with it they keep mean 0
// and variance 1. Take them one by one. (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// Faster: yes. At 0.01 the normalised network is below a loss of 0.5 in epoch 4, He's start in epoch 16, and PyTorch's
// start not in 125 epochs. How many times faster thus depends on the start one compares with. More rates: yes. After 200 steps
// the normalised network is below 0.2 at five rates, from 0.003 to 0.3, He's start at two, 0.03 and 0.1, PyTorch's start at none. Gradients more even: no. From PyTorch's
// start the largest norm of a layer is 1.53 times the smallest, normalised 3.85 times; a ReLU network
// without normalisation has gradients of about one size in all layers, because what a layer loses in
// signal, the gradient by the next one loses too. They are all small, not uneven. Activations: PyTorch's start
// shrinks them to 0.00097 in layer 8. Normalised units stay near mean 0 before ReLU, within 0.01, but behind it
// their mean is 0.39. The landscape is smoother than from He's start, where the gradient
// changes by 110.1 per distance, against 11.6; PyTorch's start, with 5.4, is smooth because it is flat.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside Python's, each computed on its own side. That the gradients are even without normalisation is a
// theorem (Du et al. 2018): without biases, the sum over a layer's weights of weight times gradient is the same
// for all layers of a ReLU network.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "epoch below 0.5, PyTorch's start", "He's start", "normalised",
        "uneven at the start, PyTorch's", "He's", "normalised", "loss in the end, He's",
        "normalised at 0.1"),
    DoubleColumn.create("Java", reached[0], reached[1], reached[2], uneven[0], uneven[1], uneven[2],
        curves[1][124], last[2][4]),
    DoubleColumn.create("Python", 0 /* reached_0 */, 16 /* reached_1 */, 4 /* reached_2 */,
        1.5346 /* uneven_0 */, 2.4833 /* uneven_1 */, 3.8532 /* uneven_2 */, 0.0285 /* end_he */,
        0.0066 /* end_normalised_fast */))

// %% tags=["assert"]
verify(
    between("autograd", () -> Math.max(without[0], with[0]), 0, 1e-10, "as in the text"),
    between("differences", () -> Math.max(without[1], with[1]), 0, 1e-5, "as in the text"),
    number("PyTorch's", () -> (double) reached[0], 0, 0, "as in the text"),
    number("He's", () -> (double) reached[1], 16, 0, "as in the text"),
    number("normalised", () -> (double) reached[2], 4, 0, "as in the text"),
    that("PyTorch's rates", () -> learnt(0), List.class, r -> r.isEmpty(), "as in the text"),
    that("He's rates", () -> learnt(1), List.class, r -> r.equals(List.of(0.03, 0.1)), "as in the text"),
    that("normalised rates", () -> learnt(2), List.class, r -> r.equals(List.of(0.003, 0.01, 0.03, 0.1, 0.3)), "as in the text"),
    number("uneven", () -> uneven[0], 1.53, 0.005, "as in the text"),
    number("uneven", () -> uneven[2], 3.85, 0.005, "as in the text"),
    number("layer 8", () -> inLast, 0.00097, 0.000005, "as in the text"),
    number("shift", () -> shift, 0.01, 0.005, "as in the text"),
    number("ReLU", () -> relu, 0.39, 0.005, "as in the text"),
    number("flat", () -> median(rough[0]), 5.4, 0.05, "as in the text"),
    number("rough", () -> median(rough[1]), 110.1, 0.05, "as in the text"),
    number("smooth", () -> median(rough[2]), 11.6, 0.05, "as in the text"));

// %% tags=["results"]
/** Twenty runs of 200 steps: first epoch below 0.5 (26 if none), and the last epoch's loss. */
record Twenty(double[] first, double[] end, double[] ratios, double[] deepest, Net net) {}
Twenty twenty(boolean normalised, double c, double rate) {
    Net net = net(normalised, twenty, twentyTimes(c));
    Pass pass = gradients(net, 0);
    double[][] losses = train(net, 200, twentyTimes(rate)), norms = new double[20][];
    Arrays.setAll(norms, i -> norms(pass, i));
    return new Twenty(IntStream.range(0, 20).mapToDouble(i -> 1 + IntStream.range(0, 25)
        .filter(e -> epochs(losses, i)[e] < 0.5).findFirst().orElse(25)).toArray(),
        IntStream.range(0, 20).mapToDouble(i -> epochs(losses, i)[24]).map(v -> v < 2 ? v : 2).toArray(),
        Arrays.stream(norms).mapToDouble(n -> Arrays.stream(n).max().orElseThrow()
            / Arrays.stream(n).min().orElseThrow()).toArray(),
        Arrays.stream(norms).mapToDouble(n -> n[7] / n[0]).toArray(), net);
}
Twenty[] trained = IntStream.range(0, 5).parallel()
    .mapToObj(i -> twenty(i == 2 || i == 4, i == 1 || i == 3 ? Math.sqrt(6) : 1, i < 3 ? 0.01 : 0.1)).toArray(Twenty[]::new);
Twenty slow0 = trained[0], slow1 = trained[1], slow2 = trained[2], fast1 = trained[3], fast2 = trained[4];

// %% tags=["results"]
double[] shifts = IntStream.range(0, 20).mapToDouble(i -> gradients(slow2.net(), 200).before().stream()
    .mapToDouble(a -> a.get(i).mean(new int[] {0}).abs().max().getDouble()).max().orElseThrow()).toArray();
double[] spreads = IntStream.range(0, 20).mapToDouble(i -> gradients(slow2.net(), 200).before().stream()
    .mapToDouble(a -> a.get(i).sub(a.get(i).mean(new int[] {0}, true)).square().mean(new int[] {0}).sqrt()
        .sub(1).abs().max().getDouble()).max().orElseThrow()).toArray();
double[] shrunk = IntStream.range(0, 20).mapToDouble(i -> deviation(gradients(slow0.net(), 200).before().get(7).get(i)))
    .toArray();
new Results()
    .with("reached_0", reached[0]).with("reached_1", reached[1]).with("reached_2", reached[2])
    .with("uneven_0", uneven[0]).with("uneven_1", uneven[1]).with("uneven_2", uneven[2])
    .with("end_he", curves[1][124]).with("end_normalised_fast", last[2][4]).with("curves", curves)
    .with("at_start", atStart).with("at_end", atEnd).with("shift", shift).with("in_last", inLast).with("relu", relu)
    .with("rough_plain", rough[0]).with("rough_he", rough[1]).with("rough_normalised", rough[2])
    .with("first_plain", slow0.first()).with("first_he", slow1.first()).with("first_normalised", slow2.first())

// %% tags=["claims"]
double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }
boolean all(double[] values, DoublePredicate test) { return Arrays.stream(values).allMatch(test); }
double[] overHe = IntStream.range(0, 20).mapToDouble(i -> slow1.first()[i] / slow2.first()[i]).toArray();
double[] overPyTorch = IntStream.range(0, 20).mapToDouble(i -> slow0.first()[i] / slow2.first()[i]).toArray();
double[] roughRatio = IntStream.range(0, 20).mapToDouble(i -> rough[1][i] / rough[2][i]).toArray();
new Claims()
    .with("slower", "without it training is slower (epochs to a loss of 0.5 over those with it, He's start, 20 seeds)",
        "slower", overHe, all(overHe, v -> v > 1), "even from the better start")
    .with("twice", "with it training converges about twice as fast (epochs of PyTorch's start over those with it, 20 seeds)",
        "~2x faster", overPyTorch, Math.abs(mean(overPyTorch) - 2) < 0.5,
        "PyTorch's start does not get there in 25 epochs (counted as 26); from He's start it is 2.8 times")
    .with("rate", "with it a rate of 0.1 is tolerated (loss after 200 steps, 20 seeds)", "LR up to 0.1",
        fast2.end(), all(fast2.end(), v -> v < 0.1), "all of them learn")
    .with("sensitive", "without it training is more sensitive to the rate (loss at 0.1, He's start, 20 seeds)",
        "more sensitive to learning rate", fast1.end(), mean(fast1.end()) > 2 * mean(slow1.end()),
        "good at 0.01, and more than half of the runs diverge at 0.1")

// %% tags=["claims"]
new Claims()
    .with("uneven", "without it gradient norms vary widely (largest over smallest layer, PyTorch's start, 20 seeds)",
        "vary widely across layers", slow0.ratios(), mean(slow0.ratios()) > 5,
        "a ReLU network's layers have gradients of one size: signal and gradient shrink by the same factors")
    .with("deeper", "without it deeper layers have much smaller gradients (layer 8 over layer 1, PyTorch's start, 20 seeds)",
        "much smaller gradients", slow0.deepest(), mean(slow0.deepest()) < 0.2, "all are small, at any depth")
    .with("uniform", "with it gradient norms are more uniform (largest over smallest layer, 20 seeds)", "more uniform",
        slow2.ratios(), mean(slow2.ratios()) < mean(slow0.ratios()),
        "less uniform than from PyTorch's start: the gradient grows a little with each normalised layer it comes back through")
    .with("smooth", "it smooths the landscape (gradient's change at He's start over that with it, 20 seeds)",
        "smoothing the loss landscape", roughRatio, median(roughRatio) > 1,
        "nine times in the median seed, not in every one; PyTorch's start is smooth too, for it is flat")

// %% tags=["claims"]
new Claims()
    .with("zero-mean", "with it activations keep a mean near 0 (largest mean of a unit before ReLU after 200 steps, 20 seeds)",
        "approximately zero mean", shifts, all(shifts, v -> v < 0.5), "beta moves it a little; behind ReLU the mean is 0.4")
    .with("unit-variance", "and a variance near 1 (largest distance of a unit's deviation from 1, 20 seeds)",
        "unit variance", spreads, all(spreads, v -> v < 0.5), "gamma moves it a little")
    .with("unpredictable", "without it they scale unpredictably (deviation in layer 8 after 200 steps, PyTorch's start, 20 seeds)",
        "shift and scale unpredictably", shrunk, all(shrunk, v -> v > 0.01),
        "predictably: each layer shrinks the signal by about the root of 6")
