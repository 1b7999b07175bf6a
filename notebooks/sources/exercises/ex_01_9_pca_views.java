// %% [markdown]
// # Exercise 1.9: one PCA, three ways
// *Chapter 1, linear algebra · two stars · about 40 minutes*
//
// **The question.** Principal components can be had from the eigenvectors of the covariance matrix, from the
// singular value decomposition of the data, or as the best approximation of a given rank. Why is it all the same?
//
// **You will learn** to go from one view to the next, what "best" means and how to test it, and where the three
// part: without centring, and in floating point. **Before this:** eigenvectors, the SVD, exercise 1.4.
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import peaberry.blas.OpenBlas;
import peaberry.plot.Plots;
import peaberry.random.RandomState;
import peaberry.teach.*;
import smile.tensor.DenseMatrix;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

OpenBlas.load();
var lesson = Lesson.open("ex_01_9_pca_views");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## Tools and data
// LAPACK finds eigenvectors and singular vectors; both records have the largest value first.

// %%
/** Eigenvalues of a symmetric matrix, and its eigenvectors as columns. */
record Eigen(double[] values, double[][] vectors) {
    static Eigen of(double[][] a) {
        var found = DenseMatrix.of(a).withUplo(smile.linalg.UPLO.LOWER).eigen(false, true).sort();
        return new Eigen(found.wr().toArray(new double[0]), found.Vr().toArray(new double[0][]));
    }
}
/** X = U diag(s) Vᵀ, with as many singular values as X has columns. */
record Svd(double[][] U, double[] s, double[][] Vt) {
    static Svd of(double[][] x) {
        var found = DenseMatrix.of(x).svd();
        return new Svd(found.U().toArray(new double[0][]), found.s().toArray(new double[0]),
            found.Vt().toArray(new double[0][]));
    }
}

// %%
double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
        for (int k = 0; k < b.length; k++) {
            for (int j = 0; j < b[0].length; j++) product[i][j] += a[i][k] * b[k][j];
        }
    }
    return product;
}
double[][] transpose(double[][] a) {
    double[][] turned = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
        for (int j = 0; j < a[0].length; j++) turned[j][i] = a[i][j];
    }
    return turned;
}

// %%
double[] column(double[][] a, int j) {
    return Arrays.stream(a).mapToDouble(row -> row[j]).toArray();
}
/** The first k columns. */
double[][] first(int k, double[][] a) {
    return Arrays.stream(a).map(row -> Arrays.copyOf(row, k)).toArray(double[][]::new);
}
double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
}
double squares(double[][] a) {
    double sum = 0;
    for (double[] row : a) sum += dot(row, row);
    return sum;
}

// %% [markdown]
// 300 users, and how many hours each watches of six genres. Two hidden tastes make the hours, and noise does. `X` has
// the mean of each column taken off.

// %%
double[][] hours(long seed) {
    var random = RandomState.of(seed);
    double[][] tastes = random.standardNormal(300, 2), genres = random.standardNormal(2, 6);
    double[][] noise = random.standardNormal(300, 6), hours = times(tastes, genres);
    for (int i = 0; i < 300; i++) {
        for (int j = 0; j < 6; j++) hours[i][j] += 5 + 0.5 * noise[i][j];
    }
    return hours;
}
double[][] centred(double[][] a) {
    double[] means = Arrays.stream(transpose(a))
        .mapToDouble(c -> Arrays.stream(c).average().orElseThrow()).toArray();
    return Arrays.stream(a).map(row -> IntStream.range(0, row.length)
        .mapToDouble(j -> row[j] - means[j]).toArray()).toArray(double[][]::new);
}
double[][] X = centred(hours(42));

// %% [markdown]
// ## Task 1: the first view, variance
// The variance of the data along a unit vector v is ‖Xv‖²/n = vᵀCv, with the covariance matrix C = XᵀX/n. Compute
// `C`; `variances`, its six eigenvalues from the largest to the smallest; and `directions`, 6 × 2, whose columns are
// the first two eigenvectors.

