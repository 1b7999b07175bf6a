// %% [markdown]
// # Exercise 25.4: what was known at the time
// *Chapter 25, data infrastructure · three stars · about 45 minutes*
//
// **The question.** A label says what a user did after some moment, a feature table has values of many
// moments. Join them so that no label gets a value from its own future. What happens without that?
//
// **You will learn** to write a point-in-time join and to check it against a database's, and to measure a leak: how good
// the model seems, how good it is, and how good it could have been. **Before this:** logistic regression, AUC.
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import peaberry.data.Tables;
import peaberry.evaluate.RocCurve;
import peaberry.learn.LogisticRegression;
import peaberry.plot.Plots;
import peaberry.random.RandomState;
import peaberry.teach.*;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_25_4_point_in_time");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## Five events and two labels
// The text's tables. An event notes how often a user has acted in the last seven days; the labels belong to January
// 6 for user 1 and to January 3 for user 2.

// %%
record Event(int user, int day, double count) {}
record Label(int user, int day) {}

List<Event> events = List.of(new Event(1, 1, 3), new Event(1, 5, 7), new Event(1, 10, 12),
    new Event(2, 2, 2), new Event(2, 8, 5));
List<Label> labels = List.of(new Label(1, 6), new Label(2, 3));

Map<Integer, Event> latest(List<Event> events) {
    return events.stream().collect(Collectors.toMap(e -> e.user(), e -> e,
        BinaryOperator.maxBy(Comparator.comparing(Event::day))));
}
double[] wrong = labels.stream().mapToDouble(l -> latest(events).get(l.user()).count()).toArray();
IO.println("the latest values of each user: " + Arrays.toString(wrong));
Plots.line(new double[] {1, 5, 10, 12}, new double[] {3, 7, 12, 12}).withSteps()
    .withVerticalLine(6, "label").withMark(5, 7, "known").withMark(10, 12, "latest")
    .withTitle("User 1: what a join may take").withAxes("January", "Actions in 7 days")

// %% [markdown]
// ## Task 1: the join
// Write `asOf(labels, events)`: for each label, in their order, the count of the user's latest event on the
// label's day or before it, and `Double.NaN` if there is none. Events come in any order.

// %%
List<Event> mixed = List.of(new Event(3, 9, 4), new Event(1, 10, 12), new Event(2, 8, 5),
    new Event(1, 1, 3), new Event(3, 7, 6), new Event(1, 5, 7), new Event(2, 2, 2));
List<Label> asked = List.of(new Label(2, 3), new Label(1, 6), new Label(3, 9), new Label(3, 6),
    new Label(1, 40), new Label(4, 9));

// %%
/** Other events, for the check: three users, every fifth day, out of order, and counts fall. */
List<Event> fifths = IntStream.range(0, 30).map(i -> i * 7 % 30)
    .mapToObj(i -> new Event(i % 3, 1 + i % 3 + i / 3 * 5, 90 - i)).toList();
Object one(String row, int i) {  // "" if there is no such number
    try { return answer(row, double[].class)[i]; } catch (RuntimeException e) { return ""; }
}
/** For the check: of one label the count of an event is expected, or NaN if there is none. */
Expect at(String row, List<Label> of, int i, Event event) {
    return that(row, () -> one(row, i), Double.class,
        v -> v.equals(event == null ? Double.NaN : event.count()),
        ("for user %d on day %d the count of the user's latest event up to that day, "
            + "that day included, or NaN if there is none")
            .formatted(of.get(i).user(), of.get(i).day()));
}

// %% tags=["solution"] exercise="join"
double[] asOf(List<Label> labels, List<Event> events) {
    Map<Integer, TreeMap<Integer, Double>> byUser = new HashMap<>();
    for (Event event : events) {
        byUser.computeIfAbsent(event.user(), u -> new TreeMap<>()).put(event.day(), event.count());
    }
    return labels.stream().mapToDouble(label -> {
        var known = byUser.getOrDefault(label.user(), new TreeMap<>()).floorEntry(label.day());
        return known == null ? Double.NaN : known.getValue();
    }).toArray();
}
double[] right = asOf(labels, events), answers = asOf(asked, mixed);
IO.println("as of the label's day: " + Arrays.toString(right) + ", " + Arrays.toString(answers));

