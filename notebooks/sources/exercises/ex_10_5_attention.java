// %% [markdown]
// # Exercise 10.5: attention from scratch
// *Chapter 10, transformers · three stars · about 45 minutes*
//
// **The question.** Write scaled dot-product attention yourself, forwards and backwards, and hold it to
// PyTorch's own function. Is it the same with masks, too? And what is the root in the formula for?
//
// **You will learn** that attention is two matrix products around a softmax, what a mask does, how the gradient
// comes back through it, and what happens without the scaling. **Before this:** softmax, the chain rule.
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import ai.djl.*;
import ai.djl.ndarray.*;
import ai.djl.ndarray.types.*;
import ai.djl.training.ParameterStore;
import java.nio.charset.StandardCharsets;
import java.util.zip.*;
import peaberry.plot.Plots;
import peaberry.random.RandomState;
import peaberry.teach.*;
import peaberry.torch.Torch;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_10_5_attention");
NDManager manager = NDManager.newBaseManager();

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## The formula
//
// $$\mathrm{attention}(Q, K, V) = \mathrm{softmax}\!\left(\frac{Q K^\top}{\sqrt{d}}\right) V$$
//
// A query's products with all keys are its scores. The softmax makes weights of them that sum to 1, and the
// output is the weighted mean of the values. All arrays have four axes: batch, heads, places, numbers. Places of
// queries and keys may differ, and so may the lengths of keys (d) and values.

// %%
/** The three inputs: normal numbers. */
record Inputs(NDArray q, NDArray k, NDArray v) {
    Inputs to(DataType type) {
        return new Inputs(q.toType(type, true), k.toType(type, true), v.toType(type, true));
    }
}
NDArray normal(RandomState random, long... shape) {
    var form = new Shape(shape);
    return manager.create(random.standardNormal((int) form.size()), form);
}
Inputs draw(long seed, int heads, int queries, int keys, int d, int dValues) {
    var random = RandomState.of(seed);
    return new Inputs(normal(random, 2, heads, queries, d), normal(random, 2, heads, keys, d),
        normal(random, 2, heads, keys, dValues));
}
Inputs inputs = draw(42, 8, 64, 64, 64, 64);
inputs.q().getShape()

// %% [markdown]
// ## PyTorch's own
// DJL has no call for `scaled_dot_product_attention`, but it runs TorchScript, and a script is nothing but
// a zip of four small files. We make one in memory: its only line of work calls PyTorch's function.

// %%
Model scripted() throws IOException, MalformedModelException {
    var files = Map.of("data.pkl", "\u0080\2c__torch__\nOwn\n)\u0081}X\10\0\0\0training\u0088sb.",
        "constants.pkl", "\u0080\2).", "version", "3\n", "code/__torch__.py", """
        class Own(Module):
          training : bool
          def forward(self: __torch__.Own, q: Tensor, k: Tensor, v: Tensor,
              mask: Optional[Tensor]=None) -> Tensor:
            return torch.scaled_dot_product_attention(q, k, v, mask)
        """);
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
        for (var file : files.entrySet()) {
            zip.putNextEntry(new ZipEntry("own/" + file.getKey()));
            zip.write(file.getValue().getBytes(StandardCharsets.ISO_8859_1));
        }
    }
    Model model = Model.newInstance("own", "PyTorch");
    model.load(new ByteArrayInputStream(bytes.toByteArray()));
    return model;
}

// %%
Torch.threads(1);  // its arrays are small: two threads would wait more than they work
Model script = scripted();
NDArray pytorchs(Inputs in, NDArray mask) {
    var list = new NDList(in.q(), in.k(), in.v());
    if (mask != null) list.add(mask);
    boolean differentiable = true;
    return script.getBlock().forward(new ParameterStore(manager, false), list, differentiable)
        .singletonOrThrow();
}
double apart(NDArray one, NDArray other) {  // the largest difference of two entries
    return one.sub(other).abs().max().toType(DataType.FLOAT64, true).getDouble();
}

// %% [markdown]
// ## Task 1: forwards
// Write `attention`: from the inputs and a mask it makes the output and the weights. The mask holds booleans,
// true where a query may look at a key; it is of the scores' shape or spreads to it, as (1, 1, 64, 64) does. Where
// it is false, the score becomes −∞. Without a mask it is `null`. Numbers come in 64 bits and, further down, in 32.

