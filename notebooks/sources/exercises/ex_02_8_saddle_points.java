// %% [markdown]
// # Exercise 2.8: saddles, and how noise leaves them
// *Chapter 2, multivariate calculus and optimization · two stars · about 45 minutes*
//
// **The question.** Why are saddle points more of a trouble than local minima when there are many dimensions, and
// how does the noise of stochastic gradient descent (SGD) help to leave them?
//
// **You will learn** how rare minima are, for random matrices and for a random function, and why that depends on the height;
// how much noise a saddle needs; and how noise scales with the batch. **Before this:** eigenvalues, exercise 2.3.
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import peaberry.plot.*;
import peaberry.random.RandomState;
import peaberry.teach.*;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_02_8_saddle_points");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## The signs of a Hessian
// Where the gradient is zero, the second derivatives decide: all eigenvalues of the Hessian positive, a minimum; all negative, a
// maximum; else a saddle. Their signs need no eigenvalues: eliminate below the diagonal, and as many pivots are negative
// as eigenvalues are (Sylvester). The product of the pivots is the determinant.

// %%
double[] pivots(double[][] symmetric) {
    double[][] a = Arrays.stream(symmetric).map(row -> row.clone()).toArray(double[][]::new);
    for (int k = 0; k < a.length; k++) {
        for (int i = k + 1; i < a.length; i++) {
            double factor = a[i][k] / a[k][k];
            for (int j = k; j < a.length; j++) a[i][j] -= factor * a[k][j];
        }
    }
    return IntStream.range(0, a.length).mapToDouble(k -> a[k][k]).toArray();
}
/** A random symmetric matrix: variance 1 beside the diagonal, 2 on it. */
double[][] symmetric(RandomState random, int d) {
    double[][] a = random.standardNormal(d, d), sum = new double[d][d];
    for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) sum[i][j] = (a[i][j] + a[j][i]) / Math.sqrt(2);
    }
    return sum;
}

// %% [markdown]
// ## Task 1: how rare are minima?
// The text says: about (1/2)ᵈ, as if each eigenvalue tossed a coin. Draw 10 000 matrices for each d = 1, …, 5, from one
// `RandomState.of(42)`, and compute `shares`: of each size, the share with no negative pivot.

// %% tags=["solution"] exercise="shares"
boolean isMinimum(double[][] hessian) {
    return Arrays.stream(pivots(hessian)).allMatch(p -> p > 0);
}
double[] shares(RandomState random, int matrices) {
    return IntStream.rangeClosed(1, 5).mapToDouble(d -> IntStream.range(0, matrices)
        .filter(i -> isMinimum(symmetric(random, d))).count() / (double) matrices).toArray();
}
double[] shares = shares(RandomState.of(42), 10_000);
for (int d = 1; d <= 5; d++) {
    IO.println("d = %d: %.4f, (1/2)^d = %.4f".formatted(d, shares[d - 1], Math.pow(0.5, d)));
}

// %% tags=["stub"] exercise="shares"
double[] shares = todo();

// %% tags=["hint"] exercise="shares"
// `Arrays.stream(pivots(symmetric(random, d))).allMatch(p -> p > 0)` says if one matrix is a minimum's.

// %% tags=["check"] exercise="shares" points=2
double exact2 = 0.5 - Math.sqrt(2) / 4, exact3 = 0.25 - Math.sqrt(2) / (2 * Math.PI);
lesson.check("shares",
    that("shares", double[].class, s -> s.length == 5, "five shares, for d = 1 to 5"),
    that("shares", double[].class, s -> s[0] <= 1 && s[4] >= 0, "shares, not counts"),
    that("shares", double[].class, s -> Math.abs(s[0] - 0.5) < 0.02, "a half for d = 1"),
    that("shares", double[].class, s -> Math.abs(s[1] - exact2) < 0.015
        && Math.abs(s[2] - exact3) < 0.007, "shares of matrices whose pivots are *all* positive"),
    that("shares", double[].class, s -> s[3] > 0.0005 && s[3] < 0.005 && s[4] < 0.001,
        "the shares of matrices whose pivots are all positive, up to d = 5"));

// %%
lesson.needs("shares");
double[] dims = {1, 2, 3, 4, 5};
Plots.line(dims, shares).withName("random matrices").withDots()
    .and(Plots.line(dims, Arrays.stream(dims).map(d -> Math.pow(0.5, d)).toArray())
        .withName("(1/2)ᵈ").withDashes())
    .and(Plots.line(dims, Arrays.stream(dims).map(d -> Math.pow(3, -d * d / 4)).toArray())
        .withName("3^(−d²/4)").withDashes())
    .withLogY().withTitle("All eigenvalues positive").withAxes("dimension d", "share")

