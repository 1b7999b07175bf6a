// %% [markdown]
// # Exercise 35.2: why was I turned down?
// *Chapter 35, interpretability · two stars · about 40 minutes*
//
// **The question.** A lender's score turns an applicant down, and the law (in the United States ECOA and FCRA) wants the
// main reasons in a letter. Compute them as Shapley values, write the letter, and ask how much such reasons can bear.
//
// **You will learn** what a Shapley value is by its definition, why it is simple for a linear score, and three choices
// nobody sees that change the reasons. **Before this:** linear regression, boosted trees.
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import peaberry.explain.ShapleyValues;
import peaberry.learn.*;
import peaberry.plot.Plots;
import peaberry.random.RandomState;
import peaberry.teach.*;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_35_2_adverse_action");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## 1500 applicants
// The text has no data, so we draw some. Five features; a hidden strain raises the debt, the credit in use and the
// late payments together. A sixth column says the debt again, as a second source has it; we need it later.

// %%
/** The probability of repaying, in the world that we made. */
double repays(double[] a) {
    double odds = 1.2 - 7 * (a[0] - 0.36) - 0.9 * (a[1] - 0.5) - 2.5 * (a[2] - 0.45)
        + 0.08 * (a[3] - 10) - 0.3 * (a[4] - 1.2);
    return 1 / (1 + Math.exp(-odds));
}

// %%
/** Applicants: five features, whether they repaid, and the debt by another source. */
record Applicants(double[][] x, int[] repaid, double[] debtAgain) {}

double within01(double value) { return Math.rint(100 * Math.clamp(value, 0, 1)) / 100; }

// %%
Applicants draw(long seed) {
    var random = RandomState.of(seed);
    double[][] e = random.standardNormal(4, 1500), x = new double[1500][5];
    for (int i = 0; i < 1500; i++) {
        x[i][0] = within01(0.36 + 0.12 * (0.6 * e[0][i] + 0.8 * e[1][i]));
        x[i][2] = within01(0.45 + 0.22 * (0.6 * e[0][i] + 0.8 * e[2][i]));
        x[i][1] = random.poisson(Math.exp(-0.9 + 0.5 * e[0][i]));
    }
    double[] years = random.gamma(4, 2.5, 1500);
    long[] asked = random.poisson(1.2, 1500);
    double[] u = random.randomSample(1500), again = new double[1500];
    int[] repaid = new int[1500];
    for (int i = 0; i < 1500; i++) {
        x[i][3] = Math.rint(years[i]);
        x[i][4] = asked[i];
        repaid[i] = u[i] < repays(x[i]) ? 1 : 0;
        again[i] = within01(x[i][0] + 0.02 * e[3][i]);
    }
    return new Applicants(x, repaid, again);
}

// %%
String[] features = {"debt_to_income", "late_payments_24m", "credit_in_use", "years_of_history",
    "inquiries_6m"};
Applicants data = draw(42);
double[][] train = Arrays.copyOf(data.x(), 1000), test = Arrays.copyOfRange(data.x(), 1000, 1500);
double[] y = Arrays.stream(data.repaid(), 0, 1000).asDoubleStream().toArray();
LinearRegression score = LinearRegression.fit(train, y);
double[] scores = score.predict(test);
int row = IntStream.range(0, 500).filter(i -> scores[i] < 0.5).findFirst().orElseThrow();
double[] applicant = test[row];
IO.println("applicant %d scores %.3f: turned down, below 0.5".formatted(row, scores[row]));
Table.create("the applicant", StringColumn.create("feature", features),
    DoubleColumn.create("applicant", applicant),
    DoubleColumn.create("mean", IntStream.range(0, 5)
        .mapToDouble(j -> Arrays.stream(train).mapToDouble(a -> a[j]).average().orElseThrow())),
    DoubleColumn.create("coefficient", score.coefficients()))

