// %% [markdown]
// # Exercise 3.2: the most likely coin
// *Chapter 3, probability and statistical inference · two stars · about 25 minutes*
//
// **The question.** A coin shows 1 with an unknown probability p. Which p makes what we saw most likely, and
// why does a classifier that minimizes its cross-entropy look for the same p?
//
// **You will learn** to get an estimator from a likelihood, to find it again by a search that knows no
// calculus, and how far it is from the truth. **Before this:** logarithms, derivatives.
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import peaberry.plot.Plots;
import peaberry.random.RandomState;
import peaberry.teach.*;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_03_2_bernoulli_mle");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## 1000 throws
// They are drawn with p = 0.7 and a seed, so we know the truth, for once.

// %%
long[] throws1000(long seed) {
    return RandomState.of(seed).binomial(1, 0.7, 1000);
}
long[] data = throws1000(42);
Arrays.toString(Arrays.copyOf(data, 20))

// %% [markdown]
// ## Task 1: with pencil and paper
// A throw x has the probability p to the x times (1 − p) to the 1 − x. The log-likelihood ℓ(p) is the
// sum of the logarithms of these over all throws. Find where its derivative is zero, and compute that
// p for `data`: `mle`.

// %% tags=["solution"] exercise="mle"
double mle = LongStream.of(data).average().orElseThrow();
IO.println("most likely p: %.4f".formatted(mle));

// %% tags=["stub"] exercise="mle"
double mle = todo();

// %% tags=["hint"] exercise="mle"
// With k ones among n throws, ℓ(p) = k log p + (n − k) log(1 − p). Its derivative is k/p − (n − k)/(1 − p).

// %% tags=["hint"] exercise="mle"
// Multiply k/p = (n − k)/(1 − p) by p (1 − p). What is left of p on both sides?

// %% tags=["check"] exercise="mle" points=1
double slope(double p) {
    return LongStream.of(data).mapToDouble(x -> x == 1 ? 1 / p : -1 / (1 - p)).sum();
}
lesson.check("mle",
    that("mle", Double.class, p -> p > 0 && p < 1, "a probability"),
    that("mle", Double.class, p -> Math.abs(slope(p)) < 0.1,
        "the p at which the derivative of the log-likelihood is zero"));

// %% [markdown]
// ## Task 2: likelihood and loss
// At each p of `grid`, compute `logLikelihood`, which is ℓ(p), and `crossEntropy`: the mean over the throws of
// −log p for a one and −log(1 − p) for a zero, the loss of a classifier that always answers p.

// %%
double[] grid = IntStream.range(1, 200).mapToDouble(i -> i / 200.0).toArray();

// %% tags=["solution"] exercise="curves"
double[] logLikelihood = new double[grid.length], crossEntropy = new double[grid.length];
for (int i = 0; i < grid.length; i++) {
    double p = grid[i];
    logLikelihood[i] = LongStream.of(data)
        .mapToDouble(x -> x * Math.log(p) + (1 - x) * Math.log(1 - p)).sum();
    crossEntropy[i] = LongStream.of(data)
        .mapToDouble(x -> x == 1 ? -Math.log(p) : -Math.log(1 - p)).average().orElseThrow();
}

// %% tags=["stub"] exercise="curves"
double[] logLikelihood = todo();
double[] crossEntropy = todo();

// %% tags=["hint"] exercise="curves"
// `LongStream.of(data).mapToDouble(x -> ...)` turns each throw into a number; then `sum()`, or
// `average().orElseThrow()`.

// %% tags=["check"] exercise="curves" points=2
double ones = LongStream.of(data).sum();
double likely(double p) { return ones * Math.log(p) + (1000 - ones) * Math.log(1 - p); }
lesson.check("curves",
    that("logLikelihood", double[].class,
        l -> near(l, Arrays.stream(grid).map(p -> likely(p)).toArray()),
        "ℓ(p) at each p of `grid`: a sum of 1000 logarithms, none above zero"),
    that("crossEntropy", double[].class,
        c -> near(c, Arrays.stream(grid).map(p -> likely(p) / -1000).toArray()),
        "the mean loss at each p of `grid`, a mean of 1000 numbers, none below zero"));