// %% [markdown]
// ## A random function
// But a Hessian is not just any matrix. Take a sum of 50 waves of random direction and phase, and look for *all* points in a
// square where its gradient is zero: Newton's method from 676 places, each point counted once.

// %%
record Waves(double[][] w, double[] phase) {
    static Waves draw(long seed) {
        var random = RandomState.of(seed);
        return new Waves(random.standardNormal(50, 2), random.uniform(0, 2 * Math.PI, 50));
    }
    /** Value, two first derivatives, and three second ones: by xx, xy and yy. */
    double[] at(double x, double y) {
        double[] sum = new double[6];
        for (int m = 0; m < 50; m++) {
            double u = w[m][0], v = w[m][1], angle = u * x + v * y + phase[m];
            double cos = Math.cos(angle) / 5, sin = Math.sin(angle) / 5;
            double[] part = {cos, -u * sin, -v * sin, -u * u * cos, -u * v * cos, -v * v * cos};
            for (int i = 0; i < 6; i++) sum[i] += part[i];
        }
        return sum;
    }
}

// %%
record Critical(double x, double y, double[][] hessian) {}
/** All critical points with both coordinates from 0 to 10. */
List<Critical> criticalPoints(Waves waves) {
    List<Critical> found = new ArrayList<>();
    for (int i = 0; i < 676; i++) {
        double x = i / 26 * 0.4, y = i % 26 * 0.4, f[] = waves.at(x, y);
        for (int step = 0; step < 40 && Math.hypot(f[1], f[2]) > 1e-12; step++) {
            double det = f[3] * f[5] - f[4] * f[4];
            double dx = (f[4] * f[2] - f[5] * f[1]) / det, dy = (f[4] * f[1] - f[3] * f[2]) / det;
            double shorter = Math.min(1, 0.2 / Math.hypot(dx, dy));
            f = waves.at(x += shorter * dx, y += shorter * dy);
        }
        double atX = x, atY = y;
        boolean inside = Math.min(x, y) > 0 && Math.max(x, y) < 10 && Math.hypot(f[1], f[2]) < 1e-9;
        if (inside && found.stream().noneMatch(c -> Math.hypot(c.x() - atX, c.y() - atY) < 1e-4)) {
            found.add(new Critical(x, y, new double[][] {{f[3], f[4]}, {f[4], f[5]}}));
        }
    }
    return found;
}

// %% [markdown]
// ## Task 2: sort them
// `points` holds the critical points for seed 42, each with its `hessian()`. Compute `kinds`, three counts: minima, saddles,
// maxima.

// %% tags=["solution"] exercise="kinds"
List<Critical> points = criticalPoints(Waves.draw(42));
int negative(double[][] hessian) {
    return (int) Arrays.stream(pivots(hessian)).filter(p -> p < 0).count();
}
int[] kinds(List<Critical> points) {
    int[] counts = new int[3];
    for (Critical point : points) counts[negative(point.hessian())]++;
    return counts;
}
int[] kinds = kinds(points);
IO.println("%d minima, %d saddles, %d maxima".formatted(kinds[0], kinds[1], kinds[2]));

// %% tags=["stub"] exercise="kinds"
List<Critical> points = criticalPoints(Waves.draw(42));
int[] kinds = todo();

// %% tags=["hint"] exercise="kinds"
// A Hessian of 2 by 2 has two pivots. None negative: a minimum. One: a saddle. Two: a maximum.

// %% tags=["check"] exercise="kinds" points=1
List<Critical> of42 = criticalPoints(Waves.draw(42));
long ofKind(boolean up, boolean across) {
    return of42.stream().map(c -> c.hessian()).filter(h -> {
        boolean saddle = h[0][0] * h[1][1] < h[0][1] * h[0][1];
        return saddle == across && (across || h[0][0] > 0 == up);
    }).count();
}
lesson.check("kinds",
    that("kinds", int[].class, k -> k.length == 3, "three counts"),
    that("kinds", int[].class, k -> k[1] == ofKind(true, true),
        "in the middle the saddles: one pivot negative, one positive"),
    that("kinds", int[].class, k -> k[0] == ofKind(true, false) && k[2] == ofKind(false, false),
        "first the minima, last the maxima"));

