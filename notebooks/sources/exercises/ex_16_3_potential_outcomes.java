// %% [markdown]
// # Exercise 16.3: an effect that we know, and two ways to miss it
// *Chapter 16, potential outcomes · three stars · about 35 minutes*
//
// **The question.** Simulate people of whom we know both outcomes, with a treatment and without. What is the
// average effect of the treatment? How far off is a plain comparison of means when the people who are
// treated differ from the others, and does a regression repair it?
//
// **You will learn** to write the bias of a naive comparison as a product, what regression adjustment
// does, and when it fails too. **Before this:** linear regression.
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import peaberry.learn.LinearRegression;
import peaberry.plot.Plots;
import peaberry.random.RandomState;
import peaberry.teach.*;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_16_3_potential_outcomes");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## A world with both outcomes
// Person i has an engagement x and two potential outcomes: y0 without the treatment, y1 with it. The
// treatment adds 3 to everybody, apart from noise. In life we see one of the two; here we see both.
//
// Who is treated? With probability 1 / (1 + exp(−s·x)): the engaged ones more often. The strength s is
// 1.5; at s = 0 a coin decides. What engagement does to the outcome, `pull`, can be changed as well.

// %%
/** Everything about n people; y is the one outcome that can be observed. */
record World(double[] x, double[] y0, double[] y1, int[] treated, double[] y) {}

World draw(long seed, double strength, DoubleUnaryOperator pull) {
    int n = 5000;
    var random = RandomState.of(seed);
    double[] x = random.normal(0, 1, n), y0 = random.normal(0, 1, n), y1 = random.normal(0, 1, n);
    int[] treated = new int[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
        y0[i] += 2 + pull.applyAsDouble(x[i]);
        y1[i] += 2 + pull.applyAsDouble(x[i]) + 3;
        treated[i] = (int) random.binomial(1, 1 / (1 + Math.exp(-strength * x[i])));
        y[i] = treated[i] == 1 ? y1[i] : y0[i];
    }
    return new World(x, y0, y1, treated, y);
}

// %%
DoubleUnaryOperator straight = x -> 1.5 * x;
World world = draw(42, 1.5, straight);
Table.create("the first people", DoubleColumn.create("x", world.x()),
    DoubleColumn.create("y0", world.y0()), DoubleColumn.create("y1", world.y1()),
    IntColumn.create("treated", world.treated()), DoubleColumn.create("y", world.y())).first(5)

// %%
Plots.scatter(Arrays.copyOf(world.x(), 600), Arrays.copyOf(world.y(), 600),
        Arrays.stream(world.treated()).limit(600).mapToObj(t -> t == 1 ? "treated" : "not treated")
            .toArray(String[]::new))
    .withTitle("What can be observed, 600 people").withAxes("Engagement x", "Outcome y")

// %% [markdown]
// ## Task 1: the true effect and the naive one
// Write two methods. `truth` gives the mean of y1 − y0 over all people, which nobody could compute outside
// of a simulation. `naive` gives the mean of y among the treated minus the mean of y among the others.

// %% tags=["solution"] exercise="naive"
/** The mean of the values of those who are treated (1) or not (0). */
double meanOf(double[] values, int[] treated, int group) {
    double sum = 0, n = 0;
    for (int i = 0; i < values.length; i++) {
        if (treated[i] == group) {
            sum += values[i];
            n++;
        }
    }
    return sum / n;
}

double truth(World w) {
    double sum = 0;
    for (int i = 0; i < w.y().length; i++) sum += w.y1()[i] - w.y0()[i];
    return sum / w.y().length;
}

double naive(World w) {
    return meanOf(w.y(), w.treated(), 1) - meanOf(w.y(), w.treated(), 0);
}

double trueEffect = truth(world), naiveEffect = naive(world);
IO.println("true %.3f, naive %.3f, which is %.3f too much"
    .formatted(trueEffect, naiveEffect, naiveEffect - trueEffect));

// %% tags=["stub"] exercise="naive"
double truth(World w) {
    return todo();
}

double naive(World w) {
    return todo();
}

double trueEffect = truth(world), naiveEffect = naive(world);

// %% tags=["hint"] exercise="naive"
// `IntStream.range(0, w.y().length)` counts the people; `filter(i -> w.treated()[i] == 1)` keeps the treated.

// %% tags=["hint"] exercise="naive"
// Two sums and two counts in one loop will do as well. Do not use y0 and y1 in `naive`.

