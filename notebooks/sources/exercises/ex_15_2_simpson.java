// %% [markdown]
// # Exercise 15.2: a recommendation that helps and hurts
// *Chapter 15, beyond prediction · two stars · about 30 minutes*
//
// **The question.** Build a data set of a streaming service in which users who get a recommendation engage
// more than the others, although within each kind of user they engage less. How can both be true, and
// which of the two should the service act on?
//
// **You will learn** what a confounder does to a comparison of two means, how to take it out, and how often
// a sample of 1000 users shows an effect of five points at all. **Before this:** conditional probability.
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import peaberry.data.Tables;
import peaberry.plot.Plots;
import peaberry.random.RandomState;
import peaberry.teach.*;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_15_2_simpson");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## Two kinds of users
// We make the world ourselves, so we know its truth. Heavy users get a recommendation with a probability of
// 0.8, light users with 0.2. In both kinds a recommendation takes five points off the probability of
// engaging: it hurts, by construction.

// %%
/** Users of one kind; engaged[0] holds without a recommendation, engaged[1] with one. */
record Segment(String kind, int users, double recommended, double... engaged) {}

List<Segment> segments = List.of(
    new Segment("heavy", 600, 0.8, 0.70, 0.65),
    new Segment("light", 400, 0.2, 0.30, 0.25));

// %% [markdown]
// ## Task 1: the paradox without any chance
// Compute `exact`: the probability of engaging among all users without a recommendation (index 0) and among
// all with one (index 1). Each is a mean of the two segments' rates, weighted by how many users of each
// segment are in that group.

// %% tags=["solution"] exercise="exact"
double[] exact = new double[2];
for (int shown = 0; shown < 2; shown++) {
    double users = 0, engaged = 0;
    for (Segment s : segments) {
        double group = s.users() * (shown == 1 ? s.recommended() : 1 - s.recommended());
        users += group;
        engaged += group * s.engaged()[shown];
    }
    exact[shown] = engaged / users;
}
IO.println("without %.4f, with %.4f, difference %+.4f"
    .formatted(exact[0], exact[1], exact[1] - exact[0]));

// %% tags=["stub"] exercise="exact"
double[] exact = todo();

// %% tags=["hint"] exercise="exact"
// With a recommendation there are 600 · 0.8 heavy and 400 · 0.2 light users. How many of them engage?

// %% tags=["hint"] exercise="exact"
// Without one there are 600 · 0.2 heavy and 400 · 0.8 light users. Divide the number that engages by the
// number of users, in each of the two groups.

// %% tags=["check"] exercise="exact" points=1
double among(int shown) {
    double users = 0, engaged = 0;
    for (Segment s : segments) {
        users += s.users() * Math.abs(1 - shown - s.recommended());
        engaged += s.users() * Math.abs(1 - shown - s.recommended()) * s.engaged()[shown];
    }
    return engaged / users;
}
lesson.check("exact",
    that("exact", double[].class, e -> e.length == 2, "two probabilities"),
    measured("exact", double[].class, e -> e[0] - among(0), -0.001, 0.001,
        "first the probability among all users without a recommendation: its error is to be"
        + " within ±0.001"),
    measured("exact", double[].class, e -> e[1] - among(1), -0.001, 0.001,
        "then the probability among all users with one: its error is to be within ±0.001"));

// %% [markdown]
// ## Task 2: the same with 1000 users
// Now chance comes in. `draw(seed)` gives a table with a row for each user: `segment`, `recommended` and
// `engaged`, the last two 0 or 1.

// %%
Table draw(long seed) {
    var random = RandomState.of(seed);
    var segment = StringColumn.create("segment");
    var recommended = IntColumn.create("recommended");
    var engaged = IntColumn.create("engaged");
    for (Segment s : segments) {
        long[] shown = random.binomial(1, s.recommended(), s.users());
        random.binomial(1, s.engaged()[0], s.users());  // drawn and not used, as in the text
        long[] with = random.binomial(1, s.engaged()[1], s.users());
        long[] without = random.binomial(1, s.engaged()[0], s.users());
        for (int i = 0; i < s.users(); i++) {
            segment.append(s.kind());
            recommended.append((int) shown[i]);
            engaged.append((int) (shown[i] == 1 ? with[i] : without[i]));
        }
    }
    return Table.create("users", segment, recommended, engaged);
}
Table data = draw(42);
data.first(5)

