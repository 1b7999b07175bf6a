// %% [markdown]
// # Exercise 4.3: what correlation misses, and what bins invent
// *Chapter 4, information theory · two stars · about 35 minutes*
//
// **The question.** Estimate the mutual information (MI) of each of two features with the engagement of a
// streaming service's users. Find a case where it disagrees with Pearson's correlation. And how far can the
// estimate be trusted?
//
// **You will learn** to estimate MI from counts in bins, what the exact value is where a formula gives it, and
// how the number of bins decides the answer. **Before this:** entropy, correlation.
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

var lesson = Lesson.open("ex_04_3_mutual_information");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## Two features
// Engagement rises with a user's age in a straight line. With the hour of the day it goes up and down twice:
// it is highest at midnight and noon. Each pair has its own noise. `order` is a random order, for later.

// %%
record Sample(double[] age, double[] byAge, double[] hour, double[] byHour, int[] order) {}

Sample draw(long seed) {
    var random = RandomState.of(seed);
    double[] age = random.normal(35, 10, 10_000);
    double[] byAge = random.normal(0, 5, 10_000);
    Arrays.setAll(byAge, i -> byAge[i] + 0.5 * age[i]);
    double[] hour = random.uniform(0, 24, 10_000);
    double[] byHour = random.normal(0, 2, 10_000);
    Arrays.setAll(byHour,
        i -> byHour[i] + 10 * Math.pow(Math.cos(2 * Math.PI * hour[i] / 24), 2));
    return new Sample(age, byAge, hour, byHour, random.permutation(10_000));
}

double correlation(double[] x, double[] y) {
    return DoubleColumn.create("x", x).pearsons(DoubleColumn.create("y", y));
}

Sample data = draw(42);

// %%
double[] some(double[] values) { return Arrays.copyOf(values, 1000); }
Plots.subplots(2,
    Plots.scatter(some(data.age()), some(data.byAge())).withAxes("age", "engagement"),
    Plots.scatter(some(data.hour()), some(data.byHour())).withAxes("hour", "engagement"))
    .withTitle("1000 users: a line and a wave")

// %% [markdown]
// ## Task 1: estimate it
// Write `information(x, y, bins)`: cut the range of x, and that of y, into equal intervals; count the pairs in
// each cell; then MI = Σ p(a, b) · ln( p(a, b) / (p(a) p(b)) ) over the cells that are not empty, in nats.
//
// To meet the text's figures cut as it does: `bins` edges stand equally far apart from the least to the
// greatest value, so there are `bins − 1` intervals, and the greatest value has a bin of its own.

// %% tags=["solution"] exercise="information"
int[] binned(double[] values, int bins) {
    var range = Arrays.stream(values).summaryStatistics();
    double low = range.getMin(), high = range.getMax();
    return Arrays.stream(values)
        .mapToInt(v -> v == high ? bins - 1 : (int) ((v - low) / (high - low) * (bins - 1)))
        .toArray();
}
double information(double[] x, double[] y, int bins) {
    int[] a = binned(x, bins), b = binned(y, bins);
    double[] joint = new double[bins * bins], inX = new double[bins], inY = new double[bins];
    for (int i = 0; i < x.length; i++) {
        joint[a[i] * bins + b[i]] += 1.0 / x.length;
        inX[a[i]] += 1.0 / x.length;
        inY[b[i]] += 1.0 / x.length;
    }
    return IntStream.range(0, bins * bins).filter(c -> joint[c] > 0)
        .mapToDouble(c -> joint[c] * Math.log(joint[c] / inX[c / bins] / inY[c % bins])).sum();
}
double[] found = {information(data.age(), data.byAge(), 30),
    information(data.hour(), data.byHour(), 30)};

// %% tags=["stub"] exercise="information"
double information(double[] x, double[] y, int bins) {
    return todo();
}

double[] found = {information(data.age(), data.byAge(), 30),
    information(data.hour(), data.byHour(), 30)};