// %% [markdown]
// ## Task 1: Shapley values by their definition
// `worth(known)` is the mean score of the 1000 applicants of the fit when this applicant's values of the features in
// `known` are put into all of them; the bit `1 << j` stands for the feature j. The Shapley value of j is the mean,
// over all 120 orders in which the five may become known, of what j adds to those known before it. As a sum over the
// sets S without j:
//
// φ(j) = Σ |S|! (4 − |S|)! / 5! · (worth(S and j) − worth(S)).
//
// Compute the five `values`.

// %%
double worth(int known) {
    double[][] mixed = new double[train.length][];
    for (int i = 0; i < train.length; i++) {
        mixed[i] = train[i].clone();
        for (int j = 0; j < 5; j++) {
            mixed[i][j] = (known >> j & 1) == 1 ? applicant[j] : mixed[i][j];
        }
    }
    return Arrays.stream(score.predict(mixed)).average().orElseThrow();
}
IO.println("nothing known %.3f, all known %.3f".formatted(worth(0), worth(0b11111)));

// %% tags=["solution"] exercise="values"
double[] values = new double[5];
double[] weight = {24 / 120.0, 6 / 120.0, 4 / 120.0, 6 / 120.0, 24 / 120.0};
for (int j = 0; j < 5; j++) {
    for (int s = 0; s < 32; s++) {
        if ((s >> j & 1) == 0) {
            values[j] += weight[Integer.bitCount(s)] * (worth(s | 1 << j) - worth(s));
        }
    }
}
for (int j = 0; j < 5; j++) {
    IO.println("%-18s %+.4f".formatted(features[j], values[j]));
}

// %% tags=["stub"] exercise="values"
double[] values = todo();

// %% tags=["hint"] exercise="values"
// The sets are the numbers 0 to 31; those without j have `(s >> j & 1) == 0`. `s | 1 << j` is the set with j added.

// %% tags=["hint"] exercise="values"
// For |S| = 0, 1, 2, 3, 4 the weights are 24, 6, 4, 6, 24, over 120. `Integer.bitCount(s)` is |S|.

// %% tags=["check"] exercise="values" points=2
lesson.check("values",
    that("values", double[].class, v -> v.length == 5, "five values, one for each feature"),
    that("values", double[].class,
        v -> Math.abs(Arrays.stream(v).sum() - worth(31) + worth(0)) < 1e-6,
        "such that they add up to the applicant's score less the mean score"),
    that("values", double[].class, v -> near(v, ShapleyValues.of(score, train,
            new double[][] {applicant}).rows().getFirst().stream().mapToDouble(d -> d).toArray()),
        "the weighted mean, over the sets without the feature, of what it adds to them"));

// %% [markdown]
// For a linear score all 32 sets say the same: a feature adds its coefficient times its distance from the mean.
// `ShapleyValues.of(score, train, rows)` does that for many rows at once.

// %%
lesson.needs("values");
Plots.barh(features, values).withTitle("From the mean score 0.702 to 0.322")
    .withAxes("adds to the score", "")

// %% [markdown]
// ## Task 2: the reasons
// Make `reasons`: the names of the features that lower this score, the one that lowers it most first, at most four.

// %% tags=["solution"] exercise="reasons"
String[] reasons = IntStream.range(0, 5).boxed().filter(j -> values[j] < 0)
    .sorted(Comparator.comparingDouble(j -> values[j])).limit(4).map(j -> features[j])
    .toArray(String[]::new);
IO.println(String.join(", ", reasons));

// %% tags=["stub"] exercise="reasons"
String[] reasons = todo();

// %% tags=["hint"] exercise="reasons"
// Sort the numbers 0 to 4 by their `values`, ascending: what lowers a score has a value below 0.

// %% tags=["check"] exercise="reasons" points=1
String[] lowering() {
    double[] v = answer("values", double[].class);
    return IntStream.range(0, 5).boxed().filter(j -> v[j] < 0)
        .sorted(Comparator.comparingDouble(j -> v[j])).limit(4).map(j -> features[j])
        .toArray(String[]::new);
}
lesson.check("reasons",
    that("reasons", String[].class, r -> r.length == lowering().length,
        "four names at most, only of features that lower the score"),
    that("reasons", String[].class, r -> r[0].equals(lowering()[0]),
        "first the feature that lowers the score most"),
    that("reasons", String[].class, r -> Arrays.equals(r, lowering()),
        "in the order of how much they lower the score"));