// %%
record Result(NDArray output, NDArray weights) {}
interface Attention { Result of(Inputs in, NDArray mask); }
NDArray causal(int n) {  // no query sees a later key
    return manager.arange(n).reshape(n, 1).gte(manager.arange(n)).reshape(1, 1, n, n);
}

// %% tags=["solution"] exercise="attention"
Attention attention = (in, mask) -> {
    double root = Math.sqrt(in.q().getShape().get(3));
    NDArray scores = in.q().matMul(in.k().swapAxes(-2, -1)).div(root);
    if (mask != null) {  // log 1 = 0, log 0 = −∞
        scores = scores.add(mask.toType(scores.getDataType(), true).log());
    }
    NDArray weights = scores.softmax(-1);
    return new Result(weights.matMul(in.v()), weights);
};
IO.println("largest difference in 64 bits: %.1e".formatted(
    apart(attention.of(inputs, null).output(), pytorchs(inputs, null))));

// %% tags=["stub"] exercise="attention"
Attention attention = todo();

// %% tags=["hint"] exercise="attention"
// `Attention attention = (in, mask) -> { ...; return new Result(output, weights); };`. `matMul` multiplies the
// last two axes, and `swapAxes(-2, -1)` transposes them.

// %% tags=["hint"] exercise="attention"
// The logarithm of 1 is 0, and that of 0 is −∞: `mask.toType(scores.getDataType(), true).log()` can be added to the
// scores, and spreads to their shape. The softmax runs over the keys: `softmax(-1)`.

// %% tags=["check"] exercise="attention" points=3
boolean same(Attention tried, Inputs in, NDArray mask) {
    NDArray found = tried.of(in, mask).output(), right = pytorchs(in, mask);
    double small = right.getDataType() == DataType.FLOAT64 ? 1e-9 : 1e-4;
    return found.getShape().equals(right.getShape()) && apart(found, right) < small;
}
lesson.check("attention",
    that("attention", Attention.class, a -> same(a, draw(1, 8, 64, 64, 64, 64), null),
        "such that its output is PyTorch's, without a mask"),
    that("attention", Attention.class, a -> same(a, draw(2, 3, 5, 7, 4, 6), null),
        "such that its output is PyTorch's for 5 queries and 7 keys of 4 numbers, values of 6"),
    that("attention", Attention.class, a -> same(a, draw(3, 3, 16, 16, 4, 6), causal(16)),
        "such that its output is PyTorch's with a mask that spreads over batch and heads"),
    that("attention", Attention.class, a -> {
        Inputs in = draw(4, 2, 9, 9, 4, 4);
        Result r = a.of(in, causal(9));
        return apart(r.weights().sum(new int[] {-1}), manager.ones(new Shape(2, 2, 9),
            DataType.FLOAT64)) < 1e-9 && apart(r.weights().matMul(in.v()), r.output()) < 1e-9;
    }, "such that each query's weights sum to 1, and the output is the values' mean by them"),
    that("attention", Attention.class, a -> same(a, draw(4, 2, 9, 9, 4, 4).to(DataType.FLOAT32),
        causal(9)), "right in 32 bits too: what you make has the type `in.q().getDataType()`"));

// %% [markdown]
// The weights of one head, with the mask of a language model: no place looks ahead. In the first row all the
// weight is on the one key that is left.

// %%
lesson.needs("attention");
Inputs few = draw(42, 1, 8, 8, 64, 64);
double[][] shown(NDArray weights) {
    double[] flat = weights.get(0).get(0).toDoubleArray();
    int n = (int) Math.sqrt(flat.length);
    return IntStream.range(0, n).mapToObj(i -> Arrays.copyOfRange(flat, i * n, (i + 1) * n))
        .toArray(double[][]::new);
}
var open = Plots.heatmap(shown(attention.of(few, null).weights()));
var masked = Plots.heatmap(shown(attention.of(few, causal(8)).weights()));
Plots.subplots(2, open.withTitle("No mask").withAxes("key", "query"),
    masked.withTitle("Causal mask").withAxes("key", "query")).withSize(760, 360)

// %% [markdown]
// The text says that the two differ by about 10⁻⁶ in 32 bits, and tries it once, without a mask. Twenty
// seeds, both ways:

// %%
lesson.needs("attention");
double[][] gaps = new double[2][20];
NDArray mask64 = causal(64);
for (int seed = 0; seed < 20; seed++) {
    try (var scope = new NDScope()) {  // frees what is made in it
        Inputs in = draw(seed, 8, 64, 64, 64, 64).to(DataType.FLOAT32);
        gaps[0][seed] = apart(attention.of(in, null).output(), pytorchs(in, null));
        gaps[1][seed] = apart(attention.of(in, mask64).output(), pytorchs(in, mask64));
    }
}
double largest(double[] values) { return Arrays.stream(values).max().orElseThrow(); }
IO.println("largest of 20: %.1e without a mask, %.1e with".formatted(
    largest(gaps[0]), largest(gaps[1])));

// %% [markdown]
// And a query that may look at nothing? PyTorch answers zeros. The formula has 0/0 there:

// %%
lesson.needs("attention");
NDArray blind = causal(4).logicalNot();  // the last query sees no key
Inputs four = draw(5, 1, 4, 4, 2, 2);
IO.println("ours      " + Arrays.toString(
    attention.of(four, blind).output().get(0).get(0).get(3).toDoubleArray()));
IO.println("PyTorch's " + Arrays.toString(
    pytorchs(four, blind).get(0).get(0).get(3).toDoubleArray()));

// %% [markdown]
// ## Task 2: backwards
// Let G be the gradient of a loss by the output O = W V, with W = softmax(S) and S = Q Kᵀ/√d. Write
// `backward`, which gives the gradients by Q, K and V:
//
// 1. by V it is Wᵀ G, and by the weights it is A = G Vᵀ;
// 2. through the softmax, row by row: B = W ∘ (A − rowsum(A ∘ W)), which is the gradient by S;
// 3. by Q it is B K/√d, by K it is Bᵀ Q/√d.

// %%
interface Backward { Inputs of(Inputs in, NDArray mask, NDArray g); }

// %% tags=["solution"] exercise="backward"
Backward backward = (in, mask, g) -> {
    double root = Math.sqrt(in.q().getShape().get(3));
    NDArray w = attention.of(in, mask).weights();
    NDArray a = g.matMul(in.v().swapAxes(-2, -1));
    NDArray b = w.mul(a.sub(a.mul(w).sum(new int[] {-1}, true)));
    return new Inputs(b.matMul(in.k()).div(root), b.swapAxes(-2, -1).matMul(in.q()).div(root),
        w.swapAxes(-2, -1).matMul(g));
};

// %% tags=["stub"] exercise="backward"
Backward backward = todo();

// %% tags=["hint"] exercise="backward"
// `sum(new int[] {-1}, true)` sums each row and keeps the axis, so that the result can be taken from `a`.

// %% tags=["hint"] exercise="backward"
// The mask needs no step of its own: where a weight is 0, B is 0 too. Mind the order of the three in
// `new Inputs(byQ, byK, byV)`.

// %% tags=["check"] exercise="backward" points=3
Inputs autograd(Inputs in, NDArray mask, NDArray g) {
    var found = Torch.gradients(() -> pytorchs(in, mask).mul(g).sum(), in.q(), in.k(), in.v());
    return new Inputs(found.of(in.q()), found.of(in.k()), found.of(in.v()));
}
boolean agrees(Backward tried, Function<Inputs, NDArray> part, boolean masked) {
    Inputs in = draw(6, 3, 6, 6, 4, 5);
    NDArray g = normal(RandomState.of(7), 2, 3, 6, 5), mask = masked ? causal(6) : null;
    NDArray found = part.apply(tried.of(in, mask, g)), right = part.apply(autograd(in, mask, g));
    return found.getShape().equals(right.getShape()) && apart(found, right) < 1e-9;
}
lesson.check("backward",
    that("backward", Backward.class, b -> agrees(b, Inputs::v, false),
        "such that its third array is the gradient by V, as by autograd"),
    that("backward", Backward.class, b -> agrees(b, Inputs::q, false),
        "such that its first array is the gradient by Q, as by autograd"),
    that("backward", Backward.class, b -> agrees(b, Inputs::k, false),
        "such that its second array is the gradient by K, as by autograd"),
    that("backward", Backward.class, b -> agrees(b, Inputs::q, true) && agrees(b, Inputs::k, true),
        "right with a causal mask too"));

// %% [markdown]
// Autograd could share an error with us. Finite differences cannot: move one number by h = 10⁻⁵ up and down,
// and look at the loss.

