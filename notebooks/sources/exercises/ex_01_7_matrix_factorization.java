// %% [markdown]
// # Exercise 1.7: the slope of a factorization
// *Chapter 1, linear algebra · three stars · about 40 minutes*
//
// **The question.** A table of ratings R is to be approximated by U Vᵀ, and the loss is the sum of the squared
// errors, L = ‖R − U Vᵀ‖². What are the gradients of L with respect to U and to V, and how do you make sure?
//
// **You will learn** to derive with matrices instead of indices, to test a gradient by finite differences, and
// how to choose their step. **Before this:** matrix products, the trace, gradients.
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

var lesson = Lesson.open("ex_01_7_matrix_factorization");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## The matrices
// 100 users, 50 items, 10 factors, all drawn from the normal distribution; and what you need of matrices.

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
    return IntStream.range(0, a[0].length)
        .mapToObj(j -> Arrays.stream(a).mapToDouble(row -> row[j]).toArray())
        .toArray(double[][]::new);
}
// %%
/** a + factor * b, entry by entry. */
double[][] plus(double[][] a, double factor, double[][] b) {
    double[][] sum = Arrays.stream(a).map(row -> row.clone()).toArray(double[][]::new);
    for (int i = 0; i < a.length; i++) {
        for (int j = 0; j < a[i].length; j++) sum[i][j] += factor * b[i][j];
    }
    return sum;
}

// %%
/** The sum of the squared errors of u vᵀ, row by row, which rounds less than one long sum. */
double loss(double[][] u, double[][] v, double[][] r) {
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
        double row = 0;
        for (int j = 0; j < v.length; j++) {
            double error = r[i][j];
            for (int k = 0; k < u[i].length; k++) error -= u[i][k] * v[j][k];
            row += error * error;
        }
        sum += row;
    }
    return sum;
}
var random = RandomState.of(42);
double[][] U = random.standardNormal(100, 10), V = random.standardNormal(50, 10);
double[][] R = random.standardNormal(100, 50);
IO.println("loss %.2f".formatted(loss(U, V, R)));

// %% [markdown]
// ## Task 1: derive
// Write E = R − U Vᵀ and L = tr(Eᵀ E), multiply out, and derive. Then compute `gradU`, as large as U, and
// `gradV`, as large as V.

// %% tags=["solution"] exercise="gradients"
double[][] E = plus(R, -1, times(U, transpose(V)));
double[][] scaled(double factor, double[][] a) { return plus(a, factor - 1, a); }
double[][] gradU = scaled(-2, times(E, V));
double[][] gradV = scaled(-2, times(transpose(E), U));

// %% tags=["stub"] exercise="gradients"
double[][] gradU = todo();
double[][] gradV = todo();

// %% tags=["hint"] exercise="gradients"
// L = tr(RᵀR) − 2 tr(RᵀU Vᵀ) + tr(V UᵀU Vᵀ). With tr(A X B) goes the gradient Aᵀ Bᵀ; where U stands twice,
// derive once for each place, the other held still, and add.

// %% tags=["hint"] exercise="gradients"
// Shapes help: E is 100 × 50 and V 50 × 10, so E V is as large as U. Which product is as large as V?

// %% tags=["check"] exercise="gradients" points=2
double[][] DU = RandomState.of(1).standardNormal(100, 10);
double[][] DV = RandomState.of(2).standardNormal(50, 10);
double riseU = (loss(plus(U, 1, DU), V, R) - loss(plus(U, -1, DU), V, R)) / 2;
double riseV = (loss(U, plus(V, 1, DV), R) - loss(U, plus(V, -1, DV), R)) / 2;
/** Whether a gradient is as large as the direction and says how much the loss rises along it. */
boolean says(double[][] g, double[][] d, double rise) {
    double[][] products = times(g, transpose(d));
    double along = IntStream.range(0, d.length).mapToDouble(i -> products[i][i]).sum();
    return Math.abs(along - rise) < 1e-6 * Math.abs(rise);
}
lesson.check("gradients",
    that("gradU", double[][].class, g -> g.length == 100 && g[0].length == 10,
        "as large as U, 100 by 10"),
    that("gradU", double[][].class, g -> says(g, DU, riseU),
        "how much the loss rises for a step in any direction of U"),
    that("gradV", double[][].class, g -> g.length == 50 && g[0].length == 10,
        "as large as V, 50 by 10"),
    that("gradV", double[][].class, g -> says(g, DV, riseV),
        "how much the loss rises for a step in any direction of V"));

// %% [markdown]
// ## Task 2: make sure
// Change one entry at a time by ±h with h = 10⁻⁵: (L₊ − L₋)/(2h) is nearly the derivative. Do it for every
// entry of U *and* of V: `numericU` and `numericV`. Then `worstU` and `worstV`, the largest absolute
// differences from your gradients; `worst(a, b)` gives that of two matrices.

