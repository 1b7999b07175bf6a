// %% [markdown]
// # Exercise 19.2: one model or two?
// *Chapter 19, causal machine learning · three stars · about 40 minutes*
//
// **The question.** An effect differs from user to user. Estimate it for each with one model that knows who
// was treated (S-learner), and with two models, one for each group (T-learner). Find a case in which the two
// disagree, and say why.
//
// **You will learn** how a model of outcomes becomes a model of effects, and why the text's rule that
// two models do better fails in its own example. **Before this:** gradient boosting, exercise 16.3.
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import peaberry.learn.*;
import peaberry.plot.Plots;
import peaberry.random.RandomState;
import peaberry.teach.*;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_19_2_learners");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## An experiment with unlike effects
// Five features, of which x0 alone matters. Untreated, a user's outcome is 1 + 0.5·x0 plus noise. The
// treatment adds 2 + slope·x0, with a slope of 3. A coin decides who is treated (selection 0); with a
// selection above 0, users with a high x0 are treated more often.

// %%
/** Users: features, treated or not, the true effect, which no one could see, and the outcome. */
record Trial(double[][] x, int[] treated, double[] effect, double[] y) {}

Trial draw(long seed, int n, double slope, double selection) {
    var random = RandomState.of(seed);
    double[][] x = random.standardNormal(n, 5);
    int[] treated = Arrays.stream(x)
        .mapToInt(r -> (int) random.binomial(1, 1 / (1 + Math.exp(-selection * r[0])))).toArray();
    double[] effect = Arrays.stream(x).mapToDouble(r -> 2 + slope * r[0]).toArray();
    double[] y = random.normal(0, 1, n);
    Arrays.setAll(y, i -> 1 + 0.5 * x[i][0] + effect[i] * treated[i] + y[i]);
    return new Trial(x, treated, effect, y);
}

Trial trial = draw(42, 5000, 3, 0);
IO.println("effects from %.1f to %.1f".formatted(
    Arrays.stream(trial.effect()).min().orElseThrow(),
    Arrays.stream(trial.effect()).max().orElseThrow()));

// %%
/** Rows with a value more at their end: that of the method for the row's index. */
double[][] withLast(double[][] x, IntToDoubleFunction last) {
    double[][] wider = new double[x.length][];
    Arrays.setAll(wider, i -> {
        double[] row = Arrays.copyOf(x[i], x[i].length + 1);
        row[x[i].length] = last.applyAsDouble(i);
        return row;
    });
    return wider;
}

GradientBoostingRegression boosted(double[][] x, double[] y) {
    return GradientBoostingRegression.fit(x, y, GradientBoosting.Options.defaults().withTrees(200));
}

// %% [markdown]
// ## Task 1: the S-learner
// Fit `boosted` once, to all users, with the treatment as a sixth feature (`withLast`). A user's estimated
// effect is the prediction with a 1 in that place minus the prediction with a 0, whatever really happened.

// %% tags=["solution"] exercise="single"
double[] sLearner(Trial t) {
    var model = boosted(withLast(t.x(), i -> t.treated()[i]), t.y());
    double[] with = model.predict(withLast(t.x(), i -> 1));
    double[] without = model.predict(withLast(t.x(), i -> 0));
    Arrays.setAll(with, i -> with[i] - without[i]);
    return with;
}
double[] bySingle = sLearner(trial);

// %% tags=["stub"] exercise="single"
double[] sLearner(Trial t) {
    return todo();
}
double[] bySingle = sLearner(trial);

// %% tags=["hint"] exercise="single"
// `boosted(withLast(t.x(), i -> t.treated()[i]), t.y())` is the model.

// %% tags=["hint"] exercise="single"
// `model.predict(withLast(t.x(), i -> 1))` says what each user's outcome would be if treated.