// %% tags=["stub"] exercise="join"
double[] asOf(List<Label> labels, List<Event> events) {
    return todo();
}
double[] right = asOf(labels, events), answers = asOf(asked, mixed);

// %% tags=["hint"] exercise="join"
// For each label look at all events of its user up to its day, and keep the one with the largest day.

// %% tags=["hint"] exercise="join"
// Faster: a `TreeMap<Integer, Double>` for each user, from day to count; its `floorEntry(day)` is the latest
// up to that day, or null.

// %% tags=["check"] exercise="join" points=2
boolean every(int day) {  // of the users 0 to 2 in `fifths`
    double[] a = asOf(IntStream.range(0, 3).mapToObj(u -> new Label(u, day)).toList(), fifths);
    return a.length == 3 && IntStream.range(0, 3).allMatch(u ->
        day <= u ? Double.isNaN(a[u]) : a[u] == 90 - u - (day - 1 - u) / 5 * 3);
}
lesson.check("join",
    that("right", double[].class, r -> r.length == 2, "one value for each of the two labels"),
    at("right", labels, 0, events.get(1)), at("right", labels, 1, events.get(3)),
    that("answers", double[].class, r -> r.length == 6, "one value for each label, known or not"),
    at("answers", asked, 0, mixed.get(6)), at("answers", asked, 1, mixed.get(5)),
    at("answers", asked, 2, mixed.get(0)), at("answers", asked, 3, null),
    at("answers", asked, 4, mixed.get(1)), at("answers", asked, 5, null),
    that("answers", double[].class, r -> IntStream.range(0, 50).allMatch(day -> every(day)),
        "found by an `asOf` that is right for other labels and events, too"));

// %% [markdown]
// A database has this join: DuckDB calls it `ASOF JOIN`, pandas `merge_asof`.

// %%
lesson.needs("answers");
var said = Tables.query("""
    SELECT l.id, e.count FROM labels l ASOF LEFT JOIN events e
    ON l.user = e.user AND l.day >= e.day ORDER BY l.id""", Map.of(
    "labels", Table.create(IntColumn.create("id", IntStream.range(0, 6).toArray()),
        IntColumn.create("user", asked.stream().mapToInt(l -> l.user()).toArray()),
        IntColumn.create("day", asked.stream().mapToInt(l -> l.day()).toArray())),
    "events", Table.create(
        IntColumn.create("user", mixed.stream().mapToInt(e -> e.user()).toArray()),
        IntColumn.create("day", mixed.stream().mapToInt(e -> e.day()).toArray()),
        DoubleColumn.create("count", mixed.stream().mapToDouble(e -> e.count()).toArray()))));
IO.println("DuckDB says the same: "
    + Arrays.equals(said.doubleColumn("count").asDoubleArray(), answers));

// %% [markdown]
// ## A world with a future
// 1000 users and 49 days. Each user has a level, and moods that come and go. A day with actions leaves an event: the
// count of the last seven days, this day included. On some day from 28 to 41, at its start, we predict whether a user will act
// more than three times in the seven days to come.

// %%
record World(List<Event> events, List<Label> labels, double[] month, int[] engaged) {}
int[][] actions(RandomState random) {
    double[] level = random.normal(0, 0.7, 1000), mood = new double[1000];
    double[][] noise = random.normal(0, 1, 49, 1000);
    int[][] found = new int[49][1000];
    for (int d = 0; d < 49; d++) {
        for (int u = 0; u < 1000; u++) {
            mood[u] = d == 0 ? 0.8 * noise[0][u] : 0.8 * mood[u] + 0.48 * noise[d][u];
            found[d][u] = (int) random.poisson(Math.exp(-1 + level[u] + mood[u]));
        }
    }
    return found;
}
int sum(int[][] actions, int user, int from, int to) {
    return IntStream.range(Math.max(0, from), to).map(d -> actions[d][user]).sum();
}