// %% tags=["solution"] exercise="covariance"
double[][] C = times(transpose(X), X);
for (double[] row : C) {
    for (int j = 0; j < 6; j++) row[j] /= X.length;
}
Eigen eigen = Eigen.of(C);
double[] variances = eigen.values();
double[][] directions = first(2, eigen.vectors());
IO.println("variances " + Arrays.stream(variances).mapToObj("%.3f"::formatted).toList());

// %% tags=["stub"] exercise="covariance"
double[][] C = todo();
double[] variances = todo();
double[][] directions = todo();

// %% tags=["hint"] exercise="covariance"
// `times(transpose(X), X)` is 6 by 6. Divide each entry by the number of users, 300.

// %% tags=["hint"] exercise="covariance"
// `Eigen.of(C)` has both: `.values()`, and `.vectors()` with an eigenvector in each column.

// %% tags=["check"] exercise="covariance" points=2
boolean alike(double[][] a, double[][] b) {
    return a.length == b.length && IntStream.range(0, a.length).allMatch(i -> near(a[i], b[i]));
}
double variance(double[][] unit) { return squares(times(X, unit)) / 300; }
lesson.check("covariance",
    that("C", double[][].class, c -> c.length == 6 && c[0].length == 6, "6 by 6"),
    that("C", double[][].class, c -> Math.abs(c[0][0] - squares(first(1, X)) / 300) < 1e-6,
        "such that the first entry is the variance of the first genre, the sum of squares by 300"),
    that("C", double[][].class, c -> IntStream.range(0, 36).allMatch(i -> Math.abs(c[i / 6][i % 6]
        - dot(column(X, i / 6), column(X, i % 6)) / 300) < 1e-6), "Xᵀ times X, by 300"),
    that("variances", double[].class, v -> near(v, Arrays.stream(Svd.of(X).s())
        .map(s -> s * s / 300).toArray()), "the six eigenvalues of `C`, the largest first"),
    that("directions", double[][].class, v -> v.length == 6 && v[0].length == 2,
        "6 by 2, an eigenvector in each column"),
    that("directions", double[][].class, v -> IntStream.range(0, 2).allMatch(j -> Math.abs(
        variance(transpose(new double[][] {column(v, j)})) - Eigen.of(answer("C", double[][].class))
            .values()[j]) < 1e-6), "unit vectors along which X has its two largest variances"),
    that("directions", double[][].class, v -> alike(times(transpose(v), v),
        new double[][] {{1, 0}, {0, 1}}), "of length one and at right angles"));

// %% [markdown]
// ## Task 2: the second view, the SVD
// With X = UΣVᵀ, compute two 300 × 6 matrices of rank 2: `projected`, the data projected on your two directions, X V₂V₂ᵀ;
// and `truncated`, U₂Σ₂V₂ᵀ, from the SVD alone. Then `apart`, the largest absolute difference between them.

// %% tags=["solution"] exercise="truncate"
double[][] projected = times(times(X, directions), transpose(directions));

Svd svd = Svd.of(X);
double[][] scores = first(2, svd.U());
for (double[] row : scores) {
    for (int j = 0; j < 2; j++) row[j] *= svd.s()[j];
}
double[][] truncated = times(scores, Arrays.copyOf(svd.Vt(), 2));
double apart = IntStream.range(0, 1800)
    .mapToDouble(i -> Math.abs(projected[i / 6][i % 6] - truncated[i / 6][i % 6]))
    .max().orElseThrow();
IO.println("equal to 12 digits: " + (apart < 1e-12));

// %% tags=["stub"] exercise="truncate"
double[][] projected = todo();
double[][] truncated = todo();
double apart = todo();

// %% tags=["hint"] exercise="truncate"
// `times(X, directions)` gives each user two coordinates; times the transposed directions they are hours again.

// %% tags=["hint"] exercise="truncate"
// `Svd.of(X)` has U, s and Vt. Multiply the columns of `first(2, U)` by the first two of s, then by the first two
// rows of Vt, `Arrays.copyOf(Vt, 2)`.

