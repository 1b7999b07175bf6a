// %% [markdown]
// # Exercise 33.4: looking too often
// *Chapter 33, experiments in production · three stars · about 40 minutes*
//
// **The question.** An A/B test runs on 10 000 users a side, and somebody looks at its p-value after every hundred. The
// feature does nothing. How often does the test say that it does, and is there a p-value that one may look at all the
// time?
//
// **You will learn** what repeated looks do to a test's false alarms, what a mixture of likelihood ratios (mSPRT) is,
// and what its guarantee costs. **Before this:** the t-test.
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
import smile.stat.distribution.TDistribution;
import smile.stat.hypothesis.TTest;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_33_4_peeking");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## Task 1: one test, looked at 100 times
// Both groups are drawn from one normal distribution. Compute `pValues`, the p-value of the t-test with equal
// variances after 100, 200, ..., 10 000 users a side. `pValue` gives that of two samples.

// %%
var users = RandomState.of(8);
double[] control = users.normal(0, 1, 10_000);
double[] treatment = users.normal(0, 1, 10_000);

double pValue(double[] x, double[] y) {  // two-sided
    if (x.length < 2 || y.length < 2) throw new IllegalArgumentException(
        "Expected two users or more in each sample, but got %d and %d: the first look is after 100."
            .formatted(x.length, y.length));
    return TTest.test(x, y, true).pvalue();
}

// %% tags=["solution"] exercise="one"
double[] pValues = new double[100];
for (int look = 0; look < 100; look++) {
    int n = 100 * (look + 1);
    pValues[look] = pValue(Arrays.copyOf(treatment, n), Arrays.copyOf(control, n));
}
IO.println("least %.4f, last %.4f"
    .formatted(Arrays.stream(pValues).min().orElseThrow(), pValues[99]));

// %% tags=["stub"] exercise="one"
double[] pValues = todo();

// %% tags=["hint"] exercise="one"
// `pValue(x, y)` is the p-value of two samples; `Arrays.copyOf(control, n)` are the first n users of a group.

// %% tags=["hint"] exercise="one"
// The looks are numbered from 0 and the first is after 100 users: n is `100 * (look + 1)`.

// %% tags=["check"] exercise="one" points=1
double pAfter(int n) {
    return TTest.test(Arrays.copyOf(treatment, n), Arrays.copyOf(control, n), true).pvalue();
}
lesson.check("one",
    that("pValues", double[].class, p -> p.length == 100, "100 p-values, one for each look"),
    that("pValues", double[].class, p -> Math.abs(p[99] - pAfter(10_000)) < 1e-6,
        "in its last place the p-value of all users"),
    that("pValues", double[].class,
        p -> IntStream.range(0, 100).allMatch(i -> Math.abs(p[i] - pAfter(100 * i + 100)) < 1e-6),
        "at each look the two-sided p-value of the users so far"));

// %%
lesson.needs("pValues");
int[] looksAt = IntStream.rangeClosed(1, 100).map(k -> 100 * k).toArray();
Plots.line(looksAt, pValues).withHorizontalLine(0.05, "0.05")
    .withTitle("Two equal groups, one p-value").withAxes("users a side", "p")

// %% [markdown]
// ## Ten thousand tests
// The t-test needs of each hundred users only their mean and their spread. For normal data these are independent, a
// normal number and a χ² one, so `draw` makes the figures that 10 000 tests of 20 000 users each would give,
// without the users. A `Test` holds, at each of 100 looks, the difference of the means so far and the pooled variance.

// %%
record Test(double[] differences, double[] variances) {}

Test test(double[] control, double[] treatment, double[] within) {
    double[] differences = new double[100], variances = new double[100];
    double a = 0, b = 0, squares = 0;
    for (int k = 0; k < 100; k++) {
        a += control[k];
        b += treatment[k];
        squares += within[k] + 100 * (control[k] * control[k] + treatment[k] * treatment[k]);
        differences[k] = (b - a) / (k + 1);
        variances[k] = (squares - 100 * (a * a + b * b) / (k + 1)) / (200 * (k + 1) - 2);
    }
    return new Test(differences, variances);
}

// %%
/** Tests with an effect in the treated group's mean. */
Test[] draw(long seed, double effect, int tests) {
    var random = RandomState.of(seed);
    double[][] control = random.normal(0, 0.1, tests, 100);  // means of a hundred users
    double[][] treatment = random.normal(effect, 0.1, tests, 100);
    double[][] within = random.chisquare(198, tests, 100);  // squares around those means
    return IntStream.range(0, tests)
        .mapToObj(i -> test(control[i], treatment[i], within[i])).toArray(Test[]::new);
}

