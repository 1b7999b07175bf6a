// %% [markdown]
// # Exercise 29.3: when should a canary be rolled back?
// *Chapter 29, continuous deployment · two stars · about 45 minutes*
//
// **The question.** A new model serves five requests in a hundred, the *canary*; the old one serves the
// rest. Which metrics should roll the canary back by themselves, at which thresholds, over which windows?
// And does such a policy keep quiet when nothing is wrong?
//
// **You will learn** to compute how often an alarm rings for no reason, why a window that slides rings far
// more often than one that stands, and how to compare two populations all day long without peeking.
// **Before this:** the binomial distribution, likelihoods.
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

var lesson = Lesson.open("ex_29_3_canary_rollback");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## The policy
// The text's policy, with what is usual in our service. Four of its five rules count requests. Even the p99
// does: it is above 250 ms exactly if more than one request in a hundred takes longer than 250 ms. The fifth, a
// shift of the scores, comes at the end.
//
// | metric | rings when | window | and then |
// |---|---|---|---|
// | errors (5xx) | more than 1 % | 5 min | rollback at once |
// | p99 latency | above 250 ms | 10 min | rollback at once |
// | clicks | fewer than 90 % of the usual | 30 min | alert, rollback if confirmed |
// | empty predictions | more than 5 % | 5 min | rollback at once |
// | scores | PSI above 0.25 | 60 min | alert, look into it |

// %%
/** How often a request counts usually, the limit, the window in minutes, and a clear fault. */
record Rule(String metric, double usual, double limit, int window, double fault) {}

List<Rule> rules = List.of(
    new Rule("errors", 0.005, 0.01, 5, 0.02),
    new Rule("slow", 0.002, 0.01, 10, 0.02),
    new Rule("clicks", 0.05, 0.045, 30, 0.04),  // rings below its limit, the others above
    new Rule("empty", 0.01, 0.05, 5, 0.1));
double[] traffic = {10, 20, 50, 100, 200, 500, 1000};  // the canary's requests per minute

// %% [markdown]
// ## Task 1: one window
// Of n requests each counts with probability p. Write `atMost(n, p, k)`, the probability that at most k of
// them count, and with it `errorsRing`: for each `traffic`, the probability that one window of five minutes
// has more than 1 % of errors although the canary is healthy (p = 0.005). Below we call `atMost` with n up to
// 30 000 too, where (1 − p)ⁿ may be too small for a `double`: add logarithms.

// %% tags=["solution"] exercise="window"
double atMost(int n, double p, long k) {
    double log = n * Math.log1p(-p), sum = 0;  // logarithms: the first term may be below 10^-308
    for (int i = 0; i <= k; i++) {
        sum += Math.exp(log);
        log += Math.log((n - i) / (i + 1.0)) + Math.log(p) - Math.log1p(-p);
    }
    return sum;
}
double[] errorsRing = Arrays.stream(traffic)
    .map(t -> 1 - atMost((int) (5 * t), 0.005, (long) (0.01 * 5 * t))).toArray();
for (int i = 0; i < 7; i++) {
    IO.println("%4.0f a minute: %.6f".formatted(traffic[i], errorsRing[i]));
}

// %% tags=["stub"] exercise="window"
double atMost(int n, double p, long k) {
    return todo();
}
double[] errorsRing = todo();

// %% tags=["hint"] exercise="window"
// P(0) = (1 − p)ⁿ, and P(i + 1) = P(i) · (n − i) / (i + 1) · p / (1 − p). Add them up to k.

// %% tags=["hint"] exercise="window"
// "More than 1 %" of 5 · t requests is more than 0.01 · 5 · t of them: one minus `atMost` that many.

