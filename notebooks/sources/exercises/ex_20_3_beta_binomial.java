// %% [markdown]
// # Exercise 20.3: a weighted average of belief and data
// *Chapter 20, Bayesian thinking · two stars · about 30 minutes*
//
// **The question.** A rate has a Beta prior, and the data are k successes in n trials. Derive the posterior, and
// show that its mean is a weighted average of the prior's mean and of the share k/n.
//
// **You will learn** why the update is two additions, how to draw from a posterior without any formula, and
// when being pulled towards the prior helps. **Before this:** Bayes' theorem, the binomial distribution.
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
import smile.stat.distribution.BetaDistribution;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_20_3_beta_binomial");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## A rate that nobody knows
// A streaming service wants to know which share p of its users clicks on a recommendation. From earlier
// campaigns it expects about 20 %, and trusts that as much as ten users of its own: the prior Beta(2, 8), whose
// density is in proportion to p (1 − p)⁷. Then 18 of 40 users click.

// %%
/** A Beta distribution. */
record Belief(double a, double b) {
    double mean() { return a / (a + b); }
    double size() { return a + b; }
}
double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }

double[] grid = IntStream.range(1, 1000).mapToDouble(i -> i / 1000.0).toArray();
Belief prior = new Belief(2, 8);
int clicks = 18, users = 40;
IO.println("prior mean %.2f, share in the data %.2f".formatted(
    prior.mean(), (double) clicks / users));

// %% [markdown]
// ## Task 1: the update
// Multiply the prior's density by the likelihood of k clicks of n users, pᵏ (1 − p)ⁿ⁻ᵏ, and read off which
// Beta distribution that is. Write `update` for any prior.

// %%
interface Update { Belief of(Belief prior, int k, int n); }

// %% tags=["solution"] exercise="update"
Update update = (before, k, n) -> new Belief(before.a() + k, before.b() + n - k);
Belief posterior = update.of(prior, clicks, users);
IO.println(posterior + " with the mean " + posterior.mean());

// %% tags=["stub"] exercise="update"
Update update = todo();
Belief posterior = update.of(prior, clicks, users);

// %% tags=["hint"] exercise="update"
// The density of Beta(a, b) is in proportion to pᵃ⁻¹ (1 − p)ᵇ⁻¹. Add the exponents.

// %% tags=["hint"] exercise="update"
// `Update update = (before, k, n) -> new Belief(..., ...);`. The second number counts those who did not click.

// %% tags=["check"] exercise="update" points=1
boolean proportional(Belief before, Belief after, int k, int n) {
    double[] ratio = DoubleStream.of(0.2, 0.5, 0.7).map(p ->
        (after.a() - before.a() - k) * Math.log(p)
            + (after.b() - before.b() - n + k) * Math.log(1 - p)).toArray();
    return Math.abs(ratio[1] - ratio[0]) < 1e-9 && Math.abs(ratio[2] - ratio[0]) < 1e-9;
}
lesson.check("update",
    that("update", Update.class, u -> proportional(prior, u.of(prior, 18, 40), 18, 40),
        "such that its density is in proportion to prior times likelihood"),
    that("update", Update.class, u -> {
        Belief other = new Belief(0.5, 3);
        return proportional(other, u.of(other, 0, 7), 0, 7)
            && proportional(other, u.of(other, 7, 7), 7, 7);
    }, "right for any prior, and where nobody clicks or all do"),
    that("posterior", Belief.class, b -> b.equals(answer("update", Update.class).of(prior, 18, 40)),
        "what `update` makes of the prior and the data"));

// %% [markdown]
// Does it hold against Bayes' theorem itself? On a grid of 999 points: prior times likelihood, divided by its
// sum, beside the Beta density.

// %%
lesson.needs("posterior");
double[] normalized(DoubleUnaryOperator density) {
    double[] values = Arrays.stream(grid).map(density).toArray();
    double sum = Arrays.stream(values).sum() / 1000;
    return Arrays.stream(values).map(v -> v / sum).toArray();
}
double[] before = normalized(p -> Math.pow(p, 1) * Math.pow(1 - p, 7));
double[] likelihood = normalized(p -> Math.pow(p, clicks) * Math.pow(1 - p, users - clicks));
double[] product = normalized(p -> Math.pow(p, 1) * Math.pow(1 - p, 7)
    * Math.pow(p, clicks) * Math.pow(1 - p, users - clicks));
var beta = new BetaDistribution(posterior.a(), posterior.b());
double furthest = IntStream.range(0, 999)
    .mapToDouble(i -> Math.abs(product[i] - beta.p(grid[i]))).max().orElseThrow();
IO.println("largest difference of the densities: %.0e".formatted(furthest));
Plots.line(grid, before).withName("prior").and(Plots.line(grid, likelihood).withName("data alone"))
    .and(Plots.line(grid, product).withName("posterior")).withVerticalLine(posterior.mean(), "mean")
    .withTitle("Between belief and data").withAxes("p", "density")