// %%
double worst(double[][] a, double[][] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> IntStream.range(0, a[i].length)
        .mapToDouble(k -> Math.abs(a[i][k] - b[i][k])).max().orElseThrow()).max().orElseThrow();
}

// %% tags=["solution"] exercise="numeric"
/** Central differences of a loss with respect to each entry of a matrix, which ends as it began. */
double[][] differences(double[][] entries, double h, DoubleSupplier lossNow) {
    double[][] slopes = new double[entries.length][entries[0].length];
    for (int i = 0; i < entries.length; i++) {
        for (int k = 0; k < entries[i].length; k++) {
            double kept = entries[i][k];
            entries[i][k] = kept + h;
            double above = lossNow.getAsDouble();
            entries[i][k] = kept - h;
            slopes[i][k] = (above - lossNow.getAsDouble()) / (2 * h);
            entries[i][k] = kept;
        }
    }
    return slopes;
}
double[][] numericU = differences(U, 1e-5, () -> loss(U, V, R));
double[][] numericV = differences(V, 1e-5, () -> loss(U, V, R));
double worstU = worst(gradU, numericU), worstV = worst(gradV, numericV);
IO.println("largest difference: U %.1e, V %.1e".formatted(worstU, worstV));

// %% tags=["stub"] exercise="numeric"
double[][] numericU = todo();
double[][] numericV = todo();
double worstU = todo(), worstV = todo();

// %% tags=["hint"] exercise="numeric"
// Keep the entry: `double kept = U[i][k];`. Set it to `kept + h`, take the loss, set it to `kept - h`, take the
// loss again, and put `kept` back.

// %% tags=["hint"] exercise="numeric"
// One method for both matrices takes the matrix and `() -> loss(U, V, R)`, a `DoubleSupplier`, which sees each
// change.

// %% tags=["check"] exercise="numeric" points=2
boolean close(double[][] numeric, String gradient) {
    double[][] exact = answer(gradient, double[][].class);
    double off = worst(exact, numeric);
    return numeric.length == exact.length && off > 0 && off < 1e-4;
}
double apart(String one, String other) {
    return worst(answer(one, double[][].class), answer(other, double[][].class));
}
lesson.check("numeric",
    that("numericU", double[][].class, n -> close(n, "gradU"),
        "measured by changing each entry of U, and so near `gradU` but not the same"),
    that("numericV", double[][].class, n -> close(n, "gradV"),
        "measured by changing each entry of V, and so near `gradV` but not the same"),
    number("worstU", () -> apart("gradU", "numericU"), 1e-12,
        "the largest absolute difference of `gradU` and `numericU`"),
    number("worstV", () -> apart("gradV", "numericV"), 1e-12,
        "the largest absolute difference of `gradV` and `numericV`"));

// %% [markdown]
// ## Which step?
// The usual advice is a small step, and not too small. Measure it: the largest error over one user's ten entries,
// for steps from 10⁻⁸ to 1, by central differences and by forward ones, (L₊ − L)/h.

// %%
double[] steps = IntStream.rangeClosed(-16, 0).mapToDouble(i -> Math.pow(10, i / 2.0)).toArray();
double[] central = new double[steps.length], forward = new double[steps.length];
double here = loss(U, V, R);
for (int s = 0; s < steps.length; s++) {
    for (int k = 0; k < 10; k++) {
        double h = steps[s], exact = 0;
        double[][] more = plus(U, 0, U), less = plus(U, 0, U);
        more[0][k] += h;
        less[0][k] -= h;
        for (int j = 0; j < 50; j++) {
            double error = R[0][j];
            for (int f = 0; f < 10; f++) error -= U[0][f] * V[j][f];
            exact -= 2 * error * V[j][k];
        }
        double above = loss(more, V, R), below = loss(less, V, R);
        central[s] = Math.max(central[s], Math.abs((above - below) / (2 * h) - exact));
        forward[s] = Math.max(forward[s], Math.abs((above - here) / h - exact));
    }
}

// %%
IO.println("central differences: error %.0e with h = 1e-5, %.0e with h = 1"
    .formatted(central[6], central[16]));
Plots.line(steps, central).withName("central").withDots()
    .and(Plots.line(steps, forward).withName("forward").withDots())
    .withLogX().withLogY()
    .withTitle("Error of the numerical gradient").withAxes("step h", "largest error")