// %% tags=["check"] exercise="naive" points=2
double onTreated(World w, double[] values) {  // one sum over all people
    double share = Arrays.stream(w.treated()).average().orElseThrow();
    return IntStream.range(0, 5000).mapToDouble(i -> (w.treated()[i] - share) * values[i]).sum()
        / (5000 * share * (1 - share));
}
double average(double[] values) { return Arrays.stream(values).average().orElseThrow(); }
World other = draw(7, 0.5, x -> -x);
lesson.check("naive",
    number("trueEffect", () -> average(world.y1()) - average(world.y0()), 0.001,
        "the mean over all people of the outcome with the treatment minus the one without"),
    that("trueEffect", Double.class,
        e -> Math.abs(truth(other) - average(other.y1()) + average(other.y0())) < 0.001,
        "made by a `truth` that is right for other worlds, too"),
    number("naiveEffect", () -> onTreated(world, world.y()), 0.001,
        "the observed mean of the treated minus that of the others"),
    that("naiveEffect", Double.class,
        e -> Math.abs(naive(other) - onTreated(other, other.y())) < 0.001,
        "made by a `naive` that is right for other worlds, too"));

// %% [markdown]
// ## Task 2: regression adjustment
// Regress y on the treatment and on x by least squares. The treatment's coefficient compares people of
// equal x: it is the adjusted effect. Write `adjust`, which gives the two coefficients: the
// treatment's first, then x's.

// %% tags=["solution"] exercise="adjust"
double[] adjust(World w) {
    double[][] rows = new double[w.y().length][];
    Arrays.setAll(rows, i -> new double[] {w.treated()[i], w.x()[i]});
    return LinearRegression.fit(rows, w.y()).coefficients();
}

double[] fitted = adjust(world);
IO.println("adjusted effect %.3f, slope of x %.3f".formatted(fitted[0], fitted[1]));

// %% tags=["stub"] exercise="adjust"
double[] adjust(World w) {
    return todo();
}

double[] fitted = adjust(world);

// %% tags=["hint"] exercise="adjust"
// `LinearRegression.fit(rows, w.y())` wants a row of features for each person: `{w.treated()[i], w.x()[i]}`.

// %% tags=["hint"] exercise="adjust"
// `coefficients()` has no intercept; they are in the order of the features.

// %% tags=["check"] exercise="adjust" points=2
/** Least squares leaves nothing that has to do with the intercept, the treatment or x. */
boolean leavesNothing(World w, double treatment, double slope) {
    double[] rest = new double[5000];
    Arrays.setAll(rest, i -> w.y()[i] - treatment * w.treated()[i] - slope * w.x()[i]);
    double mean = Arrays.stream(rest).average().orElseThrow();
    return Stream.<IntToDoubleFunction>of(i -> w.treated()[i], i -> w.x()[i]).allMatch(f ->
        Math.abs(IntStream.range(0, 5000).mapToDouble(i -> f.applyAsDouble(i) * (rest[i] - mean))
            .sum()) < 10);
}
World unseen = draw(7, 0.5, x -> -x);
lesson.check("adjust",
    that("fitted", double[].class, f -> f.length == 2, "two coefficients, without the intercept"),
    that("fitted", double[].class, f -> !leavesNothing(world, f[1], f[0]),
        "first the treatment's coefficient, then that of x"),
    that("fitted", double[].class, f -> leavesNothing(world, f[0], f[1]),
        "the coefficients of least squares, with an intercept in the model"),
    that("fitted", double[].class, f -> leavesNothing(unseen, adjust(unseen)[0], adjust(unseen)[1]),
        "made by an `adjust` that is right for other worlds, too"));

// %% [markdown]
// ## Task 3: where the bias comes from
// The treated are more engaged by `gap`, the difference of the two groups' means of x. Compute `gap`, and
// `bias`: what the slope of x makes of it, `fitted[1]` times `gap`.

// %% tags=["solution"] exercise="bias"
double gap = meanOf(world.x(), world.treated(), 1) - meanOf(world.x(), world.treated(), 0);
double bias = fitted[1] * gap;

// %% tags=["stub"] exercise="bias"
double gap = todo();
double bias = todo();

// %% tags=["hint"] exercise="bias"
// The same as in `naive`, with `world.x()` in the place of y.

// %% tags=["check"] exercise="bias" points=1
lesson.check("bias",
    number("gap", () -> {
        double share = Arrays.stream(world.treated()).average().orElseThrow();
        return IntStream.range(0, 5000).mapToDouble(i ->
            (world.treated()[i] - share) * world.x()[i]).sum() / (5000 * share * (1 - share));
    }, 0.001, "the mean x of the treated minus that of the others"),
    number("bias", () -> answer("naiveEffect", Double.class) - answer("fitted", double[].class)[0],
        0.003, "the slope of x times the gap"));

