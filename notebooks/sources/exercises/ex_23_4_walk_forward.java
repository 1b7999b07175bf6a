// %% [markdown]
// # Exercise 23.4: forecasts judged in the order of time
// *Chapter 23, time series · two stars · about 40 minutes*
//
// **The question.** Write a walk-forward validation for forecasts of a streaming service's daily engagement, and
// compare several forecasters by their mean absolute error and by how often their 90 % intervals hold.
//
// **You will learn** to test a forecast without looking ahead, and that a coverage, too, is an estimate with an
// error. **Before this:** linear regression, autocorrelation.
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

var lesson = Lesson.open("ex_23_4_walk_forward");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## Two years of days
// Minutes per user and day: a slow rise, a week with a busy weekend, and a mood that lasts for some days: each day
// keeps 0.8 of the day before and adds a normal shock with a deviation of 2. As we made the series, we know how
// good a forecast can be. (The shared data of StreamRec have 90 days, too few for a first year to learn from.)

// %%
double[] WEEK = {0, -1, -1, 0, 2, 5, 4};
double trend(int day) { return 50 + 0.01 * day + WEEK[day % 7]; }
double[] draw(long seed) {
    double[] shocks = RandomState.of(seed).standardNormal(730), series = new double[730];
    double mood = 0;
    for (int t = 0; t < 730; t++) {
        mood = t == 0 ? 2 * shocks[0] / Math.sqrt(1 - 0.8 * 0.8) : 0.8 * mood + 2 * shocks[t];
        series[t] = trend(t) + mood;
    }
    return series;
}
double[] series = draw(42);
Plots.line(series).withVerticalLine(365, "first forecast").withSize(800, 300)
    .withTitle("Daily engagement").withAxes("day", "minutes")

// %% [markdown]
// ## Task 1: the windows
// Train on the first year, forecast the seven days after it; then move on by seven days, train on all that is now
// past, and so on. Write `windows`, which gives for a series of `n` days the days at which a forecast starts: 365,
// 372, … as long as all seven days of the forecast are in the series.

// %%
interface Windows { int[] of(int n); }

// %% tags=["solution"] exercise="windows"
Windows windows = n -> IntStream.iterate(365, s -> s + 7 <= n, s -> s + 7).toArray();
int[] starts = windows.of(730);
IO.println("%d windows, the last from day %d on".formatted(starts.length, starts[51]));

// %% tags=["stub"] exercise="windows"
Windows windows = todo();
int[] starts = windows.of(730);

// %% tags=["hint"] exercise="windows"
// A forecast from day s on needs the days s to s + 6, and the last day of the series is n − 1.

// %% tags=["hint"] exercise="windows"
// `IntStream.iterate(365, s -> condition, s -> s + 7).toArray()`.

// %% tags=["check"] exercise="windows" points=1
lesson.check("windows",
    that("windows", Windows.class, w -> Arrays.equals(w.of(382), new int[] {365, 372}),
        "a function that gives 365 and 372 for 382 days"),
    that("windows", Windows.class, w -> Arrays.equals(w.of(379), new int[] {365, 372})
        && Arrays.equals(w.of(372), new int[] {365}),
        "right where the series ends with the last window's last day"),
    that("windows", Windows.class, w -> w.of(371).length == 0,
        "a function that gives nothing where no window is whole"),
    that("starts", int[].class, s -> s.length == 52 && s[51] == 722, "the windows of 730 days"));

// %% [markdown]
// ## Five forecasters
// Each sees the days that are past, and gives the next seven: the middle of the interval, and `half` its width.
//
// - `climate`: the mean of all days, plus or minus 1.645 standard deviations of all days;
// - `seasonal`: the same weekday of last week; the interval from the past differences over seven days;
// - `flat`: a regression on trend and weekday, plus 0.8, 0.64, … of its last residual (the factor is estimated, too); the
//   interval from the one-day shocks, the same for each of the seven days;
// - `growing`: the same forecast; see task 3;
// - `truth`: the best forecast there is, by somebody who knows how the series was made.

