// %% [markdown]
// # Exercise 22.3: three ways to choose among five arms
// *Chapter 22, sequential decisions · two stars · about 35 minutes*
//
// **The question.** Five arms pay 1 with an unknown probability each, else 0. Play 10 000 rounds by Thompson
// sampling, by ε-greedy and by UCB1. Whose regret, what is lost against always playing the best arm, is least, and
// how does it grow?
//
// **You will learn** that each rule is a few lines, how to read an order of growth off a figure, and why an order of
// growth does not decide who is ahead at a given time. **Before this:** the beta distribution.
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

var lesson = Lesson.open("ex_22_3_bandits");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## The bandit
// A rule sees how often each arm has paid and how often not, and the round's number `t`, from 0. It gives an arm,
// 0 to 4. `runs` plays it 10 000 rounds with each of the seeds 0 to 19, since the text fixes none, and gives the regret
// after each round.

// %%
double[] arms = {0.3, 0.5, 0.7, 0.4, 0.6};

interface Rule {
    int choose(RandomState random, int[] wins, int[] losses, int t);
}

double[] play(long seed, Rule rule) {
    var random = RandomState.of(seed);
    int[] wins = new int[5], losses = new int[5];
    double[] regret = new double[10_000];
    for (int t = 0; t < regret.length; t++) {
        int arm = rule.choose(random, wins, losses, t);
        boolean pays = random.binomial(1, arms[arm]) == 1;
        (pays ? wins : losses)[arm]++;
        regret[t] = (t == 0 ? 0 : regret[t - 1]) + 0.7 - arms[arm];
    }
    return regret;
}

// %%
double[][] runs(Rule rule) {
    return IntStream.range(0, 20).mapToObj(seed -> play(seed, rule)).toArray(double[][]::new);
}

int best(double[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
        best = scores[i] > scores[best] ? i : best;
    }
    return best;
}

double meanAfter(int rounds, double[][] runs) {
    return Arrays.stream(runs).mapToDouble(run -> run[rounds - 1]).average().orElseThrow();
}

// %% [markdown]
// ## Task 1: Thompson sampling
// Draw for each arm a probability from what is believed of it, Beta(1 + wins, 1 + losses), and play the arm whose
// draw is highest.

// %% tags=["solution"] exercise="thompson"
int thompson(RandomState random, int[] wins, int[] losses, int t) {
    double[] draws = new double[5];
    Arrays.setAll(draws, i -> random.beta(1 + wins[i], 1 + losses[i]));
    return best(draws);
}
double[][] thompsonRuns = runs((random, wins, losses, t) -> thompson(random, wins, losses, t));
IO.println("mean regret %.1f".formatted(meanAfter(10_000, thompsonRuns)));

// %% tags=["stub"] exercise="thompson"
int thompson(RandomState random, int[] wins, int[] losses, int t) {
    return todo();
}
double[][] thompsonRuns = runs((random, wins, losses, t) -> thompson(random, wins, losses, t));

// %% tags=["hint"] exercise="thompson"
// `random.beta(1 + wins[i], 1 + losses[i])` is a draw for the arm i; `best(draws)` the index of the highest.

// %% tags=["check"] exercise="thompson" points=2
lesson.check("thompson",
    that("thompsonRuns", double[][].class, r -> r.length == 20 && r[0].length == 10_000,
        "20 runs of 10 000 rounds"),
    that("thompsonRuns", double[][].class,
        r -> Arrays.stream(r).mapToDouble(run -> run[9999]).distinct().count() > 5,
        "different from seed to seed: draw anew in each round, from the given `random`"),
    that("thompsonRuns", double[][].class,
        r -> meanAfter(10_000, r) > 33 && meanAfter(10_000, r) < 65,
        "of a mean regret that fits draws from Beta(1 + wins, 1 + losses), the highest played"));

// %% [markdown]
// ## Task 2: ε-greedy
// With a probability of 0.1 play any of the five arms, each equally likely; otherwise the arm with the highest share
// of wins so far. An arm that was never played counts as 0.