// %% tags=["check"] exercise="window" points=2
double moreThan(int n, double p, int k) {
    double[] row = new double[k + 1];  // row[j]: j of the requests so far
    row[0] = 1;
    for (int i = 0; i < n; i++) {
        for (int j = k; j >= 0; j--) {
            row[j] = row[j] * (1 - p) + (j > 0 ? row[j - 1] * p : 0);
        }
    }
    return 1 - Arrays.stream(row).sum();
}
lesson.check("window",
    that("errorsRing", double[].class, e -> e.length == 7,
        "seven probabilities, one for each `traffic`"),
    that("errorsRing", double[].class, e -> Math.abs(e[3] - moreThan(500, 0.005, 5)) < 1e-6,
        "at 100 requests a minute the probability of more than 5 errors in 500 requests"),
    that("errorsRing", double[].class, e -> IntStream.range(0, 7).allMatch(i ->
        Math.abs(e[i] - moreThan((int) (5 * traffic[i]), 0.005, (int) (0.05 * traffic[i]))) < 1e-6),
        "the probability of more than 1 % errors among 5 times `traffic` requests"));

// %%
lesson.needs("errorsRing");
double chance(Rule rule, double t) {
    int n = (int) (rule.window() * t);
    double usual = rule.usual(), limit = rule.limit();
    return limit < usual ? atMost(n, usual, (long) Math.ceil(limit * n - 1e-9) - 1)
        : atMost(n, 1 - usual, n - 1 - (long) (limit * n + 1e-9));  // so few do not count
}
double[][] chances = rules.stream().map(rule ->
    Arrays.stream(traffic).map(t -> chance(rule, t)).toArray()).toArray(double[][]::new);
peaberry.plot.Figure over(int rule) {
    return Plots.line(traffic, chances[rule]).withName(rules.get(rule).metric()).withDots();
}
over(0).and(over(1)).and(over(2)).and(over(3)).withLogX().withLogY().withYRange(1e-8, 1)
    .withTitle("One window of a healthy canary rings")
    .withAxes("Requests per minute", "Probability")

// %% [markdown]
// ## Task 2: windows that slide
// A monitor looks again each minute. Write `first(counts, requests, rule)`: the first minute, from 1 on,
// at whose end the last `rule.window()` minutes together are beyond the limit; one more than there are minutes if
// none is. Before a whole window has passed nothing rings. Mind that clicks ring *below* their limit.

// %%
long[] errorsOf = RandomState.of(42).binomial(100, 0.005, 360);  // of a healthy canary, by minute
long[] clicksOf = RandomState.of(42).binomial(100, 0.05, 360);

// %% tags=["solution"] exercise="first"
int first(long[] counts, int requests, Rule rule) {
    double limit = rule.limit() * rule.window() * requests;
    long sum = 0;
    for (int minute = 1; minute <= counts.length; minute++) {
        sum += counts[minute - 1];
        sum -= minute > rule.window() ? counts[minute - 1 - rule.window()] : 0;
        boolean beyond = rule.limit() > rule.usual() ? sum > limit + 1e-9 : sum < limit - 1e-9;
        if (beyond && minute >= rule.window()) {
            return minute;
        }
    }
    return counts.length + 1;
}
int errorsAt = first(errorsOf, 100, rules.get(0)), clicksAt = first(clicksOf, 100, rules.get(2));

// %% tags=["stub"] exercise="first"
int first(long[] counts, int requests, Rule rule) {
    return todo();
}
int errorsAt = first(errorsOf, 100, rules.get(0)), clicksAt = first(clicksOf, 100, rules.get(2));

// %% tags=["hint"] exercise="first"
// Keep the sum of the window: add the new minute, take off the one that has left. There are
// `rule.window() * requests` requests in it.

// %% tags=["hint"] exercise="first"
// `rule.limit() > rule.usual()` says on which side the alarm rings. `counts.length + 1` means never.

// %% tags=["check"] exercise="first" points=2
int ringsAt(long[] counts, Rule rule) {
    for (int end = rule.window(); end <= counts.length; end++) {
        long sum = Arrays.stream(counts, end - rule.window(), end).sum();
        double over = sum - rule.limit() * rule.window() * 100;
        if (rule.metric().equals("clicks") ? over < -1e-9 : over > 1e-9) {
            return end;
        }
    }
    return counts.length + 1;
}
lesson.check("first",
    number("errorsAt", () -> ringsAt(errorsOf, rules.get(0)), 0,
        "the first minute at whose end the last five have more than 5 errors together"),
    number("clicksAt", () -> ringsAt(clicksOf, rules.get(2)), 0,
        "the first minute at whose end the last thirty have fewer than 135 clicks together"));

