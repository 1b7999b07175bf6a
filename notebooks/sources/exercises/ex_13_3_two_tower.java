// %% [markdown]
// # Exercise 13.3: two towers and their negatives
// *Chapter 13, transfer learning · two stars · about 45 minutes*
//
// **The question.** Two encoders describe users and items, each in a language of its own. Train two small towers on top of
// them with a contrastive loss, so that a user lies near what he clicks. How many negatives does each pair need?
//
// **You will learn** to write the InfoNCE loss, to judge retrieval by a truth that is known, and to separate the number of
// negatives from the batch size. **Before this:** softmax, exercise 6.3.
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import ai.djl.ndarray.*;
import ai.djl.ndarray.types.*;
import ai.djl.nn.Activation;
import peaberry.data.StreamRec;
import peaberry.plot.Plots;
import peaberry.random.RandomState;
import peaberry.teach.*;
import peaberry.torch.Torch;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_13_3_two_tower");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## Two languages
// StreamRec's encoders are given: 24 numbers for each of 2000 users, and 24 for each of 1000 items. They were made
// apart from each other, so that the product of a user's and an item's numbers says nothing yet. Users 0 to 199 are
// new: none of their clicks is learnt from. For them we want the 50 items that they would click most
// probably, which we know: StreamRec is made up.

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
double[][] language(long seed) {
    double[][] words = RandomState.of(seed).standardNormal(16, 24);
    for (double[] row : words) Arrays.setAll(row, j -> row[j] / 4);
    return words;
}
var stream = StreamRec.of(42);
double[][] users = times(stream.tastes(), language(1)), items = times(stream.traits(), language(2));
Table clicks = stream.events().where(stream.events().intColumn("clicked").isEqualTo(1)
    .and(stream.events().intColumn("user").isGreaterThanOrEqualTo(200)));
int[] who = clicks.intColumn("user").asIntArray(), what = clicks.intColumn("item").asIntArray();
IO.println(who.length + " clicks to learn from");

// %%
/** The places of the 50 highest scores. */
int[] top(double[] scores) {
    var highest = new PriorityQueue<Double>();  // whose head is the least
    for (double score : scores) {
        if (highest.size() < 50 || score > highest.peek()) highest.add(score);
        if (highest.size() > 50) highest.poll();
    }
    double least = highest.peek();
    IntStream places = IntStream.range(0, scores.length);
    return IntStream.concat(places.filter(i -> scores[i] > least),
        IntStream.range(0, scores.length).filter(i -> scores[i] == least)).limit(50).toArray();
}
int[][] best = IntStream.range(0, 200).mapToObj(u -> top(IntStream.range(0, 1000)
    .mapToDouble(i -> stream.clickProbability(u, i, false)).toArray())).toArray(int[][]::new);

// %% [markdown]
// ## Task 1: how much is found
// Write `recall`: from a row of scores for each of the 200 new users, the mean share of their 50 best items, `best[u]`, that
// are among the 50 with the highest scores, `top(scores[u])`.

// %% tags=["solution"] exercise="recall"
double recall(double[][] scores) {
    double found = 0;
    for (int u = 0; u < scores.length; u++) {
        Set<Integer> wanted = new HashSet<>();
        for (int item : best[u]) wanted.add(item);
        for (int item : top(scores[u])) found += wanted.contains(item) ? 1 : 0;
    }
    return found / 50 / scores.length;
}
double[][] known = times(Arrays.copyOf(stream.tastes(), 200), IntStream.range(0, 16).mapToObj(k ->
    Arrays.stream(stream.traits()).mapToDouble(t -> t[k]).toArray()).toArray(double[][]::new));
double recallKnown = recall(known);
IO.println("recall with tastes and traits themselves: %.4f".formatted(recallKnown));

// %% tags=["stub"] exercise="recall"
double recall(double[][] scores) {
    return todo();
}
double recallKnown = todo();

// %% tags=["hint"] exercise="recall"
// For `recallKnown`, the score of user u and item i is the sum of `tastes()[u][k] * traits()[i][k]` over the 16 places.