// %% tags=["check"] exercise="truncate" points=2
double[][] rankTwo() {
    double[][] v = first(2, Eigen.of(times(transpose(X), X)).vectors());
    return times(times(X, v), transpose(v));
}
lesson.check("truncate",
    that("projected", double[][].class, p -> p.length == 300 && p[0].length == 6,
        "hours again, 300 by 6, and not the two coordinates of each user"),
    that("projected", double[][].class, p -> alike(p, rankTwo()), "X times V₂ times V₂ᵀ"),
    that("truncated", double[][].class, t -> alike(t, rankTwo()),
        "the product of two columns of U, two singular values and two rows of Vᵀ"),
    between("apart", 1e-18, 1e-9, "the largest absolute difference of two matrices that are equal"
        + " but for rounding, for they are computed in two ways"));

// %% [markdown]
// ## Task 3: the third view, the best approximation
// Eckart and Young: no matrix of rank k is nearer to X than the truncated one, and what it loses is the sum of the
// squared singular values left out. Write `lost(V)`, the share ‖X − XVVᵀ‖² / ‖X‖² that a projection on the orthonormal columns of
// V loses; and compute `errors`, the shares for the best k = 0, 1, …, 6, from the singular values alone.

// %% tags=["solution"] exercise="eckart"
double lost(double[][] V) {
    double[][] left = times(times(X, V), transpose(V));
    for (int i = 0; i < left.length; i++) {
        for (int j = 0; j < 6; j++) left[i][j] -= X[i][j];
    }
    return squares(left) / squares(X);
}
double[] errors = new double[7];
for (int k = 5; k >= 0; k--) errors[k] = errors[k + 1] + svd.s()[k] * svd.s()[k] / squares(X);
IO.println("rank 1 loses %.4f, rank 2 %.4f, rank 3 %.4f"
    .formatted(errors[1], errors[2], errors[3]));
double byDirections = lost(directions);

// %% tags=["stub"] exercise="eckart"
double lost(double[][] V) {
    return todo();
}
double[] errors = todo();
double byDirections = lost(directions);

// %% tags=["hint"] exercise="eckart"
// `squares(a)` is the squared norm of a matrix. ‖X‖² is the sum of all six squared singular values.

// %% tags=["hint"] exercise="eckart"
// Rank 0 loses everything, so `errors[0]` is 1; rank 6 loses nothing, so `errors[6]` is 0.

// %% tags=["check"] exercise="eckart" points=2
double kept(int k) {
    return Arrays.stream(Svd.of(X).s()).skip(k).map(s -> s * s).sum() / squares(X);
}
lesson.check("eckart",
    that("errors", double[].class, e -> e.length == 7, "seven shares, for ranks of 0 to 6"),
    that("errors", double[].class, e -> e[0] > e[6], "falling: a higher rank loses less"),
    that("errors", double[].class, e -> near(e, IntStream.rangeClosed(0, 6)
        .mapToDouble(k -> kept(k)).toArray()), "sums of *squared* singular values, by ‖X‖²"),
    number("byDirections", () -> kept(2), 1e-6,
        "what your two directions lose of ‖X‖², which is what rank 2 loses"),
    that("byDirections", Double.class, b -> Math.abs(lost(new double[][] {
        {1}, {0}, {0}, {0}, {0}, {0}}) - 1 + squares(first(1, X)) / squares(X)) < 1e-6,
        "made by a `lost` that is right for other columns V, too"));

// %% [markdown]
// ## Is it really the best?
// Of all matrices whose rows lie in a plane, the projection is the nearest to X. So it is enough to try planes. First 200 drawn at
// random for each k; then 20 random planes that climb, V ← orth(XᵀX V), which has no notion of eigenvectors.

// %%
/** Orthonormal columns that span the same space, by Gram and Schmidt. */
double[][] orth(double[][] a) {
    double[][] columns = transpose(a);
    for (int j = 0; j < columns.length; j++) {
        for (int i = 0; i < j; i++) {
            double dot = dot(columns[i], columns[j]);
            for (int k = 0; k < a.length; k++) columns[j][k] -= dot * columns[i][k];
        }
        double length = Math.sqrt(dot(columns[j], columns[j]));
        for (int k = 0; k < a.length; k++) columns[j][k] /= length;
    }
    return transpose(columns);
}