// %%
lesson.needs("mle", "logLikelihood", "crossEntropy");
Plots.subplots(2,
    Plots.line(grid, logLikelihood).withVerticalLine(mle, "mean")
        .withTitle("Log-likelihood").withAxes("p", "ℓ(p)"),
    Plots.line(grid, crossEntropy).withVerticalLine(mle, "mean")
        .withTitle("Cross-entropy").withAxes("p", "loss"))

// %% [markdown]
// ## Task 3: without calculus
// A golden-section search finds the minimum of a curve that goes down and then up. Two points inside split
// the interval; the part beyond the higher of them is dropped; at a ratio of (√5 − 1)/2 = 0.618 one of the two
// can be used again. Write it, or a simpler search, and find `numerical`: the p between 0.001 and 0.999 of the
// least −ℓ(p), to five digits.

// %% tags=["solution"] exercise="search"
double minimum(DoubleUnaryOperator f, double low, double high) {
    double ratio = (Math.sqrt(5) - 1) / 2;
    double a = high - ratio * (high - low), b = low + ratio * (high - low);
    double fa = f.applyAsDouble(a), fb = f.applyAsDouble(b);
    while (high - low > 1e-7) {
        if (fa < fb) {
            high = b; b = a; fb = fa;
            a = high - ratio * (high - low); fa = f.applyAsDouble(a);
        } else {
            low = a; a = b; fa = fb;
            b = low + ratio * (high - low); fb = f.applyAsDouble(b);
        }
    }
    return (low + high) / 2;
}
double numerical = minimum(p -> -LongStream.of(data)
    .mapToDouble(x -> x * Math.log(p) + (1 - x) * Math.log(1 - p)).sum(), 0.001, 0.999);
IO.println("by search: %.4f".formatted(numerical));

// %% tags=["stub"] exercise="search"
double numerical = todo();

// %% tags=["hint"] exercise="search"
// Even thirds will do: compare f at low + w/3 and at high − w/3, w the width, drop the outer third on the
// higher side, and repeat until w is below 10⁻⁷.

// %% tags=["check"] exercise="search" points=2
lesson.check("search",
    that("numerical", Double.class,
        p -> Math.abs(p - LongStream.of(data).average().orElseThrow()) < 1e-5,
        "the p of the least −ℓ(p), to five digits"));

// %% [markdown]
// ## How far from the truth?
// Fifty other sets of 1000 throws, with the seeds 0 to 49. Theory says that the estimates scatter around 0.7
// with a deviation of √(p (1 − p)/n).

// %%
double[] estimates = IntStream.range(0, 50)
    .mapToDouble(seed -> LongStream.of(throws1000(seed)).average().orElseThrow()).toArray();
double middle = Arrays.stream(estimates).average().orElseThrow();
double deviation = Math.sqrt(
    Arrays.stream(estimates).map(e -> (e - middle) * (e - middle)).sum() / 49);
IO.println("mean %.4f, deviation %.4f; theory says 0.7 and %.4f"
    .formatted(middle, deviation, Math.sqrt(0.7 * 0.3 / 1000)));
Plots.histogram(estimates, 12).withVerticalLine(0.7, "truth")
    .withTitle("Estimates from 50 samples").withAxes("estimate of p", "samples")