// %% [markdown]
// ## Task 2: how often does it ring?
// `rung[k]` is the share of the tests in `nothing` in which the p-value was below 0.05 at look k or at one before.
// With n users a side, t is the difference over √(2 · variance / n); p is below 0.05 where |t| is above `critical[k]`.

// %%
double[] critical = IntStream.rangeClosed(1, 100)
    .mapToDouble(k -> new TDistribution(200 * k - 2).quantile(0.975)).toArray();
Test[] nothing = draw(0, 0, 10_000);

// %% tags=["solution"] exercise="rung"
double[] rung(Test[] tests) {
    double[] share = new double[100];
    for (Test test : tests) {
        boolean alarm = false;
        for (int k = 0; k < 100; k++) {
            double t = test.differences()[k] / Math.sqrt(2 * test.variances()[k] / (100 * (k + 1)));
            alarm |= Math.abs(t) > critical[k];
            share[k] += alarm ? 1.0 / tests.length : 0;
        }
    }
    return share;
}
double[] rung = rung(nothing);
IO.println("1 look %.3f, 10 looks %.3f, 100 looks %.3f".formatted(rung[0], rung[9], rung[99]));

// %% tags=["stub"] exercise="rung"
double[] rung = todo();

// %% tags=["hint"] exercise="rung"
// Go through a test's looks in order and remember in a boolean whether it has rung: it cannot be taken back.

// %% tags=["check"] exercise="rung" points=2
double rungBy(Test[] tests, int looks) {
    return Arrays.stream(tests).filter(test -> IntStream.range(0, looks).anyMatch(k ->
        Math.abs(test.differences()[k])
            > critical[k] * Math.sqrt(test.variances()[k] / (50 * k + 50))))
        .count() / (double) tests.length;
}
lesson.check("rung",
    that("rung", double[].class, r -> r.length == 100, "100 shares, one for each look"),
    that("rung", double[].class, r -> Math.abs(r[0] - rungBy(nothing, 1)) < 1e-6,
        "in its first place the share of tests that ring at the first look"),
    that("rung", double[].class, r -> IntStream.range(1, 100).allMatch(k -> r[k] >= r[k - 1]),
        "never falling: a test that has rung has rung"),
    that("rung", double[].class, r -> Math.abs(r[99] - rungBy(nothing, 100)) < 1e-6
            && Math.abs(r[9] - rungBy(nothing, 10)) < 1e-6,
        "at each look the share of tests in which |t| was above `critical` then or before"));

// %% [markdown]
// ## Task 3: a p-value that is always valid
// The mSPRT compares the data's likelihood under effects drawn from N(0, τ²) with that under no effect. With a
// known variance of 1, d the difference of the means and V = 2/n its variance, the ratio is
//
// Λ = √(V / (V + τ²)) · exp(τ² d² / (2 V (V + τ²))).
//
// Without an effect, Λ is a fair game's capital that starts at 1: it ever reaches 1/α with a probability of at most α
// (Ville). So p = min(1, 1/Λ), *the least so far*, may be looked at as often as one likes. Write `alwaysValid`,
// which gives p at each look of one test; τ is 0.05.

// %% tags=["solution"] exercise="valid"
double[] alwaysValid(double[] differences, double tau) {
    double[] p = new double[100];
    for (int k = 0; k < 100; k++) {
        double d = differences[k], v = 2.0 / (100 * (k + 1)), both = v + tau * tau;
        double ratio = Math.sqrt(v / both) * Math.exp(tau * tau * d * d / (2 * v * both));
        p[k] = Math.min(k == 0 ? 1 : p[k - 1], 1 / ratio);
    }
    return p;
}
double[][] valid = Arrays.stream(nothing).map(test -> alwaysValid(test.differences(), 0.05))
    .toArray(double[][]::new);
IO.println("ever below 0.05: %.4f".formatted(
    Arrays.stream(valid).filter(p -> p[99] < 0.05).count() / 10_000.0));

// %% tags=["stub"] exercise="valid"
double[] alwaysValid(double[] differences, double tau) {
    return todo();
}
double[][] valid = Arrays.stream(nothing).map(test -> alwaysValid(test.differences(), 0.05))
    .toArray(double[][]::new);

// %% tags=["hint"] exercise="valid"
// At look k there are 100 · (k + 1) users a side. Write `2.0 / n`: `2 / n` divides whole numbers and is 0.

// %% tags=["hint"] exercise="valid"
// p never rises: it is the least of 1, of 1/Λ, and of what it was at the look before.

