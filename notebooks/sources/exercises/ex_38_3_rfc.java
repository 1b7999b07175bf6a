// %% [markdown]
// # Exercise 38.3: can this plan show what it promises?
// *Chapter 38, the staff data scientist · two stars · about 45 minutes*
//
// **The question.** Write an RFC that proposes a lighter two-tower model for a recommender whose latency is too high.
// The text's plan: two weeks in the shadow of the old model, one week as a canary with 10 % of the users, two weeks of
// rollout; p99 below 150 ms, engagement not more than 1 % lower, subgroups tested with power. Are these weeks enough?
//
// **You will learn** to turn "no regression" into a test with a margin, to find the users it takes, and why requests of
// one day count less than they seem. **Before this:** the normal approximation of a share.
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
import smile.stat.distribution.*;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_38_3_rfc");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## What the plan leaves open
// It names no traffic. We assume 200 000 users a week, of whom 30 % engage (change both and run all again). "Not more
// than 1 % lower" is shown if the new rate less 0.99 times the old one is above 0, with an error of 5 %: its estimate
// must be 1.645 standard errors above 0. In the shadow users see the old model's list, so those two weeks say nothing
// of engagement.

// %%
double rate = 0.3, margin = 0.01;
int weekly = 200_000;
double z = 1.6448536269514722;  // 95 % of a normal distribution lie below
var normal = new GaussianDistribution(0, 1);

/** The standard error of the new rate less 0.99 times the old, after a relative change. */
double error(double change, double treated, double others) {
    double changed = rate * (1 + change);
    return Math.sqrt(changed * (1 - changed) / treated
        + (1 - margin) * (1 - margin) * rate * (1 - rate) / others);
}

// %% [markdown]
// ## Task 1: how many users?
// With a power of 0.8, if in truth nothing changes, the difference 0.01 · rate must be 1.645 + 0.8416 standard errors.
// Compute how many users the canary needs, `inCanary`, if it is a tenth of all, and how many there must be a week,
// `users`.

// %% tags=["solution"] exercise="needed"
double factor = 1 + (1 - margin) * (1 - margin) * 0.1 / 0.9;  // the others are nine times as many
double errors = (z + 0.8416212335729143) / (rate * margin);
double inCanary = errors * errors * rate * (1 - rate) * factor;
double users = inCanary / 0.1;
IO.println("%.0f in the canary, %.0f a week".formatted(inCanary, users));

// %% tags=["stub"] exercise="needed"
double inCanary = todo();
double users = todo();

// %% tags=["hint"] exercise="needed"
// With n treated and 9 n others the standard error is √(r (1 − r) (1 + 0.99² / 9) / n), r being the rate.

// %% tags=["hint"] exercise="needed"
// Set 0.01 · r = 2.4865 standard errors and solve for n.

// %% tags=["check"] exercise="needed" points=2
lesson.check("needed",
    that("inCanary", Double.class,
        n -> Math.abs(rate * margin / error(0, n, 9 * n) - z - 0.8416) < 0.005,
        "such that 0.01 of the rate is 1.645 + 0.8416 standard errors of n treated and 9 n others"),
    number("users", () -> 10 * answer("inCanary", Double.class), 20,
        "all users of whom the canary is a tenth"));

// %% [markdown]
// ## Task 2: the power of the canary
// Compute `powers`: the probability that a week's canary shows "not more than 1 % lower", if nothing changes, for the
// numbers of users a week in `sizes`.

// %%
double[] sizes = {5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6};

// %% tags=["solution"] exercise="powers"
double power(double change, double treated, double others) {
    return normal.cdf(rate * (change + margin) / error(change, treated, others) - z);
}
double[] powers = Arrays.stream(sizes).map(n -> power(0, 0.1 * n, 0.9 * n)).toArray();

// %% tags=["stub"] exercise="powers"
double[] powers = todo();

// %% tags=["hint"] exercise="powers"
// The estimate is normal around 0.01 · rate with the standard error `error(0, treated, others)`; it must be above
// `z` of them. `normal.cdf` is the normal distribution function.