// %% [markdown]
// Compute the shares of users who engage, without and with a recommendation: `overall` for all users, `rates`
// for each segment, `rates[0]` of the heavy and `rates[1]` of the light users.

// %% tags=["solution"] exercise="sample"
double[] engagement(Table users) {
    return Tables.group(users, List.of("recommended"), "avg(engaged) AS rate")
        .doubleColumn("rate").asDoubleArray();
}
double[] overall = engagement(data);
double[][] rates = {
    engagement(data.where(data.stringColumn("segment").isEqualTo("heavy"))),
    engagement(data.where(data.stringColumn("segment").isEqualTo("light")))};
IO.println("all   %.3f without, %.3f with".formatted(overall[0], overall[1]));
IO.println("heavy %.3f without, %.3f with".formatted(rates[0][0], rates[0][1]));
IO.println("light %.3f without, %.3f with".formatted(rates[1][0], rates[1][1]));

// %% tags=["stub"] exercise="sample"
double[] overall = todo();
double[][] rates = todo();

// %% tags=["hint"] exercise="sample"
// `Tables.group(data, List.of("recommended"), "avg(engaged) AS rate")` has a row for 0 and one for 1.

// %% tags=["hint"] exercise="sample"
// `data.where(data.stringColumn("segment").isEqualTo("heavy"))` keeps the heavy users.

// %% tags=["check"] exercise="sample" points=2
double share(Predicate<Row> group) {
    return data.stream().filter(group)
        .mapToInt(row -> row.getInt("engaged")).average().orElseThrow();
}
double share(String segment, int shown) {
    return share(row -> row.getString("segment").equals(segment)
        && row.getInt("recommended") == shown);
}
boolean are(double[] found, double none, double some) {
    return Math.abs(found[0] - none) < 0.001 && Math.abs(found[1] - some) < 0.001;
}
lesson.check("sample",
    that("overall", double[].class,
        o -> are(o, share(row -> row.getInt("recommended") == 0),
            share(row -> row.getInt("recommended") == 1)),
        "the shares that engage among all users, without and with a recommendation"),
    that("rates", double[][].class, r -> are(r[0], share("heavy", 0), share("heavy", 1)),
        "in its first row the shares among the heavy users"),
    that("rates", double[][].class, r -> are(r[1], share("light", 0), share("light", 1)),
        "in its second row the shares among the light users"));

// %%
lesson.needs("overall", "rates");
Plots.bar(Table.create("engagement",
        StringColumn.create("users", "all", "all", "heavy", "heavy", "light", "light"),
        DoubleColumn.create("share engaged", overall[0], overall[1],
            rates[0][0], rates[0][1], rates[1][0], rates[1][1]),
        StringColumn.create("recommendation",
            "without", "with", "without", "with", "without", "with")),
        "users", "share engaged", "recommendation")
    .withTitle("Up among all, down among each")

// %% [markdown]
// ## Task 3: take the confounder out
// Compare like with like: `adjusted` is the difference (with minus without) in each segment, averaged with
// the segments' shares of *all* users as weights, 0.6 and 0.4.

// %% tags=["solution"] exercise="adjusted"
double adjusted = 0.6 * (rates[0][1] - rates[0][0]) + 0.4 * (rates[1][1] - rates[1][0]);
IO.println("naive %+.3f, adjusted %+.3f".formatted(overall[1] - overall[0], adjusted));

// %% tags=["stub"] exercise="adjusted"
double adjusted = todo();

// %% tags=["hint"] exercise="adjusted"
// The difference among heavy users is `rates[0][1] - rates[0][0]`. Mind the sign.

// %% tags=["check"] exercise="adjusted" points=1
lesson.check("adjusted",
    number("adjusted", () -> {
        double[][] r = answer("rates", double[][].class);
        return 0.6 * (r[0][1] - r[0][0]) + 0.4 * (r[1][1] - r[1][0]);
    }, 0.001, "the mean of the segments' differences, with minus without, weighted 0.6 and 0.4"));

// %% [markdown]
// ## Is one sample enough?
// The truth is −0.05 in each segment. Draw fifty samples, with the seeds 0 to 49, and look at the three
// differences of each.