// %%
lesson.needs("errors", "byDirections");
var random = RandomState.of(7);
double[] ranks = IntStream.range(0, 1000).mapToDouble(i -> 1 + i / 200).toArray();
double[] tried = Arrays.stream(ranks)
    .map(k -> lost(orth(random.standardNormal(6, (int) k)))).toArray();
double least = IntStream.range(200, 400).mapToDouble(i -> tried[i]).min().orElseThrow();
IO.println("best of 200 random planes %.4f, truncated SVD %.4f".formatted(least, errors[2]));

// %%
lesson.needs("errors", "byDirections");
Plots.scatter(ranks, tried).withName("random subspaces")
    .and(Plots.line(IntStream.range(0, 7).asDoubleStream().toArray(), errors)
        .withName("truncated SVD").withDots())
    .withTitle("What a rank loses").withAxes("rank k", "share of ‖X‖² lost")

// %%
lesson.needs("errors", "byDirections");
double[][] climbs = new double[20][16];
double[][] square = times(transpose(X), X);
for (double[] climb : climbs) {
    double[][] plane = orth(random.standardNormal(6, 2));
    for (int step = 0; step < climb.length; step++) {
        climb[step] = Math.max(1e-15, lost(plane) - errors[2]);  // below it is rounding
        plane = orth(times(square, plane));
    }
}
double highest = Arrays.stream(climbs).mapToDouble(c -> c[15]).max().orElseThrow();
IO.println("all 20 end at the truncated SVD: " + (highest < 1e-12));

// %%
lesson.needs("errors", "byDirections");
var figure = Plots.line(climbs[0]);
for (int i = 1; i < 20; i++) figure = figure.and(Plots.line(climbs[i]));
figure.withLogY().withTitle("20 random planes, climbing")
    .withAxes("step", "lost, more than by the SVD")

// %% [markdown]
// ## Where the three part
// Leave the means in, or let the singular values fall from 1 to 10⁻¹²: the second matrix has known ones, and
// both ways try to find them.

// %%
double cosine(double[] a, double[] b) {
    return Math.abs(dot(a, b)) / Math.sqrt(dot(a, a) * dot(b, b));
}
double[] uncentred = Svd.of(hours(42)).Vt()[0], ones = {1, 1, 1, 1, 1, 1};
double toMean = cosine(uncentred, ones), toPca = cosine(uncentred, Svd.of(X).Vt()[0]);
IO.println("raw data: cosine to (1,…,1) %.4f, to the first component %.4f"
    .formatted(toMean, toPca));

// %%
double[] known = IntStream.range(0, 7).mapToDouble(i -> Math.pow(10, -2 * i)).toArray();
/** Singular values of a 300 x 7 matrix that has the known ones: by the SVD, and from XᵀX. */
double[][] bothWays(long seed) {
    var draw = RandomState.of(seed);
    double[][] left = orth(draw.standardNormal(300, 7)), right = orth(draw.standardNormal(7, 7));
    for (double[] row : left) Arrays.setAll(row, j -> row[j] * known[j]);
    double[][] steep = times(left, transpose(right));
    double[] squared = Eigen.of(times(transpose(steep), steep)).values();
    return new double[][] {Svd.of(steep).s(),
        Arrays.stream(squared).map(v -> Math.sqrt(Math.abs(v))).toArray()};
}
double[][] found = bothWays(42);
IO.println("10⁻⁶  by the SVD %.2e, from the covariance %.2e".formatted(found[0][3], found[1][3]));
IO.println("10⁻¹⁰ by the SVD %.2e, from the covariance ".formatted(found[0][5])
    + (found[1][5] > 1e-9 ? "more than ten times that" : "the same"));
double[] place = IntStream.rangeClosed(1, 7).asDoubleStream().toArray();
Plots.line(place, found[0]).withName("by the SVD").withDots()
    .and(Plots.line(place, found[1]).withName("from the covariance").withDots())
    .and(Plots.line(place, known).withName("true").withDashes()).withLogY()
    .withTitle("Small singular values").withAxes("place", "singular value")