// %% tags=["hint"] exercise="information"
// The bin of a value v is `(int) ((v - low) / (high - low) * (bins - 1))`, which counts from 0.

// %% tags=["hint"] exercise="information"
// Add `1.0 / x.length` to the joint count, to `inX[a]` and to `inY[b]` for each pair. An empty cell adds nothing
// to the sum: leave it out, because 0 · ln 0 is not a number in Java.

// %% tags=["check"] exercise="information" points=3
lesson.check("information",
    that("found", double[].class, f -> f.length == 2, "two numbers: MI of age, then of the hour"),
    that("found", double[].class, f -> f[0] > 0 && f[1] > 0,
        "positive: mutual information is never below zero"),
    that("found", double[].class, f -> f[0] < 0.45 && f[1] < 0.8,
        "in nats: use the natural logarithm"),
    that("found", double[].class, f -> Math.abs(f[0] - 0.3614) < 0.006,
        "first the MI of age with engagement, from 30 bins a side"),
    that("found", double[].class, f -> Math.abs(f[1] - 0.6633) < 0.006,
        "then the MI of the hour with engagement, from 30 bins a side"));

// %%
lesson.needs("found");
double corrAge = correlation(data.age(), data.byAge());
double corrHour = correlation(data.hour(), data.byHour());
IO.println("age:  correlation %6.3f, MI %.3f".formatted(corrAge, found[0]));
IO.println("hour: correlation %6.3f, MI %.3f".formatted(corrHour, found[1]));

// %% [markdown]
// ## Task 2: the exact value
// Age and engagement are jointly Gaussian. Then MI = −½ ln(1 − ρ²), with ρ² the share of the variance of
// engagement that age explains. Compute `exact` from how the data are *made*, not from the sample.

// %% tags=["solution"] exercise="exact"
double explained = 0.5 * 0.5 * 10 * 10, noise = 5 * 5;
double exact = -0.5 * Math.log(1 - explained / (explained + noise));
IO.println("exact MI of age: %.4f nats".formatted(exact));

// %% tags=["stub"] exercise="exact"
double exact = todo();

// %% tags=["hint"] exercise="exact"
// Age has a standard deviation of 10 and a slope of 0.5, so it gives engagement a variance of (0.5 · 10)².
// The noise adds 5².

// %% tags=["check"] exercise="exact" points=1
lesson.check("exact", number("exact", Math.log(2) / 2, 0.0005,
    "−½ ln(1 − ρ²), with ρ² from the slope and the two standard deviations"));

// %% [markdown]
// For the hour no formula is at hand, but a sum is: MI = h(engagement) − h(noise), h being the differential
// entropy. The density of engagement is the mean of the noise's density over all hours.

// %%
double density(double y) {
    return IntStream.range(0, 400).mapToDouble(i -> Math.PI * (i + 0.5) / 400)
        .map(a -> (y - 10 * Math.cos(a) * Math.cos(a)) / 2)
        .map(z -> Math.exp(-z * z / 2) / Math.sqrt(8 * Math.PI)).average().orElseThrow();
}
double entropy = IntStream.range(0, 4000).mapToDouble(i -> density(-15 + i * 0.01))
    .map(p -> -p * Math.log(p) * 0.01).sum();
double exactHour = entropy - Math.log(2 * Math.PI * Math.E * 4) / 2;
IO.println("exact MI of the hour: %.4f nats".formatted(exactHour));

// %% [markdown]
// ## Task 3: what an estimate of nothing looks like
// Put engagement into the random `order`: then it knows nothing of the hour, and the exact MI is zero.
// Estimate it all the same, with 30 bins: `floor`.

// %% tags=["solution"] exercise="floor"
double[] inOrder(double[] values, int[] order) {
    return Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
}
double[] shuffled = inOrder(data.byHour(), data.order());
double floor = information(data.hour(), shuffled, 30);
IO.println("MI of the hour with shuffled engagement: %.3f".formatted(floor));