// %% [markdown]
// ## Task 3: the letter
// An applicant can do nothing with `debt_to_income` or with −0.17. `inWords(feature)` says the applicant's own value
// in plain words. Write `notice`: that the application was not approved, and then, numbered (1), (2), ..., the reasons
// in their order, in these words, without a feature's name in the code.

// %%
String inWords(String feature) {
    return switch (feature) {
        case "debt_to_income" -> "monthly debt payments take %.0f %% of your income"
            .formatted(100 * applicant[0]);
        case "late_payments_24m" -> "number of late payments in the past 24 months: %.0f"
            .formatted(applicant[1]);
        case "credit_in_use" -> "you use %.0f %% of your credit lines"
            .formatted(100 * applicant[2]);
        case "years_of_history" -> "your credit history is %.0f years long".formatted(applicant[3]);
        case "inquiries_6m" -> "number of credit inquiries in the past 6 months: %.0f"
            .formatted(applicant[4]);
        default -> throw new IllegalArgumentException("There is no feature " + feature + ".");
    };
}

// %% tags=["solution"] exercise="notice"
String notice = "Your application was not approved. The main reasons were: "
    + IntStream.range(0, reasons.length)
        .mapToObj(i -> "(%d) %s".formatted(i + 1, inWords(reasons[i])))
        .collect(Collectors.joining("; ")) + ".";
IO.println(notice.replace("; ", ";\n  ").replace(": (", ":\n  ("));

// %% tags=["stub"] exercise="notice"
String notice = todo();

// %% tags=["hint"] exercise="notice"
// `Collectors.joining("; ")` joins a stream of texts; `"(%d) %s".formatted(i + 1, inWords(reasons[i]))` is one of
// them.

// %% tags=["check"] exercise="notice" points=1
boolean inOrder(String text) {
    int at = 0;
    for (String reason : answer("reasons", String[].class)) {
        at = text.indexOf(inWords(reason), at);
        if (at < 0) {
            return false;
        }
    }
    return true;
}
lesson.check("notice",
    that("notice", String.class, n -> n.contains("not approved"),
        "a text that says `not approved`"),
    that("notice", String.class, n -> Arrays.stream(features).noneMatch(n::contains),
        "free of the names that features have in the code"),
    that("notice", String.class, n -> inOrder(n), "a text with all the reasons in words, in order"),
    that("notice", String.class, n -> IntStream.range(0, answer("reasons", String[].class).length)
        .allMatch(i -> n.contains("(" + (i + 1) + ")")), "numbered (1), (2) and so on"));

// %% [markdown]
// ## Another model, other reasons?
// Fifty boosted trees on the same 1000 applicants, with exact Shapley values of their log odds.

// %%
var trees = GradientBoosting.fit(train, Arrays.copyOf(data.repaid(), 1000),
    GradientBoosting.Options.defaults().withTrees(50));
ShapleyValues ofTrees = ShapleyValues.of(trees, test, 1);
ShapleyValues ofScore = ShapleyValues.of(score, train, test);
double[] inTrees = ofTrees.rows().get(row).stream().mapToDouble(d -> d).toArray();
double[] inScore = ofScore.rows().get(row).stream().mapToDouble(d -> d).toArray();
Table.create("the same applicant", StringColumn.create("feature", features),
    DoubleColumn.create("linear: probability", inScore),
    DoubleColumn.create("trees: log odds", inTrees),
    DoubleColumn.create("mean |value|, trees", ofTrees.importances()))