// %%
lesson.needs("points", "kinds");
double[] grid = IntStream.rangeClosed(0, 40).mapToDouble(i -> i / 4.0).toArray();
Waves waves = Waves.draw(42);
double[][] heights = Arrays.stream(grid).mapToObj(y -> Arrays.stream(grid)
    .map(x -> waves.at(x, y)[0]).toArray()).toArray(double[][]::new);
String[] kindOf = points.stream().map(c -> pivots(c.hessian()))
    .map(p -> p[0] * p[1] < 0 ? "saddle" : p[0] > 0 ? "minimum" : "maximum").toArray(String[]::new);
Plots.contour(grid, grid, heights).and(Plots.scatter(
        points.stream().mapToDouble(Critical::x).toArray(),
        points.stream().mapToDouble(Critical::y).toArray(), kindOf))
    .withTitle("Critical points of 50 waves").withAxes("x", "y")

// %% [markdown]
// ## More dimensions, and the height
// For such functions theory tells the Hessian at height f: G − f·I, with G a random symmetric matrix as above, and a matrix counts
// with the weight |det|, since a steep crossing of zero is a smaller target (Kac and Rice; Bray and Dean 2007). So one can sample
// critical points in any dimension without looking for them.

// %%
/** Mean weights of critical points at a height: minima, saddles, descending directions, all. */
double[] weights(RandomState random, int d, double height, int matrices) {
    double[] mean = new double[4];
    for (int n = 0; n < matrices; n++) {
        double[][] h = symmetric(random, d);
        for (int i = 0; i < d; i++) h[i][i] -= height;
        double[] p = pivots(h);
        double weight = Math.abs(Arrays.stream(p).reduce(1, (a, b) -> a * b)) / matrices;
        long down = Arrays.stream(p).filter(v -> v < 0).count();
        mean[0] += down == 0 ? weight : 0;
        mean[1] += down > 0 && down < d ? weight : 0;
        mean[2] += weight * down / d;
        mean[3] += weight;
    }
    return mean;
}

// %%
double[] levels = IntStream.rangeClosed(-12, 12).mapToDouble(i -> i / 2.0).toArray();
/** For each height, the mean weights. */
double[][] byHeight(RandomState random, int d, int matrices) {
    return Arrays.stream(levels).mapToObj(f -> weights(random, d, f, matrices))
        .toArray(double[][]::new);
}
/** The share of minima (0) or saddles (1) at all heights, which are normal. */
double share(double[][] byHeight, int kind) {
    double part = 0, all = 0;
    for (int i = 0; i < levels.length; i++) {
        part += Math.exp(-levels[i] * levels[i] / 2) * byHeight[i][kind];
        all += Math.exp(-levels[i] * levels[i] / 2) * byHeight[i][3];
    }
    return part / all;
}

// %%
var random = RandomState.of(42);
double[][][] field = new double[11][][];
for (int d = 1; d <= 10; d++) field[d] = byHeight(random, d, 400);
for (int d : new int[] {2, 3, 5, 10}) {
    IO.println("d = %2d: minima %.4f, (1/2)^d %.4f, saddles %.4f".formatted(
        d, share(field[d], 0), Math.pow(0.5, d), share(field[d], 1)));
}
double[] down2 = Arrays.stream(field[2]).mapToDouble(w -> w[2] / w[3]).toArray();
double[] down10 = Arrays.stream(field[10]).mapToDouble(w -> w[2] / w[3]).toArray();
IO.println("d = 10: %.3f of the directions descend at f = -4, %.3f at f = 0"
    .formatted(down10[4], down10[12]));
Plots.line(levels, down2).withName("d = 2").and(Plots.line(levels, down10).withName("d = 10"))
    .withTitle("The lower, the more like a minimum")
    .withAxes("height of the critical point", "share of directions that descend")

// %% [markdown]
// ## Task 3: leave a saddle
// f(x, y) = x²/2 + y⁴/4 − y²/2 has a saddle at (0, 0) and minima at (0, ±1). Its gradient is (x, y³ − y). Write `leave(noise, seed)`:
// start at (1, 0), and step by −0.1 times (gradient + noise · n), n two standard normal numbers, first for x, then for y, from
// `RandomState.of(seed)`. Return after how many steps |y| > 0.5 first; 2000 if it never is. Then `steps`, for noises of 0, 10⁻⁸ and 10⁻²
// with seed 0.