// %%
double gap(Table users) {
    int[] shown = users.intColumn("recommended").asIntArray();
    int[] engaged = users.intColumn("engaged").asIntArray();
    double[] n = new double[2], sum = new double[2];
    for (int i = 0; i < shown.length; i++) {
        n[shown[i]]++;
        sum[shown[i]] += engaged[i];
    }
    return sum[1] / n[1] - sum[0] / n[0];
}
Table[] split(Table all) {
    var segment = all.stringColumn("segment");
    return new Table[] {all, all.where(segment.isEqualTo("heavy")),
        all.where(segment.isEqualTo("light"))};
}

// %%
Table[][] samples = new Table[50][];
double[][] differences = new double[3][50];
for (int seed = 0; seed < 50; seed++) {
    samples[seed] = split(draw(seed));
    for (int k = 0; k < 3; k++) differences[k][seed] = gap(samples[seed][k]);
}

// %%
Plots.box(new String[] {"all", "heavy", "light"}, differences)
    .withZeroLine().withTitle("With minus without, in 50 samples").withAxes("users", "difference")

// %%
boolean reverses(int seed) {
    return differences[0][seed] > 0 && differences[1][seed] < 0 && differences[2][seed] < 0;
}
long shown = IntStream.range(0, 50).filter(seed -> reverses(seed)).count();
IO.println("%d of 50 samples show the reversal in both segments".formatted(shown));

// %% [markdown]
// ### Question: should the service stop recommending?
// Which comparison answers that, what must be true for it, and would one sample have told you? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// Yes, if nothing but the segment decides both who is shown something and who engages: then each segment is
// like a small experiment, and the adjusted difference is the effect. The overall comparison mostly compares
// kinds of users: of those with a recommendation 86 % are heavy, of those without only 27 %. So it shows
// +0.184 where the effect is five points down. No table of numbers tells which comparison is right; that follows from
// what causes what, which we know only because we made this world. One sample is a weak witness: all 50 have
// the overall difference above zero, but only 37 show a loss in both segments, for five points
// are about one standard error of a segment's difference. This sample's adjusted −0.076 is half too much.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side. The text prints about 0.43 and 0.58 for
// all users; its own numbers give 0.409 and 0.593 without chance, and 0.405 and 0.584 with its seed. Of the
// light users with a recommendation it says about 0.25: so it is on average, but its seed gives 0.175.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "all, without", "all, with", "heavy, without", "heavy, with",
        "light, without", "light, with", "adjusted difference", "reversals in 50"),
    DoubleColumn.create("Java", overall[0], overall[1], rates[0][0], rates[0][1],
        rates[1][0], rates[1][1], adjusted, shown),
    DoubleColumn.create("Python", 0.4049 /* all_without */, 0.5839 /* all_with */,
        0.7121 /* heavy_without */, 0.6538 /* heavy_with */, 0.2781 /* light_without */,
        0.1750 /* light_with */, -0.0762 /* adjusted */, 37 /* reversals */))

// %% tags=["assert"]
double spread(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
}
double ofShown = 480.0 / 560, ofOthers = 120.0 / 440;
verify(
    number("without", () -> exact[0], 0.409, 0.0005, "as in the text"),
    number("with", () -> exact[1], 0.593, 0.0005, "as in the text"),
    number("seed, without", () -> overall[0], 0.405, 0.0005, "as in the text"),
    number("seed, with", () -> overall[1], 0.584, 0.0005, "as in the text"),
    number("exact difference", () -> exact[1] - exact[0], 0.184, 0.0005, "as in the text"),
    number("light, with", () -> rates[1][1], 0.175, 0.0005, "as in the text"),
    number("adjusted", () -> adjusted, -0.076, 0.0005, "as in the text"),
    between("share too much", () -> adjusted / -0.05, 1.45, 1.55, "as in the text"),
    number("heavy among shown", () -> ofShown, 0.86, 0.005, "as in the text"),
    number("heavy among others", () -> ofOthers, 0.27, 0.005, "as in the text"),
    number("all above zero", () -> (double) Arrays.stream(differences[0]).filter(d -> d > 0).count(),
        50, 0, "as in the text"),
    number("reversals", () -> (double) shown, 37, 0, "as in the text"),
    between("standard errors", () -> 0.05 / spread(differences[1]), 0.8, 1.25, "as in the text"),
    between("standard errors", () -> 0.05 / spread(differences[2]), 0.8, 1.25, "as in the text"));