// %% tags=["solution"] exercise="greedy"
int greedy(RandomState random, int[] wins, int[] losses, int t) {
    if (random.randomSample() < 0.1) {
        return (int) random.randint(0, 5);
    }
    double[] means = new double[5];
    Arrays.setAll(means, i -> (double) wins[i] / Math.max(wins[i] + losses[i], 1));
    return best(means);
}
double[][] greedyRuns = runs((random, wins, losses, t) -> greedy(random, wins, losses, t));
IO.println("mean regret %.1f".formatted(meanAfter(10_000, greedyRuns)));

// %% tags=["stub"] exercise="greedy"
int greedy(RandomState random, int[] wins, int[] losses, int t) {
    return todo();
}
double[][] greedyRuns = runs((random, wins, losses, t) -> greedy(random, wins, losses, t));

// %% tags=["hint"] exercise="greedy"
// `random.randomSample()` is uniform in [0, 1), `random.randint(0, 5)` one of 0 to 4, as a `long`.

// %% tags=["hint"] exercise="greedy"
// `wins[i] / (wins[i] + losses[i])` divides whole numbers: it gives 0. Cast one of them to `double`.

// %% tags=["check"] exercise="greedy" points=2
/** Whether each arm but the best is played in one of fifty rounds, or nearly so. */
boolean playsAll() {
    var random = RandomState.of(7);
    int[] wins = {9, 1, 1, 1, 1}, losses = {1, 9, 9, 9, 9}, played = new int[5];
    for (int t = 0; t < 5000; t++) played[greedy(random, wins, losses, 50 + t)]++;
    return IntStream.range(1, 5).allMatch(i -> played[i] > 50 && played[i] < 160);
}
lesson.check("greedy",
    that("greedyRuns", double[][].class, r -> r.length == 20 && r[0].length == 10_000,
        "20 runs of 10 000 rounds"),
    that("greedyRuns", double[][].class, r -> playsAll(),
        "made by a `greedy` that plays any of the five arms in one round of ten, and in the others"
            + " the best"),
    that("greedyRuns", double[][].class,
        r -> Math.abs(meanAfter(10_000, r) - meanAfter(5000, r) - 105) < 20,
        "such that in the second half one round in ten goes to any arm, the others to the best"),
    that("greedyRuns", double[][].class,
        r -> meanAfter(10_000, r) > 190 && meanAfter(10_000, r) < 370,
        "of a mean regret that fits a share of 0.1 of random rounds"));

// %% [markdown]
// ## Task 3: UCB1
// The question asks for it, the text's answer leaves it out. Play each arm once, arm t in round t = 0 to 4. From then on
// play the arm with the highest share of wins plus √(2 ln t / n), n being how often that arm was played: the
// less known, the more it is hoped of.

// %% tags=["solution"] exercise="ucb"
int ucb(RandomState random, int[] wins, int[] losses, int t) {
    if (t < 5) {
        return t;
    }
    double[] bounds = new double[5];
    for (int i = 0; i < 5; i++) {
        double n = wins[i] + losses[i];
        bounds[i] = wins[i] / n + Math.sqrt(2 * Math.log(t) / n);
    }
    return best(bounds);
}
double[][] ucbRuns = runs((random, wins, losses, t) -> ucb(random, wins, losses, t));
IO.println("mean regret %.1f".formatted(meanAfter(10_000, ucbRuns)));

// %% tags=["stub"] exercise="ucb"
int ucb(RandomState random, int[] wins, int[] losses, int t) {
    return todo();
}
double[][] ucbRuns = runs((random, wins, losses, t) -> ucb(random, wins, losses, t));

// %% tags=["hint"] exercise="ucb"
// `Math.log` is the natural logarithm. In the first five rounds some n is 0, so they need a line of their own.