// %% tags=["solution"] exercise="leave"
int leave(double noise, long seed) {
    var random = RandomState.of(seed);
    double x = 1, y = 0;
    for (int step = 1; step <= 2000; step++) {
        x -= 0.1 * (x + noise * random.standardNormal());
        y -= 0.1 * (y * y * y - y + noise * random.standardNormal());
        if (Math.abs(y) > 0.5) return step;
    }
    return 2000;
}
int[] steps = {leave(0, 0), leave(1e-8, 0), leave(1e-2, 0)};
IO.println("steps to leave: " + Arrays.toString(steps));

// %% tags=["stub"] exercise="leave"
int leave(double noise, long seed) {
    return todo();
}
int[] steps = {leave(0, 0), leave(1e-8, 0), leave(1e-2, 0)};

// %% tags=["hint"] exercise="leave"
// Draw both numbers in each step, even where the noise is 0: `random.standardNormal()` gives the next one.

// %% tags=["hint"] exercise="leave"
// `y * y * y - y` is negative for a small y > 0, so that the step leads away from 0.

// %% tags=["check"] exercise="leave" points=2
lesson.check("leave",
    that("steps", int[].class, s -> s.length == 3, "three numbers of steps"),
    that("steps", int[].class, s -> s[0] == 2000, "first 2000: without noise y stays 0 for ever"),
    that("steps", int[].class, s -> s[1] > 150 && s[1] < 250,
        "with a noise of 10⁻⁸ some two hundred: each step makes a small y 1.1 times as large"),
    that("steps", int[].class, s -> s[2] > 20 && s[2] < 90, "much sooner with a noise of 10⁻²"));

// %%
lesson.needs("steps");
double[] noises = IntStream.rangeClosed(-12, -1).mapToDouble(i -> Math.pow(10, i)).toArray();
double[][] left = new double[noises.length][20];
for (int i = 0; i < noises.length; i++) {
    for (int seed = 0; seed < 20; seed++) left[i][seed] = leave(noises[i], seed);
}
double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }
double[] means = Arrays.stream(left).mapToDouble(s -> mean(s)).toArray();
double perDecade = (means[0] - means[10]) / 10;
IO.println("each ten times more noise saves %.1f steps: y grows by a factor of %.2f in each"
    .formatted(perDecade, Math.pow(10, 1 / perDecade)));
Plots.line(noises, means).withDots().withLogX().withYRange(0, 320)
    .withTitle("Leaving the saddle, mean of 20 seeds").withAxes("noise", "steps")

// %% [markdown]
// ## How large is SGD's noise, and where does it lead?
// The step of a batch of B examples is rate · (mean of their gradients). Its deviation against the batch, in 300 steps each, for
// 1000 gradients of a regression with one weight.

// %%
/** The deviation of 300 steps, for each batch size. */
double[] spreads(long seed, double rate, int... batches) {
    var draw = RandomState.of(seed);
    double[] x = draw.standardNormal(1000), e = draw.standardNormal(1000);
    double[] gradients = new double[1000];
    Arrays.setAll(gradients, i -> -x[i] * (2 * x[i] + e[i]));
    return Arrays.stream(batches).mapToDouble(batch -> {
        double[] moves = IntStream.range(0, 300).mapToObj(s -> draw.randint(0, 1000, batch))
            .mapToDouble(rows -> rate * mean(Arrays.stream(rows)
                .mapToDouble(i -> gradients[i]).toArray())).toArray();
        double centre = mean(moves);
        Arrays.setAll(moves, s -> (moves[s] - centre) * (moves[s] - centre));
        return Math.sqrt(mean(moves));
    }).toArray();
}
int[] batches = {1, 4, 16, 64, 256};
double[] spread = spreads(42, 0.1, batches);
double exponent = Math.log(spread[4] / spread[0]) / Math.log(256);
IO.println("deviation ∝ B^%.2f".formatted(exponent));

// %% [markdown]
// And two minima of equal depth, at −1 with a curvature of 50, at 1 with 2. 50 runs start in the sharp one; the gradient's noise is 16/√B.

// %%
/** The share of 50 runs that end in the flat minimum after 2000 steps at a rate of 0.02. */
double endsFlat(long seed, int batch) {
    double[][] n = RandomState.of(seed).standardNormal(2000, 50);
    double[] x = new double[50];
    Arrays.fill(x, -1);
    for (double[] step : n) {
        for (int i = 0; i < 50; i++) {
            double slope = x[i] < -2.0 / 3 ? 50 * (x[i] + 1) : 2 * (x[i] - 1);
            x[i] -= 0.02 * (slope + 16 / Math.sqrt(batch) * step[i]);
        }
    }
    return Arrays.stream(x).filter(v -> v > -2.0 / 3).count() / 50.0;
}
double flatOne = endsFlat(42, 1), flatLarge = endsFlat(42, 64);
IO.println("batch 1: %.2f in the flat minimum; batch 64: %.2f".formatted(flatOne, flatLarge));

