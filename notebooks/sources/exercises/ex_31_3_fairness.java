// %% [markdown]
// # Exercise 31.3: three kinds of fairness, and which exclude each other
// *Chapter 31, fairness · three stars · about 40 minutes*
//
// **The question.** In group A 60 % have the outcome 1, in group B 40 %. Show that demographic parity,
// equalized odds and calibration cannot all hold, except in trivial cases. Which cases are trivial, and which of
// the three really exclude each other?
//
// **You will learn** to compute all three exactly, without a sample, and that the famous theorem is about
// something else than the text's own test. **Before this:** Bayes' rule, true and false positive rates.
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

var lesson = Lesson.open("ex_31_3_fairness");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## What a score knows
// A signal has levels; we say how often each comes with outcome 1 and with outcome 0, the same in both
// groups. The text's score has no signal, only the group's base rate. Ours has one, with noise in it.

// %%
/** How often each level of a signal comes with outcome 1, and with outcome 0. */
record Signal(double[] one, double[] zero) {}

var none = new Signal(new double[] {1}, new double[] {1});
var yesNo = new Signal(new double[] {0.15, 0.85}, new double[] {0.85, 0.15});
var graded = new Signal(
    new double[] {0.05, 0.10, 0.20, 0.30, 0.35}, new double[] {0.35, 0.30, 0.20, 0.10, 0.05});
var perfect = new Signal(new double[] {0, 1}, new double[] {1, 0});

// %% [markdown]
// ## Task 1: a calibrated score
// Write `score(p, signal)`: for each level the probability of outcome 1, by Bayes' rule, in a group with the
// base rate p. That is the calibrated score: among users with the score s, a share of s has outcome 1.

// %% tags=["solution"] exercise="score"
double[] score(double p, Signal signal) {
    return IntStream.range(0, signal.one().length).mapToDouble(i -> p * signal.one()[i]
        / (p * signal.one()[i] + (1 - p) * signal.zero()[i])).toArray();
}
double[] scoreA = score(0.6, graded), scoreB = score(0.4, graded);
IO.println("A %s".formatted(Arrays.toString(scoreA)));
IO.println("B %s".formatted(Arrays.toString(scoreB)));

// %% tags=["stub"] exercise="score"
double[] score(double p, Signal signal) {
    return todo();
}
double[] scoreA = score(0.6, graded), scoreB = score(0.4, graded);

// %% tags=["hint"] exercise="score"
// A share of p · one[i] of the group has outcome 1 and level i. Which share has level i at all?

// %% tags=["check"] exercise="score" points=1
boolean isPosterior(double[] found, double p) {
    return near(found, IntStream.range(0, 5).mapToDouble(i -> 1 / (1
        + (1 - p) * graded.zero()[i] / (p * graded.one()[i]))).toArray());
}
lesson.check("score",
    that("scoreA", double[].class, s -> s.length == 5, "five scores, one for each level"),
    that("scoreA", double[].class, s -> isPosterior(s, 0.6),
        "the probability of outcome 1 at each level, with a base rate of 0.6"),
    that("scoreB", double[].class, s -> isPosterior(s, 0.4),
        "the probability of outcome 1 at each level, with a base rate of 0.4"));

// %% [markdown]
// ## Task 2: what a decision does
// Select whoever has a score above a threshold. Write `rates(p, signal, threshold)`, which gives the share
// selected of all, of those with outcome 1 (TPR) and of those with outcome 0 (FPR). Demographic parity means
// that the first is equal in both groups, equalized odds that the other two are.

// %% tags=["solution"] exercise="rates"
double[] rates(double p, Signal signal, double threshold) {
    double[] score = score(p, signal);
    double tpr = 0, fpr = 0;
    for (int i = 0; i < score.length; i++) {
        tpr += score[i] > threshold ? signal.one()[i] : 0;
        fpr += score[i] > threshold ? signal.zero()[i] : 0;
    }
    return new double[] {p * tpr + (1 - p) * fpr, tpr, fpr};
}
double[] ratesA = rates(0.6, graded, 0.5), ratesB = rates(0.4, graded, 0.5);

// %% tags=["stub"] exercise="rates"
double[] rates(double p, Signal signal, double threshold) {
    return todo();
}
double[] ratesA = rates(0.6, graded, 0.5), ratesB = rates(0.4, graded, 0.5);

// %% tags=["hint"] exercise="rates"
// TPR is the sum of `signal.one()[i]` over the levels whose score is above the threshold.