// %% [markdown]
// ### Question: why is it the same?
// Why have likelihood and cross-entropy the same best p, and why is it the mean? The text prints 0.706 for
// seed 42: is that what you found, and is the difference of any weight? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// The cross-entropy is −ℓ(p)/n, term by term. Dividing by −n turns the curve over and flattens it but moves
// no extremum sideways, so the most likely p is the p of the least loss. With k ones the slope k/p − (n − k)/(1 − p)
// is zero where k (1 − p) = (n − k) p, at p = k/n, the mean; it falls everywhere, so there is one maximum only.
// Pencil and search agree on 0.7120: the text's figure is not what its program gives with seed 42.
// As an estimate either is as good, since the standard error of 1000 throws is 0.0145.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side. SciPy's search stops within 10⁻⁵, ours
// within 10⁻⁷, so their fifth digits may differ.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "mean", "by search", "mean of 50 estimates", "their deviation"),
    DoubleColumn.create("Java", mle, numerical, middle, deviation),
    DoubleColumn.create("Python", 0.7120 /* mle */, 0.7120 /* numerical */,
        0.70116 /* middle */, 0.01286 /* deviation */))

// %% tags=["results"]
double[] loss(long[] seen, double[] at) {
    return Arrays.stream(at).map(p -> LongStream.of(seen)
        .mapToDouble(x -> -(x * Math.log(p) + (1 - x) * Math.log(1 - p))).average().orElseThrow()).toArray();
}
double[] apart = IntStream.range(0, 20).mapToDouble(seed -> {
    long[] seen = throws1000(seed);
    return Math.abs(minimum(p -> 1000 * loss(seen, new double[] {p})[0], 0.001, 0.999) - estimates[seed]);
}).toArray();
double[] identity = IntStream.range(0, grid.length)
    .mapToDouble(i -> Math.abs(crossEntropy[i] + logLikelihood[i] / 1000)).toArray();
double offIdentity = Arrays.stream(identity).max().orElseThrow();
int most = IntStream.range(0, grid.length).boxed().max(Comparator.comparing(i -> logLikelihood[i])).orElseThrow();
int least = IntStream.range(0, grid.length).boxed().min(Comparator.comparing(i -> crossEntropy[i])).orElseThrow();

// %% tags=["results"]
new Results()
    .with("mle", mle).with("numerical", numerical).with("middle", middle).with("deviation", deviation)
    .with("estimates", estimates).with("log_likelihood", logLikelihood).with("cross_entropy", crossEntropy)
    .with("apart", apart).with("off_identity", offIdentity)
    .with("most_likely_on_grid", grid[most]).with("least_loss_on_grid", grid[least])
    .with("slope", slope(mle))

// %% tags=["assert"]
verify(
    number("mean", () -> mle, 0.7120, 0.00005, "as in the text"),
    number("search", () -> numerical, 0.7120, 0.00005, "as in the text"),
    number("standard error", () -> Math.sqrt(0.7 * 0.3 / 1000), 0.0145, 0.00005, "as in the text"),
    number("ratio", () -> (Math.sqrt(5) - 1) / 2, 0.618, 0.0005, "as in the text"),
    between("not the text's", () -> Math.abs(mle - 0.706), 0.0005, 0.0145, "as in the text"));

// %% tags=["claims"]
new Claims()
    .with("mle-value", "the mean of binomial(1, 0.7, 1000) with seed 42", "0.706", mle,
        Math.abs(mle - 0.706) < 0.0005, "712 of the 1000 throws are ones; 0.706 is not what this seed gives")
    .with("numerical-value", "what the numerical search finds with seed 42", "~0.706", numerical,
        Math.abs(numerical - 0.706) < 0.0005, "it finds the mean, which is 0.712")
    .with("same", "search and formula agree (distance, 20 seeds, to the four digits printed)", "both yield the same",
        apart, Arrays.stream(apart).allMatch(d -> d < 5e-5), "the log-likelihood has one maximum, at the mean")
    .with("slope", "the log-likelihood's derivative is zero at the mean", "0", slope(mle),
        Math.abs(slope(mle)) < 1e-6, "up to rounding")
    .with("identity", "BCE = -l(p)/n (largest difference on a grid of p)", "equal", offIdentity,
        offIdentity < 1e-12, "the same sum, divided by -n")
    .with("same-p", "the least BCE is where the likelihood is greatest (distance on a grid of p)", "equivalent",
        Math.abs(grid[most] - grid[least]), most == least, "dividing by -n moves no extremum sideways")