// %% tags=["check"] exercise="single" points=2
lesson.check("single",
    that("bySingle", double[].class, e -> e.length == 5000, "an effect for each of 5000 users"),
    that("bySingle", double[].class, e -> Metrics.r2(trial.effect(), e) > 0.9,
        "near to the true effects: the prediction if treated minus the one if not"),
    that("bySingle", double[].class, e -> {
        var model = boosted(withLast(trial.x(), i -> trial.treated()[i]), trial.y());
        double[] rise = model.predict(withLast(trial.x(), i -> 1));
        double[] base = model.predict(withLast(trial.x(), i -> 0));
        Arrays.setAll(rise, i -> rise[i] - base[i]);
        return Metrics.rmse(rise, e) < 0.1;
    }, "made by one model with the treatment among its features"));

// %% [markdown]
// ## Task 2: the T-learner
// Now two models: one of the treated users alone, one of the others, each without the treatment as a
// feature. Both predict for all users; the difference is the estimated effect.

// %% tags=["solution"] exercise="two"
double[] outcomes(Trial t, int group) {
    int[] who = IntStream.range(0, t.y().length).filter(i -> t.treated()[i] == group).toArray();
    double[][] x = Arrays.stream(who).mapToObj(i -> t.x()[i]).toArray(double[][]::new);
    return boosted(x, Arrays.stream(who).mapToDouble(i -> t.y()[i]).toArray()).predict(t.x());
}

double[] tLearner(Trial t) {
    double[] with = outcomes(t, 1), without = outcomes(t, 0);
    Arrays.setAll(with, i -> with[i] - without[i]);
    return with;
}
double[] byTwo = tLearner(trial);

// %% tags=["stub"] exercise="two"
double[] tLearner(Trial t) {
    return todo();
}
double[] byTwo = tLearner(trial);

// %% tags=["hint"] exercise="two"
// `IntStream.range(0, n).filter(i -> t.treated()[i] == 1).toArray()` are the indices of the treated users.

// %% tags=["hint"] exercise="two"
// Each model learns from its group and predicts for `t.x()`, all of it.

// %% tags=["check"] exercise="two" points=2
double[] predicted(int group) {
    int[] who = IntStream.range(0, 5000).filter(i -> trial.treated()[i] == group).toArray();
    double[][] x = Arrays.stream(who).mapToObj(i -> trial.x()[i]).toArray(double[][]::new);
    double[] y = Arrays.stream(who).mapToDouble(i -> trial.y()[i]).toArray();
    return boosted(x, y).predict(trial.x());
}
lesson.check("two",
    that("byTwo", double[].class, e -> e.length == 5000, "an effect for each of 5000 users"),
    that("byTwo", double[].class, e -> Metrics.r2(trial.effect(), e) > 0.9,
        "near to the true effects: the treated users' model minus the others' model"),
    that("byTwo", double[].class, e -> {
        double[] rise = predicted(1), base = predicted(0);
        Arrays.setAll(rise, i -> rise[i] - base[i]);
        return Metrics.rmse(rise, e) < 0.1;
    }, "made by two models, each fitted to one group alone"));

// %%
lesson.needs("bySingle", "byTwo");
double[] few = Arrays.copyOf(trial.effect(), 400);
Plots.subplots(2,
    Plots.scatter(few, Arrays.copyOf(bySingle, 400)).and(Plots.line(few, few).withName("right"))
        .withTitle("S-learner").withAxes("True effect", "Estimated effect"),
    Plots.scatter(few, Arrays.copyOf(byTwo, 400)).and(Plots.line(few, few).withName("right"))
        .withTitle("T-learner").withAxes("True effect", "Estimated effect"))

// %% [markdown]
// ## Task 3: which is nearer?
// Compute `correlations` with the true effect, and `errors`, the roots of the mean squared errors: of the
// S-learner first, then of the T-learner. `correlation`, below, is given.