// %% [markdown]
// Now 1000 healthy canaries, six hours each, with 100 requests a minute: the seeds 0 to 19, 50 canaries for
// each. And as many with the fault of the rule's row. How many ring, and when?

// %%
lesson.needs("errorsAt");
double[] times(long[][] canaries, int requests, Rule rule) {
    return Arrays.stream(canaries).mapToDouble(c -> first(c, requests, rule)).toArray();
}
long[][] canaries(long seed, int requests, double rate) {
    return RandomState.of(seed).binomial(requests, rate, 50, 360);
}
double share(double[] times) { return Arrays.stream(times).filter(t -> t <= 360).count() / 50.0; }
double median(double[] times) {
    double[] sorted = Arrays.stream(times).sorted().toArray();
    return (sorted[24] + sorted[25]) / 2;
}
double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }
double[] means(double[][] rows) { return Arrays.stream(rows).mapToDouble(r -> mean(r)).toArray(); }
double[] column(double[][] rows, int j) {
    return Arrays.stream(rows).mapToDouble(r -> r[j]).toArray();
}

// %%
double[] perSeed(LongToDoubleFunction measure) {
    return LongStream.range(0, 20).parallel().mapToDouble(measure).toArray();
}
double[][] rowPerSeed(LongFunction<double[]> measure) {
    return LongStream.range(0, 20).parallel().mapToObj(measure).toArray(double[][]::new);
}

// %%
lesson.needs("errorsAt");
double[][] quiet = rules.stream().map(r -> perSeed(seed ->
    share(times(canaries(seed, 100, r.usual()), 100, r)))).toArray(double[][]::new);
double[][] found = rules.stream().map(r -> perSeed(seed ->
    median(times(canaries(seed, 100, r.fault()), 100, r)))).toArray(double[][]::new);
Table.create("100 requests a minute, six hours",
    StringColumn.create("metric", rules.stream().map(r -> r.metric()).toArray(String[]::new)),
    DoubleColumn.create("one window rings, exact", column(chances, 3)),
    DoubleColumn.create("healthy canaries that ring", means(quiet)),
    DoubleColumn.create("median minutes to a fault", means(found)))

// %% [markdown]
// ## Task 3: compare with the others, all the time
// The policy asks for "running statistical tests", and to watch canary and control separately. A test for 5 %,
// repeated each minute, is not one for 5 %: that is peeking. A *likelihood ratio* may be watched as long as one
// likes: if canary and others err equally often, it ever reaches 100 with a probability of at most 1 %
// (Ville's inequality).
//
// Of all errors a canary with 5 % of the traffic has a share of 5 % if it errs as often as the others, and
// $q = 0.05 r / (0.05 r + 0.95)$ if r times as often. With c errors of the canary and o of the others so far, the ratio is
// $(q / 0.05)^c ((1 - q) / 0.95)^o$. Write `evidence(canary, others)`: for each minute the mean of the
// ratios for r = 1.5, 2 and 4.

// %% tags=["solution"] exercise="evidence"
double[] evidence(long[] canary, long[] others) {
    double[] found = new double[canary.length];
    for (double r : new double[] {1.5, 2, 4}) {
        double q = 0.05 * r / (0.05 * r + 0.95), log = 0;
        double c = Math.log(q / 0.05), o = Math.log((1 - q) / 0.95);
        for (int i = 0; i < canary.length; i++) {
            log += canary[i] * c + others[i] * o;
            found[i] += Math.exp(log) / 3;
        }
    }
    return found;
}
double[] example = evidence(new long[] {0, 2, 4}, new long[] {10, 9, 11});

// %% tags=["stub"] exercise="evidence"
double[] evidence(long[] canary, long[] others) {
    return todo();
}
double[] example = evidence(new long[] {0, 2, 4}, new long[] {10, 9, 11});

// %% tags=["hint"] exercise="evidence"
// c and o are sums from the first minute on: the evidence of a minute includes all before it.

// %% tags=["hint"] exercise="evidence"
// Add logarithms, `c * Math.log(q / 0.05) + o * Math.log((1 - q) / 0.95)`, and take `Math.exp` of the
// sum for each r; then the mean of the three.

