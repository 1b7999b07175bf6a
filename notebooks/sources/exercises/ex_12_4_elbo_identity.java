// %% [markdown]
// # Exercise 12.4: the evidence lower bound, in a model that can be solved
// *Chapter 12, generative models · three stars · about 40 minutes*
//
// **The question.** Derive the evidence lower bound (ELBO) from log p(x), and show that who maximizes it brings q(z) near to the
// posterior p(z|x).
//
// **You will learn** to hold each line of the derivation to numbers, where a sign decides between a bound and nonsense, and
// what changes when the model learns too. **Before this:** the normal distribution, Kullback-Leibler divergence (KL).
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import ai.djl.ndarray.*;
import peaberry.plot.*;
import peaberry.random.RandomState;
import peaberry.teach.*;
import peaberry.torch.Torch;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_12_4_elbo_identity");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## A model with all answers
// z is standard normal, and x is normal around a·z + b with deviation s. Then x itself is normal around b with variance a² + s²,
// so log p(x), which nobody can compute for a real decoder, stands in one line. `mean(q, f)` is E_q[f(z)], by a sum on a fine grid.

// %%
record Normal(double mean, double deviation) {
    double log(double v) {
        double t = (v - mean) / deviation;
        return -t * t / 2 - Math.log(deviation) - Math.log(2 * Math.PI) / 2;
    }
}
record Model(double a, double b, double s) {
    Normal given(double z) { return new Normal(a * z + b, s); }
    Normal marginal() { return new Normal(b, Math.hypot(a, s)); }
}
Normal prior = new Normal(0, 1);
double mean(Normal q, DoubleUnaryOperator f) {
    return IntStream.rangeClosed(-1000, 1000).mapToDouble(i -> i / 100.0).map(t ->
        Math.exp(prior.log(t)) * f.applyAsDouble(q.mean() + t * q.deviation()) / 100).sum();
}
Model model = new Model(1.5, 0.5, 0.8);
Normal q = new Normal(0.5, 0.8);
double x = 2.5, evidence = model.marginal().log(x);
IO.println("log p(x) = %.4f; by a sum over z %.4f".formatted(evidence,
    Math.log(mean(prior, z -> Math.exp(model.given(z).log(x))))));

// %% [markdown]
// ## Task 1: the bound
// ELBO = E_q[log p(x|z)] − KL(q ‖ prior). Both have closed forms for normals with mean μ and deviation τ: the first is the log density at its centre,
// log N(x; aμ + b, s), less a²τ²/(2s²); the second is (μ² + τ² − 1)/2 − ln τ. Write `elbo(model, q, x)`, and from it `bound`, for the model, q and x above.

// %% tags=["solution"] exercise="bound"
double reconstruction(Model m, Normal q, double x) {
    double spread = m.a() * q.deviation() / m.s();
    return m.given(q.mean()).log(x) - spread * spread / 2;
}
double toPrior(Normal q) {
    double m = q.mean(), t = q.deviation();
    return (m * m + t * t - 1) / 2 - Math.log(t);
}
double elbo(Model m, Normal q, double x) { return reconstruction(m, q, x) - toPrior(q); }
double bound = elbo(model, q, x);
IO.println("%.4f = %.4f - %.4f".formatted(bound, reconstruction(model, q, x), toPrior(q)));

// %% tags=["stub"] exercise="bound"
double elbo(Model m, Normal q, double x) {
    return todo();
}
double bound = elbo(model, q, x);

// %% tags=["hint"] exercise="bound"
// `m.given(q.mean()).log(x)` is the log density at the centre. The KL is zero for μ = 0 and τ = 1: a test for yours.

// %% tags=["check"] exercise="bound" points=2
double ratio = mean(q, z -> model.given(z).log(x) + prior.log(z) - q.log(z));
lesson.check("bound",
    that("bound", Double.class, b -> b <= evidence, "at most log p(x), as a lower bound is"),
    number("bound", () -> ratio, 1e-6, "E_q of log p(x, z) − log q(z): reconstruction minus KL"));