// %% [markdown]
// ### Question: why are they the same, and when not?
// Lead from the largest variance to the eigenvectors, to the SVD, and to the best approximation. (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// In the basis of C's eigenvectors, vᵀCv is a mean of the eigenvalues with the weights vᵢ², which sum to 1: it is greatest if all
// the weight is on the largest. From X = UΣVᵀ follows XᵀX = VΣ²Vᵀ, so these eigenvectors are the right singular vectors and the eigenvalues are
// σ²/n. XV₂ = U₂Σ₂ are two coordinates for each user; only times V₂ᵀ are they the truncated matrix (ours differ by
// rounding). A projection splits ‖X‖² into what it keeps, which is n times the variance, and what it loses; so most variance means least
// error: 0.0601 with rank 2, and the best of 200 random planes loses 0.1282. All this needs centring: raw data's first singular
// vector points at the mean (cosine 0.9998) and not along the first component (0.1968). It is also a matter of exact arithmetic:
// squaring the matrix squares the ratio of its singular values, and what is below 10⁻⁸ of the largest is gone.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "first variance", "second variance", "third variance",
        "lost by rank 1", "lost by rank 2", "best of 200 random planes",
        "raw data, cosine to the mean"),
    DoubleColumn.create("Java", variances[0], variances[1], variances[2], errors[1], errors[2],
        least, toMean),
    DoubleColumn.create("Python", 8.8079 /* variance_1 */, 6.2507 /* variance_2 */,
        0.2643 /* variance_3 */, 0.4503 /* lost_1 */, 0.0601 /* lost_2 */, 0.1282 /* random_2 */,
        0.9998 /* to_mean */))

// %% tags=["assert"]
verify(
    number("rank 2", () -> errors[2], 0.0601, 0.00006, "as in the text"),
    number("random", () -> least, 0.1282, 0.00006, "as in the text"),
    number("mean", () -> toMean, 0.9998, 0.00005, "as in the text"),
    number("component", () -> toPca, 0.1968, 0.00006, "as in the text"),
    between("rounding", () -> apart, 0, 1e-12, "as in the text"),
    between("10⁻⁶ from the covariance", () -> found[1][3] / 1e-6, 0.99, 1.01, "as in the text"),
    that("10⁻¹⁰", () -> found, double[][].class, f -> f[1][5] > 1e-9 && Math.abs(f[0][5] - 1e-10) < 1e-12,
        "lost by the covariance and kept by the SVD"));

// %% tags=["results"]
/** The first variance by the best of 1000 directions; worst cosine and variance; difference; best of 200 planes, and climb. */
double[] measured(long seed) {
    var draw = RandomState.of(1000 + seed);
    double[][] x = centred(hours(seed)), c = times(transpose(x), x);
    Eigen e = Eigen.of(c);
    Svd s = Svd.of(x);
    double best = 0, worst = 1, off = 0, rest = 0;
    for (double[] d : draw.standardNormal(1000, 6)) {
        best = Math.max(best, dot(times(new double[][] {d}, c)[0], d) / dot(d, d));
    }
    for (int j = 0; j < 6; j++) {
        worst = Math.min(worst, cosine(column(e.vectors(), j), s.Vt()[j]));
        off = Math.max(off, Math.abs(e.values()[j] / (s.s()[j] * s.s()[j]) - 1));
        rest += j < 2 ? 0 : s.s()[j] * s.s()[j];
    }
    double[][] v = first(2, e.vectors()), low = times(times(x, v), transpose(v)), u = first(2, s.U());
    for (double[] row : u) Arrays.setAll(row, j -> row[j] * s.s()[j]);
    double[][] cut = times(u, Arrays.copyOf(s.Vt(), 2));
    double differ = 0, planes = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 1800; i++) differ = Math.max(differ, Math.abs(low[i / 6][i % 6] - cut[i / 6][i % 6]));
    for (int i = 0; i < 200; i++) planes = Math.min(planes, left(c, orth(draw.standardNormal(6, 2))));
    double[][] plane = orth(draw.standardNormal(6, 2));
    for (int i = 0; i < 200; i++) plane = orth(times(c, plane));
    return new double[] {e.values()[0] / best, worst, off, differ, planes / rest, left(c, plane) / rest};
}
double left(double[][] c, double[][] v) {
    double[][] inPlane = times(transpose(v), times(c, v));
    return IntStream.range(0, 6).mapToDouble(i -> c[i][i]).sum() - inPlane[0][0] - inPlane[1][1];
}
double[][] seeds = transpose(IntStream.range(0, 20).parallel().mapToObj(seed -> measured(seed)).toArray(double[][]::new));
double[] smallBySvd = new double[20], smallByC = new double[20];
for (int seed = 0; seed < 20; seed++) {
    double[][] ways = bothWays(seed);
    smallBySvd[seed] = ways[0][5] / 1e-10 - 1;
    smallByC[seed] = ways[1][5] / 1e-10 - 1;
}