// %%
/** The same by logarithms, for the check. */
double logRatio(double d, int k, double square) {
    double v = 0.02 / (k + 1);
    return 0.5 * Math.log(v / (v + square)) + square * d * d / (2 * v * (v + square));
}
double least(double[] differences, int k, double square) {
    return Math.exp(-IntStream.rangeClosed(0, k)
        .mapToDouble(i -> logRatio(differences[i], i, square)).reduce(0, Math::max));
}

// %% tags=["check"] exercise="valid" points=2
double wider(int i) {
    return alwaysValid(nothing[i].differences(), 0.2)[99];
}
lesson.check("valid",
    that("valid", double[][].class, v -> v.length == 10_000 && v[0].length == 100,
        "100 p-values for each of the 10 000 tests"),
    that("valid", double[][].class, v -> Arrays.stream(v).allMatch(p -> p[0] <= 1
            && IntStream.range(1, 100).allMatch(k -> p[k] <= p[k - 1])),
        "at most 1, and never rising"),
    that("valid", double[][].class, v -> IntStream.range(0, 10_000).allMatch(i ->
            Math.abs(v[i][0] - least(nothing[i].differences(), 0, 0.0025)) < 1e-6),
        "1/Λ at the first look"),
    that("valid", double[][].class, v -> IntStream.range(0, 10_000).allMatch(i ->
            Math.abs(v[i][99] - least(nothing[i].differences(), 99, 0.0025)) < 1e-6),
        "at the last look the least of 1 and of all 1/Λ so far"),
    that("valid", double[][].class, v -> IntStream.range(0, 20).allMatch(i ->
            Math.abs(wider(i) - least(nothing[i].differences(), 99, 0.04)) < 1e-6),
        "made by an `alwaysValid` that goes by the `tau` that it is given"));

// %%
lesson.needs("rung", "valid");
double[] validRung = IntStream.range(0, 100)
    .mapToDouble(k -> Arrays.stream(valid).filter(p -> p[k] < 0.05).count() / 10_000.0).toArray();
int for23 = (int) Arrays.stream(rung).filter(share -> share < 0.23).count() + 1;
IO.println("0.23 is passed at look %d".formatted(for23));
Plots.line(looksAt, rung).withName("t-test at each look")
    .and(Plots.line(looksAt, validRung).withName("always valid"))
    .withHorizontalLine(0.05, "0.05").withTitle("Share of 10 000 empty tests that have rung")
    .withAxes("users a side", "share")

// %% [markdown]
// ## Twenty seeds, and a look after every user
// Does it depend on the seed? We take 2500 tests of each. And if we look after *every* user a side? There we take the
// variance as known, and p below 0.05 is |z| above 1.96.

// %%
double[] ratioIs20 = new double[10_000];  // the squared difference at which the mSPRT's ratio is 20
for (int i = 0; i < 10_000; i++) {
    double v = 2.0 / (i + 1), both = v + 0.0025;
    ratioIs20[i] = 2 * v * both / 0.0025 * (Math.log(20) - 0.5 * Math.log(v / both));
}
/** Whether |z| was ever above 1.96, and the mSPRT's ratio 20, looking after each pair of users. */
boolean[] everyUser(double[] pairs) {
    boolean z = false, mixture = false;
    double sum = 0;
    for (int i = 0; i < pairs.length; i++) {
        sum += pairs[i];
        double squared = sum * sum / (i + 1.0) / (i + 1.0);
        z |= squared > 1.96 * 1.96 * 2.0 / (i + 1);
        mixture |= squared >= ratioIs20[i];
    }
    return new boolean[] {z, mixture};
}

// %%
/** How many tests ring: at the last look, at any, always valid. */
double[] alarmsOf(Test[] tests) {
    double[] rings = new double[3];
    for (Test test : tests) {
        boolean now = false, ever = false;
        for (int k = 0; k < 100; k++) {
            double d = test.differences()[k], v = 2 * test.variances()[k] / (100 * (k + 1));
            now = d * d > critical[k] * critical[k] * v;
            ever |= now;
        }
        rings[0] += now ? 1 : 0;
        rings[1] += ever ? 1 : 0;
        rings[2] += alwaysValid(test.differences(), 0.05)[99] < 0.05 ? 1 : 0;
    }
    return rings;
}

