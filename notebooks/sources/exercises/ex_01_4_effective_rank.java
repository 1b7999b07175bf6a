// %% [markdown]
// # Exercise 1.4: the rank of a noisy matrix
// *Chapter 1, linear algebra · two stars · about 30 minutes*
//
// **The question.** Why is the rank of a matrix the number of its singular values that are not zero? And how
// many of them count in a table of 1000 users and 500 items that has 25 hidden directions, and noise?
//
// **You will learn** why no computed rank is "how many are above zero", what a threshold must lie between,
// and why 90 % of the energy is another question. **Before this:** matrices, the singular value decomposition.
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
var lesson = Lesson.open("ex_01_4_effective_rank");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## Tastes, times items, plus noise
// Every user has 25 numbers, his tastes, and every item has 25, how much of each taste it meets. A rating is
// the sum of their products, so the matrix of all ratings, U Vᵀ, has a rank of 25. Then comes the noise: a
// normal error on each rating. LAPACK finds the singular values, the largest first.

// %%
/** Ratings of 1000 users for 500 items, drawn with a seed, and their singular values. */
record Ratings(double[][] users, double[][] items, double[][] errors) {
    static Ratings draw(long seed) {
        var random = RandomState.of(seed);
        return new Ratings(random.standardNormal(1000, 25), random.standardNormal(500, 25),
            random.standardNormal(1000, 500));
    }

    double[] singularValues(double noise) {
        double[][] matrix = new double[1000][500];
        for (int i = 0; i < 1000; i++) {
            for (int j = 0; j < 500; j++) {
                double dot = 0;
                for (int k = 0; k < 25; k++) dot += users[i][k] * items[j][k];
                matrix[i][j] = dot + noise * errors[i][j];
            }
        }
        return DenseMatrix.of(matrix).svd(false).s().toArray(new double[0]);
    }
}

// %%
Ratings ratings = Ratings.draw(42);
double[] clean = ratings.singularValues(0), noisy = ratings.singularValues(0.1);
double[] place = IntStream.rangeClosed(1, 500).asDoubleStream().toArray();
IO.println("clean: the 25th is %.1f, the 26th %.1e".formatted(clean[24], clean[25]));
IO.println("noisy: the 25th is %.1f, the 26th %.2f".formatted(noisy[24], noisy[25]));
Plots.line(place, noisy).withName("with noise").and(Plots.line(place, clean).withName("without"))
    .withLogY().withTitle("The singular values").withAxes("place", "singular value")

// %% [markdown]
// ## Task 1: the rank of the clean matrix
// Two counts of `clean`: `positive`, how many are above 0, and `rank`, how many are above
// 1000 · 2⁻⁵² · (the largest), which is the tolerance of NumPy's `matrix_rank`: the larger side of the matrix
// times the distance from 1 to the next double.

// %% tags=["solution"] exercise="rank"
int above(double threshold, double[] values) {
    return (int) Arrays.stream(values).filter(value -> value > threshold).count();
}
int positive = above(0, clean);
int rank = above(1000 * Math.ulp(1.0) * clean[0], clean);
IO.println("%d above zero, rank %d".formatted(positive, rank));

// %% tags=["stub"] exercise="rank"
int positive = todo();
int rank = todo();

// %% tags=["hint"] exercise="rank"
// `Arrays.stream(clean).filter(value -> value > 0).count()` is a long; `(int)` in front makes it an int.

// %% tags=["hint"] exercise="rank"
// `Math.ulp(1.0)` is 2⁻⁵², and the largest singular value is `clean[0]`.

// %% tags=["check"] exercise="rank" points=1
lesson.check("rank",
    number("positive", () -> Arrays.stream(clean).filter(s -> s > 0).count(), 0,
        "the number of values in `clean` that are above 0"),
    number("rank", 25, 0, "the rank of a product of 25 columns with 25 rows"));

// %% [markdown]
// ### Question: why does the rank count the singular values?
// Start from A = U Σ Vᵀ. And why is one of your two counts no rank? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="proof" points=1
// The rank is the dimension of the image of A. Vᵀ is orthogonal, so it can be undone: it maps the whole space
// onto itself and changes no dimension. Σ stretches the axes, and its image is spanned by the axes whose
// singular value is not zero, one dimension for each. U is orthogonal too and keeps that number. So in exact
// arithmetic the two counts would agree. In doubles every entry of the matrix is rounded, and rounding is a
// small noise: the 475 values that should be zero come out as small positive ones. A rank in floating
// point therefore always needs a tolerance, in proportion to the largest singular value.

// %% [markdown] tags=["stub"] exercise="proof"
// *Your reasoning, 3-6 sentences:*

// %% [markdown]
// ## Task 2: two thresholds for the noisy matrix
// The exercise says: what is below 0.01 counts as zero. Its program instead cuts at 0.01 times the largest
// singular value. Count `noisy` both ways: `absolute` and `relative`.