// %% [markdown]
// ### Question: what is the trouble, and what does noise do?
// Why saddles rather than minima; is (1/2)ᵈ right; and how does noise help, and how much is needed? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// A minimum needs all directions to rise; one that descends makes a saddle. (1/2)ᵈ would be right for independent signs, but eigenvalues of
// a random symmetric matrix repel each other: with d = 4 we find 0.0025 and not 0.0625. A zero gradient changes the odds, and for a random
// function (1/2)ᵈ is near: 0.1284 with d = 3; with d = 10 there are 0.9987 saddles. Height matters as much: at −4 only 0.111 of ten
// directions descend, so what is low is nearly a minimum, and what holds the search up higher is a saddle. It does not hold for ever, it costs
// time: the slope is small, and y grows by a factor of 1.10 in each step. Any noise starts that growth, in whatever direction it points:
// 10⁻⁸ leaves in 205 steps, and ten times more saves only 24.2, so the batch hardly matters here (and its noise goes with 1/√B, not 1/B). It
// does matter between a sharp and a flat minimum: 0.90 of the runs change to the flat one with B = 1, and 0.00 with B = 64.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "share of minima, d = 2", "d = 3", "d = 4",
        "random function, d = 3", "random function, d = 10", "critical points, seed 42",
        "minima among them",
        "steps saved by ten times the noise", "exponent of the batch"),
    DoubleColumn.create("Java", shares[1], shares[2], shares[3], share(field[3], 0),
        share(field[10], 0), points.size(), kinds[0], perDecade, exponent),
    DoubleColumn.create("Python", 0.1490 /* share_2 */, 0.0263 /* share_3 */, 0.0025 /* share_4 */,
        0.1284 /* field_3 */, 0.0006119 /* field_10 */, 28 /* points */, 7 /* minima */,
        24.15 /* per_decade */, -0.5265 /* exponent */))

// %% tags=["assert"]
verify(
    number("d = 4", () -> shares[3], 0.0025, 0.00005, "as in the text"),
    number("function, d = 3", () -> share(field[3], 0), 0.1284, 0.00006, "as in the text"),
    number("saddles, d = 10", () -> share(field[10], 1), 0.9987, 0.00006, "as in the text"),
    number("low", () -> down10[4], 0.111, 0.0005, "as in the text"),
    number("steps", () -> steps[1], 205, 0, "as in the text"),
    number("saved", () -> perDecade, 24.2, 0.051, "as in the text"),
    number("growth", () -> Math.log(10) / Math.log(1.1), 24.2, 0.05, "what a factor of 1.1 explains"),
    number("flat, B = 1", () -> flatOne, 0.90, 0.001, "as in the text"),
    number("flat, B = 64", () -> flatLarge, 0, 0, "as in the text"));

// %% tags=["results"]
double[][] columns(double[][] a) {
    return IntStream.range(0, a[0].length).mapToObj(j -> Arrays.stream(a).mapToDouble(r -> r[j]).toArray()).toArray(double[][]::new);
}
double[][] seedShares = columns(IntStream.range(0, 20).mapToObj(s -> shares(RandomState.of(s), 4000)).toArray(double[][]::new));
double[][] seedKinds = columns(IntStream.range(0, 20).mapToObj(s -> kinds(criticalPoints(Waves.draw(s))))
    .map(k -> new double[] {k[0], k[1], k[2]}).toArray(double[][]::new));
double[] minimaOf = IntStream.range(0, 20).mapToDouble(s -> seedKinds[0][s] / (seedKinds[0][s] + seedKinds[1][s] + seedKinds[2][s])).toArray();
double[][] minimaBy = new double[2][20], saddles10 = new double[1][20];
for (int seed = 0; seed < 20; seed++) {
    var draw = RandomState.of(seed);
    minimaBy[0][seed] = share(byHeight(draw, 3, 100), 0);
    double[][] ten = byHeight(draw, 10, 100);
    minimaBy[1][seed] = share(ten, 0);
    saddles10[0][seed] = share(ten, 1);
}
double slopeOf(double[] s, double ratio) { return Math.log(s[s.length - 1] / s[0]) / Math.log(ratio); }
double[] batchExponents = IntStream.range(0, 20).mapToDouble(s -> slopeOf(spreads(s, 0.1, batches), 256)).toArray();
double[] rateExponents = IntStream.range(0, 20).mapToDouble(s ->
    Math.log(spreads(s, 0.1, batches)[0] / spreads(s, 0.001, batches)[0]) / Math.log(100)).toArray();