// %% tags=["check"] exercise="powers" points=2
double right(double n) { return 1 - normal.cdf(z - rate * margin / error(0, 0.1 * n, 0.9 * n)); }
lesson.check("powers",
    that("powers", double[].class, p -> p.length == 7,
        "seven powers, one for each number of users"),
    that("powers", double[].class, p -> Math.abs(p[6] - right(5e6)) < 0.01,
        "almost 1 where five million come a week"),
    that("powers", double[].class,
        p -> IntStream.range(0, 7).allMatch(i -> Math.abs(p[i] - right(sizes[i])) < 0.001),
        "each the probability that the estimate is 1.645 standard errors above 0"));

// %%
lesson.needs("powers");
Plots.line(sizes, powers).withDots().withLogX().withHorizontalLine(0.8, "0.8")
    .withVerticalLine(weekly, "200 000").withTitle("One week, 10 % of the users")
    .withAxes("users a week", "power")

// %%
double chance(double treated, double others, double shrink) {
    return normal.cdf(rate * margin / (shrink * error(0, treated, others)) - z);
}
double canary = chance(0.1 * weekly, 0.9 * weekly, 1);
double tail = chance(0.01 * weekly, 0.09 * weekly, 1);
// Two weeks of the same users, correlated with 0.5, have 0.75 of one week's variance.
double rollout = chance(0.5 * weekly, 0.5 * weekly, Math.sqrt(0.75));
Table.create("power at 200 000 users a week",
    StringColumn.create("step", "canary, all users", "canary, the tenth that reads the long tail",
        "rollout at one half, two weeks, same users"),
    DoubleColumn.create("power", canary, tail, rollout))

// %% [markdown]
// ## Which rule stands behind "no regression"?
// Three rules are in use: the test with a margin; "the estimate is not 1 % lower"; and "no significant difference".
// For each true change, how often does the canary pass?

// %%
double[] changes = IntStream.rangeClosed(0, 40).mapToDouble(i -> -0.03 + 0.001 * i).toArray();
double[][] curves = new double[3][41];
for (int i = 0; i < 41; i++) {
    double c = changes[i], t = 0.1 * weekly, o = 0.9 * weekly, changed = rate * (1 + c);
    double plain = Math.sqrt(changed * (1 - changed) / t + rate * (1 - rate) / o);
    curves[0][i] = normal.cdf(rate * (c + margin) / error(c, t, o) - z);
    curves[1][i] = normal.cdf(rate * (c + margin) / error(c, t, o));
    curves[2][i] = normal.cdf(rate * c / plain + 1.959963984540054);
}
double unnoticed = curves[2][10];
IO.println("2 %% lower, and no significant difference: %.3f".formatted(unnoticed));
Plots.line(changes, curves[0]).withName("test with a margin")
    .and(Plots.line(changes, curves[1]).withName("estimate above -1 %"))
    .and(Plots.line(changes, curves[2]).withName("no significant difference"))
    .withVerticalLine(-0.01, "-1 %").withTitle("How often the canary passes")
    .withAxes("true change", "probability")

// %% [markdown]
// ## Task 3: p99 below 150 ms
// `shadow` has 2000 latencies of the peak hour of each of 14 days, log-normal, with a median of 40 ms and a p99 of 140
// ms on a typical day; days differ by 8 %. `p99s` are the days' p99. Write `upper`, the upper end of a
// one-sided 95 % interval for the typical day's p99: the t-interval of the logarithms, over days.

// %%
double quantile99(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double at = 0.99 * (sorted.length - 1);
    return sorted[(int) at] + (at - (int) at) * (sorted[(int) at + 1] - sorted[(int) at]);
}
double spread = Math.log(140 / 40.0) / 2.3263478740408408;