// %% tags=["solution"] exercise="thresholds"
int absolute = above(0.01, noisy);
int relative = above(0.01 * noisy[0], noisy);
IO.println("above 0.01: %d, above %.2f: %d".formatted(absolute, 0.01 * noisy[0], relative));

// %% tags=["stub"] exercise="thresholds"
int absolute = todo();
int relative = todo();

// %% tags=["hint"] exercise="thresholds"
// The same count as in task 1, of `noisy`, with the thresholds `0.01` and `0.01 * noisy[0]`.

// %% tags=["check"] exercise="thresholds" points=1
lesson.check("thresholds",
    number("absolute", () -> Arrays.stream(noisy).filter(s -> s > 0.01).count(), 0,
        "the number of values in `noisy` above 0.01"),
    number("relative", () -> Arrays.stream(noisy).filter(s -> s > 0.01 * noisy[0]).count(), 0,
        "the number of values in `noisy` above a hundredth of the largest"));

// %% [markdown]
// ## Task 3: 90 % of the energy
// The energy of a matrix is the sum of its squared singular values. `energy[i]` is the share that the first
// i + 1 of `noisy` hold together, and `k90` the least number of them that hold 90 %.

// %% tags=["solution"] exercise="energy"
double[] energy = new double[noisy.length];
for (int i = 0; i < noisy.length; i++) {
    energy[i] = noisy[i] * noisy[i] + (i == 0 ? 0 : energy[i - 1]);
}
double total = energy[499];
Arrays.setAll(energy, i -> energy[i] / total);
int k90 = 1;
while (energy[k90 - 1] < 0.9) k90++;
IO.println("%d hold %.3f, %d hold %.3f".formatted(k90 - 1, energy[k90 - 2], k90, energy[k90 - 1]));

// %% tags=["stub"] exercise="energy"
double[] energy = todo();
int k90 = todo();

// %% tags=["hint"] exercise="energy"
// First the running sums of the squares, then each divided by the last of them.

// %% tags=["hint"] exercise="energy"
// `energy[0]` belongs to one singular value: if `energy[i]` is the first of at least 0.9, `k90` is i + 1.

// %% tags=["check"] exercise="energy" points=2
double held(int k) {
    return Arrays.stream(noisy).limit(k).map(s -> s * s).sum()
        / Arrays.stream(noisy).map(s -> s * s).sum();
}
lesson.check("energy",
    that("energy", double[].class,
        e -> near(e, IntStream.rangeClosed(1, 500).mapToDouble(k -> held(k)).toArray()),
        "500 shares that grow to 1: of the first, of the first two, and so on"),
    that("k90", Integer.class, k -> held(k) >= 0.9 && held(k - 1) < 0.9,
        "the least number of singular values that hold 90 % of the energy"));

// %%
lesson.needs("energy", "k90");
Plots.line(Arrays.copyOf(place, 40), Arrays.copyOf(energy, 40)).withDots()
    .withHorizontalLine(0.9, "90 %").withVerticalLine(25, "rank without noise")
    .withTitle("Energy of the first singular values").withAxes("how many", "share of the energy")

// %% [markdown]
// ## How safe is a threshold?
// An m × n matrix of nothing but normal noise of deviation s has a largest singular value near s (√m + √n).
// A threshold must lie above that and below the 25th value. Try both rules, a hundredth of the largest and
// s (√m + √n), on more noise.

// %%
double[] noises = {0.05, 0.1, 0.15, 0.2, 0.5, 1};
double[][] counts = new double[2][noises.length];
for (int i = 0; i < noises.length; i++) {
    double[] values = ratings.singularValues(noises[i]);
    double hundredth = 0.01 * values[0], edge = noises[i] * (Math.sqrt(1000) + Math.sqrt(500));
    counts[0][i] = Arrays.stream(values).filter(s -> s > hundredth).count();
    counts[1][i] = Arrays.stream(values).filter(s -> s > edge).count();
    IO.println("noise %.2f: 26th value %6.2f; above %.2f: %3.0f, above %5.2f: %3.0f".formatted(
        noises[i], values[25], hundredth, counts[0][i], edge, counts[1][i]));
}
Plots.line(noises, counts[0]).withName("above 0.01 σ₁").withDots()
    .and(Plots.line(noises, counts[1]).withName("above s (√m + √n)").withDots())
    .withTitle("Effective rank, by two rules").withAxes("noise", "count")

// %% [markdown]
// ### Question: which number is the effective rank?
// The text prints about 25 for the relative threshold and for 90 % of the energy. Is either a rule to rely
// on? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// 25 is right for the relative threshold, but by luck: the noise reaches 5.25 and the cut is at 8.79. With
// twice the noise the same rule counts 82, and the rule that the exercise states, 0.01, counts all 500. What
// shows the rank is the gap: from 559.6 to 5.25 between the 25th and the 26th value. A threshold has to know
// the noise, as s (√m + √n) does, which finds 25 at each level here. Energy answers another question, how
// much of the matrix a part of it keeps: 22 values hold 0.923 although 25 are real, because the real ones
// are all of similar size and the last three are not needed for 90 %.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side. For 90 % of the energy the text prints
// about 25; it is 22 with its seed, and 21 or 22 with the seeds 0 to 19.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "rank without noise", "above 0.01", "above 0.01 of the largest",
        "for 90 % of the energy", "25th value", "26th value"),
    DoubleColumn.create("Java", rank, absolute, relative, k90, noisy[24], noisy[25]),
    DoubleColumn.create("Python", 25 /* rank */, 500 /* absolute */, 25 /* relative */,
        22 /* k90 */, 559.5942 /* value_25 */, 5.255 /* value_26 */))