// %% [markdown]
// ## Twenty samples: how firm are the reasons?
// For the applicants that the linear score turns down, with the seeds 0 to 19, the share for whom
//
// - *mean of the approved*: the first two reasons stay, in order, if the reference is the approved, not all;
// - *debt said twice*: debt, if it was the first reason, stays so when the model gets it from both sources;
// - *trees*: the trees have the same first reason;
// - *one mended*, *two mended*: the score reaches 0.5 without the contribution of the first, of the first two.

// %%
/** One sample: its scores, who is denied, and their features and Shapley values. */
record Sample(Applicants all, LinearRegression model, int[] denied, double[][] rows,
    double[][] parts) {}

double[][] arrays(ShapleyValues found) {
    return found.rows().stream().map(r -> r.stream().mapToDouble(d -> d).toArray())
        .toArray(double[][]::new);
}
double[] paid(Applicants a) {
    return Arrays.stream(a.repaid(), 0, 1000).asDoubleStream().toArray();
}

// %%
Sample sample(int seed) {
    Applicants a = draw(seed);
    double[][] fit = Arrays.copyOf(a.x(), 1000);
    var model = LinearRegression.fit(fit, paid(a));
    double[] scores = model.predict(a.x());
    int[] denied = IntStream.range(1000, 1500).filter(i -> scores[i] < 0.5).toArray();
    double[][] rows = Arrays.stream(denied).mapToObj(i -> a.x()[i]).toArray(double[][]::new);
    return new Sample(a, model, denied, rows, arrays(ShapleyValues.of(model, fit, rows)));
}

// %%
/** The places of the lowest values, the lowest first. */
int[] lowest(double[] v) {
    return IntStream.range(0, v.length).boxed().sorted(Comparator.comparingDouble(j -> v[j]))
        .mapToInt(j -> j).toArray();
}
double share(int n, IntPredicate holds) {
    return IntStream.range(0, n).filter(holds).count() / (double) n;
}

// %%
double sameTwo(Sample s) {
    double[][] granted = Arrays.stream(s.all().x(), 0, 1000)
        .filter(a -> s.model().predict(new double[][] {a})[0] >= 0.5).toArray(double[][]::new);
    double[][] others = arrays(ShapleyValues.of(s.model(), granted, s.rows()));
    return share(others.length, i ->
        Arrays.equals(lowest(others[i]), 0, 2, lowest(s.parts()[i]), 0, 2));
}
double sameTrees(Sample s) {
    var boosted = GradientBoosting.fit(Arrays.copyOf(s.all().x(), 1000),
        Arrays.copyOf(s.all().repaid(), 1000), GradientBoosting.Options.defaults().withTrees(50));
    double[][] others = arrays(ShapleyValues.of(boosted, s.rows(), 1));
    return share(others.length, i -> lowest(others[i])[0] == lowest(s.parts()[i])[0]);
}

// %%
/** Debt said twice: its coefficients, the shares that keep it first and that have it praised. */
double[] twice(Sample s) {
    double[][] wide = IntStream.range(0, 1500).mapToObj(i -> DoubleStream.concat(
        Arrays.stream(s.all().x()[i]), DoubleStream.of(s.all().debtAgain()[i])).toArray())
        .toArray(double[][]::new);
    double[][] fit = Arrays.copyOf(wide, 1000);
    var model = LinearRegression.fit(fit, paid(s.all()));
    double[][] debtFirst = IntStream.range(0, s.rows().length)
        .filter(i -> lowest(s.parts()[i])[0] == 0).mapToObj(i -> wide[s.denied()[i]])
        .toArray(double[][]::new);
    double[][] v = arrays(ShapleyValues.of(model, fit, debtFirst));
    return new double[] {model.coefficients()[0], model.coefficients()[5],
        share(v.length, i -> lowest(v[i])[0] % 5 == 0),
        share(v.length, i -> Math.max(v[i][0], v[i][5]) > 0)};
}

// %%
/** How many reach 0.5 without what their first reasons take off. */
double mended(Sample s, int first) {
    double[] scores = s.model().predict(s.rows());
    return share(scores.length, i -> scores[i] - Arrays.stream(lowest(s.parts()[i]), 0, first)
        .mapToDouble(j -> Math.min(s.parts()[i][j], 0)).sum() >= 0.5);
}