// %% tags=["stub"] exercise="floor"
double[] shuffled = todo();
double floor = todo();

// %% tags=["hint"] exercise="floor"
// `shuffled[i]` is `data.byHour()[data.order()[i]]`. Then ask your `information` again.

// %% tags=["check"] exercise="floor" points=1
lesson.check("floor",
    that("shuffled", double[].class, s -> near(Arrays.stream(s).sorted().toArray(),
            Arrays.stream(data.byHour()).sorted().toArray()),
        "the engagement by the hour, in another order"),
    that("shuffled", double[].class, s -> Math.abs(correlation(s, data.byHour())) < 0.05,
        "in an order that has nothing to do with the old one"),
    between("floor", 0.028, 0.048, "the MI that 30 bins a side see where there is none"));

// %% [markdown]
// Now all of it against the number of bins.

// %%
lesson.needs("found", "shuffled", "exact");
double[] bins = {3, 5, 10, 20, 30, 50, 100, 200, 300};
double[] against(double[] x, double[] y) {
    return Arrays.stream(bins).map(b -> information(x, y, (int) b)).toArray();
}
double[][] sweep = {against(data.age(), data.byAge()), against(data.hour(), data.byHour()),
    against(data.hour(), shuffled)};
Plots.line(bins, sweep[0]).withName("age").withDots()
    .and(Plots.line(bins, sweep[1]).withName("hour").withDots())
    .and(Plots.line(bins, sweep[2]).withName("hour, shuffled").withDots())
    .withHorizontalLine(exact, "exact, age").withHorizontalLine(exactHour, "exact, hour")
    .withLogX().withTitle("The estimate follows the bins").withAxes("bins a side", "MI, nats")

// %%
lesson.needs("found", "shuffled", "exact");
Table.create("MI by bins", DoubleColumn.create("bins", bins), DoubleColumn.create("age", sweep[0]),
    DoubleColumn.create("hour", sweep[1]), DoubleColumn.create("hour, shuffled", sweep[2]))

// %% [markdown]
// ## One engagement, two features
// The question has one engagement, the text's answer two. Add them up, and ask which feature a selection by
// correlation would keep.

// %%
lesson.needs("found");
double[] both = new double[10_000];
Arrays.setAll(both, i -> data.byAge()[i] + data.byHour()[i]);
double[] together = {correlation(data.age(), both), correlation(data.hour(), both),
    information(data.age(), both, 30), information(data.hour(), both, 30)};
IO.println("age:  correlation %6.3f, MI %.3f".formatted(together[0], together[2]));
IO.println("hour: correlation %6.3f, MI %.3f".formatted(together[1], together[3]));

// %% [markdown]
// ### Question: which feature tells more, and can you trust the figures?
// Say where correlation and MI disagree and why, and what few bins and many bins do. (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// By correlation the hour tells nothing (−0.001, age 0.705), by MI it tells the most: 0.663 nats against 0.361.
// The wave is its own mirror image, so what rises in one part of the day is taken back in the next. The exact
// values, 0.6687 and 0.3466, say the same, so 30 bins are a fair choice for 10 000 users. Few bins blur: with 5 the hour
// seems to tell 0.000, since each bin spans one whole fall or rise of the wave. Many bins invent: with 300 even
// shuffled engagement gets 1.944 nats, for most cells hold one user or none. So a figure of MI means something only
// beside its shuffled floor (0.038 here), and none of these numbers of bins gives both of the text's.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side. The text prints MI 0.62 for age and 0.45 for the
// hour. Its own code and seed give 0.36 and 0.66: the order is the other way round.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "correlation, age", "correlation, hour", "MI, age", "MI, hour",
        "MI, hour shuffled", "exact MI, age", "exact MI, hour", "MI, age, one engagement",
        "MI, hour, one engagement"),
    DoubleColumn.create("Java", corrAge, corrHour, found[0], found[1], floor, exact, exactHour,
        together[2], together[3]),
    DoubleColumn.create("Python", 0.7050 /* corr_age */, -0.0014 /* corr_hour */,
        0.3614 /* mi_age */, 0.6633 /* mi_hour */, 0.0382 /* zero_hour */, 0.3466 /* exact_age */,
        0.6687 /* exact_hour */, 0.2543 /* mi_age_both */, 0.1288 /* mi_hour_both */))