double[][] peaks(RandomState random, int days) {
    double[] day = random.normal(0, 0.08, days);
    double[][] z = random.standardNormal(days, 2000);
    return IntStream.range(0, days).mapToObj(d -> Arrays.stream(z[d])
        .map(v -> 40 * Math.exp(day[d] + spread * v)).toArray()).toArray(double[][]::new);
}

// %%
double[][] shadow = peaks(RandomState.of(1), 14);
double[] p99s = Arrays.stream(shadow).mapToDouble(day -> quantile99(day)).toArray();
Plots.bar(IntStream.rangeClosed(1, 14).mapToObj(d -> "" + d).toArray(String[]::new), p99s)
    .withHorizontalLine(150, "150 ms").withTitle("Peak hours in the shadow")
    .withAxes("day", "p99, ms")

// %% tags=["solution"] exercise="bound"
double upper(double[] p99s) {
    double[] logs = Arrays.stream(p99s).map(Math::log).toArray();
    int n = logs.length;
    double mean = Arrays.stream(logs).sum() / n;
    double squares = Arrays.stream(logs).map(v -> (v - mean) * (v - mean)).sum();
    double t = new TDistribution(n - 1).quantile(0.95);
    return Math.exp(mean + t * Math.sqrt(squares / (n - 1) / n));
}
double bound = upper(p99s);
IO.println("p99 below %.1f ms, 95 times in 100".formatted(bound));

// %% tags=["stub"] exercise="bound"
double upper(double[] p99s) {
    return todo();
}
double bound = upper(p99s);

// %% tags=["hint"] exercise="bound"
// Mean of the logarithms + t · their standard deviation / √14, and then `Math.exp`. t is
// `new TDistribution(13).quantile(0.95)`.

// %% tags=["check"] exercise="bound" points=1
lesson.check("bound",
    that("bound", Double.class,
        b -> Math.log(b) > Arrays.stream(p99s).map(Math::log).average().orElseThrow(),
        "above the mean p99: it is the upper end"),
    number("bound", () -> {
        double mean = Arrays.stream(p99s).map(Math::log).average().orElseThrow();
        double squares = Arrays.stream(p99s).map(v -> Math.pow(Math.log(v) - mean, 2)).sum();
        return Math.exp(mean + 1.7709334 * Math.sqrt(squares / 13 / 14));
    }, 0.05, "the upper end of the one-sided 95 % t-interval of the logarithms of the 14 days"));

// %% [markdown]
// ## Simulated: does it come out so?
// For 20 seeds: 500 canaries without a change, for all users and for a tenth of them; with a true change of −1 %,
// which must pass 1 time in 20; and with 1.6 million users a week. Then 25 shadows each: how often do 14 days, and the
// 7 of the canary, show a p99 below 150, and how often do the bounds hold, by days and by all requests as if
// independent?

// %%
double canaries(long seed, double change, int all) {
    var random = RandomState.of(seed);
    int t = all / 10, o = all - all / 10;
    long[] a = random.binomial(t, rate * (1 + change), 500), b = random.binomial(o, rate, 500);
    return IntStream.range(0, 500).filter(i -> {
        double p = a[i] / (double) t, q = b[i] / (double) o;
        double variance = p * (1 - p) / t + (1 - margin) * (1 - margin) * q * (1 - q) / o;
        return (p - (1 - margin) * q) / Math.sqrt(variance) > z;
    }).count() / 500.0;
}
double[] seeds(IntToDoubleFunction of) { return IntStream.range(0, 20).mapToDouble(of).toArray(); }
double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }

double[][] simulated = {
    seeds(s -> canaries(s, 0, weekly)), seeds(s -> canaries(100 + s, 0, weekly / 10)),
    seeds(s -> canaries(200 + s, -0.01, weekly)), seeds(s -> canaries(300 + s, 0, 1_600_000))};
IO.println("pass: %.3f, a tenth of the users %.4f, 1 %% lower %.3f, 1.6 million %.3f".formatted(
    mean(simulated[0]), mean(simulated[1]), mean(simulated[2]), mean(simulated[3])));