// %% tags=["hint"] exercise="rates"
// Of all, p · TPR + (1 − p) · FPR are selected.

// %% tags=["check"] exercise="rates" points=2
boolean selects(double[] found, double p, String scores) {
    double[] s = answer(scores, double[].class);
    int[] above = IntStream.range(0, 5).filter(i -> s[i] > 0.5).toArray();
    double tpr = Arrays.stream(above).mapToDouble(i -> graded.one()[i]).sum();
    double fpr = Arrays.stream(above).mapToDouble(i -> graded.zero()[i]).sum();
    return near(found, new double[] {p * tpr + (1 - p) * fpr, tpr, fpr});
}
lesson.check("rates",
    that("ratesA", double[].class, r -> r.length == 3, "three shares: selected, TPR, FPR"),
    that("ratesA", double[].class, r -> selects(r, 0.6, "scoreA"),
        "the shares selected in group A: of all, of outcome 1, of outcome 0"),
    that("ratesB", double[].class, r -> selects(r, 0.4, "scoreB"),
        "the shares selected in group B: of all, of outcome 1, of outcome 0"));

// %% [markdown]
// The theorem of Kleinberg, Mullainathan and Raghavan has no threshold. It asks for *balance*: users with
// outcome 1 get the same mean score in both groups, and so do users with outcome 0.

// %%
lesson.needs("scoreA", "ratesA");
double[] balance(double p, Signal signal) {
    double[] means = new double[2], score = score(p, signal);
    for (int i = 0; i < score.length; i++) {
        means[0] += signal.one()[i] * score[i];
        means[1] += signal.zero()[i] * score[i];
    }
    return means;
}
double[] measures(double p, Signal signal, double threshold) {
    return DoubleStream.concat(Arrays.stream(rates(p, signal, threshold)),
        Arrays.stream(balance(p, signal))).toArray();
}

// %%
lesson.needs("scoreA", "ratesA");
String[] measure = {"selected", "TPR", "FPR", "mean score of 1", "mean score of 0"};
Table.create("thresholds of 0.5", StringColumn.create("measure", measure),
    DoubleColumn.create("none, A", measures(0.6, none, 0.5)),
    DoubleColumn.create("none, B", measures(0.4, none, 0.5)),
    DoubleColumn.create("yes/no, A", measures(0.6, yesNo, 0.5)),
    DoubleColumn.create("yes/no, B", measures(0.4, yesNo, 0.5)),
    DoubleColumn.create("graded, A", measures(0.6, graded, 0.5)),
    DoubleColumn.create("graded, B", measures(0.4, graded, 0.5)))

// %% [markdown]
// Now keep A's base rate at 0.6 and let B's run from 0.1 to 0.9. How far apart are the groups?

// %%
lesson.needs("scoreA", "ratesA");
double[] baseRates = IntStream.rangeClosed(1, 9).mapToDouble(i -> i / 10.0).toArray();
double[] gaps(double p, Signal signal, double threshold) {
    double[] a = measures(0.6, signal, threshold), b = measures(p, signal, threshold);
    return IntStream.range(0, 5).mapToDouble(i -> Math.abs(a[i] - b[i])).toArray();
}
double[][] gaps(Signal signal) {
    double[][] found = new double[5][9];
    for (int j = 0; j < 9; j++) {
        for (int i = 0; i < 5; i++) found[i][j] = gaps(baseRates[j], signal, 0.5)[i];
    }
    return found;
}

// %%
lesson.needs("scoreA", "ratesA");
peaberry.plot.Figure over(Signal signal, String title) {
    double[][] found = gaps(signal);
    var figure = Plots.line(baseRates, found[0]).withName(measure[0]).withDots();
    for (int i = 1; i < 5; i++) {
        figure = figure.and(Plots.line(baseRates, found[i]).withName(measure[i]).withDots());
    }
    return figure.withAxes("base rate of B (" + title + ")", "gap to A");
}
Plots.subplots(2, over(yesNo, "yes/no signal"), over(graded, "graded signal"))
    .withTitle("Gaps between the groups; A's base rate is 0.6")

// %% [markdown]
// ## Task 3: the other theorem
// Chouldechova (2017; the text calls her Choquet) asks that those selected be right equally often: of a group's
// selected, a share PPV has outcome 1. From PPV and TPR the FPR follows:
//
// FPR = p / (1 − p) · (1 − PPV) / PPV · TPR.
//
// Compute `needed`, the FPR at each of the `baseRates` for a PPV of 0.8 and a TPR of 0.7.