// %% tags=["check"] exercise="ucb" points=2
lesson.check("ucb",
    that("ucbRuns", double[][].class, r -> r.length == 20 && r[0].length == 10_000,
        "20 runs of 10 000 rounds"),
    that("ucbRuns", double[][].class,
        r -> Arrays.stream(r).allMatch(run -> Math.abs(run[4] - 1) < 1e-9),
        "such that each arm is played once in the first five rounds"),
    that("ucbRuns", double[][].class,
        r -> meanAfter(10_000, r) > 195 && meanAfter(10_000, r) < 245,
        "of a mean regret that fits the share of wins plus √(2 ln t / n)"));

// %% [markdown]
// ## Who is ahead, and when?
// The mean of 20 runs, and where each of the 20 ends.

// %%
lesson.needs("thompsonRuns", "greedyRuns", "ucbRuns");
int[] rounds = IntStream.rangeClosed(1, 100).map(i -> 100 * i).toArray();
double[] curve(double[][] runs) {
    return Arrays.stream(rounds).mapToDouble(t -> meanAfter(t, runs)).toArray();
}
double[] ends(double[][] runs) {
    return Arrays.stream(runs).mapToDouble(run -> run[9999]).toArray();
}
String[] rules = {"Thompson", "ε-greedy", "UCB1"};
double[][] curves = {curve(thompsonRuns), curve(greedyRuns), curve(ucbRuns)};
Plots.subplots(1,
    Plots.line(rounds, curves[0]).withName(rules[0])
        .and(Plots.line(rounds, curves[1]).withName(rules[1]))
        .and(Plots.line(rounds, curves[2]).withName(rules[2])).withAxes("round", "mean regret"),
    Plots.box(rules, ends(thompsonRuns), ends(greedyRuns), ends(ucbRuns))
        .withAxes("rule", "regret after 10 000"))
    .withTitle("Regret of three rules").withSize(640, 620)

// %% [markdown]
// ## Which order of growth?
// A power Tᵃ is a line of slope a on two logarithmic axes: 1 is linear, and √(T ln T) has 0.56 here. We take `slope`
// over the last factor of ten, and `late`, what a round of the second half costs on average.

// %%
lesson.needs("thompsonRuns", "greedyRuns", "ucbRuns");
Plots.line(rounds, curves[0]).withName(rules[0])
    .and(Plots.line(rounds, curves[1]).withName(rules[1]))
    .and(Plots.line(rounds, curves[2]).withName(rules[2])).withLogX().withLogY()
    .withTitle("The same on logarithmic axes").withAxes("round", "mean regret")

// %%
lesson.needs("thompsonRuns", "greedyRuns", "ucbRuns");
double slope(double[][] runs) {
    return Math.log10(meanAfter(10_000, runs) / meanAfter(1000, runs));
}
double late(double[][] runs) {
    return (meanAfter(10_000, runs) - meanAfter(5000, runs)) / 5000;
}
double[][][] all = {thompsonRuns, greedyRuns, ucbRuns};
Table.create("growth", StringColumn.create("rule", rules),
    DoubleColumn.create("after 1000", Arrays.stream(all).mapToDouble(r -> meanAfter(1000, r))),
    DoubleColumn.create("after 10 000", Arrays.stream(all).mapToDouble(r -> meanAfter(10_000, r))),
    DoubleColumn.create("slope", Arrays.stream(all).mapToDouble(r -> slope(r))),
    DoubleColumn.create("late", Arrays.stream(all).mapToDouble(r -> late(r))))

// %% [markdown]
// Lai and Robbins showed that no rule that is good on every bandit does better, in the long run, than
// ln T · Σ (0.7 − p) / KL(p, 0.7), over the worse arms. Beside it, what each unit of ln T really added last:

// %%
lesson.needs("thompsonRuns", "greedyRuns", "ucbRuns");
double bound(double t) { return Math.sqrt(5 * t * Math.log(t)); }
double least = Arrays.stream(arms).filter(p -> p != 0.7).map(p -> (0.7 - p)
    / (p * Math.log(p / 0.7) + (1 - p) * Math.log((1 - p) / 0.3))).sum();