// %% tags=["check"] exercise="evidence" points=2
double ratio(double r, int c, int o) {
    double q = 0.05 * r / (0.05 * r + 0.95);
    return Math.pow(q / 0.05, c) * Math.pow((1 - q) / 0.95, o);
}
double meanRatio(int c, int o) { return (ratio(1.5, c, o) + ratio(2, c, o) + ratio(4, c, o)) / 3; }
lesson.check("evidence",
    that("example", double[].class, e -> e.length == 3, "three numbers, one for each minute"),
    that("example", double[].class, e -> Math.abs(e[0] - meanRatio(0, 10)) < 1e-6,
        "at first the mean of the ratios for no error of the canary and 10 of the others"),
    that("example", double[].class, e -> near(e, new double[] {
        meanRatio(0, 10), meanRatio(2, 19), meanRatio(6, 30)}),
        "the evidence of all minutes so far: after two 2 and 19 errors, after three 6 and 30"));

// %%
lesson.needs("errorsAt", "example");
long[][] others(long seed, int requests) {
    return RandomState.of(1000 + seed).binomial(19 * requests, 0.005, 50, 360);
}
int reaches(double[] evidence, double level) {
    int i = 0;
    while (i < evidence.length && evidence[i] < level) i++;
    return i + 1;
}
double[] decided(long[][] canary, long[][] others) {
    return IntStream.range(0, 50)
        .mapToDouble(i -> reaches(evidence(canary[i], others[i]), 100)).toArray();
}
int peeks(long[] canary) {  // a one-sided test for 5 % of all errors so far, each minute
    double errors = 0, minute = 0;
    do {
        errors += canary[(int) minute++];
    } while (errors - 0.5 * minute <= 1.645 * Math.sqrt(0.4975 * minute) && minute < 360);
    return errors - 0.5 * minute > 1.645 * Math.sqrt(0.4975 * minute) ? (int) minute : 361;
}

// %%
lesson.needs("errorsAt", "example");
double[][] tested = rowPerSeed(seed -> {
    long[][] canary = canaries(seed, 100, 0.005);
    return new double[] {share(decided(canary, others(seed, 100))),
        share(Arrays.stream(canary).mapToDouble(c -> peeks(c)).toArray())};
});
double[] healthy = column(tested, 0), peeking = column(tested, 1);
double[] busy = perSeed(seed -> share(times(canaries(seed, 1000, 0.005), 1000, rules.get(0))));
IO.println("healthy canaries rolled back for errors, in six hours:");
IO.println("threshold %.3f, at 1000 requests a minute %.3f".formatted(mean(quiet[0]), mean(busy)));
IO.println("test for 5 %% each minute %.3f, evidence of 100 %.3f"
    .formatted(mean(peeking), mean(healthy)));

// %% [markdown]
// What does patience cost? Mean minutes until the canary is rolled back, for several true error rates.

// %%
lesson.needs("errorsAt", "example");
double[] faults = {0.0075, 0.01, 0.015, 0.02, 0.03, 0.05};
double[][] byThreshold = new double[6][], byEvidence = new double[6][];
for (int i = 0; i < 6; i++) {
    double rate = faults[i];
    double[][] both = rowPerSeed(seed -> {
        long[][] canary = canaries(seed, 100, rate);
        return new double[] {mean(times(canary, 100, rules.get(0))),
            mean(decided(canary, others(seed, 100)))};
    });
    byThreshold[i] = column(both, 0);
    byEvidence[i] = column(both, 1);
}
IO.println("threshold " + Arrays.toString(means(byThreshold)));
IO.println("evidence  " + Arrays.toString(means(byEvidence)));
IO.println("at 2 %% the evidence comes %.1f minutes later"
    .formatted(mean(byEvidence[3]) - mean(byThreshold[3])));
Plots.line(faults, means(byThreshold)).withName("threshold").withDots()
    .and(Plots.line(faults, means(byEvidence)).withName("evidence").withDots()).withLogY()
    .withTitle("Minutes to rollback, 100 requests a minute").withAxes("True error rate", "Minutes")

// %% [markdown]
// ## A bad half hour for everybody
// From minute 101 to 130 a database is slow, and *all* err four times as often. The canary is blameless. At
// 1000 requests a minute, where the threshold kept quiet:

// %%
lesson.needs("errorsAt", "example");
double[] blamed(long seed) {
    var random = RandomState.of(seed);
    long[][][] both = new long[2][50][360];
    for (int g = 0; g < 2; g++) {
        for (int minute = 0; minute < 360; minute++) {
            double rate = minute >= 100 && minute < 130 ? 0.02 : 0.005;
            long[] errors = random.binomial(g == 0 ? 1000 : 19_000, rate, 50);
            for (int i = 0; i < 50; i++) both[g][i][minute] = errors[i];
        }
    }
    return new double[] {
        share(times(both[0], 1000, rules.get(0))), share(decided(both[0], both[1]))};
}
double[][] incident = LongStream.range(0, 20)
    .mapToObj(seed -> blamed(seed)).toArray(double[][]::new);
IO.println("blameless canaries rolled back: threshold %.3f, evidence %.3f"
    .formatted(mean(column(incident, 0)), mean(column(incident, 1))));

// %% [markdown]
// ## The scores
// The PSI of two histograms p and q is Σ (p − q) ln(p / q). Six windows of an hour, 6000 scores in ten
// bins of a tenth each; the canary's scores are moved by 0, 0.3 or 0.6 standard deviations. The largest PSI of the six:

// %%
double psi(double[] p, double[] q) {
    return IntStream.range(0, 10).mapToDouble(i -> (p[i] - q[i]) * Math.log(p[i] / q[i])).sum();
}
double[] tenths = DoubleStream.generate(() -> 0.1).limit(10).toArray();
double[] shifted(double by) {  // logistic scores have a deviation of π / √3 on the scale of logits
    double[] below = IntStream.rangeClosed(0, 10).mapToDouble(i -> i == 0 || i == 10 ? i / 10
        : 1 / (1 + Math.exp(by * Math.PI / Math.sqrt(3) - Math.log(i / (10.0 - i))))).toArray();
    return IntStream.range(0, 10).mapToDouble(i -> below[i + 1] - below[i]).toArray();
}

// %%
double[] shares(long[] bins) { return Arrays.stream(bins).mapToDouble(b -> b / 6000.0).toArray(); }
double worst(long seed, double by) {
    var random = RandomState.of(seed);
    long[][] canary = random.multinomial(6000, shifted(by), 6);
    long[][] shadow = random.multinomial(6000, tenths, 6);
    return IntStream.range(0, 6)
        .mapToDouble(i -> psi(shares(canary[i]), shares(shadow[i]))).max().orElseThrow();
}
double[][] moved = DoubleStream.of(0, 0.3, 0.6)
    .mapToObj(by -> perSeed(seed -> worst(seed, by))).toArray(double[][]::new);
IO.println("PSI %.4f, %.3f, %.3f; a move of 0.5 gives %.3f".formatted(
    mean(moved[0]), mean(moved[1]), mean(moved[2]), psi(shifted(0.5), tenths)));

// %% [markdown]
// ### Question: which policy would you sign?
// Which of the five rules may act alone, and where? What do "test", "separately" and "several at once" buy, and what do they
// cost? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// At 100 requests a minute neither the error threshold nor the one for clicks may act alone: of healthy
// canaries they ring in 1.000 and 0.983 within six hours, since 500 requests have two or three errors on average and more than 5 in one
// window of 24 such. The rules for p99 and empty predictions may, for their limits are five times the usual rate; and at 1000
// requests a minute so may the errors (0.001). A test repeated each minute is no better remedy: 0.403 ring. The likelihood ratio
// rings in 0.006, as Ville promises, and blames nobody for the bad half hour, in which the threshold rolls back all. It
// finds a rate of 2 % only 0.7 minutes later, but needs 30 minutes instead of 9 for 1 %. Asking for a
// second metric silences clicks, and the loss of a fifth of all clicks too, as long as the scores stay where they are:
// a PSI of a quarter takes a move of half a standard deviation. So: error counts against the others by likelihood ratio,
// thresholds for what is gross, and a person for clicks.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side.