// %%
record Forecast(double[] middle, double[] half) {}
interface Forecaster { Forecast of(double[] past); }
double Z = 1.6448536269514722;  // 90 % of a normal distribution lie within
double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }
double deviation(double[] v) {
    double m = mean(v);
    return Math.sqrt(Arrays.stream(v).map(x -> (x - m) * (x - m)).sum() / (v.length - 1));
}
double[] seven(IntToDoubleFunction of) { return IntStream.range(0, 7).mapToDouble(of).toArray(); }

// %%
Forecaster climate = past -> {
    double middle = mean(past), half = Z * deviation(past);
    return new Forecast(seven(i -> middle), seven(i -> half));
};
Forecaster seasonal = past -> {
    double half = Z * deviation(IntStream.range(7, past.length)
        .mapToDouble(t -> past[t] - past[t - 7]).toArray());
    return new Forecast(seven(i -> past[past.length - 7 + i]), seven(i -> half));
};

// %%
double[] features(int day) {
    double[] x = new double[7];
    x[0] = day / 365.0;
    if (day % 7 > 0) x[day % 7] = 1;
    return x;
}
/** A regression on trend and weekday whose residuals keep a share phi from day to day. */
record Model(double[] ahead, double phi, double sigma) {}

// %%
Model fit(double[] past) {
    int n = past.length;
    double[][] x = IntStream.range(0, n + 7).mapToObj(t -> features(t)).toArray(double[][]::new);
    double[] line = LinearRegression.fit(Arrays.copyOf(x, n), past).predict(x);
    double[] rest = IntStream.range(0, n).mapToDouble(t -> past[t] - line[t]).toArray();
    double both = 0, squares = 0, shocks = 0;
    for (int t = 1; t < n; t++) both += rest[t] * rest[t - 1];
    for (int t = 1; t < n; t++) squares += rest[t - 1] * rest[t - 1];
    double phi = both / squares;
    for (int t = 1; t < n; t++) shocks += Math.pow(rest[t] - phi * rest[t - 1], 2);
    return new Model(seven(i -> line[n + i] + Math.pow(phi, i + 1) * rest[n - 1]), phi,
        Math.sqrt(shocks / (n - 1 - 9)));
}

// %%
Forecaster flat = past -> {
    Model m = fit(past);
    return new Forecast(m.ahead(), seven(i -> Z * m.sigma()));
};
Forecaster truth = past -> {
    int n = past.length;
    double mood = past[n - 1] - trend(n - 1);
    return new Forecast(seven(i -> trend(n + i) + Math.pow(0.8, i + 1) * mood),
        seven(i -> Z * 2 * Math.sqrt((1 - Math.pow(0.64, i + 1)) / (1 - 0.64))));
};

// %% [markdown]
// ## Task 2: the walk
// Write `walk`: for each window it gives the forecaster all days before the window, and no other, and compares the
// seven days that follow. The score has the mean absolute error and the share of days in the interval.

// %%
record Score(double mae, double coverage) {}
interface Walk { Score of(double[] series, Forecaster forecaster); }

// %% tags=["solution"] exercise="walk"
Walk walk = (days, forecaster) -> {
    double errors = 0, covered = 0;
    int n = 0;
    for (int start : windows.of(days.length)) {
        Forecast f = forecaster.of(Arrays.copyOf(days, start));
        for (int i = 0; i < 7; i++, n++) {
            double error = Math.abs(days[start + i] - f.middle()[i]);
            errors += error;
            if (error <= f.half()[i]) covered++;
        }
    }
    return new Score(errors / n, covered / n);
};
walk.of(series, seasonal)

// %% tags=["stub"] exercise="walk"
Walk walk = todo();

// %% tags=["hint"] exercise="walk"
// `Arrays.copyOf(days, start)` are the days before `start`: the forecaster cannot look at more than it is given.

// %% tags=["hint"] exercise="walk"
// Count the days, the sum of the errors and the days covered over all windows, and divide at the end.