// %% tags=["check"] exercise="recall" points=2
double[][] scored(IntBinaryOperator score) {
    return IntStream.range(0, 200).mapToObj(u -> IntStream.range(0, 1000)
        .mapToDouble(i -> score.applyAsInt(u, i)).toArray()).toArray(double[][]::new);
}
boolean among(int u, int i, int n) { return Arrays.stream(best[u]).limit(n).anyMatch(b -> b == i); }
lesson.check("recall",
    that("recallKnown", Double.class, r -> recall(scored((u, i) -> among(u, i, 50) ? 1 : 0)) == 1,
        "computed by a `recall` that is 1 where the 50 best have the highest scores"),
    that("recallKnown", Double.class,
        r -> Math.abs(recall(scored((u, i) ->
            among(u, i, 25) ? 2 : among(u, i, 50) ? 0 : 1)) - 0.5) < 1e-9,
        "computed by a `recall` that is a half where 25 of the 50 best come first and 25 last"),
    number("recallKnown", () -> recall(IntStream.range(0, 200).mapToObj(u -> Arrays.stream(
        stream.traits()).mapToDouble(t -> IntStream.range(0, 16).mapToDouble(k ->
            stream.tastes()[u][k] * t[k]).sum()).toArray()).toArray(double[][]::new)), 0.0005,
        "the recall of the products of `stream.tastes()` and `stream.traits()`"));

// %% [markdown]
// ## Task 2: the loss
// A batch has 128 pairs: a user, and an item that he clicked. The rows of u and v are their unit vectors. The logits are
// u·v / temperature plus `hidden`, a row for each user; the loss is the mean over the rows of −log of the softmax on the
// diagonal: the own item against the other items of the batch, which serve as negatives. `hidden` is 0, or −10⁹ for an item that
// is to be no negative of this user. Write `infoNce`, for a batch of any size, `u.size(0)`; it gives the loss as an array of one number.

// %%
interface Loss { NDArray of(NDArray u, NDArray v, NDArray hidden, double temperature); }

// %%
double value(Loss tried, double[][] u, double[][] v, double[] hidden, double temperature) {
    try (var manager = NDManager.newBaseManager()) {
        return tried.of(manager.create(u), manager.create(v),
            manager.create(hidden, new Shape(u.length, u.length)), temperature).toDoubleArray()[0];
    }
}

// %%
/** The loss of n pairs in the plane, three at most, by a tried method and by hand. */
double[] both(Loss tried, int n, boolean hides, double temperature) {
    double[][] u = Arrays.copyOf(new double[][] {{1, 0}, {0.6, 0.8}, {0, 1}}, n);
    double[][] v = Arrays.copyOf(new double[][] {{0.8, 0.6}, {0, 1}, {-1, 0}}, n);
    double[] hidden = new double[n * n];
    double hand = 0;
    for (int i = 0; i < n; i++) {
        double sum = 0, clicked = 0;
        for (int j = 0; j < n; j++) {
            double logit = (u[i][0] * v[j][0] + u[i][1] * v[j][1]) / temperature;
            hidden[n * i + j] = hides && j == (i + 1) % n ? -1e9 : 0;
            sum += hidden[n * i + j] < 0 ? 0 : Math.exp(logit);
            clicked = i == j ? logit : clicked;
        }
        hand += (Math.log(sum) - clicked) / n;
    }
    return new double[] {value(tried, u, v, hidden, temperature), hand};
}

// %% tags=["solution"] exercise="loss"
Loss infoNce = (u, v, hidden, temperature) -> {
    NDArray logits = u.div(temperature).dot(v.transpose()).add(hidden);
    NDArray own = u.getManager().arange(u.size(0)).toType(DataType.INT64, false).reshape(-1, 1);
    return logits.logSoftmax(1).gather(own, 1).mean().neg();
};

// %% tags=["stub"] exercise="loss"
Loss infoNce = todo();

// %% tags=["hint"] exercise="loss"
// `Loss infoNce = (u, v, hidden, temperature) -> { ...; return ...; };`: `u.dot(v.transpose())` are all products,
// `.div(temperature)` and `.add(hidden)` the logits, `.logSoftmax(1)` works in each row.

// %% tags=["hint"] exercise="loss"
// The diagonal of n rows: `.gather(own, 1)` takes from row i the number in column `own[i]`, where `own` is
// `u.getManager().arange(n).toType(DataType.INT64, false).reshape(-1, 1)`; or multiply by `eye(n)`, of u's type, and sum.

// %% tags=["check"] exercise="loss" points=3
boolean same(double[] two) { return Math.abs(two[0] - two[1]) < 1e-6; }
lesson.check("loss",
    that("infoNce", Loss.class, l -> same(both(l, 3, false, 1)),
        "the mean of −log of the softmax on the diagonal, in each row, here for 3 pairs"),
    that("infoNce", Loss.class, l -> same(both(l, 3, false, 0.07)),
        "computed from products that are divided by the temperature"),
    that("infoNce", Loss.class, l -> same(both(l, 3, true, 0.5)), "without what is hidden"),
    that("infoNce", Loss.class, l -> same(both(l, 2, false, 1)),
        "right for any number of pairs, here for 2"));