// %% [markdown]
// ## Task 2: the gap
// The posterior is normal too, with variance v = 1/(1 + a²/s²) and mean v·a(x − b)/s². Make it `posterior`, and compute `gap`, KL(q ‖ posterior). For two normals
// KL = ln(τ₂/τ₁) + (τ₁² + (μ₁ − μ₂)²)/(2τ₂²) − ½.

// %% tags=["solution"] exercise="gap"
Normal posterior(Model m, double x) {
    double v = 1 / (1 + m.a() * m.a() / (m.s() * m.s()));
    return new Normal(v * m.a() * (x - m.b()) / (m.s() * m.s()), Math.sqrt(v));
}
double kl(Normal one, Normal two) {
    double ratio = one.deviation() / two.deviation();
    double far = (one.mean() - two.mean()) / two.deviation();
    return -Math.log(ratio) + (ratio * ratio + far * far - 1) / 2;
}
Normal posterior = posterior(model, x);
double gap = kl(q, posterior);
IO.println("posterior %.4f ± %.4f, gap %.4f".formatted(
    posterior.mean(), posterior.deviation(), gap));

// %% tags=["stub"] exercise="gap"
Normal posterior = todo();
double gap = todo();

// %% tags=["hint"] exercise="gap"
// `new Normal(mean, Math.sqrt(v))`: the second number is the deviation and not the variance. And `1 / 2` is 0 in Java: write 0.5.

// %% tags=["check"] exercise="gap" points=2
double byBayes(double z) { return model.given(z).log(x) + prior.log(z) - evidence; }
lesson.check("gap",
    that("posterior", Normal.class, p -> Stream.of(0, 1, 2)
        .allMatch(z -> Math.abs(p.log(z) - byBayes(z)) < 1e-6), "p(x|z) p(z) / p(x), at every z"),
    number("gap", () -> mean(q, z -> q.log(z) - byBayes(z)), 1e-6,
        "E_q of log q(z) − log p(z|x): q comes first"));

// %%
lesson.needs("bound", "gap");
IO.println("ELBO %.4f + gap %.4f = %.4f; log p(x) = %.4f"
    .formatted(bound, gap, bound + gap, evidence));

// %% [markdown]
// ## Task 3: climb
// Write `slopes(model, q, x)`: ∂ELBO/∂μ and ∂ELBO/∂(ln τ), by hand. Then `path`: 81 normals, `q` first, each next one 0.1 of
// its slopes further in μ and ln τ.

// %% tags=["solution"] exercise="climb"
double[] slopes(Model m, Normal q, double x) {
    double precision = 1 / (m.s() * m.s()), t2 = q.deviation() * q.deviation();
    return new double[] {
        m.a() * (x - m.b() - m.a() * q.mean()) * precision - q.mean(),
        1 - t2 * (1 + m.a() * m.a() * precision)};
}
Normal[] path = new Normal[81];
path[0] = q;
for (int i = 1; i <= 80; i++) {
    double[] g = slopes(model, path[i - 1], x);
    path[i] = new Normal(path[i - 1].mean() + 0.1 * g[0],
        path[i - 1].deviation() * Math.exp(0.1 * g[1]));
}
double[] start = slopes(model, q, x);
IO.println("slopes at q %.4f and %.4f; the end %.4f ± %.4f".formatted(start[0], start[1],
    path[80].mean(), path[80].deviation()));

// %% tags=["stub"] exercise="climb"
double[] slopes(Model m, Normal q, double x) {
    return todo();
}
double[] start = slopes(model, q, x);
Normal[] path = todo();

// %% tags=["hint"] exercise="climb"
// By ln τ: the derivative of τ² is 2τ², and that of ln τ is 1. A step of ln τ by h makes τ into `τ * Math.exp(h)`.