// %% tags=["check"] exercise="walk" points=2
Forecaster last = past -> new Forecast(seven(i -> past[past.length - 1]), seven(i -> i + 0.5));
double[] rising(double by) { return IntStream.range(0, 730).mapToDouble(t -> by * t).toArray(); }
lesson.check("walk",
    that("walk", Walk.class, w -> Math.abs(w.of(new double[730], climate).mae()) < 1e-9,
        "such that a forecast without errors has a mean absolute error of 0"),
    that("walk", Walk.class, w -> {
        var seen = new TreeSet<Integer>();
        w.of(series.clone(), past -> {
            seen.add(past.length);
            return last.of(past);
        });
        return seen.size() == 52 && seen.first() == 365 && seen.last() == 722;
    }, "such that a window's forecaster gets the days before the window, all of them and no more"),
    that("walk", Walk.class, w -> Math.abs(w.of(rising(1), last).mae() - 4) < 1e-9,
        "right in the mean absolute error"),
    that("walk", Walk.class, w -> Math.abs(w.of(rising(0.8), last).coverage() - 5.0 / 7) < 1e-9,
        "right in the share of days covered"));

// %% [markdown]
// ## Task 3: an interval that grows
// After h days the mood is a sum of h shocks, weighted 1, φ, φ², …, so its variance is σ² (1 − φ²ʰ)/(1 − φ²). Write
// `growing`: the forecast of `fit(past)`, with intervals of 1.645 times the root of that, for h = 1 to 7.

// %% tags=["solution"] exercise="growing"
Forecaster growing = past -> {
    Model m = fit(past);
    double square = m.phi() * m.phi();
    return new Forecast(m.ahead(), seven(i ->
        Z * m.sigma() * Math.sqrt((1 - Math.pow(square, i + 1)) / (1 - square))));
};

// %% tags=["stub"] exercise="growing"
Forecaster growing = todo();

// %% tags=["hint"] exercise="growing"
// Begin as `flat` does; `m.phi()` and `m.sigma()` are φ and σ. For the first day the two are the same.

// %% tags=["check"] exercise="growing" points=1
Model fitted = fit(series);
lesson.check("growing",
    that("growing", Forecaster.class, g -> near(g.of(series).middle(), fitted.ahead()),
        "a forecast with the middle of `fit`"),
    that("growing", Forecaster.class,
        g -> Math.abs(g.of(series).half()[0] - Z * fitted.sigma()) < 1e-9,
        "such that the first day's interval is that of one shock"),
    that("growing", Forecaster.class, g -> {
        double one = 1, sum = 0;
        double[] half = g.of(series).half();
        for (int i = 0; i < 7; i++, one *= fitted.phi()) {
            sum += one * one;
            if (Math.abs(half[i] - Z * fitted.sigma() * Math.sqrt(sum)) > 1e-6) return false;
        }
        return true;
    }, "such that each day's interval is that of the sum of the shocks until then"));

// %%
lesson.needs("growing");
double[] next = IntStream.range(365, 372).asDoubleStream().toArray();
double[] year = Arrays.copyOf(series, 365);
Forecast narrow = flat.of(year), wide = growing.of(year);
double[] end(Forecast f, int sign) { return seven(i -> f.middle()[i] + sign * f.half()[i]); }
Plots.band(next, end(wide, -1), end(wide, 1)).withName("growing")
    .and(Plots.line(next, wide.middle()).withName("forecast"))
    .and(Plots.line(next, end(narrow, -1)).withName("flat").withDashes())
    .and(Plots.line(next, end(narrow, 1)).withName("flat").withDashes())
    .and(Plots.line(next, Arrays.copyOfRange(series, 365, 372)).withName("came").withDots())
    .withTitle("The first window").withAxes("day", "minutes")

// %% [markdown]
// ## Twenty series
// Each forecaster on 20 series of the same kind: its error, its coverage, and its coverage by day of the forecast.