// %%
double mean(double[] v) { return Arrays.stream(v).average().orElseThrow(); }
double covariance(double[] a, double[] b) {
    double ma = mean(a), mb = mean(b);
    return IntStream.range(0, a.length)
        .mapToDouble(i -> (a[i] - ma) * (b[i] - mb)).average().orElseThrow();
}
double correlation(double[] a, double[] b) {
    return covariance(a, b) / Math.sqrt(covariance(a, a) * covariance(b, b));
}

// %% tags=["solution"] exercise="nearer"
double[] correlations = {
    correlation(trial.effect(), bySingle), correlation(trial.effect(), byTwo)};
double[] errors = {
    Metrics.rmse(trial.effect(), bySingle), Metrics.rmse(trial.effect(), byTwo)};
IO.println("correlation: S %.3f, T %.3f".formatted(correlations[0], correlations[1]));
IO.println("error:       S %.3f, T %.3f".formatted(errors[0], errors[1]));

// %% tags=["stub"] exercise="nearer"
double[] correlations = todo();
double[] errors = todo();

// %% tags=["hint"] exercise="nearer"
// `Metrics.rmse(truth, estimate)` is the root of the mean squared error.

// %% tags=["check"] exercise="nearer" points=1
boolean are(double[] found, ToDoubleBiFunction<double[], double[]> figure) {
    double[] right = Stream.of("bySingle", "byTwo").map(n -> answer(n, double[].class))
        .mapToDouble(e -> figure.applyAsDouble(trial.effect(), e)).toArray();
    return found.length == 2
        && IntStream.range(0, 2).allMatch(i -> Math.abs(found[i] - right[i]) < 0.001);
}
lesson.check("nearer",
    that("correlations", double[].class, c -> are(c, (t, e) -> correlation(t, e)),
        "the correlations with the true effect, S-learner first"),
    that("errors", double[].class, r -> are(r, (t, e) -> Metrics.rmse(t, e)),
        "the roots of the mean squared errors, S-learner first"));

// %% [markdown]
// ## Four settings, twenty seeds
// One sample is an anecdote. Take the seeds 0 to 19 in four settings: as above; with 1000 users; with 1000
// users whose effects hardly differ (slope 0.3); and with 1000 users of whom x0 decides who is treated.

// %%
record Setting(String label, int users, double slope, double selection) {}
List<Setting> settings = List.of(new Setting("text", 5000, 3, 0), new Setting("fewer", 1000, 3, 0),
    new Setting("weak", 1000, 0.3, 0), new Setting("selected", 1000, 3, 2));

/** Of S and T: correlation with the truth, error, spread. */
double[] judged(Trial t, double[] s, double[] two) {
    return new double[] {correlation(t.effect(), s), correlation(t.effect(), two),
        Metrics.rmse(t.effect(), s), Metrics.rmse(t.effect(), two),
        Math.sqrt(covariance(s, s)), Math.sqrt(covariance(two, two))};
}

// %%
lesson.needs("bySingle", "byTwo");
double[][][] measured = settings.stream().map(setting -> {
    double[][] seeds = IntStream.range(0, 20).parallel().mapToObj(seed -> {
        Trial t = draw(seed, setting.users(), setting.slope(), setting.selection());
        return judged(t, sLearner(t), tLearner(t));
    }).toArray(double[][]::new);
    return IntStream.range(0, 6)
        .mapToObj(k -> Arrays.stream(seeds).mapToDouble(s -> s[k]).toArray())
        .toArray(double[][]::new);
}).toArray(double[][][]::new);
for (int i = 0; i < 4; i++) {
    double[] m = Arrays.stream(measured[i]).mapToDouble(v -> mean(v)).toArray();
    IO.println("%-9s correlation S %.3f, T %.3f; error S %.3f, T %.3f; spread S %.3f, T %.3f"
        .formatted(settings.get(i).label(), m[0], m[1], m[2], m[3], m[4], m[5]));
}