// %%
List<Sample> samples = IntStream.range(0, 20).parallel().mapToObj(seed -> sample(seed)).toList();
double[] each(ToDoubleFunction<Sample> of) {
    return samples.parallelStream().mapToDouble(of).toArray();
}
double[][] doubled = samples.stream().map(s -> twice(s)).toArray(double[][]::new);
double[] kept = Arrays.stream(doubled).mapToDouble(d -> d[2]).toArray();
double[] praised = Arrays.stream(doubled).mapToDouble(d -> d[3]).toArray();
double[][] measures = {each(s -> sameTwo(s)), kept, each(s -> sameTrees(s)),
    each(s -> mended(s, 1)), each(s -> mended(s, 2))};
String[] titles = {"mean of the approved", "debt said twice", "trees", "one mended", "two mended"};
double mean(double[] of) { return Arrays.stream(of).average().orElseThrow(); }
for (int i = 0; i < 5; i++) {
    IO.println("%-21s %.3f".formatted(titles[i], mean(measures[i])));
}
Plots.box(titles, measures).withAxes("", "share of those turned down").withSize(760, 380)

// %%
double turned = mean(praised);
IO.println("in %.0f of 20 samples one of the two debts counts in favour".formatted(20 * turned));
String[] seeds = IntStream.range(0, 40).mapToObj(i -> "" + i / 2).toArray(String[]::new);
String[] sources = IntStream.range(0, 40)
    .mapToObj(i -> i % 2 == 0 ? "first source" : "second source").toArray(String[]::new);
double[] coefficients = IntStream.range(0, 40).mapToDouble(i -> doubled[i / 2][i % 2]).toArray();
Plots.bar(Table.create("twins", StringColumn.create("sample", seeds),
        DoubleColumn.create("coefficient", coefficients), StringColumn.create("debt", sources)),
    "sample", "coefficient", "debt").withTitle("One debt, two columns")

// %% [markdown]
// ### Question: how principled is the ranking?
// The text calls Shapley values a principled ranking of the reasons. What do they guarantee, and what would you fix in
// writing before a lender uses them? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// They guarantee that the parts add up: this applicant's take the mean score 0.702 to 0.322, debt alone −0.171. They
// do not say which parts are right, for three choices come before them. The reference: with the mean of the approved
// instead of all, the first two reasons stay for 0.853 of those turned down. The model: boosted trees, which one would
// think as good, name the same first reason for 0.81. The columns: with the debt said twice, the two share the blame
// in any way; in 12 of 20 samples one of them counts in favour of the applicant, in the others the debt falls behind
// for many, so it is best explained as a group. And a reason is no promise: without the first reason's part only 0.768
// would have passed, without the first two 0.976. So fix the reference, group what says the same, and test the letter
// against the decision.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside Python's, each computed on its own side: the linear score by the definition over all 32 sets, the trees'
// values by following every set of known features down every tree.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "debt", "late payments", "credit in use", "years", "inquiries",
        "trees, base", "mean of the approved", "debt said twice", "trees", "one mended",
        "two mended"),
    DoubleColumn.create("Java", DoubleStream.concat(Arrays.stream(values),
        DoubleStream.concat(DoubleStream.of(ofTrees.base()),
            Arrays.stream(measures).mapToDouble(m -> mean(m))))),
    DoubleColumn.create("Python", -0.1713 /* debt */, -0.08154 /* late */, -0.05526 /* used */,
        -0.04027 /* years */, -0.03116 /* asked */, 1.1318 /* tree_base */, 0.8530 /* mean_same_reference */,
        0.8609 /* mean_kept */, 0.8050 /* mean_same_trees */, 0.7677 /* mean_one */, 0.9758 /* mean_two */))