double[] flatOnes = IntStream.range(0, 20).mapToDouble(s -> endsFlat(s, 1)).toArray();
double[] flatLarges = IntStream.range(0, 20).mapToDouble(s -> endsFlat(s, 64)).toArray();

// %% tags=["results"]
new Results()
    .with("share_2", shares[1]).with("share_3", shares[2]).with("share_4", shares[3]).with("shares", shares)
    .with("field_3", share(field[3], 0)).with("field_10", share(field[10], 0))
    .with("field", IntStream.rangeClosed(1, 10).mapToDouble(d -> share(field[d], 0)).toArray())
    .with("field_saddles", IntStream.rangeClosed(1, 10).mapToDouble(d -> share(field[d], 1)).toArray())
    .with("points", points.size()).with("minima", kinds[0]).with("saddles", kinds[1]).with("down_2", down2).with("down_10", down10)
    .with("steps", steps).with("left", left).with("per_decade", perDecade).with("spread", spread).with("exponent", exponent)
    .with("flat_1", flatOne).with("flat_64", flatLarge).with("seed_shares", seedShares).with("seed_kinds", seedKinds)
    .with("minima_by", minimaBy).with("saddles_10", saddles10).with("batch_exponents", batchExponents)
    .with("rate_exponents", rateExponents).with("flat_ones", flatOnes).with("flat_larges", flatLarges)

// %% tags=["claims"]
boolean all(double[] values, DoublePredicate holds) { return Arrays.stream(values).allMatch(holds); }
new Claims()
    .with("half", "a random critical point is a minimum with probability (1/2)^d (random symmetric matrices, d = 4, 20 seeds)",
        "1/16", seedShares[3], Math.abs(mean(seedShares[3]) - 1.0 / 16) < 0.01,
        "0.0023: eigenvalues repel each other, so they are no coins; the share falls like 3^(-d²/4) (Dean and Majumdar 2006)")
    .with("half-function", "the same for a random smooth function of two variables, its critical points found (20 seeds)", "1/4",
        minimaOf, Math.abs(mean(minimaOf) - 0.25) < 0.02,
        "as many saddles as minima and maxima together, by topology; a gradient of zero makes Hessians different from random ones")
    .with("half-function-3", "the same in three dimensions (sampled Hessians, 20 seeds)", "1/8", minimaBy[0],
        Math.abs(mean(minimaBy[0]) - 0.125) < 0.01, "near, though nothing makes it exact")
    .with("exponential", "minima are exponentially rare in many dimensions (share in ten dimensions, random function, 20 seeds, "
        + "below 0.01)", "exponentially small", minimaBy[1], all(minimaBy[1], m -> m < 0.01),
        "the share falls by about a half with each dimension")
    .with("most-saddles", "most critical points in many dimensions are saddles (share in ten dimensions, 20 seeds)", "most",
        saddles10[0], all(saddles10[0], v -> v > 0.9), "but at low heights nearly all are minima")

// %% tags=["claims"]
new Claims()
    .with("escape", "noise enables the escape from a saddle (steps with a noise of 1e-8, 20 seeds; without, never in 2000)",
        "enables", left[4], steps[0] == 2000 && all(left[4], v -> v < 400),
        "it need not point anywhere: negative curvature makes the smallest push grow by a constant factor in each step")
    .with("noise-rate", "the noise's deviation is proportional to the learning rate (exponent of the rate, 20 seeds)", "1",
        rateExponents, all(rateExponents, e -> Math.abs(e - 1) < 0.01), "the step is the rate times the gradient")
    .with("noise-batch", "and inversely proportional to the batch size (exponent of the batch, 20 seeds)", "-1", batchExponents,
        Math.abs(mean(batchExponents) + 1) < 0.1, "the deviation of a mean goes with 1/√B; only its square goes with 1/B")
    .with("flatter", "small batches converge to flatter regions (share of runs from a sharp into an equally deep flat minimum, batch 1, "
        + "20 seeds; with batch 64 below 0.05)", "flatter", flatOnes, all(flatOnes, v -> v > 0.5) && all(flatLarges, v -> v < 0.05),
        "so it is in this model, at this noise; that flat means better on new data is another claim, not tested here")