// %%
lesson.needs("bySingle", "byTwo");
Plots.box(new String[] {"text S", "text T", "fewer S", "fewer T", "weak S", "weak T",
        "selected S", "selected T"},
    Arrays.stream(measured).flatMap(m -> Stream.of(m[2], m[3])).toArray(double[][]::new))
    .withTitle("Errors of the two learners, 20 seeds").withAxes("", "Root mean squared error")

// %% [markdown]
// ### Question: where do the two disagree, and why?
// Look at the weak effects, and at the users who were selected. Whose estimates scatter more, and what
// keeps the other's together? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// They disagree most where effects hardly differ: on average of twenty seeds the S-learner's error is 0.291, the
// T-learner's 0.767, more than twice as much, and they correlate with the truth by 0.704 and 0.362. The
// true effects have a spread of 0.3, the T-learner's estimates one of 0.820: most of what it calls unlike
// effects is noise. Its two models fit the noise of their groups each for itself, and the difference has both. The
// S-learner asks about the treatment only where that pays, so users in one leaf share an effect, and what
// both groups have in common is learned from all users. That restraint has a price where effects are
// strong: on the text's data its estimates have a spread of 2.924, less than the true one of 3. Under selection both suffer, for few treated users
// have a low x0: the S-learner's error rises from 0.449 to 1.047, the T-learner's from 0.779 to 0.998.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside scikit-learn's, which looks at every possible split where ours puts a feature of 5000 values
// into 255 bins: so the figures agree within 0.02, not to all digits. The text prints about 0.85 and 0.92 for correlations that are
// both above 0.98, and in the wrong order.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "text: correlation S", "text: correlation T", "text: error S",
        "text: error T", "fewer: error S", "fewer: error T", "weak: error S", "weak: error T",
        "selected: error S", "selected: error T"),
    DoubleColumn.create("Java", mean(measured[0][0]), mean(measured[0][1]), mean(measured[0][2]),
        mean(measured[0][3]), mean(measured[1][2]), mean(measured[1][3]), mean(measured[2][2]),
        mean(measured[2][3]), mean(measured[3][2]), mean(measured[3][3])),
    DoubleColumn.create("Python", 0.9956 /* s_text */, 0.9915 /* t_text */, 0.2935 /* s_error_text */,
        0.3923 /* t_error_text */, 0.4461 /* s_error_fewer */, 0.7782 /* t_error_fewer */,
        0.2911 /* s_error_weak */, 0.7661 /* t_error_weak */,
        1.0504 /* s_error_selected */, 0.9974 /* t_error_selected */))

// %% tags=["assert"]
double m(int setting, int figure) { return mean(measured[setting][figure]); }
verify(
    number("weak S", () -> m(2, 2), 0.291, 0.0005, "as in the text"),
    number("weak T", () -> m(2, 3), 0.767, 0.0005, "as in the text"),
    between("twice", () -> m(2, 3) / m(2, 2), 2, 3, "as in the text"),
    number("weak correlation S", () -> m(2, 0), 0.704, 0.0005, "as in the text"),
    number("weak correlation T", () -> m(2, 1), 0.362, 0.0005, "as in the text"),
    number("spread T", () -> m(2, 5), 0.820, 0.0005, "as in the text"),
    number("text spread S", () -> m(0, 4), 2.924, 0.0005, "as in the text"),
    number("fewer S", () -> m(1, 2), 0.449, 0.0005, "as in the text"),
    number("selected S", () -> m(3, 2), 1.047, 0.0005, "as in the text"),
    number("fewer T", () -> m(1, 3), 0.779, 0.0005, "as in the text"),
    number("selected T", () -> m(3, 3), 0.998, 0.0005, "as in the text"),
    between("above 0.98", () -> Arrays.stream(measured[0]).limit(2)
        .flatMapToDouble(v -> Arrays.stream(v)).min().orElseThrow(), 0.98, 1, "as in the text"),
    between("the wrong order", () -> m(0, 0) - m(0, 1), 0.001, 0.1, "as in the text"));