// %% [markdown]
// ## Task 2: the weights
// The posterior's mean lies between the two others: *mean = w · prior mean + (1 − w) · k/n*. Solve for w on
// paper, and write `weight`, which gives w from the prior's size a + b and from n.

// %% tags=["solution"] exercise="weight"
DoubleBinaryOperator weight = (size, n) -> size / (size + n);
double prior10 = weight.applyAsDouble(10, 40);
IO.println("%.2f · 0.20 + %.2f · 0.45 = %.2f".formatted(
    prior10, 1 - prior10, prior10 * 0.2 + (1 - prior10) * 0.45));

// %% tags=["stub"] exercise="weight"
DoubleBinaryOperator weight = todo();

// %% tags=["hint"] exercise="weight"
// (a + k) / (a + b + n) is a/(a + b + n) plus k/(a + b + n). Write the first with the factor a/(a + b), the
// second with the factor k/n.

// %% tags=["hint"] exercise="weight"
// `DoubleBinaryOperator weight = (size, n) -> ...;`. Without any data the prior has all the weight.

// %% tags=["check"] exercise="weight" points=1
boolean averages(DoubleBinaryOperator tried, Belief b, int k, int n) {
    double w = tried.applyAsDouble(b.size(), n), data = n == 0 ? 0 : (double) k / n;
    return Math.abs(w * b.mean() + (1 - w) * data - (b.a() + k) / (b.size() + n)) < 1e-9;
}
lesson.check("weight",
    that("weight", DoubleBinaryOperator.class, w -> averages(w, prior, 18, 40),
        "the share of the prior's mean in the posterior's, for the data above"),
    that("weight", DoubleBinaryOperator.class, w -> averages(w, new Belief(3, 1), 2, 9)
        && averages(w, new Belief(0.5, 0.5), 5, 5), "right for other priors and data too"),
    that("weight", DoubleBinaryOperator.class, w -> averages(w, prior, 0, 0),
        "1 without any data"));

// %% [markdown]
// ## Task 3: the posterior without the formula
// Draw 200,000 values of p from the prior, `rates`, and for each the clicks of 40 users with this p. Keep in `kept`
// those p whose users clicked exactly 18 times: that is what "given the data" means. Any random numbers will do.

// %%
double deviation(double[] values) {
    double center = mean(values);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - center) * (v - center)).sum()
        / (values.length - 1));
}
double spread = Math.sqrt(20.0 * 30 / (50.0 * 50 * 51));  // of Beta(20, 30)
double fromPrior(double[] drawn) {  // the largest distance of the shares below p
    double[] sorted = Arrays.stream(drawn).sorted().toArray();
    var law = new BetaDistribution(prior.a(), prior.b());
    return IntStream.range(0, sorted.length).mapToDouble(i ->
        Math.abs((i + 0.5) / sorted.length - law.cdf(sorted[i]))).max().orElse(1);
}

// %% tags=["solution"] exercise="kept"
var random = RandomState.of(42);
double[] rates = random.beta(2, 8, 200_000);
double[] kept = Arrays.stream(rates).filter(p -> random.binomial(users, p) == clicks).toArray();
IO.println("kept %d".formatted(kept.length));

// %% tags=["stub"] exercise="kept"
double[] rates = todo();
double[] kept = todo();

// %% tags=["hint"] exercise="kept"
// `RandomState.of(42).beta(2, 8, 200_000)` draws from the prior, `random.binomial(40, p)` the clicks.

// %% tags=["hint"] exercise="kept"
// `Arrays.stream(rates).filter(p -> ...).toArray()` keeps those for which the condition holds.

// %% tags=["check"] exercise="kept" points=2
lesson.check("kept",
    that("rates", double[].class, r -> r.length == 200_000, "200,000 draws"),
    measured("rates", double[].class, r -> fromPrior(r), 0, 0.006,
        "drawn from the prior Beta(2, 8), with a share below each p that is within 0.006 of its"),
    that("kept", double[].class, k -> Arrays.stream(answer("rates", double[].class)).boxed()
        .collect(Collectors.toSet()).containsAll(Arrays.stream(k).boxed().toList()),
        "some of `rates`, and nothing else"),
    that("kept", double[].class, k -> k.length > 2500 && k.length < 3130,
        "one of every 71 draws, more or less"),
    that("kept", double[].class, k -> Math.abs(mean(k) - 0.4) < 5 * spread / Math.sqrt(k.length),
        "numbers with the posterior's mean"),
    that("kept", double[].class, k -> Math.abs(deviation(k) / spread - 1) < 0.1,
        "numbers that spread as the posterior does"),
    that("kept", double[].class, k -> Arrays.stream(k).distinct().count() > 0.9 * k.length,
        "different numbers"));