// %%
double requestBound(double[][] days) {
    double[] all = new double[2000 * days.length];
    for (int d = 0; d < days.length; d++) System.arraycopy(days[d], 0, all, 2000 * d, 2000);
    Arrays.sort(all);
    int at = (int) Math.ceil(0.99 * all.length + z * Math.sqrt(all.length * 0.99 * 0.01));
    return all[Math.min(all.length - 1, at)];
}

// %%
lesson.needs("bound");
double truth = 40 * Math.exp(2.3263478740408408 * Math.hypot(spread, 0.08));  // over all days
double[][] latency = new double[4][20];  // shown in 14 days, in 7; bounds that hold
IntStream.range(0, 20).parallel().forEach(seed -> {
    var random = RandomState.of(400 + seed);
    for (int run = 0; run < 25; run++) {
        double[][] days = peaks(random, 14);
        double[] each = Arrays.stream(days).mapToDouble(day -> quantile99(day)).toArray();
        latency[0][seed] += upper(each) < 150 ? 0.04 : 0;
        latency[1][seed] += upper(Arrays.copyOf(each, 7)) < 150 ? 0.04 : 0;
        latency[2][seed] += upper(each) > 140 ? 0.04 : 0;
        latency[3][seed] += requestBound(days) > truth ? 0.04 : 0;
    }
});

// %%
lesson.needs("bound");
double pooledBound = requestBound(shadow);
IO.println("shown in 14 days %.3f, 7 %.3f; bounds hold: by day %.3f, by request %.3f".formatted(
    mean(latency[0]), mean(latency[1]), mean(latency[2]), mean(latency[3])));
Plots.box(new String[] {"shown in 14 days", "in 7 days", "bound by days", "by requests"}, latency)
    .withHorizontalLine(0.95, "0.95").withAxes("", "share of 25 shadows")

// %% [markdown]
// ### Question: the RFC
// Write it, with figures in the places where the text has words: problem, proposal, alternatives, migration plan,
// risks, criteria of success. (6-12 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// *Problem.* At peak hours p99 is above what is promised, 150 ms. *Proposal.* A two-tower model, whose item embeddings are
// kept in memory; only the user's tower runs at request time. *Alternatives.* A distilled copy of the old model is
// smaller but still scores each item; stored lists grow stale; more machines cost more every month. *Migration.* Two
// weeks of shadow are right for latency: with a true p99 of 140 they show it in 0.892 of the cases, the canary's seven
// days only in 0.612. Count days, not requests: as if independent these give a bound that holds 0.790 times, not 0.95.
// For engagement the plan is too short: with 200 000 users a week the canary shows "not 1 % lower" in 0.22 of the
// cases though nothing has changed, 0.80 takes 1.6 million a week or eight weeks of other users, and rollout at one
// half brings 0.52. So we hold at one half for longer, or set the margin at 3 %. *Risks.* Harm to the long tail: a
// tenth of the users has a power of 0.09, so we name it as not shown rather than as absent. *Criteria.* The test with
// a margin, fixed beforehand: "no significant difference" lets a loss of 2 % pass in 0.58 of the cases.

// %% [markdown] tags=["stub"] exercise="question"
// *Your RFC, 6-12 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside Python's with the same random numbers. The text has no figures of its own besides the durations, the
// 10 %, the 150 ms and the 1 %; traffic, rate and spread are our assumptions.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "users in the canary", "power of the canary", "of a tenth",
        "of the rollout", "2 % lower, unnoticed", "bound", "shown in 14 days", "in 7",
        "bound by requests holds"),
    DoubleColumn.create("Java", inCanary, canary, tail, rollout, unnoticed, bound, mean(latency[0]),
        mean(latency[1]), mean(latency[3])),
    DoubleColumn.create("Python", 159969.5467 /* needed */, 0.2219 /* canary */, 0.08584 /* tail */,
        0.5215 /* rollout */, 0.5770 /* unnoticed */, 143.4256 /* bound */,
        0.8920 /* mean_shadow */,
        0.6120 /* mean_week */, 0.7900 /* mean_pooled_covered */))