// %%
World world(long seed) {
    var random = RandomState.of(seed);
    int[][] actions = actions(random);
    int[] day = random.randint(28, 42, 1000);
    List<Event> events = new ArrayList<>();
    for (int u = 0; u < 1000; u++) {
        for (int d = 0; d < 49; d++) {
            if (actions[d][u] > 0) events.add(new Event(u, d, sum(actions, u, d - 6, d + 1)));
        }
    }
    return new World(events, IntStream.range(0, 1000).mapToObj(u -> new Label(u, day[u])).toList(),
        IntStream.range(0, 1000).mapToDouble(u -> sum(actions, u, day[u] - 28, day[u])).toArray(),
        IntStream.range(0, 1000)
            .map(u -> sum(actions, u, day[u], day[u] + 7) > 3 ? 1 : 0).toArray());
}
World first = world(0);

// %% [markdown]
// ## Task 2: how much is from the future?
// Compute `fromFuture`: the share of the 1000 labels of `first` whose user's latest event is of the label's day or
// later. (A user without any event has none.)

// %% tags=["solution"] exercise="future"
var newest = latest(first.events());
double fromFuture = first.labels().stream()
    .filter(l -> newest.containsKey(l.user()) && newest.get(l.user()).day() >= l.day())
    .count() / 1000.0;
IO.println("%.3f of the naive values are from the future".formatted(fromFuture));

// %% tags=["stub"] exercise="future"
double fromFuture = todo();

// %% tags=["hint"] exercise="future"
// `latest(first.events())` has the latest event of each user, by user. Compare its day with the label's.

// %% tags=["check"] exercise="future" points=1
lesson.check("future",
    number("fromFuture", () -> {
        int[][] acted = actions(RandomState.of(0));  // every day of every user
        return first.labels().stream()
            .filter(l -> sum(acted, l.user(), l.day(), 49) > 0).count() / 1000.0;
    }, 0.0005, "the share of labels whose user has an event on the label's day or later"));

// %% [markdown]
// ## Task 3: seemed and was
// Two features: the joined count of 7 days, and the count of the 28 days before, which is always right. `naive` has
// the latest counts; `known` those of the days *before* the label's, since at its start nothing of that day is known;
// `dated` is the text's join, up to the label's date. A model learns from the first 500 users. Compute AUCs on the other 500.
// `LogisticRegression.fit(rows, labels)` learns a model. Its `probabilities(rows)` gives two numbers for each row: the probabilities
// of 0 and of 1. `RocCurve.of(labels, scores).auc()` is the AUC of the probabilities of 1.
//
// 1. `seemed`: learned from `naive`, tested on `naive`;
// 2. `was`: the same model, tested on `known`, as production would have it;
// 3. `could`: learned from `known`, tested on `known`.

// %%
lesson.needs("right");
double[][] features(double[] counts, World world) {
    return IntStream.range(0, 1000).mapToObj(u -> new double[] {
        Math.log1p(Double.isNaN(counts[u]) ? 0 : counts[u]), Math.log1p(world.month()[u])})
        .toArray(double[][]::new);
}
List<Label> dayBefore(World world) {
    return world.labels().stream().map(l -> new Label(l.user(), l.day() - 1)).toList();
}
double[] latestCounts(World world) {
    var last = latest(world.events());
    return IntStream.range(0, 1000)
        .mapToDouble(u -> last.containsKey(u) ? last.get(u).count() : Double.NaN).toArray();
}
double[][] naive = features(latestCounts(first), first);
double[][] dated = features(asOf(first.labels(), first.events()), first);
double[][] known = features(asOf(dayBefore(first), first.events()), first);
int[] engaged = first.engaged();

// %% tags=["solution"] exercise="leak"
LogisticRegression fit(double[][] x, int[] y) {
    return LogisticRegression.fit(Arrays.copyOf(x, 500), Arrays.copyOf(y, 500));
}
double[] predict(LogisticRegression model, double[][] x) {
    double[][] p = model.probabilities(Arrays.copyOfRange(x, 500, 1000));
    return Arrays.stream(p).mapToDouble(row -> row[1]).toArray();
}
double area(int[] y, double[] scores) {
    return RocCurve.of(Arrays.copyOfRange(y, 500, 1000), scores).auc();
}
double seemed = area(engaged, predict(fit(naive, engaged), naive));
double was = area(engaged, predict(fit(naive, engaged), known));
double could = area(engaged, predict(fit(known, engaged), known));
IO.println("seemed %.3f, was %.3f, could have been %.3f".formatted(seemed, was, could));