// %% tags=["results"]
int fewest(double[] values, double part) {
    double all = Arrays.stream(values).map(s -> s * s).sum(), sum = 0;
    int k = 0;
    while (sum < part * all) sum += values[k] * values[k++];
    return k;
}
double[] byZero = new double[20], byAbsolute = new double[20], byRelative = new double[20], by90 = new double[20];
IntStream.range(0, 20).parallel().forEach(seed -> {
    double[] values = Ratings.draw(seed).singularValues(0.1);
    byZero[seed] = above(0, values);
    byAbsolute[seed] = above(0.01, values);
    byRelative[seed] = above(0.01 * values[0], values);
    by90[seed] = fewest(values, 0.9);
});
double rating(int i, int j) {
    double dot = 0.1 * ratings.errors()[i][j];
    for (int k = 0; k < 25; k++) dot += ratings.users()[i][k] * ratings.items()[j][k];
    return dot;
}
double zeros = IntStream.range(0, 1000).mapToLong(i -> IntStream.range(0, 500).filter(j -> rating(i, j) == 0).count())
    .sum() / 500_000.0;

// %% tags=["results"]
new Results()
    .with("rank", rank).with("positive", positive).with("absolute", absolute).with("relative", relative)
    .with("k90", k90).with("value_25", noisy[24]).with("value_26", noisy[25])
    .with("noisy", noisy).with("clean", Arrays.copyOf(clean, 25)).with("energy", energy)
    .with("counts", counts).with("by_zero", byZero).with("by_absolute", byAbsolute)
    .with("by_relative", byRelative).with("by_90", by90).with("zeros", zeros)

// %% tags=["assert"]
verify(
    number("rank", () -> rank, 25, 0, "as in the text"),
    number("rounding", () -> positive - rank, 475, 0, "as in the text"),
    number("absolute", () -> absolute, 500, 0, "as in the text"),
    number("relative", () -> relative, 25, 0, "as in the text"),
    number("threshold", () -> 0.01 * noisy[0], 8.79, 0.005, "as in the text"),
    number("25th", () -> noisy[24], 559.6, 0.05, "as in the text"),
    number("26th", () -> noisy[25], 5.25, 0.006, "as in the text"),
    number("k90", () -> k90, 22, 0, "as in the text"),
    number("energy", () -> energy[21], 0.923, 0.0005, "as in the text"),
    number("twice the noise", () -> counts[0][3], 82, 0, "as in the text"),
    that("counts", () -> counts[1], double[].class, c -> Arrays.stream(c).allMatch(k -> k == 25), "25 each"),
    between("least for 90 %", () -> Arrays.stream(by90).min().orElseThrow(), 21, 21, "as in the text"),
    between("most for 90 %", () -> Arrays.stream(by90).max().orElseThrow(), 22, 22, "as in the text"));

// %% tags=["claims"]
boolean each(double[] values, double expected) { return Arrays.stream(values).allMatch(v -> v == expected); }
new Claims()
    .with("rank", "the rank is the number of singular values that are not zero (noise-free matrix, above rounding)",
        "25 by construction", rank, rank == 25, "orthogonal factors change no dimension")
    .with("positive-is-rank", "sum(sigmas > 0) is the exact rank (noise-free matrix of rank 25)", "exact rank",
        positive, positive == 25, "rounding makes every zero a little positive; a rank needs a tolerance")
    .with("full-rank", "with noise all singular values are above zero (20 seeds)", "500", byZero, each(byZero, 500),
        "the smallest is near 0.95, far above rounding")
    .with("absolute", "singular values above 0.01, as the exercise asks (20 seeds)", "~25", byAbsolute,
        each(byAbsolute, 25), "the noise alone has singular values up to 5.3; the program uses another threshold")
    .with("relative", "singular values above 0.01 of the largest, as the program has it (20 seeds)", "~25", byRelative,
        each(byRelative, 25), "the cut at 8.8 lies between noise and signal, but not with twice the noise")
    .with("energy-90", "singular values for 90 % of the energy (20 seeds)", "~25", by90,
        Arrays.stream(by90).average().orElseThrow() > 24, "25 hold 99.96 %; being alike, 21 or 22 hold 90 %")
    .with("sparse", "the simulated user-item matrix is sparse (share of zeros)", "sparse", zeros, zeros > 0.5,
        "every user rates every item here")