// %% tags=["assert"]
verify(
    number("shadow", () -> mean(latency[0]), 0.892, 0.0005, "as in the text"),
    number("week", () -> mean(latency[1]), 0.612, 0.0005, "as in the text"),
    number("pooled", () -> mean(latency[3]), 0.790, 0.0005, "as in the text"),
    number("canary", () -> canary, 0.22, 0.005, "as in the text"),
    number("canary simulated", () -> mean(simulated[0]), 0.22, 0.01, "as in the text"),
    number("1.6 million", () -> users, 1.6e6, 0.05e6, "as in the text"),
    number("1.6 million simulated", () -> mean(simulated[3]), 0.80, 0.01, "as in the text"),
    number("1 % lower", () -> mean(simulated[2]), 0.05, 0.01, "as in the text"),
    number("eight weeks", () -> users / weekly, 8, 0.05, "as in the text"),
    number("rollout", () -> rollout, 0.52, 0.005, "as in the text"),
    between("margin 3 %", () -> normal.cdf(rate * 0.03 / Math.sqrt(rate * (1 - rate) / 2e4
        + 0.97 * 0.97 * rate * (1 - rate) / 18e4) - z), 0.8, 1, "as in the text"),
    number("tail", () -> tail, 0.09, 0.005, "as in the text"),
    number("unnoticed", () -> unnoticed, 0.58, 0.005, "as in the text"));

// %% tags=["results"]
new Results()
    .with("needed", inCanary).with("weekly", users).with("powers", powers).with("canary", canary).with("tail", tail)
    .with("rollout", rollout).with("weeks", users / weekly).with("curves", curves).with("unnoticed", unnoticed)
    .with("p99s", p99s).with("bound", bound).with("pooled_bound", pooledBound)
    .with("sim_flat", simulated[0]).with("sim_tail", simulated[1]).with("sim_worse", simulated[2])
    .with("sim_large", simulated[3]).with("mean_flat", mean(simulated[0])).with("mean_tail", mean(simulated[1]))
    .with("mean_worse", mean(simulated[2])).with("mean_large", mean(simulated[3]))
    .with("lat_shadow", latency[0]).with("lat_week", latency[1]).with("lat_covered", latency[2])
    .with("lat_pooled_covered", latency[3]).with("mean_shadow", mean(latency[0])).with("mean_week", mean(latency[1]))
    .with("mean_covered", mean(latency[2])).with("mean_pooled_covered", mean(latency[3]))

// %% tags=["claims"]
boolean enough(double[] shares) { return mean(shares) >= 0.8; }
new Claims()
    .with("canary", "a canary of 10 % and one week shows at most 1 % regression (power at 200 000 users a week, 20 seeds, 0.8 asked)",
        "canary at 10% for 1 week", simulated[0], enough(simulated[0]), "it takes 1.6 million users a week, at a rate of 30 %")
    .with("subgroup", "it has statistical power for subgroups (power for a tenth of these users, 20 seeds, 0.8 asked)",
        "statistical power for subgroup analysis", simulated[1], enough(simulated[1]), "a tenth of the users, ten times the variance")
    .with("rollout", "two weeks of rollout, all at one half, show at most 1 % regression (power, same users, 0.8 asked)",
        "progressive rollout over 2 weeks", rollout, rollout >= 0.8, "better than the canary, still a coin's toss")
    .with("latency-shadow", "two weeks of shadow show p99 below 150 ms (power at a true 140 ms, 20 seeds, 0.8 asked)",
        "shadow mode for 2 weeks", latency[0], enough(latency[0]), "14 peak hours that differ by 8 % are enough")
    .with("latency-canary", "the canary's week alone shows it (power at a true 140 ms, 20 seeds, 0.8 asked)",
        "p99 latency < 150ms", latency[1], enough(latency[1]), "seven days are few: it is days that count, not requests")