double perLog = (meanAfter(10_000, thompsonRuns) - meanAfter(1000, thompsonRuns)) / Math.log(10);
double[] ratios = {meanAfter(100, thompsonRuns) / bound(100),
    meanAfter(1000, thompsonRuns) / bound(1000), meanAfter(10_000, thompsonRuns) / bound(10_000)};
long ahead = IntStream.range(0, 20).filter(i -> ucbRuns[i][9999] < greedyRuns[i][9999]).count();
IO.println("UCB1 is ahead of ε-greedy in %d of 20 runs".formatted(ahead));
IO.println("per unit of ln T: Thompson %.2f, Lai and Robbins %.2f".formatted(perLog, least));
IO.println("Thompson's share of √(K T ln T): %.3f, %.3f, %.3f after 100, 1000, 10 000"
    .formatted(ratios[0], ratios[1], ratios[2]));

// %% [markdown]
// ### Question: is the text right about the orders?
// It says O(√(K T ln T)) for Thompson sampling and O(ε T), linear, for ε-greedy. What do you see, and where does UCB1
// stand? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// As upper bounds both are right, and Thompson sampling wins clearly: 47.5 after 10 000 rounds against 257.3 and UCB1's
// 219.3. But √(K T ln T) holds for the worst bandit; on this one Thompson uses a smaller and smaller share of it
// (0.210, then 0.146, then 0.070), its slope is 0.243, and each unit of ln T adds 8.85, about Lai and Robbins' 9.46:
// it grows like a logarithm. ε-greedy pays 0.021 a round in the end, one tenth of the mean gap of 0.2, forever; its
// slope is still 0.70, for some runs begin with a costly time on a wrong arm. UCB1's regret is of logarithmic order too,
// yet its slope is still 0.458, and after 10 000 rounds it is ahead of ε-greedy in only 12 of 20 runs: an order says who
// wins in the end, not when.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side with the same random numbers. The text prints no
// figure, only the orders.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "regret, Thompson", "regret, ε-greedy", "regret, UCB1",
        "slope, Thompson", "slope, ε-greedy", "slope, UCB1", "late, ε-greedy"),
    DoubleColumn.create("Java", meanAfter(10_000, thompsonRuns), meanAfter(10_000, greedyRuns),
        meanAfter(10_000, ucbRuns), slope(thompsonRuns), slope(greedyRuns), slope(ucbRuns),
        late(greedyRuns)),
    DoubleColumn.create("Python", 47.485 /* mean_thompson */, 257.345 /* mean_greedy */,
        219.345 /* mean_ucb */, 0.2434 /* slope_thompson */, 0.7015 /* slope_greedy */,
        0.4582 /* slope_ucb */, 0.02097 /* late_greedy */))

// %% tags=["assert"]
double root = Math.log10(bound(10_000) / bound(1000));
double meanGap = Arrays.stream(arms).map(p -> 0.7 - p).average().orElseThrow();
verify(
    number("Thompson", () -> meanAfter(10_000, thompsonRuns), 47.5, 0.05, "as in the text"),
    number("greedy", () -> meanAfter(10_000, greedyRuns), 257.3, 0.05, "as in the text"),
    number("UCB1", () -> meanAfter(10_000, ucbRuns), 219.3, 0.05, "as in the text"),
    number("first share", () -> ratios[0], 0.210, 0.0005, "as in the text"),
    number("second share", () -> ratios[1], 0.146, 0.0005, "as in the text"),
    number("third share", () -> ratios[2], 0.070, 0.0005, "as in the text"),
    number("Thompson's slope", () -> slope(thompsonRuns), 0.243, 0.0005, "as in the text"),
    number("greedy's slope", () -> slope(greedyRuns), 0.70, 0.005, "as in the text"),
    number("UCB1's slope", () -> slope(ucbRuns), 0.458, 0.0005, "as in the text"),
    number("per unit of ln T", () -> perLog, 8.85, 0.005, "as in the text"),
    number("Lai and Robbins", () -> least, 9.46, 0.005, "as in the text"),
    number("UCB1 ahead", () -> (double) ahead, 12, 0, "as in the text"),
    number("late", () -> late(greedyRuns), 0.021, 0.0005, "as in the text"),
    number("mean gap", () -> meanGap, 0.2, 1e-9, "as in the text"),
    number("root", () -> root, 0.56, 0.005, "as in the text"));