// %% tags=["results"]
double share(Table users, String column) {
    return Arrays.stream(users.intColumn(column).asIntArray()).average().orElseThrow();
}
double[][] levels = new double[6][50];
double[] moreShown = new double[50], moreEngaged = new double[50], adjustedGaps = new double[50];
for (int seed = 0; seed < 50; seed++) {
    Table heavy = samples[seed][1], light = samples[seed][2];
    for (int k = 0; k < 3; k++) {
        double[] rates = engagement(samples[seed][k]);
        levels[2 * k][seed] = rates[0];
        levels[2 * k + 1][seed] = rates[1];
    }
    moreShown[seed] = share(heavy, "recommended") - share(light, "recommended");
    moreEngaged[seed] = share(heavy, "engaged") - share(light, "engaged");
    adjustedGaps[seed] = 0.6 * differences[1][seed] + 0.4 * differences[2][seed];
}
double[] reversed = IntStream.range(0, 50).parallel().mapToDouble(seed -> reverses(seed) ? 1 : 0).toArray();
double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }

// %% tags=["results"]
new Results()
    .with("all_without", overall[0]).with("all_with", overall[1])
    .with("heavy_without", rates[0][0]).with("heavy_with", rates[0][1])
    .with("light_without", rates[1][0]).with("light_with", rates[1][1])
    .with("adjusted", adjusted).with("reversals", shown).with("exact", exact)
    .with("differences", differences).with("levels", levels)
    .with("more_shown", moreShown).with("more_engaged", moreEngaged).with("adjusted_gaps", adjustedGaps)

// %% tags=["claims"]
boolean about(double[] values, double printed) { return Math.abs(mean(values) - printed) < 0.015; }
boolean reversesExactly = segments.stream().allMatch(s -> s.engaged()[1] < s.engaged()[0]) && exact[1] > exact[0];
new Claims()
    .with("all-without", "all users without a recommendation: share engaged (50 seeds, to 0.015)", "~0.43",
        levels[0], about(levels[0], 0.43), "the design gives 180/440 = 0.409, and the text's own seed 0.405")
    .with("all-with", "all users with a recommendation: share engaged (50 seeds, to 0.015)", "~0.58",
        levels[1], about(levels[1], 0.58), "the design gives 332/560 = 0.593, and the text's own seed 0.584")
    .with("heavy-without", "heavy users without: share engaged (50 seeds, to 0.015)", "~0.70",
        levels[2], about(levels[2], 0.70), "the design's figure; the text's own seed gives 0.712")
    .with("heavy-with", "heavy users with: share engaged (50 seeds, to 0.015)", "~0.65",
        levels[3], about(levels[3], 0.65), "the design's figure; the text's own seed gives 0.654")
    .with("light-without", "light users without: share engaged (50 seeds, to 0.015)", "~0.30",
        levels[4], about(levels[4], 0.30), "the design's figure; the text's own seed gives 0.278")
    .with("light-with", "light users with: share engaged (50 seeds, to 0.015)", "~0.25",
        levels[5], about(levels[5], 0.25), "so on average; the text's own seed gives 0.175, of some 80 users")

// %% tags=["claims"]
new Claims()
    .with("all-up", "among all users recommendation appears to increase engagement (difference, 50 seeds)",
        "looks like recs help", differences[0], Arrays.stream(differences[0]).allMatch(d -> d > 0),
        "six standard errors above zero")
    .with("reversal", "the association reverses within the segments, without chance (overall difference)",
        "recs hurt", exact[1] - exact[0], reversesExactly, "+0.184 overall, -0.05 in each segment")
    .with("reversal-seen", "a sample of 1000 shows the reversal in both segments (1 if so, 50 seeds)", "recs hurt, twice",
        reversed, mean(reversed) >= 0.95, "0.05 is about one standard error of each segment's difference")
    .with("heavy-shown", "heavy users receive more recommendations (share, heavy minus light, 50 seeds)",
        "positive association", moreShown, Arrays.stream(moreShown).allMatch(d -> d > 0), "0.8 against 0.2 by design")
    .with("heavy-engage", "heavy users engage more (share, heavy minus light, 50 seeds)",
        "positive association", moreEngaged, Arrays.stream(moreEngaged).allMatch(d -> d > 0), "0.66 against 0.29 by design")
    .with("spurious", "taking the segment out turns the sign (adjusted difference, mean of 50 seeds)",
        "within-segment effect is negative", adjustedGaps, mean(adjustedGaps) < 0, "the segment is the only confounder here")