// %%
lesson.needs("walk", "growing", "starts");
Forecaster remembering(Forecaster asked) {  // each forecast is made once
    var made = new HashMap<Integer, Forecast>();
    return past -> made.computeIfAbsent(past.length, n -> asked.of(past));
}
String[] names = {"climate", "seasonal", "flat", "growing", "truth"};
List<Forecaster> forecasters = List.of(climate, seasonal, flat, growing, truth);

// %%
lesson.needs("walk", "growing", "starts");
Forecaster[][] made = new Forecaster[5][20];
IntStream.range(0, 5).parallel().forEach(i -> {
    for (int seed = 0; seed < 20; seed++) {
        double[] days = draw(seed);
        made[i][seed] = remembering(forecasters.get(i));
        for (int start : starts) made[i][seed].of(Arrays.copyOf(days, start));
    }
});

// %%
lesson.needs("walk", "growing", "starts");
double[][] mae = new double[5][20], coverage = new double[5][20], byDay = new double[5][7];
for (int i = 0; i < 5; i++) {
    for (int seed = 0; seed < 20; seed++) {
        double[] days = draw(seed);
        Score score = walk.of(days, made[i][seed]);
        mae[i][seed] = score.mae();
        coverage[i][seed] = score.coverage();
        for (int start : starts) {
            Forecast f = made[i][seed].of(Arrays.copyOf(days, start));
            for (int h = 0; h < 7; h++) {
                boolean hit = Math.abs(days[start + h] - f.middle()[h]) <= f.half()[h];
                byDay[i][h] += hit ? 1.0 / starts.length / 20 : 0;
            }
        }
    }
}

// %%
lesson.needs("walk", "growing", "starts");
for (int i = 0; i < 5; i++) {
    IO.println("%-9s MAE %.3f, coverage %.3f, from %.3f to %.3f".formatted(names[i], mean(mae[i]),
        mean(coverage[i]), Arrays.stream(coverage[i]).min().orElse(0),
        Arrays.stream(coverage[i]).max().orElse(0)));
}

// %%
lesson.needs("walk", "growing");
double[] h = IntStream.rangeClosed(1, 7).asDoubleStream().toArray();
var lines = Plots.line(h, byDay[0]).withName(names[0]).withDots();
for (int i = 1; i < 5; i++) {
    lines = lines.and(Plots.line(h, byDay[i]).withName(names[i]).withDots());
}
var boxes = Plots.box(names, coverage).withHorizontalLine(0.9, "").withTitle("Of each series");
Plots.subplots(2, boxes, lines.withHorizontalLine(0.9, "").withTitle("By day of the forecast")
    .withAxes("day", "covered")).withSize(800, 360)

// %%
lesson.needs("walk", "growing");
IO.println("climate, its worst day: %.3f".formatted(Arrays.stream(byDay[0]).min().orElse(0)));
IO.println("truth: %d of 20 series below 0.9".formatted(
    Arrays.stream(coverage[4]).filter(c -> c < 0.9).count()));

// %% [markdown]
// ## If the days were shuffled
// What does the order save us from? One forecaster, tested twice: a regression on the known days, plus what is left of the
// residual of the *nearest* known day. In the walk that day is 1 to 7 days back. In a shuffled 10-fold
// cross-validation it is mostly yesterday or tomorrow.

// %%
double[] known(double[] days, int[] train, int[] test) {
    double[][] x = Arrays.stream(train).mapToObj(t -> features(t)).toArray(double[][]::new);
    double[] y = Arrays.stream(train).mapToDouble(t -> days[t]).toArray();
    var model = LinearRegression.fit(x, y);
    double[] line = model.predict(x);
    return Arrays.stream(test).mapToDouble(t -> {
        int nearest = 0;
        for (int i = 1; i < train.length; i++) {
            if (Math.abs(train[i] - t) < Math.abs(train[nearest] - t)) nearest = i;
        }
        double rest = y[nearest] - line[nearest];
        double there = model.predict(new double[][] {features(t)})[0];
        return Math.abs(days[t] - there - Math.pow(0.8, Math.abs(train[nearest] - t)) * rest);
    }).toArray();
}