// %% tags=["results"]
double[] each(double[][] runs, ToDoubleFunction<double[]> of) { return Arrays.stream(runs).mapToDouble(of).toArray(); }
double[] exponents(double[][] runs) { return each(runs, run -> Math.log10(run[9999] / run[999])); }
double[] lateOf(double[][] runs) { return each(runs, run -> (run[9999] - run[4999]) / 5000); }

// %% tags=["results"]
new Results()
    .with("ends_thompson", ends(thompsonRuns)).with("ends_greedy", ends(greedyRuns)).with("ends_ucb", ends(ucbRuns))
    .with("mean_thompson", meanAfter(10_000, thompsonRuns)).with("mean_greedy", meanAfter(10_000, greedyRuns))
    .with("mean_ucb", meanAfter(10_000, ucbRuns)).with("curve_thompson", curves[0]).with("curve_greedy", curves[1])
    .with("curve_ucb", curves[2]).with("slope_thompson", slope(thompsonRuns)).with("slope_greedy", slope(greedyRuns))
    .with("slope_ucb", slope(ucbRuns)).with("late_thompson", late(thompsonRuns)).with("late_greedy", late(greedyRuns))
    .with("late_ucb", late(ucbRuns)).with("ratios", ratios).with("per_log", perLog).with("lai_robbins", least)
    .with("exponents_thompson", exponents(thompsonRuns)).with("exponents_greedy", exponents(greedyRuns))
    .with("exponents_ucb", exponents(ucbRuns)).with("root", root).with("ucb_ahead", ahead)

// %% tags=["claims"]
double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }
double[] combined(double[][] one, double[][] other, DoubleBinaryOperator of) {
    return IntStream.range(0, 20).mapToDouble(i -> of.applyAsDouble(one[i][9999], other[i][9999])).toArray();
}
boolean all(double[] values, DoublePredicate holds) { return Arrays.stream(values).allMatch(holds); }
double[] times = combined(greedyRuns, thompsonRuns, (g, t) -> g / t);
double[] share = each(thompsonRuns, run -> run[9999] / bound(10_000)), lateGreedy = lateOf(greedyRuns);

// %% tags=["claims"]
new Claims()
    .with("lower", "Thompson sampling's regret is less than half of epsilon-greedy's (times larger, 20 seeds)",
        "substantially lower", times, all(times, r -> r > 2), "for every seed; it stops paying for exploration")
    .with("bounded", "it stays below the root of K T ln T (its share of it after 10 000 rounds, 20 seeds)",
        "O(sqrt(K T log T))", share, all(share, r -> r < 1) && ratios[2] < ratios[1] && ratios[1] < ratios[0],
        "an upper bound, and a loose one: its share falls from 0.21 to 0.15 to 0.07")
    .with("root", "it grows like the root of T ln T (exponent of the last factor of ten, 20 seeds, mean to 0.1 of 0.56)",
        "O(sqrt(K T log T))", exponents(thompsonRuns), Math.abs(mean(exponents(thompsonRuns)) - root) < 0.1,
        "the root is for the worst bandit; on this one each unit of ln T adds about 9, as Lai and Robbins' law has it")
    .with("linear", "epsilon-greedy goes on paying epsilon times the mean gap, 0.02, a round (second half, 20 seeds)",
        "O(epsilon T), linear", lateGreedy, Math.abs(mean(lateGreedy) - 0.02) < 0.005 && all(lateGreedy, l -> l > 0.015),
        "one round in ten goes to any arm, for ever")

// %% tags=["claims"]
new Claims()
    .with("linear-overall", "after 10 000 rounds its curve is linear already (exponent of the last factor of ten, 20 seeds, "
        + "mean to 0.1)", "linear", exponents(greedyRuns), Math.abs(mean(exponents(greedyRuns)) - 1) < 0.1,
        "the costly time on a wrong arm at the start still weighs")