// %%
lesson.needs("attention", "backward");
Inputs small = draw(8, 1, 5, 5, 3, 3);
NDArray g = normal(RandomState.of(9), 2, 1, 5, 3);
double loss() { return attention.of(small, causal(5)).output().mul(g).sum().getDouble(); }
double fromDifferences(NDArray array, NDArray gradient) {
    double worst = 0, h = 1e-5;
    for (int i = 0; i < array.size(); i++) {
        double[] step = new double[(int) array.size()];
        step[i] = h;
        NDArray move = manager.create(step, array.getShape());
        array.addi(move);
        double up = loss();
        array.subi(move.mul(2));
        double slope = (up - loss()) / (2 * h);
        array.addi(move);
        worst = Math.max(worst, Math.abs(slope - gradient.toDoubleArray()[i]));
    }
    return worst;
}

// %%
lesson.needs("attention", "backward");
Inputs byHand = backward.of(small, causal(5), g), byTorch = autograd(small, causal(5), g);
double[] byDifferences = {fromDifferences(small.q(), byHand.q()),
    fromDifferences(small.k(), byHand.k()), fromDifferences(small.v(), byHand.v())};
double[] byAutograd = {apart(byHand.q(), byTorch.q()), apart(byHand.k(), byTorch.k()),
    apart(byHand.v(), byTorch.v())};
Table.create("how far off the gradient is", StringColumn.create("by", "Q", "K", "V"),
    DoubleColumn.create("finite differences", byDifferences),
    DoubleColumn.create("autograd", byAutograd))

// %% [markdown]
// ## What is the root for?
// Without it, the scores spread with √d, and the softmax picks a single key. What gradient can then pass? The
// diagonal of the softmax's Jacobian sums to 1 − Σw²: nearly 1 for even weights, 0 for a single key. We take
// each query's value, over 20 seeds, and their median.

// %%
int[] lengths = {4, 16, 64, 256, 1024};
double[][] spread = new double[5][20], bare = new double[5][20], scaled = new double[5][20];
double passes(NDArray scores) {  // the median query's 1 - sum of w²
    NDArray w = scores.softmax(-1);
    double[] trace = w.square().sum(new int[] {1}).neg().add(1).sort().toDoubleArray();
    return (trace[31] + trace[32]) / 2;
}
for (int i = 0; i < 5; i++) {
    for (int seed = 0; seed < 20; seed++) {
        try (var scope = new NDScope()) {
            var random = RandomState.of(seed);
            NDArray q = normal(random, 64, lengths[i]), k = normal(random, 64, lengths[i]);
            NDArray scores = q.matMul(k.transpose());
            spread[i][seed] = Math.sqrt(scores.sub(scores.mean()).square().mean().getDouble());
            bare[i][seed] = passes(scores);
            scaled[i][seed] = passes(scores.div(Math.sqrt(lengths[i])));
        }
    }
}

// %%
double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }
double[] means(double[][] rows) { return Arrays.stream(rows).mapToDouble(r -> mean(r)).toArray(); }
double[] d = Arrays.stream(lengths).asDoubleStream().toArray();
Plots.line(d, means(scaled)).withName("divided by √d").withDots()
    .and(Plots.line(d, means(bare)).withName("not divided").withDots()).withLogX()
    .withTitle("How much gradient the softmax lets through").withAxes("d", "1 − Σw², median query")

// %%
for (int i = 0; i < 5; i++) {
    IO.println("d = %4d: scores spread %5.2f, 1 − Σw² is %.3f scaled and %.3f bare".formatted(
        lengths[i], mean(spread[i]), mean(scaled[i]), mean(bare[i])));
}

// %% [markdown]
// ### Question: is your function the same as PyTorch's, and what would you lose without the root?
// Use your figures; say where the two functions differ. (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// Yes, within rounding: in 64 bits the two agree to 10⁻¹², in 32 bits to less than 10⁻⁵, with a mask and without; the
// rest is the order in which a blockwise algorithm adds. They differ in one case, a query that may look at
// nothing, where the formula is 0/0 and PyTorch answers zeros. The gradient by hand agrees with autograd
// and with finite differences. The root keeps the spread of the scores near 1: a sum of d products of independent
// normal numbers has the standard deviation √d, 8 at d = 64. Without the root the median query lets through
// 0.266 instead of 0.965 there, which slows learning but does not stop it; at d = 1024 hardly anything is left. This
// is a statement about the start of training, when queries and keys are still like independent numbers.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside Python's, each computed on its own side. The Python side holds the function to a blockwise
// softmax, as PyTorch's fast path computes it, in 32 bits too.