// %% tags=["check"] exercise="climb" points=2
double by(double more, double scale) {
    Normal near = new Normal(q.mean() + more, q.deviation() * Math.exp(scale));
    return mean(near, z -> model.given(z).log(x) + prior.log(z) - near.log(z));
}
double byMean = (by(1e-4, 0) - by(-1e-4, 0)) / 2e-4, byLog = (by(0, 1e-4) - by(0, -1e-4)) / 2e-4;
lesson.check("climb",
    that("start", double[].class, s -> s.length == 2, "two slopes"),
    that("start", double[].class, s -> Math.abs(s[0] - byMean) < 1e-5,
        "first how the ELBO rises with the mean"),
    that("start", double[].class, s -> Math.abs(s[1] - byLog) < 1e-5,
        "then how it rises with the logarithm of the deviation"),
    that("path", Normal[].class, p -> p.length == 81 && p[0].equals(q),
        "81 normals, the first is `q`"),
    that("path", Normal[].class,
        p -> Math.abs(p[1].mean() - q.mean() - 0.1 * byMean) < 1e-5
            && Math.abs(Math.log(p[1].deviation() / q.deviation()) - 0.1 * byLog) < 1e-5,
        "with steps of 0.1 times the slopes, in μ and in ln τ"),
    that("path", Normal[].class, p -> Math.abs(p[80].mean() - 3 / (0.64 + 2.25)) < 1e-6
        && Math.abs(p[80].deviation() - 0.8 / Math.sqrt(0.64 + 2.25)) < 1e-6,
        "at the end the posterior, where both slopes are 0"));

// %%
lesson.needs("path");
double[] means = IntStream.rangeClosed(0, 40).mapToDouble(i -> -0.5 + i * 0.05).toArray();
double[] deviations = IntStream.rangeClosed(0, 40).mapToDouble(i -> 0.1 + i * 0.03).toArray();
double closed(Model m, Normal q, double x) {  // log p(x) minus the gap
    double v = 1 / (1 + m.a() * m.a() / (m.s() * m.s()));
    double far = q.mean() - v * m.a() * (x - m.b()) / (m.s() * m.s());
    double t2 = q.deviation() * q.deviation();
    return m.marginal().log(x) - (t2 / v + far * far / v - 1 - Math.log(t2 / v)) / 2;
}
double[][] surface = Arrays.stream(deviations).mapToObj(t -> Arrays.stream(means)
    .map(m -> Math.max(-8, closed(model, new Normal(m, t), x))).toArray()).toArray(double[][]::new);
Plots.contour(means, deviations, surface)
    .and(Plots.line(Arrays.stream(path).mapToDouble(Normal::mean).toArray(),
        Arrays.stream(path).mapToDouble(Normal::deviation).toArray()).withName("climb").withDots())
    .withMark(path[80].mean(), path[80].deviation(), "posterior")
    .withTitle("The ELBO of q (−8 and less in one colour)").withAxes("mean μ", "deviation τ")

// %% [markdown]
// PyTorch's slopes are a second witness; and so is what an encoder's training uses, one sample z = μ + τ·ε at a time.

// %%
lesson.needs("start");
double[] byTorch(Model m, Normal q, double x) {
    try (var manager = NDManager.newBaseManager()) {
        NDArray mu = manager.create(new double[] {q.mean()});
        NDArray log = manager.create(new double[] {Math.log(q.deviation())});
        var g = Torch.gradients(() -> {
            NDArray t2 = log.mul(2).exp(), error = mu.mul(-m.a()).add(x - m.b());
            NDArray fit = error.square().add(t2.mul(m.a() * m.a())).mul(-0.5 / (m.s() * m.s()));
            return fit.sub(mu.square().add(t2).mul(0.5).sub(log));
        }, mu, log);
        return new double[] {g.of(mu).toDoubleArray()[0], g.of(log).toDoubleArray()[0]};
    }
}
double[] torch = byTorch(model, q, x);
IO.println("PyTorch %.4f and %.4f".formatted(torch[0], torch[1]));
double[] errors = RandomState.of(42).standardNormal(20_000);
double bySamples = Arrays.stream(errors).map(e -> (x - model.b() - model.a()
    * (q.mean() + q.deviation() * e)) * model.a() / (model.s() * model.s())
    - (q.mean() + q.deviation() * e)).average().orElseThrow();