// %% [markdown]
// ## Towers and training
// Each tower has 24 inputs, 32 hidden units and 16 outputs, made a unit vector. PyTorch computes the gradients through your loss;
// 40 steps of 128 pairs, with momentum. The batch stays as it is and only the number of negatives changes: with k of them, user
// i sees the items of the pairs i + 1 to i + k.

// %%
/** Of both towers at once, users' and items': two matrices and two rows of biases each. */
NDArray[] weights(NDManager manager, RandomState random) {
    double[] first = new double[2 * 24 * 32], next = new double[2 * 32 * 16];
    for (int tower = 0; tower < 2; tower++) {
        System.arraycopy(random.standardNormal(24 * 32), 0, first, tower * 24 * 32, 24 * 32);
        System.arraycopy(random.standardNormal(32 * 16), 0, next, tower * 32 * 16, 32 * 16);
    }
    return new NDArray[] {
        manager.create(first, new Shape(2, 24, 32)).mul(Math.sqrt(2.0 / 24)),
        manager.create(new double[64], new Shape(2, 1, 32)),
        manager.create(next, new Shape(2, 32, 16)).mul(Math.sqrt(1.0 / 32)),
        manager.create(new double[32], new Shape(2, 1, 16))};
}

// %%
/** The unit vectors of pairs of a user and an item: get(0) are the users', get(1) the items'. */
NDArray towers(NDArray[] w, int[] user, int[] item) {
    int n = user.length;
    double[] x = new double[2 * n * 24];
    for (int i = 0; i < n; i++) {
        System.arraycopy(users[user[i]], 0, x, 24 * i, 24);
        System.arraycopy(items[item[i]], 0, x, 24 * (n + i), 24);
    }
    NDArray pairs = w[0].getManager().create(x, new Shape(2, n, 24));
    NDArray out = Activation.relu(pairs.matMul(w[0]).add(w[1])).matMul(w[2]).add(w[3]);
    return out.div(out.square().sum(new int[] {2}, true).sqrt());
}

// %%
NDArray hiding(NDManager manager, int negatives) {
    double[] hidden = new double[128 * 128];
    Arrays.setAll(hidden, p -> Math.floorMod(p % 128 - p / 128, 128) <= negatives ? 0 : -1e9);
    return manager.create(hidden, new Shape(128, 128));
}
NDArray lossOf(Loss loss, NDArray[] w, NDArray hidden, int[] batch) {
    int[] user = IntStream.of(batch).map(i -> who[i]).toArray();
    NDArray out = towers(w, user, IntStream.of(batch).map(i -> what[i]).toArray());
    return loss.of(out.get(0), out.get(1), hidden, 0.07);
}
void learn(Loss loss, NDArray[] w, NDArray[] velocity, NDArray hidden, int[] batch) {
    try (var scope = new NDScope()) {
        var g = Torch.gradients(() -> lossOf(loss, w, hidden, batch), w).gradients();
        for (int i = 0; i < 4; i++) {
            velocity[i].muli(0.9).addi(g.get(i));
            w[i].subi(velocity[i].mul(0.05));
        }
    }
}

// %%
/** The scores of all items for the new users, after so many steps with so many negatives. */
double[][] trained(Loss loss, long seed, int negatives, int steps) {
    try (var manager = NDManager.newBaseManager()) {
        var random = RandomState.of(seed);
        NDArray[] w = weights(manager, random);
        NDArray[] velocity = Arrays.stream(w).map(a -> a.zerosLike()).toArray(NDArray[]::new);
        NDArray hidden = hiding(manager, negatives);
        int[] order = random.permutation(who.length), all = IntStream.range(0, 1000).toArray();
        for (int t = 0; t < steps; t++) {
            learn(loss, w, velocity, hidden, Arrays.copyOfRange(order, 128 * t, 128 * t + 128));
        }
        NDArray out = towers(w, all, all);
        double[] scores = out.get("0, :200").dot(out.get(1).transpose()).toDoubleArray();
        return IntStream.range(0, 200).mapToObj(
            i -> Arrays.copyOfRange(scores, 1000 * i, 1000 * i + 1000)).toArray(double[][]::new);
    }
}

// %% [markdown]
// Are the gradients right, through the unit vectors and the hidden negatives? Finite differences say so, in a random direction of each array of weights.