// %% tags=["after"]
double[] output = attention.of(inputs, null).output().toDoubleArray();
Table.create("the same figures twice",
    StringColumn.create("figure", "first number of the output", "spread at d = 64",
        "passes at d = 64, scaled", "passes at d = 64, bare", "passes at d = 1024, bare"),
    DoubleColumn.create("Java", output[0], mean(spread[2]), mean(scaled[2]),
        mean(bare[2]), mean(bare[4])),
    DoubleColumn.create("Python", -0.1489 /* first */, 7.9955 /* spread_64 */, 0.9654 /* scaled_64 */,
        0.2660 /* bare_64 */, 0.0007 /* bare_1024 */))

// %% tags=["assert"]
NDArray nothing = pytorchs(four, blind).get(0).get(0).get(3);
verify(
    between("64 bits", () -> apart(attention.of(inputs, null).output(), pytorchs(inputs, null)),
        0, 1e-12, "as in the text"),
    between("32 bits", () -> Math.max(largest(gaps[0]), largest(gaps[1])), 1e-8, 1e-5, "as in the text"),
    number("nothing to look at", () -> nothing.abs().sum().getDouble(), 0, 0, "as in the text"),
    that("0/0", () -> attention.of(four, blind).output().get(0).get(0).get(3).getDouble(0), Double.class,
        value -> value.isNaN(), "as in the text"),
    between("differences", () -> largest(byDifferences), 0, 1e-8, "as in the text"),
    between("autograd", () -> largest(byAutograd), 0, 1e-12, "as in the text"),
    number("spread", () -> mean(spread[2]), 8, 0.1, "as in the text"),
    number("bare", () -> mean(bare[2]), 0.266, 0.0005, "as in the text"),
    number("scaled", () -> mean(scaled[2]), 0.965, 0.0005, "as in the text"),
    between("hardly any", () -> mean(bare[4]), 0, 0.02, "as in the text"));

// %% tags=["results"]
new Results()
    .with("first", output[0]).with("spread_64", mean(spread[2])).with("scaled_64", mean(scaled[2]))
    .with("bare_64", mean(bare[2])).with("bare_1024", mean(bare[4]))
    .with("output", Arrays.copyOf(output, 4096)).with("spread", spread).with("scaled", scaled).with("bare", bare)
    .with("masked", attention.of(few, causal(8)).output().toDoubleArray())
    .with("by_q", byHand.q().toDoubleArray()).with("by_k", byHand.k().toDoubleArray())
    .with("by_v", byHand.v().toDoubleArray())

// %% tags=["claims"]
boolean aboutMillionth(double[] values) {
    return Arrays.stream(values).allMatch(v -> v > 1e-7 && v < 1e-5);
}
double[] ratio = IntStream.range(0, 20).mapToDouble(s -> spread[4][s] / spread[2][s]).toArray();
new Claims()
    .with("max-diff", "own attention against an optimized one, 32 bits, largest difference (20 seeds)", "~1e-6",
        gaps[0], aboutMillionth(gaps[0]), "PyTorch's function in Java, a blockwise softmax in Python: rounding in another order")
    .with("max-diff-masked", "the same with a causal mask that spreads over batch and heads (20 seeds)",
        "mask, or broadcastable", gaps[1], aboutMillionth(gaps[1]), "not tried in the text; it holds")
    .with("dots-grow", "dot products grow with d (spread at 1024 over spread at 64, 20 seeds)", "grow in magnitude",
        ratio, Math.abs(mean(ratio) - 4) < 0.1, "as the root of d: 4 for 16 times the length")
    .with("tiny-gradients", "without scaling the softmax's gradients are extremely small for large d "
        + "(median query's 1 - sum of w² at d = 1024, 20 seeds)", "extremely small",
        bare[4], mean(bare[4]) < 0.05 * mean(scaled[4]), "one key takes nearly all the weight; 0.965 with scaling")
    .with("tiny-gradients-64", "so they are at the text's own d = 64 (20 seeds)", "extremely small",
        bare[2], mean(bare[2]) < 0.05 * mean(scaled[2]), "more than a quarter of the scaled one passes")