IO.println("by 20 000 samples, the mean's slope is %.3f".formatted(bySamples));

// %% [markdown]
// ## The sign
// At its end the text writes ELBO = E_q[log p(x|z)] − KL(q ‖ prior) and then calls that "reconstruction loss + KL regularization". Take the plus at its word, let
// q become narrow, and look.

// %%
lesson.needs("bound");
double[] narrow = IntStream.rangeClosed(0, 60).mapToDouble(i -> Math.pow(10, -i / 10.0)).toArray();
double minus(double t) { return closed(model, new Normal(0.5, t), x); }
double plus(double t) { return minus(t) + 2 * ((0.25 + t * t - 1) / 2 - Math.log(t)); }
double[] withMinus = Arrays.stream(narrow).map(t -> minus(t)).toArray();
double[] withPlus = Arrays.stream(narrow).map(t -> plus(t)).toArray();
IO.println("τ = 10⁻⁶: minus %.2f, plus %.2f, log p(x) %.2f".formatted(
    withMinus[60], withPlus[60], evidence));
Plots.line(narrow, withMinus).withName("reconstruction − KL")
    .and(Plots.line(narrow, withPlus).withName("reconstruction + KL")).withLogX()
    .withHorizontalLine(evidence, "log p(x)")
    .withTitle("Only one of them is a bound").withAxes("deviation τ of q", "nats")

// %% [markdown]
// ## When the model learns too
// A VAE moves the decoder as well. 200 values of x from our model; a learner that begins with a = 0.5, b = 0, s = 1 and the exact posterior of each x, so
// that every gap is zero; then ten steps for a and b, up the mean ELBO, with each q held.

// %%
double[] values(long seed) {
    var random = RandomState.of(seed);
    double[] z = random.standardNormal(200), noise = random.standardNormal(200);
    return IntStream.range(0, 200).mapToDouble(i -> 1.5 * z[i] + 0.5 + 0.8 * noise[i]).toArray();
}

// %%
/** After each step: the mean log p(x), the mean ELBO, and the mean gap. */
double[][] learn(double[] values) {
    double[][] found = new double[3][11];
    double a = 0.5, b = 0;
    for (int step = 0; step <= 10; step++) {
        double da = 0, db = 0;
        Model now = new Model(a, b, 1);
        for (double value : values) {
            double m = 0.4 * value, error = value - b - a * m;  // 0.4 = a / (a² + s²)
            da += (error * m - a * 0.8) / 200;
            db += error / 200;
            found[0][step] += now.marginal().log(value) / 200;
            found[1][step] += closed(now, new Normal(m, Math.sqrt(0.8)), value) / 200;
        }
        found[2][step] = found[0][step] - found[1][step];
        a += 0.1 * da;
        b += 0.1 * db;
    }
    return found;
}

// %%
double[][] learned = learn(values(42));
IO.println("ELBO from %.4f to %.4f, gap from %.4f to %.4f".formatted(
    learned[1][0], learned[1][10], Math.abs(learned[2][0]), learned[2][10]));
Plots.line(learned[0]).withName("mean log p(x)").and(Plots.line(learned[1]).withName("mean ELBO"))
    .withTitle("The ELBO rises, and the gap opens").withAxes("step of the decoder", "nats")