// %% [markdown]
// ### Question: is the derivation sound, and which step is best?
// Give the derivation's middle lines with their shapes. Which rule do they need that tr(A X B) does not give?
// And why is the largest step the best one here? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// L = tr(RᵀR) − 2 tr(RᵀUVᵀ) + tr(VUᵀUVᵀ). The rule for tr(A X B), with A = Rᵀ and B = Vᵀ, gives −2RV for the second
// term; the third is quadratic, so that rule must be used once for each U, which gives 2UVᵀV. Together −2(R − UVᵀ)V =
// −2EV, 100 × 10 like U, and in the same way −2EᵀU, 50 × 10 like V: signs and transpositions are right,
// and all 1500 entries agree. L has no third power of any single entry, so central differences are exact but for
// rounding, whatever h; rounding of a loss of 54294.17 is divided by 2h, so a larger h is better, up to 1 here. Forward
// differences do err by half the second derivative times h, so that they have a best step in between.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side. The largest differences are rounding,
// so both sides agree in their size only.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "loss", "first entry of U's gradient", "first entry of V's gradient",
        "largest difference of U, in millionths", "largest difference of V, in millionths"),
    DoubleColumn.create("Java", loss(U, V, R), gradU[0][0], gradV[0][0], 1e6 * worstU, 1e6 * worstV),
    DoubleColumn.create("Python", 54294.1692 /* loss */, 39.6414 /* first_u */, 271.1125 /* first_v */,
        0.4947 /* millionths_u */, 0.7598 /* millionths_v */))

// %% tags=["results"]
double trace(double[][] a) { return IntStream.range(0, a.length).mapToDouble(i -> a[i][i]).sum(); }
double expanded = trace(times(transpose(R), R)) - 2 * trace(times(transpose(R), times(U, transpose(V))))
    + trace(times(times(V, transpose(U)), times(U, transpose(V))));
double[][] middle = plus(scaled(-2, times(R, V)), 2, times(U, times(transpose(V), V)));
double[][] middleV = plus(scaled(-2, times(transpose(R), U)), 2, times(V, times(transpose(U), U)));
double[] worstUs = new double[20], worstVs = new double[20];
IntStream.range(0, 20).parallel().forEach(seed -> {
    var drawn = RandomState.of(seed);
    double[][] u = drawn.standardNormal(100, 10), v = drawn.standardNormal(50, 10), r = drawn.standardNormal(100, 50);
    double[][] e = plus(r, -1, times(u, transpose(v)));
    worstUs[seed] = worst(scaled(-2, times(e, v)), differences(u, 1e-5, () -> loss(u, v, r)));
    worstVs[seed] = worst(scaled(-2, times(transpose(e), u)), differences(v, 1e-5, () -> loss(u, v, r)));
});

// %% tags=["results"]
new Results()
    .with("loss", loss(U, V, R)).with("first_u", gradU[0][0]).with("first_v", gradV[0][0])
    .with("millionths_u", 1e6 * worstU).with("millionths_v", 1e6 * worstV)
    .with("grad_u", gradU).with("grad_v", gradV).with("numeric_u", numericU).with("numeric_v", numericV)
    .with("worst_us", worstUs).with("worst_vs", worstVs).with("expanded", expanded)
    .with("middle_u", middle).with("middle_v", middleV).with("central", central[16]).with("forward", forward[16])

// %% tags=["assert"]
verify(
    number("entries", () -> numericU.length * 10 + numericV.length * 10, 1500, 0, "as in the text"),
    number("loss", () -> loss(U, V, R), 54294.17, 0.005, "as in the text"),
    between("U", () -> worstU, 1e-12, 1e-5, "as in the text"),
    between("V", () -> worstV, 1e-12, 1e-5, "as in the text"),
    that("central", () -> central, double[].class, c -> c[16] < c[6] / 1000, "best with the largest step"),
    that("forward", () -> forward, double[].class,
        f -> Arrays.stream(f).min().orElseThrow() < Math.min(f[0], f[16]) / 10, "best in between"));

// %% tags=["claims"]
boolean ofThatSize(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return mean > 1e-7 && mean < 1e-5;
}
new Claims()
    .with("expansion", "L = tr(R'R) - 2 tr(R'UV') + tr(VU'UV') (relative difference)", "equal",
        Math.abs(expanded / loss(U, V, R) - 1), Math.abs(expanded / loss(U, V, R) - 1) < 1e-12, "equal up to rounding")
    .with("middle", "dL/dU = -2RV + 2UV'V, the middle line (largest difference from differences)", "equal",
        worst(middle, numericU), worst(middle, numericU) < 1e-5, "right; the 2UV'V needs the rule once for each U")
    .with("middle-v", "dL/dV = -2R'U + 2VU'U, the middle line (largest difference from differences)", "equal",
        worst(middleV, numericV), worst(middleV, numericV) < 1e-5, "right")
    .with("gradient-u", "-2EV is the gradient for U (largest difference of 1000 entries, 20 seeds)", "equal",
        worstUs, Arrays.stream(worstUs).allMatch(w -> w < 1e-5), "every entry by finite differences")
    .with("gradient-v", "-2E'U is the gradient for V (largest difference of 500 entries, 20 seeds)", "equal, not tested",
        worstVs, Arrays.stream(worstVs).allMatch(w -> w < 1e-5), "the text tests U only; V agrees too")
    .with("difference", "the largest difference for U with a step of 1e-5 (mean of 20 seeds, to a power of ten)",
        "~1e-6", worstUs, ofThatSize(worstUs), "rounding of a loss near 55 000, divided by twice the step")