// %% tags=["stub"] exercise="leak"
double seemed = todo(), was = todo(), could = todo();

// %% tags=["hint"] exercise="leak"
// `LogisticRegression.fit(Arrays.copyOf(naive, 500), Arrays.copyOf(engaged, 500))` learns from the first half.
// `model.probabilities(Arrays.copyOfRange(known, 500, 1000))` says what it makes of the other half: take `row[1]` of each row.

// %% tags=["hint"] exercise="leak"
// `RocCurve.of(truth, scores).auc()`, with `Arrays.copyOfRange(engaged, 500, 1000)` as truth.

// %% tags=["check"] exercise="leak" points=3
/** Whether an AUC is that of a * first + b * second feature: how often a pair is in order. */
boolean fits(Number auc, double[][] x, double a, double b) {
    double won = 0, pairs = 0;
    for (int i = 500; i < 1000; i++) {
        for (int j = 500; j < 1000; j++) {
            if (first.engaged()[i] <= first.engaged()[j]) continue;
            double gap = a * (x[i][0] - x[j][0]) + b * (x[i][1] - x[j][1]);
            won += gap == 0 ? 0.5 : gap > 0 ? 1 : 0;
            pairs++;
        }
    }
    return Math.abs(auc.doubleValue() - won / pairs) < 0.0005;
}
lesson.check("leak",  // with the weights of either model
    that("seemed", Number.class, s -> fits(s, naive, 1.9097, 0.6245),
        "the AUC of the naive model on the naive features of the last 500 users"),
    that("was", Number.class, s -> fits(s, known, 1.9097, 0.6245),
        "the AUC of the naive model on the features that were known, of the last 500 users"),
    that("could", Number.class, s -> fits(s, known, 0.5090, 0.9276),
        "the AUC of a model that learned from what was known, on what was known"));

// %% [markdown]
// ## Twenty worlds
// The same with the seeds 0 to 19, and with the logarithmic loss, which also asks whether probabilities are right. `base` is
// the loss of saying the share of the first 500 to everybody.

// %%
double logLoss(int[] y, double[] p) {
    return -IntStream.range(0, 500)
        .mapToDouble(i -> Math.log(y[500 + i] == 1 ? p[i] : 1 - p[i])).average().orElseThrow();
}
record Score(double auc, double loss) {}
Score score(int[] y, double[][] learnt, double[][] x) {
    var model = LogisticRegression.fit(Arrays.copyOf(learnt, 500), Arrays.copyOf(y, 500));
    double[] p = Arrays.stream(model.probabilities(Arrays.copyOfRange(x, 500, 1000)))
        .mapToDouble(row -> row[1]).toArray();
    return new Score(RocCurve.of(Arrays.copyOfRange(y, 500, 1000), p).auc(), logLoss(y, p));
}

// %%
lesson.needs("right");
/** Naive, dated, known: each offline and in production; then the base's loss, and two shares. */
record Run(Score[][] scores, double base, double future, double engaged, double without) {}
Run run(long seed) {
    World w = world(seed);
    double[] strict = asOf(dayBefore(w), w.events());
    double[][] production = features(strict, w);
    Score[][] scores = Stream.of(latestCounts(w), asOf(w.labels(), w.events()), strict)
        .map(counts -> features(counts, w)).map(x -> new Score[] {
            score(w.engaged(), x, x), score(w.engaged(), x, production)}).toArray(Score[][]::new);
    double[] base = new double[500];
    Arrays.fill(base, Arrays.stream(w.engaged()).limit(500).average().orElseThrow());
    var last = latest(w.events());
    return new Run(scores, logLoss(w.engaged(), base), w.labels().stream().filter(l ->
        last.containsKey(l.user()) && last.get(l.user()).day() >= l.day()).count() / 1000.0,
        Arrays.stream(w.engaged()).average().orElseThrow(),
        Arrays.stream(strict).filter(c -> Double.isNaN(c)).count() / 1000.0);
}
Run[] runs = LongStream.range(0, 20).mapToObj(s -> run(s)).toArray(Run[]::new);