// %% tags=["solution"] exercise="needed"
double[] needed = Arrays.stream(baseRates)
    .map(p -> p / (1 - p) * (1 - 0.8) / 0.8 * 0.7).toArray();

// %% tags=["stub"] exercise="needed"
double[] needed = todo();

// %% tags=["hint"] exercise="needed"
// `Arrays.stream(baseRates).map(p -> ...).toArray()`; mind that `p / 1 - p` is something else.

// %% tags=["check"] exercise="needed" points=1
lesson.check("needed",
    that("needed", double[].class, f -> f.length == 9, "nine rates, for base rates of 0.1 to 0.9"),
    that("needed", double[].class, f -> IntStream.range(0, 9).allMatch(i -> {
        double p = (i + 1) / 10.0;
        return Math.abs(p * 0.7 / (p * 0.7 + (1 - p) * f[i]) - 0.8) < 1e-4;
    }), "such that a share of 0.8 of those selected has outcome 1, at each base rate"));

// %%
lesson.needs("needed");
Plots.line(baseRates, needed).withDots().withHorizontalLine(1, "no FPR is higher")
    .withTitle("Equal PPV and TPR force FPR apart").withAxes("base rate", "FPR needed")

// %% [markdown]
// ## The same with 10 000 users
// All so far was exact. In a sample with the text's seed: `off`, how far the share of outcome 1 is from the score, at
// the worst level; then TPR and the share selected, of both groups.

// %%
/** The largest miss of calibration, TPR of both groups, and the shares selected of both. */
double[] summary(double[][] users, double[][] ones, double[]... scores) {
    double[] found = new double[5];
    for (int g = 0; g < 2; g++) {
        double positive = 0, selected = 0;
        for (int i = 0; i < scores[g].length; i++) {
            found[0] = Math.max(found[0], Math.abs(ones[g][i] / users[g][i] - scores[g][i]));
            positive += scores[g][i] > 0.5 ? ones[g][i] : 0;
            selected += scores[g][i] > 0.5 ? users[g][i] : 0;
        }
        found[1 + g] = positive / Arrays.stream(ones[g]).sum();
        found[3 + g] = selected / Arrays.stream(users[g]).sum();
    }
    return found;
}

// %%
lesson.needs("scoreA");
double[] sample(long seed, Signal signal) {
    var random = RandomState.of(seed);
    int[] group = random.choice(2, 10_000, true, new double[] {0.5, 0.5});
    double[] base = {0.6, 0.4};
    long[] outcome = Arrays.stream(group).mapToLong(g -> random.binomial(1, base[g])).toArray();
    double[] u = random.randomSample(10_000);
    int levels = signal.one().length;
    double[][] users = new double[2][levels], ones = new double[2][levels];
    for (int i = 0; i < u.length; i++) {
        double[] shares = outcome[i] == 1 ? signal.one() : signal.zero();
        int level = 0;
        for (double sum = shares[0]; level < levels - 1 && u[i] >= sum; sum += shares[level]) {
            level++;
        }
        users[group[i]][level]++;
        ones[group[i]][level] += outcome[i];
    }
    return summary(users, ones, score(base[0], signal), score(base[1], signal));
}

// %%
lesson.needs("scoreA");
double[] drawn = sample(42, graded);
IO.println("off by %.3f; TPR %.3f and %.3f; selected %.3f and %.3f"
    .formatted(drawn[0], drawn[1], drawn[2], drawn[3], drawn[4]));

// %% [markdown]
// ## Looking for a way out
// Every signal with something to tell, every other base rate of B, 16 thresholds: where does the larger of the
// three gaps of a decision get least? Cases that select nobody or everybody are left out at first.

// %%
lesson.needs("scoreA", "ratesA");
double largest(double[] gaps) { return Math.max(gaps[0], Math.max(gaps[1], gaps[2])); }
boolean some(double p, Signal signal, double threshold) {
    double selected = rates(p, signal, threshold)[0];
    return selected > 1e-9 && selected < 1 - 1e-9;
}
double least = 1;
for (double p : baseRates) {
    for (Signal signal : List.of(yesNo, graded, perfect)) {
        for (double t = 1; t <= 16 && p != 0.6; t++) {
            boolean trivial = !some(0.6, signal, t / 17) || !some(p, signal, t / 17);
            least = trivial ? least : Math.min(least, largest(gaps(p, signal, t / 17)));
        }
    }
}
double everyone = largest(gaps(0.4, graded, 0.05));
IO.println("least of the largest gaps %.3f; when all are selected %.3f".formatted(least, everyone));