// %% tags=["assert"]
verify(
    number("correlation of age", () -> corrAge, 0.705, 0.0005, "as in the text"),
    number("correlation of the hour", () -> corrHour, -0.001, 0.0005, "as in the text"),
    number("MI of age", () -> found[0], 0.361, 0.0005, "as in the text"),
    number("MI of the hour", () -> found[1], 0.663, 0.0005, "as in the text"),
    number("exact, age", () -> exact, 0.3466, 0.00005, "as in the text"),
    number("exact, hour", () -> exactHour, 0.6687, 0.00005, "as in the text"),
    number("floor", () -> floor, 0.038, 0.0005, "as in the text"),
    number("5 bins", () -> sweep[1][1], 0, 0.0005, "as in the text"),
    number("300 bins, shuffled", () -> sweep[2][8], 1.944, 0.0005, "as in the text"),
    number("bins with both figures", () -> (double) IntStream.range(0, 9)
        .filter(i -> Math.abs(sweep[0][i] - 0.62) < 0.1 && Math.abs(sweep[1][i] - 0.45) < 0.1).count(),
        0, 0, "as in the text"));

// %% tags=["results"]
double[] where(double[] values, double[] hours, DoublePredicate kept) {
    return IntStream.range(0, values.length).filter(i -> kept.test(hours[i])).mapToDouble(i -> values[i]).toArray();
}
double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }
double quarter(Sample s, int q) {
    DoublePredicate in = h -> (int) (h / 6) == q;
    return correlation(where(s.hour(), s.hour(), in), where(s.byHour(), s.hour(), in));
}
double around(Sample s, double... centres) {
    return mean(where(s.byHour(), s.hour(), h -> Arrays.stream(centres).anyMatch(c -> Math.abs(h - c) < 1)));
}
double[] measured(long seed) {
    Sample s = draw(seed);
    double[] sum = new double[10_000];
    Arrays.setAll(sum, i -> s.byAge()[i] + s.byHour()[i]);
    double low = around(s, 6, 18);
    return new double[] {correlation(s.age(), s.byAge()), correlation(s.hour(), s.byHour()),
        information(s.age(), s.byAge(), 30), information(s.hour(), s.byHour(), 30),
        information(s.age(), inOrder(s.byAge(), s.order()), 30),
        information(s.hour(), inOrder(s.byHour(), s.order()), 30),
        correlation(s.age(), sum), correlation(s.hour(), sum), information(s.age(), sum, 30),
        information(s.hour(), sum, 30), information(s.hour(), inOrder(sum, s.order()), 30),
        quarter(s, 0), quarter(s, 1), around(s, 0, 24) - low, around(s, 12) - low};
}

// %% tags=["results"]
double[][] seeds = new double[15][20];
for (int seed = 0; seed < 20; seed++) {
    double[] of = measured(seed);
    for (int i = 0; i < of.length; i++) seeds[i][seed] = of[i];
}
double zeroAge = information(data.age(), inOrder(data.byAge(), data.order()), 30);
new Results()
    .with("corr_age", corrAge).with("corr_hour", corrHour).with("mi_age", found[0]).with("mi_hour", found[1])
    .with("zero_age", zeroAge).with("zero_hour", floor).with("corr_age_both", together[0])
    .with("corr_hour_both", together[1]).with("mi_age_both", together[2]).with("mi_hour_both", together[3])
    .with("sweep", sweep).with("seeds", seeds).with("exact_age", exact).with("exact_hour", exactHour)