// %%
lesson.needs("trueEffect", "naiveEffect", "fitted", "gap", "bias");
IO.println("true %.3f, naive %.3f, adjusted %.3f".formatted(trueEffect, naiveEffect, fitted[0]));
IO.println("slope of x %.3f times gap %.3f is %.9f".formatted(fitted[1], gap, bias));
IO.println("naive − adjusted is           %.9f".formatted(naiveEffect - fitted[0]));

// %% [markdown]
// The product is not roughly the difference between the two estimates, it is exactly that: so least squares
// works. With a weaker selection the gap shrinks. Watch both estimates while the strength goes from a coin to
// nearly a rule:

// %%
lesson.needs("naiveEffect", "fitted");
double[] strengths = IntStream.rangeClosed(0, 12).mapToDouble(i -> i / 4.0).toArray();
World[] worlds = Arrays.stream(strengths).parallel().mapToObj(s -> draw(42, s, straight))
    .toArray(World[]::new);
double[] naives = Arrays.stream(worlds).mapToDouble(w -> naive(w)).toArray();
double[] adjusteds = Arrays.stream(worlds).mapToDouble(w -> adjust(w)[0]).toArray();
IO.println("a coin decides: naive %.3f, adjusted %.3f".formatted(naives[0], adjusteds[0]));

// %%
lesson.needs("naiveEffect", "fitted");
Plots.line(strengths, naives).withName("naive").withDots()
    .and(Plots.line(strengths, adjusteds).withName("adjusted").withDots())
    .withHorizontalLine(3, "true").withTitle("The more x decides, the worse the naive estimate")
    .withAxes("Strength of the selection", "Estimated effect")

// %% [markdown]
// ## A model that is wrong
// Regression adjustment is right *if its model is*. Let engagement pull the outcome up by a step in the
// place of a line: 3 for everybody with x > 0, nothing for the others. The regression still draws a
// line. Fifty worlds of each kind, with the seeds 0 to 49:

// %%
lesson.needs("naiveEffect", "fitted");
DoubleUnaryOperator step = x -> x > 0 ? 3 : 0;
World[] line = new World[50];
double[][] found = new double[4][50];
IntStream.range(0, 50).parallel().forEach(seed -> {
    line[seed] = draw(seed, 1.5, straight);
    double[] of = {truth(line[seed]), naive(line[seed]), adjust(line[seed])[0],
        adjust(draw(seed, 1.5, step))[0]};
    for (int i = 0; i < 4; i++) {
        found[i][seed] = of[i];
    }
});
double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }
IO.println("means of 50: true %.3f, naive %.3f, adjusted %.3f, adjusted with a step %.3f"
    .formatted(mean(found[0]), mean(found[1]), mean(found[2]), mean(found[3])));

// %%
lesson.needs("naiveEffect", "fitted");
Plots.box(new String[] {"true", "naive", "adjusted", "adjusted, a step"}, found)
    .withHorizontalLine(3, "3").withTitle("50 worlds of each kind").withAxes("", "Effect")

// %% [markdown]
// ### Question: which estimate do you trust, and why?
// Say where the naive one goes wrong, what the regression needs, and what a coin would have done. (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// The naive estimate mixes two things: the effect, and that the treated were more engaged before. In our
// world they lead by 1.019 in x, each unit of x is worth 1.513, and the product, 1.542, is just what the naive
// 4.536 has too much beside the adjusted 2.994. More people would not help: it is bias, not noise, and in all
// fifty worlds the naive estimate is far above 3. The regression compares people of the same x, and that
// suffices as x is the only thing that decides both, and acts along a line. With a step it is off by 0.2 on
// average, though x is measured and in the model. A coin makes the groups alike, and then even the naive
// comparison is right, whatever form x acts in.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side. The course's text prints about 4.25 for
// the naive estimate. Its own seed gives 4.536 and the mean of fifty is 4.589: the bias is 1.6, not 1.25.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "true effect", "naive", "adjusted", "slope of x", "gap of x",
        "naive, mean of 50", "adjusted, mean of 50", "adjusted with a step, mean of 50"),
    DoubleColumn.create("Java", trueEffect, naiveEffect, fitted[0], fitted[1], gap,
        mean(found[1]), mean(found[2]), mean(found[3])),
    DoubleColumn.create("Python", 3.0204 /* true */, 4.5358 /* naive */, 2.9941 /* adjusted */,
        1.5133 /* slope */, 1.0188 /* gap */, 4.5887 /* mean_naive */,
        3.0014 /* mean_adjusted */, 3.1897 /* mean_step */))