// %% [markdown]
// ### Question: what excludes what?
// Which of the three can hold together at different base rates, and which are the trivial cases? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// Parity and equalized odds exclude each other by arithmetic: a group selects p · TPR + (1 − p) · FPR, so equal rates
// at unequal p give equal shares only if TPR = FPR, a decision that ignores the outcome; the least gap we found is 0.03.
// Calibration and equalized odds of a *decision* do not: the yes/no score is calibrated, and at its threshold both groups have
// TPR 0.85 and FPR 0.15. What they cannot share is balance: mean scores of outcome 1 are 0.7919 and 0.6879, because
// calibration means p(1 − M1) = (1 − p)M0, which for two base rates leaves only M1 = 1 and M0 = 0. Nor can PPV
// and TPR be equal without different FPR. Trivial for all three are equal base rates and selecting everybody or
// nobody; perfect prediction satisfies calibration and odds, but not parity.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side. The text's score selects all of A and nobody of B,
// as it says. But that it depends on the group alone is not the reason: the graded score doesn't, and fails too.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "least of the largest gaps", "TPR of A, sample, graded score",
        "TPR of B, the same", "miss of calibration, the same"),
    DoubleColumn.create("Java", least, drawn[1], drawn[2], drawn[0]),
    DoubleColumn.create("Python", 0.0300 /* least */, 0.8560 /* sample_tpr_a */,
        0.6488 /* sample_tpr_b */, 0.0192 /* sample_off */))

// %% tags=["assert"]
double[] yesNoA = measures(0.6, yesNo, 0.5), yesNoB = measures(0.4, yesNo, 0.5);
verify(
    number("least gap", () -> least, 0.03, 0.0005, "as in the text"),
    number("everyone", () -> everyone, 0, 1e-9, "as in the text"),
    number("TPR of A", () -> yesNoA[1], 0.85, 0.0005, "as in the text"),
    number("TPR of B", () -> yesNoB[1], 0.85, 0.0005, "as in the text"),
    number("FPR of A", () -> yesNoA[2], 0.15, 0.0005, "as in the text"),
    number("FPR of B", () -> yesNoB[2], 0.15, 0.0005, "as in the text"),
    number("mean of outcome 1, A", () -> yesNoA[3], 0.7919, 0.00005, "as in the text"),
    number("mean of outcome 1, B", () -> yesNoB[3], 0.6879, 0.00005, "as in the text"),
    number("calibration's identity", () -> 0.4 * (1 - yesNoB[3]) - 0.6 * yesNoB[4], 0, 1e-9, "as in the text"),
    number("perfect, odds", () -> gaps(0.4, perfect, 0.5)[1] + gaps(0.4, perfect, 0.5)[2], 0, 1e-9, "as in the text"),
    number("perfect, parity", () -> gaps(0.4, perfect, 0.5)[0], 0.2, 1e-9, "as in the text"),
    number("text's A", () -> rates(0.6, none, 0.5)[0], 1, 0, "as in the text"),
    number("text's B", () -> rates(0.4, none, 0.5)[0], 0, 0, "as in the text"),
    between("graded, odds", () -> drawn[1] - drawn[2], 0.1, 0.3, "as in the text"));

// %% tags=["results"]
double[][] plain = new double[5][20], noisy = new double[5][20];
for (int seed = 0; seed < 20; seed++) {
    double[] one = sample(seed, none), other = sample(seed, graded);
    for (int i = 0; i < 5; i++) {
        plain[i][seed] = one[i];
        noisy[i][seed] = other[i];
    }
}
double[][] groups(Signal signal) {
    return new double[][] {measures(0.6, signal, 0.5), measures(0.4, signal, 0.5)};
}

// %% tags=["results"]
new Results()
    .with("groups_none", groups(none)).with("groups_binary", groups(yesNo)).with("groups_graded", groups(graded))
    .with("groups_perfect", groups(perfect)).with("score_a", scoreA).with("score_b", scoreB)
    .with("gaps_binary", gaps(yesNo)).with("gaps_graded", gaps(graded)).with("gaps_perfect", gaps(perfect))
    .with("needed", needed).with("least", least).with("everyone", everyone)
    .with("plain", plain).with("graded", noisy).with("sample_off", drawn[0]).with("sample_tpr_a", drawn[1])
    .with("sample_tpr_b", drawn[2]).with("sample_selected", new double[] {drawn[3], drawn[4]})