// %% tags=["claims"]
double[] combined(int one, int other, DoubleBinaryOperator of) {
    return IntStream.range(0, 20).mapToDouble(i -> of.applyAsDouble(seeds[one][i], seeds[other][i])).toArray();
}
double largest(double[] values) { return Arrays.stream(values).map(Math::abs).max().orElseThrow(); }
double least(double[] values) { return Arrays.stream(values).min().orElseThrow(); }
double[] lead = combined(2, 3, (a, b) -> a - b), cancels = combined(11, 12, (a, b) -> a + b);
double[] behind = combined(3, 2, (a, b) -> a - b), peaks = combined(13, 14, Math::min);
double[] above = combined(9, 10, (a, b) -> a - b);
new Claims()
    .with("corr-linear", "correlation of age with engagement (20 seeds, mean to 0.005)", "0.707", seeds[0],
        Math.abs(mean(seeds[0]) - 0.707) < 0.005, "the design's value is the root of one half, 0.7071")
    .with("corr-linear-seed", "the same with the text's own seed (to 0.0005)", "0.707", corrAge,
        Math.abs(corrAge - 0.707) < 0.0005, "its seed gives 0.705; 0.707 is the value without chance")
    .with("corr-nonlinear", "correlation of the hour with engagement (20 seeds, each within 0.03)", "about 0.00",
        seeds[1], largest(seeds[1]) < 0.03, "zero without chance, and 0.01 is a standard error of 10 000 users")
    .with("mi-linear", "MI of age by 30 bins (20 seeds, mean to 0.005)", "0.62", seeds[2],
        Math.abs(mean(seeds[2]) - 0.62) < 0.005, "the exact value is 0.347 nats or 0.5 bits, and 30 bins give 0.363")
    .with("mi-nonlinear", "MI of the hour by 30 bins (20 seeds, mean to 0.005)", "0.45", seeds[3],
        Math.abs(mean(seeds[3]) - 0.45) < 0.005, "the exact value is 0.669 nats, and 30 bins give 0.667; 10 bins give 0.456")

// %% tags=["claims"]
new Claims()
    .with("mi-order", "by MI, age tells more than the hour (age minus hour, 20 seeds)", "0.62 against 0.45", lead,
        least(lead) > 0, "the other way round for every seed, and exactly: 0.347 against 0.669")
    .with("disagree", "MI and correlation disagree on which feature tells more (MI, hour minus age, 20 seeds)",
        "MI detects the dependency", behind, least(behind) > 0
            && largest(seeds[1]) < least(seeds[0]), "correlation ranks age first, MI the hour, for every seed")
    .with("cancel", "correlations of hours 0-6 and 6-12 cancel (their sum, 20 seeds)", "deviations cancel", cancels,
        largest(cancels) < 0.1 && Arrays.stream(seeds[11]).max().orElseThrow() < -0.7,
        "about -0.9 and +0.9: it cancels within each half of the day already")
    .with("peaks", "engagement is higher near noon and midnight than at 6 and 18 (lesser difference, 20 seeds)",
        "peaks at noon and midnight", peaks, least(seeds[13]) > 5 && least(seeds[14]) > 5,
        "the squared cosine is 1 at 0, 12 and 24, and 0 at 6 and 18")
    .with("u-shaped", "over the day engagement is U-shaped (noon minus 6 and 18 o'clock, 20 seeds)", "U-shaped, quadratic",
        seeds[14], mean(seeds[14]) < 0, "a U has its bottom at noon; the squared cosine has a peak there, two periods a day")
    .with("selection", "MI keeps a feature that correlation drops, of one engagement made of both (MI of the hour above "
        + "its shuffled floor, 20 seeds)", "finds what correlation misses", above,
        IntStream.range(0, 20).allMatch(i -> seeds[9][i] > 2 * seeds[10][i]) && largest(seeds[7]) < 0.03,
        "0.13 against a floor of 0.03, where the correlation is zero")