// %%
lesson.needs("right");
double[] of(ToDoubleFunction<Run> measure) {
    return Arrays.stream(runs).mapToDouble(measure).toArray();
}
double[] auc(int join, int place) { return of(r -> r.scores()[join][place].auc()); }
double[] loss(int join, int place) { return of(r -> r.scores()[join][place].loss()); }
double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }
String[] join = {"naive", "dated", "known"};
for (int i = 0; i < 3; i++) {
    IO.println("%s: AUC %.3f seemed, %.3f was; loss %.3f seemed, %.3f was".formatted(
        join[i], mean(auc(i, 0)), mean(auc(i, 1)), mean(loss(i, 0)), mean(loss(i, 1))));
}
IO.println("loss of the base rate %.3f; labels without a known event %.4f"
    .formatted(mean(of(r -> r.base())), mean(of(r -> r.without()))));
Plots.box(new String[] {"naive, seemed", "naive, was", "dated, seemed", "dated, was", "known"},
    auc(0, 0), auc(0, 1), auc(1, 0), auc(1, 1), auc(2, 1))
    .withTitle("AUC in 20 worlds").withAxes("join", "AUC").withSize(760, 380)

// %% [markdown]
// ### Question: what does the leak cost?
// How much of the loss is disappointment, how much is real? And is the text's join safe with dates? (3-6
// sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// The naive model seemed to have an AUC of 0.842 and had 0.757 in production; most of that is disappointment, for the model without
// a leak has only 0.770. The real cost is 0.013 of AUC and a loss of 0.603 instead of 0.566: it relies on
// the count of 7 days, which knew the answer, and neglects the 28 days before. It does not fail altogether: the base rate's loss
// is 0.683. The greater harm is that a bad model is chosen with confidence. The text's join is right by its own rule, yet
// with dates "at or before" lets the label's own day in, which is a seventh of the answer: 0.775 seemed and
// 0.769 was. A feature counts from when it was *available*, not from its date. And its inner join drops a label without
// history, silently: one of two if user 2 is asked on January 1.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "naive, seemed", "naive, was", "dated, seemed", "dated, was",
        "known",
        "loss of naive, was", "loss of known", "loss of the base rate"),
    DoubleColumn.create("Java", mean(auc(0, 0)), mean(auc(0, 1)), mean(auc(1, 0)), mean(auc(1, 1)),
        mean(auc(2, 1)), mean(loss(0, 1)), mean(loss(2, 1)), mean(of(r -> r.base()))),
    DoubleColumn.create("Python", 0.8417 /* mean_auc_naive_offline */,
        0.757 /* mean_auc_naive_production */, 0.7746 /* mean_auc_text_offline */,
        0.7691 /* mean_auc_text_production */, 0.7696 /* mean_auc_strict_production */,
        0.6029 /* mean_loss_naive_production */, 0.5662 /* mean_loss_strict_production */,
        0.6831 /* mean_base */))

// %% tags=["after"]
IO.println("the naive model is worse in production by an AUC of %.3f"
    .formatted(mean(auc(2, 1)) - mean(auc(0, 1))));
double[] weights(double[][] x) {
    return LogisticRegression.fit(Arrays.copyOf(x, 500), Arrays.copyOf(engaged, 500))
        .coefficients()[0];
}
IO.println("weights of 7 and 28 days: naive %s, known %s"
    .formatted(Arrays.toString(weights(naive)), Arrays.toString(weights(known))));

// %% tags=["assert"]
int keptEarly = (int) Arrays.stream(asOf(List.of(new Label(1, 6), new Label(2, 1)), events))
    .filter(v -> !Double.isNaN(v)).count();
verify(
    number("naive, seemed", () -> mean(auc(0, 0)), 0.842, 0.0005, "as in the text"),
    number("naive, was", () -> mean(auc(0, 1)), 0.757, 0.0005, "as in the text"),
    number("known", () -> mean(auc(2, 1)), 0.770, 0.0005, "as in the text"),
    number("cost", () -> mean(auc(2, 1)) - mean(auc(0, 1)), 0.013, 0.0005, "as in the text"),
    number("loss", () -> mean(loss(0, 1)), 0.603, 0.0005, "as in the text"),
    number("loss without a leak", () -> mean(loss(2, 1)), 0.566, 0.0005, "as in the text"),
    number("base rate", () -> mean(of(r -> r.base())), 0.683, 0.0005, "as in the text"),
    number("dated, seemed", () -> mean(auc(1, 0)), 0.775, 0.0005, "as in the text"),
    number("dated, was", () -> mean(auc(1, 1)), 0.769, 0.0005, "as in the text"),
    between("naive relies on 7 days", () -> weights(naive)[0] / weights(naive)[1], 1.5, 100, "as in the text"),
    between("the honest on 28", () -> weights(known)[1] / weights(known)[0], 1, 100, "as in the text"),
    number("labels left", () -> keptEarly, 1, 0, "as in the text"));