// %% tags=["results"]
new Results()
    .with("variance_1", variances[0]).with("variance_2", variances[1]).with("variance_3", variances[2])
    .with("variances", variances).with("c", C).with("lost_1", errors[1]).with("lost_2", errors[2]).with("random_2", least)
    .with("tried", tried).with("projected", projected).with("truncated", truncated).with("errors", errors)
    .with("climbs", climbs).with("to_mean", toMean).with("to_pca", toPca).with("small_svd", found[0])
    .with("small_covariance", found[1]).with("ratio_best", seeds[0]).with("ratio_random", seeds[4])
    .with("worst_cosines", seeds[1]).with("variances_off", seeds[2]).with("apart", seeds[3])
    .with("ratio_climb", seeds[5]).with("seeds_svd", smallBySvd).with("seeds_covariance", smallByC)

// %% tags=["claims"]
boolean all(double[] values, DoublePredicate holds) { return Arrays.stream(values).allMatch(holds); }
new Claims()
    .with("max-variance", "the first eigenvector of C is the direction of maximum variance (its variance by that of the best of "
        + "1000 random directions, 20 seeds)", "maximum", seeds[0], all(seeds[0], r -> r >= 1), "vᵀCv is a mean of eigenvalues")
    .with("right-singular", "eigenvectors of C are the right singular vectors (smallest absolute cosine of six pairs, 20 seeds)",
        "the same", seeds[1], all(seeds[1], w -> w > 1 - 1e-9), "XᵀX = VΣ²Vᵀ; the signs are free")
    .with("squares", "the eigenvalues of XᵀX are the squared singular values (largest relative difference, 20 seeds)", "Σ²",
        seeds[2], all(seeds[2], o -> o < 1e-10), "and C = XᵀX/n has them divided by n")
    .with("truncation", "projecting on the top 2 columns of V is the rank-2 truncated SVD (largest difference, 20 seeds)",
        "identical", seeds[3], all(seeds[3], d -> d < 1e-10),
        "XVVᵀ is; the coordinates XV alone are UΣ, n x k and not n x d")
    .with("eckart-young", "no rank-2 matrix is nearer than the truncated SVD (squared error of the best of 200 random planes "
        + "by its own, 20 seeds)", "minimizes", seeds[4], all(seeds[4], r -> r >= 1 - 1e-12),
        "in a plane the projection is best, so planes suffice")
    .with("eckart-young-climb", "and a climb from a random plane ends at the same error (by the truncated SVD's, 20 seeds)",
        "minimizes", seeds[5], all(seeds[5], r -> Math.abs(r - 1) < 1e-9), "the error has one lowest value")
    .with("same-operation", "the three are the same operation, in doubles too (relative error of a singular value of 1e-10 of the "
        + "largest, from the covariance, 20 seeds, below 1 %)", "three views of the same operation", smallByC,
        all(smallByC, e -> Math.abs(e) < 0.01), "true on paper; XᵀX squares the ratios, so that what is below 1e-8 drowns in "
        + "rounding, while the SVD of X finds it")