// %% tags=["after"]
double[] blamedShares = {mean(column(incident, 0)), mean(column(incident, 1))};
Table.create("the same figures twice",
    StringColumn.create("figure", "one window of errors rings", "one window of clicks rings",
        "healthy, errors ring", "healthy, clicks ring", "healthy, test each minute",
        "healthy, evidence", "blameless, threshold",
        "minutes to 2 %, threshold", "minutes to 2 %, evidence"),
    DoubleColumn.create("Java", chances[0][3], chances[2][3], mean(quiet[0]), mean(quiet[2]),
        mean(peeking), mean(healthy), blamedShares[0], mean(byThreshold[3]), mean(byEvidence[3])),
    DoubleColumn.create("Python", 0.0416 /* chance_errors_100 */, 0.0955 /* chance_clicks_100 */,
        1.000 /* mean_errors */, 0.983 /* mean_clicks */, 0.403 /* mean_peeking */,
        0.006 /* mean_evidence */,
        1.000 /* mean_blamed */, 5.123 /* minutes_threshold */, 5.841 /* minutes_evidence */))

// %% tags=["assert"]
verify(
    number("errors ring", () -> mean(quiet[0]), 1, 0.0005, "as in the text"),
    number("clicks ring", () -> mean(quiet[2]), 0.983, 0.0005, "as in the text"),
    number("slow rings", () -> mean(quiet[1]), 0, 0, "as in the text"),
    number("empty rings", () -> mean(quiet[3]), 0, 0, "as in the text"),
    number("one window", () -> 1 / chances[0][3], 24, 0.5, "as in the text"),
    number("busy", () -> mean(busy), 0.001, 0.0005, "as in the text"),
    number("peeking", () -> mean(peeking), 0.403, 0.0005, "as in the text"),
    number("evidence", () -> mean(healthy), 0.006, 0.0005, "as in the text"),
    number("all blamed", () -> blamedShares[0], 1, 0.0005, "as in the text"),
    between("nobody blamed", () -> blamedShares[1], 0, 0.0015, "as in the text"),
    number("later", () -> mean(byEvidence[3]) - mean(byThreshold[3]), 0.7, 0.05, "as in the text"),
    number("1 %, evidence", () -> mean(byEvidence[1]), 30, 0.5, "as in the text"),
    number("1 %, threshold", () -> mean(byThreshold[1]), 9, 0.5, "as in the text"),
    between("half a deviation", () -> psi(shifted(0.5), tenths), 0.25, 0.28, "as in the text"));

// %% tags=["results"]
double[] loss = perSeed(seed -> share(times(canaries(seed, 100, 0.04), 100, rules.get(2))));
double[] rings(double[] psi) { return Arrays.stream(psi).map(v -> v > 0.25 ? 1 : 0).toArray(); }
double[] times(double[] one, double[] other) {
    return IntStream.range(0, one.length).mapToDouble(i -> one[i] * other[i]).toArray();
}
double[] minus(double[] one, double[] other) {
    return IntStream.range(0, one.length).mapToDouble(i -> one[i] - other[i]).toArray();
}
double[] confirmed = times(quiet[2], rings(moved[0])), lossConfirmed = times(loss, rings(moved[0]));

// %% tags=["results"]
new Results()
    .with("chance_errors", chances[0]).with("chance_slow", chances[1])
    .with("chance_clicks", chances[2]).with("chance_empty", chances[3])
    .with("chance_errors_100", chances[0][3]).with("chance_clicks_100", chances[2][3])
    .with("quiet_errors", quiet[0]).with("quiet_slow", quiet[1])
    .with("quiet_clicks", quiet[2]).with("quiet_empty", quiet[3])
    .with("found_errors", found[0]).with("found_slow", found[1])
    .with("found_clicks", found[2]).with("found_empty", found[3])
    .with("mean_errors", mean(quiet[0])).with("mean_clicks", mean(quiet[2])).with("mean_peeking", mean(peeking))
    .with("mean_evidence", mean(healthy)).with("mean_blamed", blamedShares[0])
    .with("minutes_threshold", mean(byThreshold[3])).with("minutes_evidence", mean(byEvidence[3]))
    .with("busy", busy).with("healthy", healthy).with("peeking", peeking)
    .with("by_threshold", byThreshold).with("by_evidence", byEvidence)
    .with("blamed", new double[][] {column(incident, 0), column(incident, 1)})
    .with("moved", moved).with("loss_alone", loss)
    .with("psi_exact", new double[] {psi(shifted(0.3), tenths), psi(shifted(0.5), tenths), psi(shifted(0.6), tenths)})