// %%
/** By how much the gradient of one array is off in a random direction, by central differences. */
double off(Loss loss, NDArray[] w, NDArray hidden, int[] batch, int array, NDArray slope) {
    double[] direction = RandomState.of(array).standardNormal((int) w[array].size());
    NDArray move = w[0].getManager().create(direction, w[array].getShape()).mul(1e-6);
    double expected = slope.mul(move).sum().toDoubleArray()[0] / 1e-6;
    w[array].addi(move);
    double above = lossOf(loss, w, hidden, batch).toDoubleArray()[0];
    w[array].subi(move.mul(2));
    double below = lossOf(loss, w, hidden, batch).toDoubleArray()[0];
    w[array].addi(move);
    return Math.abs((above - below) / 2e-6 - expected);
}

// %%
lesson.needs("infoNce");
Torch.threads(1);
double firstLoss, farthest = 0;
double[] firstGradients, start;
try (var manager = NDManager.newBaseManager()) {
    NDArray[] w = weights(manager, RandomState.of(0));
    NDArray hidden = hiding(manager, 127);
    int[] batch = IntStream.range(0, 128).toArray();
    var slopes = Torch.gradients(() -> lossOf(infoNce, w, hidden, batch), w).gradients();
    firstGradients = slopes.stream()
        .flatMapToDouble(g -> Arrays.stream(g.toDoubleArray())).toArray();
    firstLoss = lossOf(infoNce, w, hidden, batch).toDoubleArray()[0];
    for (int i = 0; i < 4; i++) {
        farthest = Math.max(farthest, off(infoNce, w, hidden, batch, i, slopes.get(i)));
    }
}
double untrained = recall(trained(infoNce, 0, 127, 0));
IO.println("loss %.4f; largest difference from finite differences %.1e; recall before training %.4f"
    .formatted(firstLoss, farthest, untrained));

// %% [markdown]
// ## Task 3: how many negatives?
// Train with 1, 16 and 127 negatives, twenty times each: `recalls[k][seed]` is the recall with `ratios[k]` negatives and the
// seeds 0 to 19, after 40 steps.

// %%
int[] ratios = {1, 16, 127};
double mean(double[] values) { return Arrays.stream(values).sum() / values.length; }

// %% tags=["solution"] exercise="ratios"
double[][] recalls = new double[3][20];
for (int k = 0; k < 3; k++) {
    for (int seed = 0; seed < 20; seed++) {
        recalls[k][seed] = recall(trained(infoNce, seed, ratios[k], 40));
    }
    IO.println("%3d negatives: mean recall %.3f".formatted(ratios[k], mean(recalls[k])));
}

// %% tags=["stub"] exercise="ratios"
double[][] recalls = todo();

// %% tags=["hint"] exercise="ratios"
// `recall(trained(infoNce, seed, 16, 40))` is one of them.

// %% tags=["check"] exercise="ratios" points=2
double again(int k, int seed) {
    return recall(trained(answer("infoNce", Loss.class), seed, ratios[k], 40));
}
lesson.check("ratios",
    that("recalls", double[][].class, r -> r.length == 3 && r[2].length == 20,
        "three rows, one for each ratio, of twenty recalls"),
    measured("recalls", double[][].class, r -> r[0][19] - again(0, 19), -0.003, 0.003,
        "the recalls after 40 steps with 1 negative in its first row, by seed: the last one's error"
        + " is to be within ±0.003"),
    measured("recalls", double[][].class, r -> r[1][3] - again(1, 3), -0.003, 0.003,
        "the recalls after 40 steps with 16 negatives in its second row, by seed: the fourth one's"
        + " error is to be within ±0.003"),
    measured("recalls", double[][].class, r -> r[2][0] - again(2, 0), -0.003, 0.003,
        "the recalls with 127 negatives in its last row, by seed: the first one's error is to be"
        + " within ±0.003"),
    that("recalls", double[][].class, r -> Arrays.stream(r).allMatch(
        row -> row.length == 20 && Arrays.stream(row).distinct().count() > 15),
        "such that each seed has its own"));

// %%
lesson.needs("recalls");
Plots.box(new String[] {"1", "16", "127"}, recalls).withHorizontalLine(0.05, "by chance")
    .withTitle("What more negatives bring").withAxes("negatives for each pair", "recall, 20 runs")

// %% [markdown]
// The same seed means the same first weights and the same pairs, so compare run by run. And how many of the 127 others of a batch are the
// user's own item, so that they are no negatives at all?