// %% tags=["results"]
var results = new Results().with("wrong", wrong).with("right", right).with("kept", keptEarly)
    .with("base", of(r -> r.base())).with("mean_base", mean(of(r -> r.base())))
    .with("future", of(r -> r.future())).with("mean_future", mean(of(r -> r.future())))
    .with("engaged", of(r -> r.engaged())).with("without", of(r -> r.without()))
    .with("mean_without", mean(of(r -> r.without())));
String[] key = {"naive", "text", "strict"}, place = {"offline", "production"};
for (int i = 0; i < 3; i++) {
    for (int j = 0; j < 2; j++) {
        String of = key[i] + "_" + place[j];
        results = results.with("auc_" + of, auc(i, j)).with("loss_" + of, loss(i, j))
            .with("mean_auc_" + of, mean(auc(i, j))).with("mean_loss_" + of, mean(loss(i, j)));
    }
}
results

// %% tags=["claims"]
double[] minus(double[] one, double[] other) {
    return IntStream.range(0, one.length).mapToDouble(i -> one[i] - other[i]).toArray();
}
boolean above(double[] values) {
    double square = Arrays.stream(minus(values, DoubleStream.generate(() -> mean(values)).limit(20).toArray()))
        .map(v -> v * v).sum() / 19;
    return mean(values) > 1.96 * Math.sqrt(square / 20);
}
double[] appears = minus(auc(0, 0), auc(2, 1)), drops = minus(auc(0, 0), auc(0, 1));
double[] worse = minus(auc(2, 1), auc(0, 1)), useful = minus(of(r -> r.base()), loss(0, 1));
double[] datedLeak = minus(auc(1, 0), auc(1, 1)), strictLeak = minus(auc(2, 0), auc(2, 1));

// %% tags=["claims"]
new Claims()
    .with("naive-12", "the naive join gives user 1 a count of Jan 10", "12", wrong[0], wrong[0] == 12, "the latest of all")
    .with("right-7", "the point-in-time join gives user 1 the count of Jan 5", "7", right[0], right[0] == 7, "the latest up to Jan 6")
    .with("all-labels", "the join keeps every label (rows, user 2 asked on Jan 1)", "point_in_time_join", keptEarly, keptEarly == 2,
        "a label without history is dropped: the printed loop appends only if there is an event")
    .with("appears-well", "with a leak the model appears to perform well (AUC above the honest model's, 20 seeds, over 0.02)",
        "appears to perform well offline", appears, mean(appears) > 0.02, "the count of 7 days often is the answer")
    .with("drops", "and falls in production (AUC, seemed minus was, 20 seeds, over 0.02)", "fails in production", drops,
        mean(drops) > 0.02, "the future is not there to be joined")
    .with("worse", "it is worse there than a model without a leak (AUC, 20 seeds)", "fails in production", worse, above(worse),
        "by 0.013: it has learned to rely on the wrong feature")
    .with("fails", "it is worse than saying the base rate (loss of the base rate minus its own, 20 seeds, below 0)",
        "fails in production", useful, mean(useful) < 0, "it still ranks users, and its probabilities are not that far off")
    .with("prevents", "the printed join prevents leakage, with dates as printed (AUC, seemed minus was, 20 seeds, at most 0.002)",
        "correctly prevents data leakage", datedLeak, mean(datedLeak) <= 0.002,
        "'<=' on dates lets in the label's own day, which no one knows at its start")
    .with("prevents-strictly", "the same join up to the day before (AUC, seemed minus was, 20 seeds)", "correctly prevents data leakage",
        strictLeak, Arrays.stream(strictLeak).allMatch(v -> v == 0), "offline and production have the same features")