// %%
lesson.needs("kept");
double[] sorted = Arrays.stream(kept).sorted().toArray();
double[] ranks = IntStream.range(0, sorted.length)
    .mapToDouble(i -> (i + 0.5) / sorted.length).toArray();
double[] exact = Arrays.stream(grid).map(p -> new BetaDistribution(20, 30).cdf(p)).toArray();
IO.println("kept: mean %.4f, deviation %.4f; Beta(20, 30): %.4f and %.4f".formatted(
    mean(kept), deviation(kept), 0.4, spread));
Plots.line(sorted, ranks).withName("kept").withSteps()
    .and(Plots.line(grid, exact).withName("Beta(20, 30)").withDashes()).withXRange(0.1, 0.7)
    .withTitle("Drawn, and by formula").withAxes("p", "share below p")

// %% [markdown]
// ## More data
// Let the truth be 0.45, and n grow. The three priors have the mean 0.2 and differ in size. Each line is the mean
// over 20 seeds of how far the posterior's mean is from k/n.

// %%
lesson.needs("update");
int[] sizes = {10, 100, 10_000}, trials = {10, 100, 1000, 10_000, 100_000, 1_000_000};
double[][][] gaps = new double[3][6][20];
for (int seed = 0; seed < 20; seed++) {
    var source = RandomState.of(seed);
    for (int j = 0; j < 6; j++) {
        int n = trials[j], k = (int) source.binomial(n, 0.45);
        for (int i = 0; i < 3; i++) {
            Belief b = update.of(new Belief(0.2 * sizes[i], 0.8 * sizes[i]), k, n);
            gaps[i][j][seed] = Math.abs(b.mean() - (double) k / n);
        }
    }
}
double[] x = Arrays.stream(trials).asDoubleStream().toArray();
double[] y(int i) { return Arrays.stream(gaps[i]).mapToDouble(g -> mean(g)).toArray(); }
Plots.line(x, y(0)).withName("size 10").withDots()
    .and(Plots.line(x, y(1)).withName("size 100").withDots())
    .and(Plots.line(x, y(2)).withName("size 10,000").withDots()).withLogX().withLogY()
    .withTitle("The data win in the end").withAxes("n", "distance from k/n")

// %% [markdown]
// ## Is the pull good or bad?
// With n = 40, how large is the mean squared error of the two estimates, for each truth p? No draws are needed: k/n
// has p (1 − p)/n, the posterior's mean a smaller variance but a bias.

// %%
double errorOfShare(double p, int n) { return p * (1 - p) / n; }
double errorOfPosterior(double p, int n, Belief b) {
    double bias = b.a() - b.size() * p, all = b.size() + n;
    return (n * p * (1 - p) + bias * bias) / (all * all);
}
double[] share = Arrays.stream(grid).map(p -> Math.sqrt(errorOfShare(p, users))).toArray();
double[] pulled = Arrays.stream(grid)
    .map(p -> Math.sqrt(errorOfPosterior(p, users, prior))).toArray();
double[] better = IntStream.range(0, 999).filter(i -> pulled[i] < share[i])
    .mapToDouble(i -> grid[i]).toArray();
IO.println("the posterior's mean is nearer from p = %.3f to %.3f"
    .formatted(better[0], better[better.length - 1]));
Plots.line(grid, share).withName("k/n").and(Plots.line(grid, pulled).withName("posterior mean"))
    .withVerticalLine(0.2, "prior mean").withTitle("Error of the two estimates, n = 40")
    .withAxes("true p", "root of the mean squared error")

// %% [markdown]
// ### Question: derive the update and the weights, and say when the pull helps
// In your own words, with the figures above. (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// Prior times likelihood is pᵃ⁻¹ (1 − p)ᵇ⁻¹ · pᵏ (1 − p)ⁿ⁻ᵏ, so the exponents add, and what is left, up to a constant, is
// the density of Beta(a + k, b + n − k). Its mean (a + k)/(a + b + n) splits into a/(a + b) with the weight
// (a + b)/(a + b + n) and k/n with the weight n/(a + b + n): the prior counts like a + b users more. Here that is
// 0.20 · 0.20 + 0.80 · 0.45 = 0.40. The weights stand to each other as 10 to 40, but a prior of twice the size
// has not twice the weight: 0.33, not 0.40. With growing n the distance from k/n falls like 1/n, but "large" means
// large against the prior: 100 users hardly move one of size 10,000. The pull helps where the prior is about right,
// here for p from 0.076 to 0.435, and costs where it is wrong: at 0.45 the error is larger.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside Python's, each computed on its own side.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "posterior mean", "kept draws", "their mean", "their deviation",
        "pull helps from", "to"),
    DoubleColumn.create("Java", posterior.mean(), kept.length, mean(kept), deviation(kept),
        better[0], better[better.length - 1]),
    DoubleColumn.create("Python", 0.4 /* mean */, 2815 /* kept */, 0.3989 /* kept_mean */,
        0.0683 /* kept_deviation */, 0.076 /* helps_from */, 0.435 /* helps_to */))