// %% [markdown]
// ### Question: what does it bound, and what does it bring near?
// Derive the ELBO and the gap. Which sign has the KL term, and when does maximizing minimize the gap? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// log p(x) is the logarithm of E_q[p(x, z)/q(z)], and the logarithm is concave, so E_q[log p(x, z) − log q(z)] is at most that: a lower bound, which
// splits into E_q[log p(x|z)] − KL(q ‖ prior). Since p(x, z) = p(z|x) p(x), what is missing is E_q[log q(z) − log p(z|x)], the KL
// to the posterior: −3.2096 + 1.0680 = −2.1416 here. The sign is minus: narrow q, and "reconstruction + KL" climbs to 11.52, above every log
// p(x). With losses it reads right again, −ELBO = (−E_q[log p(x|z)]) + KL, and that is what programs add. For a model that stands still, ELBO and gap sum to a constant, so
// the climb ends at the posterior, 1.0381 ± 0.4706. For a VAE it is not equivalent: its decoder moves log p(x) too, and from a gap of zero
// ten steps raised the ELBO and opened the gap to 0.0446; the encoder has to follow.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "log p(x)", "ELBO", "gap", "posterior mean",
        "posterior deviation", "slope by μ", "slope by ln τ",
        "with a plus, τ = 10⁻⁶", "gap after ten decoder steps"),
    DoubleColumn.create("Java", evidence, bound, gap, posterior.mean(), posterior.deviation(),
        start[0], start[1], withPlus[60], learned[2][10]),
    DoubleColumn.create("Python", -2.1416 /* evidence */, -3.2096 /* bound */, 1.0680 /* gap */,
        1.0381 /* posterior_mean */, 0.4706 /* posterior_deviation */, 2.4297 /* slope_mean */,
        -1.8900 /* slope_log */, 11.5240 /* plus */, 0.0446 /* gap_learned */))

// %% tags=["assert"]
verify(
    number("log p(x)", () -> evidence, -2.1416, 0.00005, "as in the text"),
    number("ELBO", () -> bound, -3.2096, 0.00005, "as in the text"),
    number("gap", () -> gap, 1.0680, 0.00005, "as in the text"),
    number("plus", () -> withPlus[60], 11.52, 0.005, "as in the text"),
    number("mean", () -> path[80].mean(), 1.0381, 0.00005, "as in the text"),
    number("deviation", () -> path[80].deviation(), 0.4706, 0.00005, "as in the text"),
    number("gap opened", () -> learned[2][10], 0.0446, 0.00005, "as in the text"),
    between("samples", () -> bySamples / start[0], 0.97, 1.03, "near the slope"),
    between("PyTorch", () -> Math.hypot(torch[0] - start[0], torch[1] - start[1]), 0, 1e-12, "as by hand"));

// %% tags=["results"]
/** By seed: the slack, the identity's error, the decomposition's, the plus's excess, the KL's error, the climb's end, the slopes'
 * error, and how far a mean of 20 000 importance weights is from p(x). */
double[] measured(long seed) {
    var random = RandomState.of(seed);
    double a = random.standardNormal(), b = random.standardNormal(), at = random.normal(0, 2), mu = random.standardNormal();
    double s = random.uniform(0.5, 1.5), t = random.uniform(0.3, 1);
    Model m = new Model(a, b, s);
    Normal begin = new Normal(mu, t), end = begin;
    double log = m.marginal().log(at), e = elbo(m, begin, at);
    double summed = mean(begin, z -> m.given(z).log(at) + prior.log(z) - begin.log(z));
    double narrowPlus = reconstruction(m, new Normal(mu, 1e-60), at) + toPrior(new Normal(mu, 1e-60));
    for (int i = 0; i < 2000; i++) {
        double[] g = slopes(m, end, at);
        end = new Normal(end.mean() + 0.05 * g[0], end.deviation() * Math.exp(0.05 * g[1]));
    }
    double[] g = slopes(m, begin, at);
    double slopesOff = Math.max(
        Math.abs(g[0] - (elbo(m, new Normal(mu + 1e-5, t), at) - elbo(m, new Normal(mu - 1e-5, t), at)) / 2e-5),
        Math.abs(g[1] - (elbo(m, new Normal(mu, t * Math.exp(1e-5)), at) - elbo(m, new Normal(mu, t * Math.exp(-1e-5)), at)) / 2e-5));
    double weights = Arrays.stream(random.standardNormal(20_000)).map(v -> Math.exp(m.given(v).log(at))).average().orElseThrow();
    return new double[] {log - e, Math.abs(log - e - kl(begin, posterior(m, at))), Math.abs(e - summed),
        narrowPlus - log, Math.abs(toPrior(begin) - mean(begin, z -> begin.log(z) - prior.log(z))),
        kl(end, posterior(m, at)), slopesOff, weights / Math.exp(log) - 1};
}
double[][] seeds = IntStream.range(0, 20).mapToObj(seed -> measured(seed)).toArray(double[][]::new);
double[] of(int i) { return Arrays.stream(seeds).mapToDouble(v -> v[i]).toArray(); }
double[] opened = IntStream.range(0, 20).mapToDouble(seed -> learn(values(seed))[2][10]).toArray();
double[] risen = IntStream.range(0, 20).mapToObj(seed -> learn(values(seed))[1]).mapToDouble(e -> e[10] - e[0]).toArray();