// %%
lesson.needs("valid");
double[][] alarms = new double[5][20];
IntStream.range(0, 20).parallel().forEach(seed -> {
    double[] rings = alarmsOf(draw(seed, 0, 2500));
    var random = RandomState.of(1000 + seed);
    for (int i = 0; i < 100; i++) {
        boolean[] eachUser = everyUser(random.normal(0, Math.sqrt(2), 10_000));
        alarms[3][seed] += eachUser[0] ? 0.01 : 0;
        alarms[4][seed] += eachUser[1] ? 0.01 : 0;
    }
    IntStream.range(0, 3).forEach(i -> alarms[i][seed] = rings[i] / 2500);
});
double[] means = Arrays.stream(alarms).mapToDouble(a -> Arrays.stream(a).sum() / 20).toArray();
IO.println("%.4f at the end, %.4f of 100 looks, %.4f always valid; each user: %.3f, %.3f"
    .formatted(means[0], means[1], means[2], means[3], means[4]));
Plots.box(new String[] {"one look", "100 looks", "100, valid", "each user", "each, valid"}, alarms)
    .withHorizontalLine(0.05, "0.05").withAxes("", "share of empty tests that ring")

// %% [markdown]
// ## What the guarantee costs
// The same tests with an effect: how many are found by the t-test at the end, how many by the mSPRT, and how many
// users a side it needs until it stops (10 000 if it never does)? Then the mSPRT with other τ.

// %%
lesson.needs("valid");
double[] effects = {0.02, 0.03, 0.04, 0.05, 0.07, 0.10};
double[][] found = new double[3][6];  // power at the end, of the mSPRT, mean users until it stops
for (int e = 0; e < 6; e++) {
    Test[] tests = draw(50 + e, effects[e], 2000);
    for (Test t : tests) {
        double[] p = alwaysValid(t.differences(), 0.05);
        double limit = critical[99] * Math.sqrt(t.variances()[99] / 5000);
        int waits = (int) Arrays.stream(p).filter(v -> v >= 0.05).count();
        found[0][e] += Math.abs(t.differences()[99]) > limit ? 1 / 2000.0 : 0;
        found[1][e] += p[99] < 0.05 ? 1 / 2000.0 : 0;
        found[2][e] += Math.min(waits + 1, 100) * 100 / 2000.0;
    }
}
Table.create("power", DoubleColumn.create("effect", effects),
    DoubleColumn.create("at the end", found[0]), DoubleColumn.create("mSPRT", found[1]),
    DoubleColumn.create("users until it stops", found[2]))

// %%
lesson.needs("valid");
Plots.subplots(2, Plots.line(effects, found[0]).withName("t-test at the end").withDots()
        .and(Plots.line(effects, found[1]).withName("mSPRT").withDots())
        .withAxes("effect", "power"),
    Plots.line(effects, found[2]).withDots().withAxes("effect", "users until the mSPRT stops"))
    .withTitle("Power and stopping time")

// %%
lesson.needs("valid");
double share(Test[] tests, double tau) {
    return Arrays.stream(tests).filter(t -> alwaysValid(t.differences(), tau)[99] < 0.05).count()
        / (double) tests.length;
}
double[] taus = {0.01, 0.02, 0.05, 0.2, 1};
Test[] some = draw(53, 0.05, 2000);
double[] falseBy = Arrays.stream(taus).map(tau -> share(nothing, tau)).toArray();
double[] powerBy = Arrays.stream(taus).map(tau -> share(some, tau)).toArray();
double estimated = Arrays.stream(nothing).filter(t -> alwaysValid(IntStream.range(0, 100)
    .mapToDouble(k -> t.differences()[k] / Math.sqrt(t.variances()[k])).toArray(), 0.05)[99] < 0.05)
    .count() / 1e4;
IO.println("false alarms with an estimated variance: %.4f".formatted(estimated));
Table.create("other mixtures", DoubleColumn.create("τ", taus),
    DoubleColumn.create("false alarms", falseBy), DoubleColumn.create("power at 0.05", powerBy))