// %% tags=["after"]
double at45 = Math.sqrt(errorOfPosterior(0.45, 40, prior));
double alone45 = Math.sqrt(errorOfShare(0.45, 40));
IO.println("weight of size 20: %.2f; errors at p = 0.45: posterior %.3f, share %.3f".formatted(
    weight.applyAsDouble(20, 40), at45, alone45));

// %% tags=["assert"]
verify(
    number("mean", () -> posterior.mean(), 0.40, 1e-12, "as in the text"),
    number("weight", () -> weight.applyAsDouble(10, 40), 0.20, 1e-12, "as in the text"),
    number("twice the size", () -> weight.applyAsDouble(20, 40), 0.33, 0.005, "as in the text"),
    number("from", () -> better[0], 0.076, 0.0005, "as in the text"),
    number("to", () -> better[better.length - 1], 0.435, 0.0005, "as in the text"),
    between("larger", () -> at45 - alone45, 0, 1, "as in the text"),
    between("hardly moved", () -> weight.applyAsDouble(10_000, 100), 0.98, 1, "as in the text"),
    between("like 1/n", () -> mean(gaps[0][4]) / mean(gaps[0][5]), 9.5, 10.5, "as in the text"),
    between("grid", () -> furthest, 0, 1e-6, "as in the text"));

// %% tags=["results"]
double[] identity = new double[20], ratio = new double[20], nearer = new double[20];
for (int seed = 0; seed < 20; seed++) {
    var source = RandomState.of(seed);
    Belief b = new Belief(source.uniform(0.1, 20), source.uniform(0.1, 20));
    int n = (int) source.randint(1, 500), k = (int) source.binomial(n, source.uniform(0, 1));
    double part = weight.applyAsDouble(b.size(), n), share = (double) k / n;
    identity[seed] = Math.abs(update.of(b, k, n).mean() - part * b.mean() - (1 - part) * share);
    ratio[seed] = part / (1 - part) * n / b.size();
    double few = source.binomial(10, 0.45) / 10.0;
    nearer[seed] = Math.abs(few - 0.2)
        - Math.abs(update.of(prior, (int) Math.round(10 * few), 10).mean() - 0.2);
}

// %% tags=["results"]
new Results()
    .with("mean", posterior.mean()).with("kept", kept.length).with("kept_mean", mean(kept))
    .with("kept_deviation", deviation(kept)).with("helps_from", better[0])
    .with("helps_to", better[better.length - 1]).with("draws", kept).with("exact", exact)
    .with("gaps_10", gaps[0]).with("gaps_100", gaps[1]).with("gaps_10000", gaps[2])
    .with("pulled", pulled).with("share", share).with("nearer", nearer)

// %% tags=["claims"]
boolean all(double[] values, DoublePredicate test) { return Arrays.stream(values).allMatch(test); }
new Claims()
    .with("posterior", "the posterior is Beta(a + k, b + n - k) (largest distance to Bayes' theorem on a grid)",
        "Beta(a + k, b + n - k)", furthest, furthest < 1e-6, "the exponents add")
    .with("posterior-drawn", "the same by draws kept where they give the data (distance of the means in standard errors)",
        "Beta(a + k, b + n - k)", Math.abs(mean(kept) - 0.4) / spread * Math.sqrt(kept.length),
        Math.abs(mean(kept) - 0.4) / spread * Math.sqrt(kept.length) < 3, "within the draws' error")
    .with("weighted", "the posterior mean is the weighted average (difference, 20 random cases)", "equal",
        identity, all(identity, v -> v < 1e-12), "algebra; the differences are rounding")
    .with("weights", "the weights are proportional to a + b and to n (their ratio over (a + b)/n, 20 random cases)",
        "proportional to a + b, and to n", ratio, all(ratio, v -> Math.abs(v - 1) < 1e-9),
        "as a ratio of the two; doubling a + b does not double its weight, since both must sum to 1")

// %% tags=["claims"]
new Claims()
    .with("converges", "with much data the posterior mean comes to the MLE (distance at n = 1,000,000, 20 seeds)",
        "converges", gaps[0][5], all(gaps[0][5], v -> v < 1e-5), "the distance is w times 0.25: it falls like 1/n")
    .with("shrinks", "for small n the prior pulls the estimate towards its mean (by how much, n = 10, 20 seeds)",
        "shrinkage", nearer, all(nearer, v -> v > -1e-9) && mean(nearer) > 0.05,
        "by half of the distance, as n equals the prior's size")