// %% tags=["results"]
double[] least = new double[20], largest = new double[20];
for (int seed = 0; seed < 20; seed++) {
    double[] effects = Arrays.stream(draw(seed, 5000, 3, 0).effect()).sorted().toArray();
    least[seed] = effects[0];
    largest[seed] = effects[4999];
}
double[] minus(double[] a, double[] b) { return IntStream.range(0, 20).mapToDouble(i -> a[i] - b[i]).toArray(); }
/** In how many of 20 seeds the first is above the second. */
long above(double[] a, double[] b) { return Arrays.stream(minus(a, b)).filter(d -> d > 0).count(); }
double[] apart = Arrays.stream(minus(measured[2][3], measured[2][2])).map(Math::abs).toArray();
var results = new Results();
for (int i = 0; i < 4; i++) {
    results = results.with("s_" + settings.get(i).label(), mean(measured[i][0]))
        .with("t_" + settings.get(i).label(), mean(measured[i][1]))
        .with("s_error_" + settings.get(i).label(), mean(measured[i][2]))
        .with("t_error_" + settings.get(i).label(), mean(measured[i][3]));
}

// %% tags=["results"]
results.with("s_seed", correlations[0]).with("t_seed", correlations[1]).with("least", least).with("largest", largest)
    .with("effect", trial.effect()).with("treated", trial.treated()).with("y", trial.y())

// %% tags=["claims"]
new Claims()
    .with("s", "the S-learner's correlation with the true effect (20 seeds, to 0.02)", "~0.85", measured[0][0],
        Math.abs(mean(measured[0][0]) - 0.85) < 0.02, "200 trees and 5000 users find one strong feature almost exactly")
    .with("t", "the T-learner's correlation with the true effect (20 seeds, to 0.02)", "~0.92", measured[0][1],
        Math.abs(mean(measured[0][1]) - 0.92) < 0.02, "the same; its own noise costs it little here")
    .with("least", "the least true effect (20 seeds, to 0.5)", "-4", least, Math.abs(mean(least) + 4) < 0.5,
        "-4 is two standard deviations below the mean; of 5000 normal values the least is 3.5 or so below")
    .with("largest", "the largest true effect (20 seeds, to 0.5)", "+8", largest, Math.abs(mean(largest) - 8) < 0.5,
        "+8 is two standard deviations above the mean")
    .with("t-better", "the T-learner is the better one where effects differ much (its correlation minus S's, 20 seeds)",
        "T often outperforms S", minus(measured[0][1], measured[0][0]), above(measured[0][1], measured[0][0]) > 10,
        "the S-learner fits what is common to both groups on all users, and less noise")

// %% tags=["claims"]
new Claims()
    .with("t-better-weak", "and where they differ a little (T's correlation minus S's, 1000 users, slope 0.3, 20 seeds)",
        "T often outperforms S", minus(measured[2][1], measured[2][0]), above(measured[2][1], measured[2][0]) > 10,
        "most of what the T-learner finds is the noise of two models")
    .with("s-looser", "the S-learner regularizes the effect too little (its spread minus T's, slope 0.3, 20 seeds)",
        "under-regularize", minus(measured[2][4], measured[2][5]), above(measured[2][4], measured[2][5]) > 10,
        "the other way round: one model holds the effect back, two models add their noises")
    .with("disagree", "there is a case in which the two disagree (distance of their errors, above 0.1, slope 0.3, 20 seeds)",
        "show a case", apart, Arrays.stream(apart).allMatch(d -> d > 0.1), "weak effects; the text's own case shows little")
    .with("t-suffers", "the T-learner suffers where the groups' features differ (error, x0 selects minus a coin, 20 seeds)",
        "can suffer", minus(measured[3][3], measured[1][3]), above(measured[3][3], measured[1][3]) > 18,
        "few treated users have a low x0; the S-learner's error rises even more")