// %% tags=["results"]
new Results()
    .with("evidence", evidence).with("bound", bound).with("gap", gap).with("posterior_mean", posterior.mean())
    .with("posterior_deviation", posterior.deviation()).with("slope_mean", start[0]).with("slope_log", start[1])
    .with("end", new double[] {path[80].mean(), path[80].deviation()}).with("by_samples", bySamples)
    .with("plus", withPlus[60]).with("minus", withMinus[60]).with("gap_learned", learned[2][10]).with("learned", learned)
    .with("slack", of(0)).with("identity", of(1)).with("decomposition", of(2)).with("excess", of(3)).with("closed", of(4))
    .with("climbed", of(5)).with("slopes_off", of(6)).with("weights", of(7)).with("opened", opened).with("risen", risen)

// %% tags=["claims"]
boolean all(double[] values, DoublePredicate holds) { return Arrays.stream(values).allMatch(holds); }
double average = Arrays.stream(of(7)).average().orElseThrow();
new Claims()
    .with("marginal", "p(x) is the mean of p(x, z) / q(z) under q (20 000 samples, q the prior, relative error, 20 seeds; mean "
        + "within 2 %)", "equal", of(7), Math.abs(average) < 0.02, "multiplying by q / q changes nothing")
    .with("bound", "the ELBO is at most log p(x) (log p(x) minus ELBO, 20 models)", "≥ 0", of(0), all(of(0), v -> v >= 0),
        "Jensen: the mean of a logarithm is at most the logarithm of the mean")
    .with("decomposition", "E_q[log p(x, z) / q] = E_q[log p(x|z)] - KL(q ‖ p(z)) (difference from a sum over z, 20 models)", "equal",
        of(2), all(of(2), v -> v < 1e-9), "log p(x, z) = log p(x|z) + log p(z)")
    .with("gap", "log p(x) - ELBO = KL(q ‖ p(z|x)) (largest difference, 20 models)", "exactly", of(1), all(of(1), v -> v < 1e-10),
        "p(x, z) = p(z|x) p(x), and log p(x) does not depend on z")
    .with("equivalent", "maximizing the ELBO over q minimizes the KL to the posterior (KL after 2000 steps of ascent, 20 models)",
        "equivalent", of(5), all(of(5), v -> v < 1e-10), "their sum is log p(x), which q cannot change")

// %% tags=["claims"]
new Claims()
    .with("equivalent-vae", "so it is for a VAE, where the decoder is trained too (mean gap after ten decoder steps up the ELBO, from "
        + "a gap of 0, 20 seeds)", "equivalent", opened, all(opened, v -> v < 1e-6),
        "log p(x) moves as well: the ELBO rose while the gap opened")
    .with("plus", "ELBO = reconstruction + KL (its excess over log p(x) at a narrow q, 20 models; at most 0 for a bound)", "+", of(3),
        all(of(3), v -> v <= 0), "the sign is minus, as two lines before; with losses, -ELBO = reconstruction loss + KL. With a plus "
        + "it grows without bound as q becomes a point")
    .with("closed", "the KL of two normals has a closed form (difference from a sum over z, 20 models)", "closed form", of(4),
        all(of(4), v -> v < 1e-9), "(μ² + τ² - 1)/2 - ln τ against the prior")