// %%
lesson.needs("starts");
double shuffled(int seed) {
    int[] order = RandomState.of(1000 + seed).permutation(730);
    return IntStream.range(0, 10).mapToObj(fold -> {
        int[] test = Arrays.stream(order, 73 * fold, 73 * fold + 73).sorted().toArray();
        int[] train = IntStream.range(0, 730)
            .filter(t -> Arrays.binarySearch(test, t) < 0).toArray();
        return known(draw(seed), train, test);
    }).flatMapToDouble(Arrays::stream).average().orElseThrow();
}
double inOrder(int seed) {
    double[] days = draw(seed);
    return Arrays.stream(starts).mapToObj(s -> known(days, IntStream.range(0, s).toArray(),
        IntStream.range(s, s + 7).toArray())).flatMapToDouble(Arrays::stream).average()
        .orElseThrow();
}
double[][] leak = new double[2][20];
Arrays.setAll(leak[0], seed -> shuffled(seed));
Arrays.setAll(leak[1], seed -> inOrder(seed));
IO.println("MAE shuffled %.3f, in order %.3f".formatted(mean(leak[0]), mean(leak[1])));

// %% [markdown]
// ### Question: which forecaster would you use, and what does its coverage tell?
// Also: does a coverage below 90 % show that a forecaster is overconfident? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// `growing`: with `flat` it has the least error of the four that one could use, 2.347, and `truth` is at 2.302, but `flat` covers
// only 0.740: its interval is that of the first day, and the days after it are more uncertain. So two forecasters with
// the same error can differ in all that a planner needs. `seasonal` is calibrated with 0.894, and errs half as much again. `climate`
// hits 0.838 in all, but on one weekday only 0.556. A coverage has an error itself: `truth`, with intervals
// that are exactly right, comes to less than 0.9 in 10 of 20 series, from 0.868 to 0.926. Only what is far below, as `flat`,
// is proof. Shuffled, a forecaster seems to err by 1.613 where in order it errs by 2.336: neighbours give away the answer.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside Python's, each computed on its own side, for the series with the seed 42. The text's own loop runs from 365 to the
// number of days minus 7, without that number: if the last window ends with the series, it is left out, and for
// 372 days there is none at all, and the mean of nothing is no number.

// %% tags=["after"]
lesson.needs("walk", "growing");
List<Score> scores = forecasters.stream().map(f -> walk.of(series, f)).toList();
Table.create("the same figures twice",
    StringColumn.create("forecaster", names),
    DoubleColumn.create("MAE, Java", scores.stream().mapToDouble(Score::mae).toArray()),
    DoubleColumn.create("MAE, Python", 3.7948 /* mae_climate */, 3.3209 /* mae_seasonal */, 2.2976 /* mae_flat */,
        2.2976 /* mae_growing */, 2.2216 /* mae_truth */),
    DoubleColumn.create("coverage, Java", scores.stream().mapToDouble(Score::coverage).toArray()),
    DoubleColumn.create("coverage, Python", 0.8626 /* covered_climate */, 0.8764 /* covered_seasonal */,
        0.7308 /* covered_flat */, 0.8681 /* covered_growing */, 0.8929 /* covered_truth */))