// %% tags=["claims"]
double most(double[] values) { return Arrays.stream(values).max().orElseThrow(); }
double[] minus(double[] one, double[] other) {
    return IntStream.range(0, one.length).mapToDouble(i -> one[i] - other[i]).toArray();
}
boolean allOrNone(double[] a, double[] b) {
    return Arrays.stream(a).allMatch(v -> v == 1) && Arrays.stream(b).allMatch(v -> v == 0);
}
double[] decision = {gaps(0.4, yesNo, 0.5)[1], gaps(0.4, yesNo, 0.5)[2]};
double[] unbalanced = Arrays.stream(baseRates).filter(p -> p != 0.6)
    .map(p -> Math.max(gaps(p, graded, 0.5)[3], gaps(p, graded, 0.5)[4])).toArray();
double atPerfect = Arrays.stream(gaps(perfect)).skip(1).mapToDouble(g -> most(g)).max().orElseThrow();
double atEqual = most(gaps(0.6, graded, 0.5)), oddsGap = Arrays.stream(minus(noisy[1], noisy[2])).average().orElseThrow();
boolean rises = IntStream.range(1, 9).allMatch(i -> needed[i] > needed[i - 1] + 0.001);

// %% tags=["claims"]
new Claims()
    .with("calibrated", "the base rate as score is calibrated (largest miss, 20 seeds, below 0.03)", "by construction",
        plain[0], most(plain[0]) < 0.03, "only chance remains: 0.007 is a standard error of 5000 users")
    .with("parity-violated", "at 0.5 it selects all of A and nobody of B (difference, 20 seeds)", "1.0 and 0.0",
        minus(plain[3], plain[4]), allOrNone(plain[3], plain[4]), "0.6 is above the threshold and 0.4 below, whatever the seed")
    .with("odds-violated", "its TPR is 1 in A and 0 in B (difference, 20 seeds)", "1.0 and 0.0",
        minus(plain[1], plain[2]), allOrNone(plain[1], plain[2]), "for the same reason; FPR is 1 and 0 too")
    .with("deterministic", "odds are unequal because the score depends on the group alone: with a graded signal they "
        + "are equal (TPR, A minus B, 20 seeds, mean below 0.02)", "scores are deterministic by group",
        minus(noisy[1], noisy[2]), Math.abs(oddsGap) < 0.02,
        "the graded score tells users of a group apart, and TPR still differs by 0.2: the base rate moves each score")
    .with("incompatible-decision", "at unequal base rates a calibrated, imperfect score has unequal TPR or FPR at 0.5 "
        + "(gaps of the yes/no score)", "incompatible", decision, most(decision) > 0.001,
        "a counterexample: calibrated in both groups, TPR 0.85 and FPR 0.15 in both; the theorem is about mean scores")

// %% tags=["claims"]
new Claims()
    .with("incompatible-score", "at unequal base rates a calibrated, imperfect score is not balanced (larger gap of mean "
        + "scores, 8 base rates)", "incompatible", unbalanced, Arrays.stream(unbalanced).min().orElseThrow() > 0.001,
        "calibration means p(1 - M1) = (1 - p)M0: two base rates leave only M1 = 1, M0 = 0")
    .with("incompatible-precision", "equal PPV and TPR need another FPR at each base rate (FPR, base rates 0.1 to 0.9)",
        "incompatible", needed, rises, "FPR = p / (1 - p) (1 - PPV) / PPV TPR; at 0.9 it would have to exceed 1")
    .with("exception-perfect", "a perfect score is calibrated, balanced and has equal odds (largest gap, 9 base rates)",
        "except when perfectly accurate", atPerfect, atPerfect < 1e-9, "TPR 1, FPR 0 in any group; parity still fails")
    .with("exception-equal", "at equal base rates all gaps are zero (largest)", "or equal base rates",
        atEqual, atEqual < 1e-9, "then nothing distinguishes the groups")
    .with("all-three", "apart from trivial cases never all three (least of the largest gaps, 3 signals, 8 base rates, "
        + "16 thresholds)", "cannot be simultaneously satisfied", least, least > 0.001,
        "parity and equal odds together need TPR = FPR or equal base rates")
    .with("only-two-exceptions", "other than these two there is no exception: selecting everybody leaves a gap (largest)",
        "except perfect or equal", everyone, everyone > 0.001,
        "a threshold below every score selects everybody in both groups: calibrated, and all rates are 1")