// %% tags=["assert"]
verify(
    number("gap", () -> gap, 1.019, 0.0005, "as in the text"),
    number("slope", () -> fitted[1], 1.513, 0.0005, "as in the text"),
    number("product", () -> bias, 1.542, 0.0005, "as in the text"),
    number("naive", () -> naiveEffect, 4.536, 0.0005, "as in the text"),
    number("adjusted", () -> fitted[0], 2.994, 0.0005, "as in the text"),
    number("exactly", () -> naiveEffect - fitted[0] - bias, 0, 1e-9, "as in the text"),
    number("mean of fifty", () -> mean(found[1]), 4.589, 0.0005, "as in the text"),
    number("bias", () -> mean(found[1]) - 3, 1.6, 0.05, "as in the text"),
    number("step", () -> mean(found[3]) - 3, 0.2, 0.05, "as in the text"),
    between("a coin", () -> naives[0], 2.85, 3.15, "as in the text"),
    between("far above 3", () -> Arrays.stream(found[1]).min().orElseThrow(), 4.3, 5, "as in the text"));

// %% tags=["results"]
double[] excess = new double[50], gaps = new double[50], slopes = new double[50], coin = new double[50];
/** The slope of y on x among one group alone. */
double within(World w, int group) {
    double meanX = meanOf(w.x(), w.treated(), group), products = 0, squares = 0;
    for (int i = 0; i < w.y().length; i++) {
        if (w.treated()[i] == group) {
            products += (w.x()[i] - meanX) * w.y()[i];
            squares += (w.x()[i] - meanX) * (w.x()[i] - meanX);
        }
    }
    return products / squares;
}
IntStream.range(0, 50).parallel().forEach(seed -> {
    World w = line[seed];
    excess[seed] = found[1][seed] - found[0][seed];
    gaps[seed] = meanOf(w.x(), w.treated(), 1) - meanOf(w.x(), w.treated(), 0);
    slopes[seed] = Math.min(within(w, 0), within(w, 1));
    coin[seed] = naive(draw(seed, 0, straight));
});
/** Whether a mean of seeds is where it is said to be, up to two standard errors. */
boolean unbiased(double[] values, double expected) {
    double m = mean(values), squares = Arrays.stream(values).map(v -> (v - m) * (v - m)).sum();
    return Math.abs(m - expected) < 2 * Math.sqrt(squares / (values.length - 1) / values.length);
}

// %% tags=["results"]
new Results()
    .with("true", trueEffect).with("naive", naiveEffect).with("adjusted", fitted[0]).with("slope", fitted[1])
    .with("gap", gap).with("mean_naive", mean(found[1])).with("mean_adjusted", mean(found[2]))
    .with("mean_step", mean(found[3])).with("strengths_naive", naives).with("strengths_adjusted", adjusteds)
    .with("found", found).with("excess", excess).with("gaps", gaps).with("slopes", slopes).with("coin", coin)
    .with("x", world.x()).with("y", world.y()).with("treated", world.treated())

// %% tags=["claims"]
new Claims()
    .with("true", "the true average effect (50 seeds, to 0.01)", "~3.00", found[0],
        Math.abs(mean(found[0]) - 3) < 0.01, "3 by design; the text's own seed gives 3.020")
    .with("naive", "the naive estimate (50 seeds, to 0.05)", "~4.25", found[1],
        Math.abs(mean(found[1]) - 4.25) < 0.05, "the gap of x is 1.06, times 1.5 is 1.59; the text's own seed gives 4.536")
    .with("adjusted", "the adjusted estimate (50 seeds, to 0.01)", "~3.00", found[2],
        Math.abs(mean(found[2]) - 3) < 0.01, "the model is the right one; the text's own seed gives 2.994")
    .with("naive-up", "the naive estimate is biased upward (naive minus true, 50 seeds)", "biased upward", excess,
        Arrays.stream(excess).allMatch(e -> e > 0), "about 1.59 in each of the fifty worlds")
    .with("unbiased", "the adjusted estimate has no bias if its model is correct (50 seeds, two standard errors)",
        "unbiased", found[2], unbiased(found[2], 3), "x is the only confounder and acts along a line")
    .with("wrong-model", "without a correct model it has a bias (outcome with a step in x, 50 seeds)",
        "if model is correct", found[3], !unbiased(found[3], 3), "a line cannot follow the step; what it misses goes with the treatment")

// %% tags=["claims"]
new Claims()
    .with("higher-x", "treated people have a higher x (difference of means, 50 seeds)", "higher X",
        gaps, Arrays.stream(gaps).allMatch(g -> g > 0), "the probability of treatment rises with x")
    .with("higher-y", "a higher x leads to a higher y, treated or not (the lower of the two groups' slopes, 50 seeds)",
        "regardless of treatment", slopes, Arrays.stream(slopes).allMatch(s -> s > 0), "1.5 in both groups by design")
    .with("confounded", "it is the confounded assignment that biases it (naive, if a coin assigns, 50 seeds)",
        "biased under confounding", coin, unbiased(coin, 3), "with a coin x is alike in both groups")