// %% tags=["assert"]
verify(
    number("base", () -> worth(0), 0.702, 0.0005, "as in the text"),
    number("score", () -> worth(31), 0.322, 0.0005, "as in the text"),
    number("debt", () -> values[0], -0.171, 0.0005, "as in the text"),
    number("letter", () -> values[0], -0.17, 0.005, "as in the text"),
    number("favour", () -> 20 * turned, 12, 1e-9, "as in the text"),
    number("reference", () -> mean(measures[0]), 0.853, 0.0005, "as in the text"),
    number("trees", () -> mean(measures[2]), 0.81, 0.005, "as in the text"),
    number("one", () -> mean(measures[3]), 0.768, 0.0005, "as in the text"),
    number("two", () -> mean(measures[4]), 0.976, 0.0005, "as in the text"));

// %% tags=["results"]
double off(Sample s) {
    double base = mean(s.model().predict(Arrays.copyOf(s.all().x(), 1000)));
    double[] scores = s.model().predict(s.rows());
    return IntStream.range(0, scores.length)
        .mapToDouble(i -> Math.abs(base + Arrays.stream(s.parts()[i]).sum() - scores[i])).max().orElseThrow();
}
double[] orders() {
    double[] sums = new double[5];
    for (int code = 0; code < 3125; code++) {
        int[] order = {code / 625, code / 125 % 5, code / 25 % 5, code / 5 % 5, code % 5};
        int known = 0;
        if (Arrays.stream(order).distinct().count() == 5) {
            for (int j : order) {
                sums[j] += (worth(known | 1 << j) - worth(known)) / 120;
                known |= 1 << j;
            }
        }
    }
    return sums;
}
double[] denied = each(s -> s.denied().length / 500.0), offs = each(s -> off(s));

// %% tags=["results"]
new Results()
    .with("row", row).with("applicant", applicant).with("coefficients", score.coefficients())
    .with("score", scores[row]).with("base", worth(0)).with("debt", values[0]).with("late", values[1])
    .with("used", values[2]).with("years", values[3]).with("asked", values[4]).with("orders", orders())
    .with("tree_base", ofTrees.base()).with("tree_values", inTrees).with("tree_importances", ofTrees.importances())
    .with("all_denied", denied).with("mean_denied", mean(denied)).with("all_off", offs).with("mean_off", mean(offs))
    .with("all_same_reference", measures[0]).with("mean_same_reference", mean(measures[0]))
    .with("all_kept", kept).with("mean_kept", mean(kept)).with("all_praised", praised).with("mean_praised", mean(praised))
    .with("all_one", measures[3]).with("mean_one", mean(measures[3]))
    .with("all_two", measures[4]).with("mean_two", mean(measures[4]))
    .with("all_same_trees", measures[2]).with("mean_same_trees", mean(measures[2]))
    .with("twins", Arrays.stream(doubled).map(d -> Arrays.copyOf(d, 2)).toArray(double[][]::new))

// %% tags=["claims"]
boolean mostly(double[] shares) { return mean(shares) >= 0.95; }
new Claims()
    .with("principled", "the contributions add up to the score (largest error, 20 seeds)", "principled",
        offs, Arrays.stream(offs).max().orElseThrow() < 1e-9, "the one thing that Shapley values guarantee to a letter")
    .with("below-threshold", "the top two reasons push the score below the threshold: without them it passes (share, 20 seeds)",
        "pushing the score below the threshold", measures[4], mostly(measures[4]),
        "nearly always with two reasons; without the first alone three in four")
    .with("reference", "the first two reasons do not hang on the reference, all or the approved (share unchanged, 20 seeds)",
        "the top reasons", measures[0], mostly(measures[0]), "the contributions are distances from it")
    .with("twin", "debt stays the first reason if a second column says it too (share of those with it first, 20 seeds)",
        "the top reasons", kept, mostly(kept), "two columns that tell the same share the blame in any way")
    .with("model", "another good model ranks the same reason first (boosted trees, share, 20 seeds)", "a credit scoring model",
        measures[2], mostly(measures[2]), "Shapley values explain the model, not the applicant")