// %% tags=["claims"]
boolean within(double[] shares) { return mean(shares) <= 0.05; }
new Claims()
    .with("same-thresholds", "1 % is baseline + 0.5 %, 250 ms is 125 % of baseline (baselines: share, ms)",
        "1%, 250ms", new double[] {0.01 - 0.005, 250 / 1.25}, 0.01 - 0.005 == 0.005 && 250 / 1.25 == 200,
        "for baselines of 0.5 % and 200 ms, which a service need not have")
    .with("errors-quiet", "the rule for errors keeps quiet: healthy canaries rolled back in 6 h at 100 requests a minute "
        + "(20 seeds of 50, at most 5 %)", "> 1%, 5 min, immediate", quiet[0], within(quiet[0]),
        "one window rings with probability 0.042, and 356 overlapping ones are looked at")
    .with("errors-quiet-busy", "the same at 1000 requests a minute", "> 1%, 5 min, immediate", busy, within(busy),
        "a window has 25 errors on average, and more than 50 with probability 0.000003")
    .with("p99-quiet", "the rule for p99 keeps quiet (0.2 % of requests take over 250 ms, 20 seeds of 50)", "> 250ms, 10 min",
        quiet[1], within(quiet[1]), "it takes five times as many slow requests as usual")
    .with("clicks-quiet", "the rule for clicks keeps quiet (20 seeds of 50)", "< 90% of baseline, 30 min",
        quiet[2], within(quiet[2]), "10 % less is only 1.3 standard deviations of 3000 impressions")
    .with("empty-quiet", "the rule for empty predictions keeps quiet (20 seeds of 50)", "> 5%, 5 min",
        quiet[3], within(quiet[3]), "it takes five times the usual rate")
    .with("psi-quiet", "the PSI keeps quiet (largest of six hours with 6000 scores, 20 seeds)", "PSI > 0.25, 60 min",
        moved[0], mean(rings(moved[0])) == 0, "nothing but chance: 9 · 2 / 6000 = 0.003 on average")
    .with("psi-finds", "it rings when scores move by 0.3 standard deviations (largest PSI of six, 20 seeds)", "PSI > 0.25",
        moved[1], mean(rings(moved[1])) == 1, "0.25 takes a move of half a standard deviation")

// %% tags=["claims"]
double[] spared = minus(column(incident, 0), column(incident, 1));
double[] silenced = minus(confirmed, quiet[2]), waits = minus(byThreshold[3], byEvidence[3]);
new Claims()
    .with("running-test", "a 5 % test run each minute accounts for natural variance (healthy canaries rolled back in 6 h, "
        + "20 seeds of 50, at most 5 %)", "running statistical tests", peeking, within(peeking), "360 looks at a test made for one")
    .with("running-evidence", "a likelihood ratio watched each minute does (level 100)", "running statistical tests",
        healthy, within(healthy), "Ville's inequality: at most 1 %, however often one looks")
    .with("separately", "canary and control watched separately spare a blameless canary (share rolled back in a common incident, "
        + "threshold minus comparison, 20 seeds of 50)", "monitor separately", spared, mean(spared) > 0.05,
        "the threshold rolls back all, the comparison hardly any")
    .with("several", "asking for a second metric avoids false alarms for clicks (share rolled back, change, 20 seeds of 50)",
        "avoid false alarms", silenced, within(confirmed), "the PSI never rings by chance, so neither do both")
    .with("several-finds", "it still finds a loss of a fifth of the clicks with unchanged scores (share found, 20 seeds of 50)",
        "require multiple", lossConfirmed, mean(lossConfirmed) > 0.95, "the second metric does not see this fault")
    .with("immediate", "not waiting for significance is faster, at 2 % errors (minutes, threshold minus evidence, 20 seeds of 50)",
        "immediate rollback", waits, mean(waits) < 0, "by less than a minute; for 3 % and more the evidence is first")