// %% [markdown]
// ### Question: is the text right, and would you pay?
// It prints about 0.23 for 100 looks, and says that the mSPRT controls the error. What did you find, what does
// the control cost, and when is it worth that? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// Half of it. The direction is right and the size is not: 100 looks ring in 37 of 100 empty tests (0.373 on average
// over 20 seeds), and 0.23 is passed at look 17 already; with a look after every user it is 0.641. The mSPRT does
// control the error, under 100 looks (0.019) as under 10 000 (0.017), and with a variance that is estimated. It stays
// below 0.05 because its guarantee is for an endless test: what could still ring after 10 000 users is kept back. That
// costs power: an effect of 0.04 is found 53 times in 100, by the t-test at the end 81 times. It is worth the price
// where effects may be larger than planned, for then it stops early (2149 users for 0.10), and where somebody will
// look anyway. τ is best near the effect one hopes for; no τ breaks the guarantee, but τ = 0.01 finds an effect of
// 0.05 with 0.230 and τ = 1 with 0.5165 instead of 0.781.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's with the same random numbers. The original fixes no seed; its settings,
// 10 000 tests, 10 000 users and 100 looks, are the same.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "least p of the first test", "10 looks", "100 looks",
        "always valid", "each user", "each user, always valid", "power at the end, 0.04",
        "power of the mSPRT, 0.04", "users until it stops, 0.10"),
    DoubleColumn.create("Java", Arrays.stream(pValues).min().orElseThrow(), rung[9], rung[99],
        validRung[99], means[3], means[4], found[0][2], found[1][2], found[2][5]),
    DoubleColumn.create("Python", 0.0055 /* least */, 0.1904 /* rung_10 */, 0.3722 /* rung_100 */,
        0.0167 /* below */, 0.6410 /* each */, 0.017 /* each_valid */, 0.8065 /* power_end */,
        0.5335 /* power_valid */, 2148.65 /* users */))

// %% tags=["assert"]
verify(
    number("looks for 0.23", () -> (double) for23, 17, 0, "as in the text"),
    number("first look", () -> rung[0], 0.05, 0.005, "as in the text"),
    between("least of the seeds", () -> Arrays.stream(alarms[1]).min().orElse(0), 0.35, 0.37, "as in the text"),
    number("100 looks", () -> means[1], 0.373, 0.0005, "as in the text"),
    number("each user", () -> means[3], 0.641, 0.0005, "as in the text"),
    number("always valid", () -> means[2], 0.019, 0.0005, "as in the text"),
    number("each user, always valid", () -> means[4], 0.017, 0.0005, "as in the text"),
    number("estimated", () -> estimated, 0.017, 0.0005, "as in the text"),
    number("power of the mSPRT", () -> found[1][2], 0.53, 0.005, "as in the text"),
    number("power at the end", () -> found[0][2], 0.81, 0.005, "as in the text"),
    number("users", () -> found[2][5], 2149, 0.5, "as in the text"),
    between("all τ", () -> Arrays.stream(falseBy).max().orElseThrow(), 0, 0.05, "as in the text"),
    number("τ 0.01", () -> powerBy[0], 0.230, 0.0005, "as in the text"),
    number("τ 0.05", () -> powerBy[2], 0.781, 0.0005, "as in the text"),
    number("τ 1", () -> powerBy[4], 0.5165, 0.00001, "as in the text"));

// %% tags=["results"]
double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }
new Results()
    .with("p_values", pValues).with("least", Arrays.stream(pValues).min().orElseThrow())
    .with("rung", rung).with("rung_10", rung[9]).with("rung_100", rung[99]).with("below", validRung[99])
    .with("valid_rung", validRung).with("valid_one", valid[0]).with("alarms", alarms)
    .with("each", means[3]).with("each_valid", means[4]).with("found", found)
    .with("power_end", found[0][2]).with("power_valid", found[1][2]).with("users", found[2][5])
    .with("false_by", falseBy).with("power_by", powerBy).with("estimated", estimated)

// %% tags=["claims"]
boolean controls(double[] shares) { return mean(shares) <= 0.05; }
new Claims()
    .with("peeking", "false alarms of 100 looks at a t-test (20 seeds of 2500 tests, to 0.02)", "~0.23",
        alarms[1], Math.abs(mean(alarms[1]) - 0.23) < 0.02,
        "0.37; 0.23 is what 17 looks give")
    .with("nominal", "one look at the end rings in 5 % of the tests (20 seeds of 2500 tests, to 0.003)", "5%",
        alarms[0], Math.abs(mean(alarms[0]) - 0.05) < 0.003, "so it was built")
    .with("inflates", "peeking inflates the false alarms (100 looks over one, 20 seeds)", "inflates",
        IntStream.range(0, 20).mapToDouble(i -> alarms[1][i] / alarms[0][i]).toArray(),
        IntStream.range(0, 20).allMatch(i -> alarms[1][i] > 2 * alarms[0][i]), "more than sevenfold")
    .with("controls", "the mSPRT keeps 5 % under 100 looks (20 seeds of 2500 tests)", "controls this",
        alarms[2], controls(alarms[2]), "below 5 % at whatever end, so there is room left at 10 000 users")
    .with("continuous", "the mSPRT keeps 5 % with a look after every user (20 seeds of 100 tests)",
        "valid for continuous monitoring", alarms[4], controls(alarms[4]),
        "where |z| > 1.96 has rung in well over half of the tests")