// %%
lesson.needs("recalls");
double[] gain(int from, int to) {
    return IntStream.range(0, 20).mapToDouble(s -> recalls[to][s] - recalls[from][s]).toArray();
}
double error(double[] values) {
    double m = mean(values);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - m) * (v - m)).sum() / 19 / values.length);
}
double[] own = IntStream.range(0, 20).mapToDouble(seed -> {
    int[] batch = IntStream.of(RandomState.of(seed).permutation(who.length)).limit(128)
        .map(i -> what[i]).toArray();
    return IntStream.of(batch).mapToLong(
        i -> IntStream.of(batch).filter(j -> j == i).count() - 1).sum() / 128.0;
}).toArray();
IO.println("from 1 to 16: %+.3f ± %.3f; from 16 to 127: %+.3f ± %.3f".formatted(mean(gain(0, 1)),
    1.96 * error(gain(0, 1)), mean(gain(1, 2)), 1.96 * error(gain(1, 2))));
IO.println("of 127 others %.2f are the user's own item".formatted(mean(own)));

// %% [markdown]
// ### Question: how many negatives are enough?
// The text says that each of B pairs has B − 1 negatives, and that more are better up to about 4096. What do you find, and why? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// Few. From 1 to 16 negatives the recall rises from 0.130 to 0.144, by more than chance; from 16 to 127 it does not rise at all. So
// returns diminish here at 16, not beyond 4096: that number depends on how many items there are, how alike they are, and how noisy
// the clicks are. Nor has each of B pairs B − 1 negatives: clicks go to popular items, and of the 127 others 0.68 are on average the
// user's own item, which the loss pushes away; with 4096 pairs of 1000 items each would have some twenty of them. By chance one finds 0.05, and
// tastes and traits in one language 0.624: what is missing is training, for 5120 noisy clicks teach two towers little.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side: here by PyTorch's autograd, there by gradients that were derived by hand.
// After 40 steps the recalls agree to three digits.

// %% tags=["after"]
double digits(double recall) { return Math.round(1000 * recall) / 1000.0; }
Table.create("the same figures twice",
    StringColumn.create("figure", "loss at the start", "recall before training", "1 negative",
        "16 negatives", "127 negatives", "own item among the others"),
    DoubleColumn.create("Java", firstLoss, untrained, digits(mean(recalls[0])),
        digits(mean(recalls[1])), digits(mean(recalls[2])), mean(own)),
    DoubleColumn.create("Python", 7.7114 /* first_loss */, 0.0532 /* recall_start */, 0.1295 /* recall_1 */,
        0.1443 /* recall_16 */, 0.144 /* recall_127 */, 0.6844 /* same_mean */))

// %% tags=["results"]
new Results()
    .with("first_loss", firstLoss).with("first_gradients", firstGradients).with("clicks", who.length)
    .with("recall_start", untrained).with("recall_known", recallKnown)
    .with("recall_1", mean(recalls[0])).with("recall_16", mean(recalls[1])).with("recall_127", mean(recalls[2]))
    .with("recalls_1", recalls[0]).with("recalls_16", recalls[1]).with("recalls_127", recalls[2])
    .with("same", own).with("same_mean", mean(own)).with("more", mean(gain(0, 1))).with("most", mean(gain(1, 2)))

// %% tags=["assert"]
verify(
    between("finite differences", () -> farthest, 0, 1e-7, "as in the text"),
    number("known", () -> recallKnown, 0.624, 0.0005, "as in the text"),
    between("1", () -> mean(recalls[0]), 0.128, 0.132, "as in the text"),
    between("16", () -> mean(recalls[1]), 0.142, 0.146, "as in the text"),
    between("127", () -> mean(recalls[2]), 0.142, 0.146, "as in the text"),
    number("own", () -> mean(own), 0.68, 0.005, "as in the text"));

// %% tags=["claims"]
boolean sure(double[] gain) { return mean(gain) > 1.96 * error(gain); }
new Claims()
    .with("negatives", "each pair of a batch has B - 1 negatives (own items among 127 others, 20 batches)", "B - 1",
        own, Arrays.stream(own).allMatch(o -> o == 0), "popular items come twice: such a negative is the positive itself")
    .with("more", "more negatives improve the model (recall, 16 minus 1 negatives, 20 seeds)", "improve",
        gain(0, 1), sure(gain(0, 1)), "0.144 against 0.130")
    .with("diminishing", "returns diminish beyond about 4096 only (recall, 127 minus 16 negatives, 20 seeds)", "~4096",
        gain(1, 2), sure(gain(1, 2)), "with 1000 items and noisy clicks they have diminished to nothing at 16")