// %% tags=["assert"]
double least(double[] v) { return Arrays.stream(v).min().orElseThrow(); }
double most(double[] v) { return Arrays.stream(v).max().orElseThrow(); }
verify(
    number("MAE", () -> mean(mae[3]), 2.347, 0.0005, "as in the text"),
    number("MAE", () -> mean(mae[2]), 2.347, 0.0005, "as in the text"),
    number("MAE", () -> mean(mae[4]), 2.302, 0.0005, "as in the text"),
    number("flat", () -> mean(coverage[2]), 0.740, 0.0005, "as in the text"),
    number("seasonal", () -> mean(coverage[1]), 0.894, 0.0005, "as in the text"),
    between("half as much again", () -> mean(mae[1]) / mean(mae[3]), 1.4, 1.6, "as in the text"),
    number("climate", () -> mean(coverage[0]), 0.838, 0.0005, "as in the text"),
    number("one weekday", () -> least(byDay[0]), 0.556, 0.0005, "as in the text"),
    number("below", () -> (double) Arrays.stream(coverage[4]).filter(c -> c < 0.9).count(), 10, 0, "as in the text"),
    number("least", () -> least(coverage[4]), 0.868, 0.0005, "as in the text"),
    number("most", () -> most(coverage[4]), 0.926, 0.0005, "as in the text"),
    number("shuffled", () -> mean(leak[0]), 1.613, 0.0005, "as in the text"),
    number("in order", () -> mean(leak[1]), 2.336, 0.0005, "as in the text"));

// %% tags=["results"]
Forecast first = growing.of(Arrays.copyOf(series, 365));
var results = new Results().with("windows", starts.length).with("series", series).with("mae", mae)
    .with("coverage", coverage).with("by_day", byDay).with("forecast", first.middle()).with("half", first.half())
    .with("leak", leak).with("phi", fit(series).phi());
for (int i = 0; i < 5; i++) {
    results = results.with("mae_" + names[i], scores.get(i).mae()).with("covered_" + names[i], scores.get(i).coverage());
}
results

// %% tags=["claims"]
double[] lost = IntStream.range(372, 392).mapToDouble(n ->
    IntStream.iterate(365, start -> start < n - 7, start -> start + 7).count() - windows.of(n).length).toArray();
var seen = new ArrayList<Integer>();
walk.of(series, past -> {
    seen.add(past.length);
    return climate.of(past);
});
int ahead = IntStream.range(0, 52).map(i -> seen.get(i) - starts[i]).max().orElseThrow();
double[] wider = IntStream.range(0, 20).mapToDouble(seed -> walk.of(draw(seed), past -> {
    Forecast f = growing.of(past);
    return new Forecast(f.middle(), seven(i -> 1.5 * f.half()[i]));
}).coverage()).toArray();
double[] below = Arrays.stream(coverage[4]).map(c -> c < 0.9 ? 1 : 0).toArray();
double[] gain = IntStream.range(0, 20).mapToDouble(s -> leak[1][s] / leak[0][s]).toArray();

// %% tags=["claims"]
new Claims()
    .with("no-leak", "the walk never trains on days that it is tested on (most days too many of 52 windows)", "never",
        ahead, ahead == 0, "a forecaster is given the past alone")
    .with("all-windows", "the text's loop tests all whole windows (windows lost, series of 372 to 391 days)",
        "range(365, n - 7, 7)", lost, Arrays.stream(lost).allMatch(v -> v == 0),
        "its end is exclusive: the window that ends with the series is left out, and 372 days have none")
    .with("calibrated", "a well calibrated forecaster covers about 0.90 (growing, 20 series)", "~0.90", coverage[3],
        Math.abs(mean(coverage[3]) - 0.9) < 0.02, "a little less: the interval does not know that its parameters are estimates")
    .with("below-overconfident", "coverage below 0.9 means overconfident (1 if the true forecaster is below, 20 series)",
        "overconfident", below, mean(below) < 0.1, "with 364 dependent days an exact interval is below about every other time")

// %% tags=["claims"]
new Claims()
    .with("overconfident", "intervals too narrow cover less (intervals of one day's shock for all seven, 20 series)",
        "less than 90%", coverage[2], mean(coverage[2]) < 0.88, "far below: this is proof")
    .with("wide", "intervals too wide cover much more (growing, 1.5 times as wide, 20 series)", "much above 90%",
        wider, mean(wider) > 0.95, "as it should be")
    .with("order", "respecting the order of time matters (MAE in order over shuffled, 20 series)",
        "never evaluate on what was available", gain, Arrays.stream(gain).allMatch(v -> v > 1),
        "shuffled, yesterday and tomorrow are known, and the error looks a third smaller")
