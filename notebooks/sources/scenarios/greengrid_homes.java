// %% [markdown]
// # GreenGrid: ten thousand homes
// *Interview preparation, scenarios 5, part 3, task 3*
//
// The battery is to go into 10,000 homes. Learning from nothing takes too long in each of them, and people
// fear that GreenGrid will watch them. The original asks for a design in words; here both ideas run.
//
// **You will learn** when a warm start helps and when it costs, to write federated averaging, what to trade
// between rounds and local work, and what a shared table gives away. **Time:** about 60 minutes.
// **Before this:** [the battery](greengrid.ipynb).
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import peaberry.plot.Figure;
import peaberry.plot.Plots;
import peaberry.random.Generator;
import peaberry.teach.*;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("greengrid_homes");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## The battery once more
// Prices, actions, rewards and the penalty are those of the first notebook, completed as there. The table
// is one row of 11 × 26 × 3 = 858 numbers: `entry(charge, hour)` is where the three values of a state
// begin. `learn` is Q-learning as it worked best there: no discount, and whole steps (alpha 1), since
// a home's own prices are the same every day; its exploration goes from `from` to `to`. `share` is what a
// table's greedy policy earns in a home, as a share of the most that can be earned there.

// %%
double[] prices = {10, 10, 10, 12, 15, 20, 30, 45, 60,
    30, 25, 20, 18, 25, 40, 80, 100, 90,
    80, 70, 60, 50, 45, 40, 35, 30};

record Learned(double[] q, int[] visits) {}
int entry(int charge, int hour) { return (charge * 26 + hour) * 3; }
int best(double[] q, int entry) {  // the first of equals: 0 hold, 1 buy, 2 sell
    int best = q[entry + 1] > q[entry] ? 1 : 0;
    return q[entry + 2] > q[entry + best] ? 2 : best;
}
int chargeAfter(int charge, int action) {
    return action == 1 ? Math.min(charge + 1, 10) : action == 2 ? Math.max(charge - 1, 0) : charge;
}
double reward(double price, int charge, int action) {
    if (action == 0) {
        return 0;
    }
    return charge == chargeAfter(charge, action) ? -50 : action == 1 ? -price : price;
}

// %%
Learned learn(double[] prices, double[] start, int episodes,
        double from, double to, Generator random) {
    double[] q = start.clone();
    int[] visits = new int[858];
    double[][] chance = random.random(episodes, 25);
    int[][] any = random.integers(0, 3, episodes, 25);
    for (int e = 0; e < episodes; e++) {
        for (int hour = 0, charge = 0; hour < 25; hour++) {
            int state = entry(charge, hour);
            boolean explores = chance[e][hour] < from + (to - from) * e / episodes;
            int action = explores ? any[e][hour] : best(q, state);
            double reward = reward(prices[hour], charge, action);
            charge = chargeAfter(charge, action);
            int next = entry(charge, hour + 1);
            q[state + action] = reward + q[next + best(q, next)];
            visits[state + action]++;
        }
    }
    return new Learned(q, visits);
}

// %%
double profit(double[] prices, double[] q) {
    double sum = 0;
    for (int hour = 0, charge = 0; hour < 25; hour++) {
        int action = best(q, entry(charge, hour));
        sum += reward(prices[hour], charge, action);
        charge = chargeAfter(charge, action);
    }
    return sum;
}
double optimum(double[] prices) {
    double[] value = new double[11];
    for (int hour = 24; hour >= 0; hour--) {
        double price = prices[hour];
        double[] after = value;
        value = IntStream.range(0, 11).mapToDouble(c -> Math.max(after[c], Math.max(
            c < 10 ? after[c + 1] - price : 0, c > 0 ? after[c - 1] + price : 0))).toArray();
    }
    return value[0];
}
double share(double[] prices, double[] q) { return profit(prices, q) / optimum(prices); }

// %% [markdown]
// ## Task 3a: a warm start
// House A has the prices of the first notebook. House B pays 80 % of them, two hours later, and less
// at noon, when its neighbours' panels deliver. House C is the opposite of A: dear where A is cheap. `tableA` has
// learned A for 5000 days. (The original's reason for all this: training each house from nothing takes two
// weeks. Ours shows what a warm start saves in days of the house's life.)
//
// `curve` trains a house from a table and gives the share after 0, 20, 40, … 2000 episodes, with an
// exploration of 0.3 all the time. Make for house B and the seeds 0 to 19
//
// 1. `cold`, 20 curves that start from `zeros`, and `warm`, 20 that start from `tableA`;
// 2. `reached`, a `ToDoubleFunction<double[][]>`: after how many episodes a curve is at 0.95 or above for the
//    first time, on average over the curves. A curve that never gets there counts as 2000;
// 3. `coldDays` and `warmDays`, what `reached` says of `cold` and `warm`.

// %%
double[] houseA = prices;
double[] houseB = new double[26];
double[] houseC = new double[26];
for (int hour = 0; hour < 26; hour++) {
    houseB[hour] = 0.8 * prices[(hour + 24) % 26] * (hour >= 10 && hour <= 14 ? 0.6 : 1);
    houseC[hour] = 110 - prices[hour];
}
double[] zeros = new double[858];
double[] tableA = learn(houseA, zeros, 5000, 1, 0, Generator.of(0)).q();
IO.println("table A earns %.2f of A's optimum, %.2f of B's, %.2f of C's".formatted(
    share(houseA, tableA), share(houseB, tableA), share(houseC, tableA)));
Plots.line(houseA).withName("house A").and(Plots.line(houseB).withName("house B"))
    .and(Plots.line(houseC).withName("house C")).withSize(800, 320)
    .withTitle("Prices of three houses").withAxes("Hour", "Price ($/MWh)")

// %%
double[] curve(double[] prices, double[] start, long seed) {
    var random = Generator.of(seed);
    double[] shares = new double[101];
    double[] q = start;
    shares[0] = share(prices, q);
    for (int i = 1; i <= 100; i++) {
        q = learn(prices, q, 20, 0.3, 0.3, random).q();
        shares[i] = share(prices, q);
    }
    return shares;
}

// %%
double[] rising(int entry, double share) {  // a curve that has the share there, and then falls back
    return IntStream.range(0, 101).mapToDouble(
        i -> i == entry ? share : i < entry ? 0.9 : 0.2).toArray();
}
double days(double[][] curves) {
    return ((ToDoubleFunction<double[][]>) answer("reached", ToDoubleFunction.class))
        .applyAsDouble(curves);
}
Expect daysOf(double[][] curves, double days, String meaning) {
    return measured("reached", ToDoubleFunction.class, of -> days(curves), days - 1e-6, days + 1e-6,
        "such that it gives " + meaning);
}

// %% tags=["solution"] exercise="warm"
double[][] cold = new double[20][];
double[][] warm = new double[20][];
for (int seed = 0; seed < 20; seed++) {
    cold[seed] = curve(houseB, zeros, seed);
    warm[seed] = curve(houseB, tableA, seed);
}
ToDoubleFunction<double[][]> reached = curves -> {
    double sum = 0;
    for (double[] curve : curves) {
        int i = 0;
        while (i < 100 && curve[i] < 0.95) {
            i++;
        }
        sum += 20 * i;
    }
    return sum / curves.length;
};
double coldDays = reached.applyAsDouble(cold);
double warmDays = reached.applyAsDouble(warm);
IO.println("95 %% of B's optimum after %.0f days from nothing, %.0f from table A"
    .formatted(coldDays, warmDays));

// %% tags=["stub"] exercise="warm"
double[][] cold = todo();
double[][] warm = todo();
ToDoubleFunction<double[][]> reached = todo();
double coldDays = todo();
double warmDays = todo();

// %% tags=["hint"] exercise="warm"
// A loop over the seeds: `cold[seed] = curve(houseB, zeros, seed)`, and the same with `tableA`.

// %% tags=["hint"] exercise="warm"
// Entry `i` of a curve belongs to `20 * i` episodes. Look for the first entry of at least 0.95 in each
// curve; if there is none, take 2000. Then the mean: `ToDoubleFunction<double[][]> reached = curves -> ...;`,
// and `reached.applyAsDouble(cold)`.

// %% tags=["check"] exercise="warm" points=3
lesson.check("warm",
    that("cold", double[][].class, c -> c.length == 20
        && IntStream.range(0, 20).parallel().allMatch(
            seed -> near(c[seed], curve(houseB, new double[858], seed))),
        "the 20 curves of house B, seeds 0 to 19 in this order, that start from `zeros`"),
    that("warm", double[][].class, c -> {
        double[] start = learn(prices, new double[858], 5000, 1, 0, Generator.of(0)).q();
        return c.length == 20 && IntStream.range(0, 20).parallel().allMatch(
            seed -> near(c[seed], curve(houseB, start, seed)));
    }, "the 20 curves of house B, seeds 0 to 19 in this order, that start from `tableA`"),
    daysOf(new double[][] {rising(3, 0.95)}, 60, "60 (episodes, not entries) for a curve whose"
        + " first share of 0.95 or more is entry 3, whatever comes after it"),
    daysOf(new double[][] {rising(101, 0)}, 2000, "2000 for a curve that never gets to 0.95"),
    daysOf(new double[][] {rising(0, 1), rising(5, 1), rising(100, 1), rising(101, 0)}, 1025,
        "1025, the mean, for four curves that get there with entry 0, 5, 100, and never"),
    number("coldDays", () -> days(answer("cold", double[][].class)), 1e-6,
        "what `reached` says of `cold`"),
    number("warmDays", () -> days(answer("warm", double[][].class)), 1e-6,
        "what `reached` says of `warm`"));

// %%
double[][] curves(double[] prices, double[] start) {
    return IntStream.range(0, 20).parallel()
        .mapToObj(seed -> curve(prices, start, seed)).toArray(double[][]::new);
}
double[] meanOf(double[][] curves, int entries) {
    return IntStream.range(0, entries).mapToDouble(
        i -> Arrays.stream(curves).mapToDouble(c -> c[i]).average().orElseThrow()).toArray();
}
double area(double[][] curves, int entries) {  // the mean share over the first entries
    return Arrays.stream(meanOf(curves, entries)).average().orElseThrow();
}
Figure learning(String title, double[][] empty, double[][] given) {
    double[] x = IntStream.range(0, 26).mapToDouble(i -> 20 * i).toArray();
    return Plots.line(x, meanOf(empty, 26)).withName("from nothing")
        .and(Plots.line(x, meanOf(given, 26)).withName("from table A"))
        .withZeroLine().withTitle(title).withAxes("Episodes", "Share of the optimum");
}

// %% [markdown]
// A warm start is a guess, and a guess can be wrong. House C gets the table of its opposite.

// %%
lesson.needs("cold", "warm", "reached");
double[][] coldC = curves(houseC, zeros);
double[][] warmC = curves(houseC, tableA);
String line = "%s from %s: mean share of 100 days %.2f, of 2000 days %.2f; "
    + "0.95 after %.0f days (never: 2000)";
IO.println(line.formatted("B", "nothing", area(cold, 6), area(cold, 101), days(cold)));
IO.println(line.formatted("B", "table A", area(warm, 6), area(warm, 101), days(warm)));
IO.println(line.formatted("C", "nothing", area(coldC, 6), area(coldC, 101), days(coldC)));
IO.println(line.formatted("C", "table A", area(warmC, 6), area(warmC, 101), days(warmC)));
Plots.subplots(2, learning("House B, like A", cold, warm),
    learning("House C, its opposite", coldC, warmC)).withSize(820, 340)

// %% [markdown]
// ### Interview question 2
// *"We have a perfectly trained model for House A (Solar Panels, Texas weather). House B (Wind Turbine,
// Chicago weather) comes online tomorrow. Instead of random initialization, how can we use Transfer Learning
// to speed up House B's training? Which parts of the Q-Network (if we used Deep RL) would you freeze vs.
// retrain?"* The [deep notebook](greengrid_deep.ipynb) measures the second half. (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question2" points=2
// Start House B with House A's table and go on learning, with little exploration and not from zero: a warm
// start. Here it is worth 0.76 of B's optimum on the first day, and all twenty curves reach 95 %, after 138 days
// on average; from nothing 16 of them do not get there in 2000 days. That is so because the grid's dynamics
// and the shape of the day are the same. The check before that is whether the houses
// are alike: in House C, whose prices run the other way, the same table earns -2.00 of the optimum on the
// first day and 0.06 instead of 0.35 over the first 100 days, a negative transfer that somebody pays for. Later
// it is ahead even there, probably because it knows that charge is worth money, and zeros do not. For a
// Q-network the usual advice is to freeze the early layers, which tell how charge, hour and price work
// together, and to retrain the last ones. Before I believe it, I would try it beside a warm start of all layers.

// %% [markdown] tags=["stub"] exercise="question2"
// - **Warm start:**
// - **What to keep and what to retrain:**

// %% [markdown]
// ## Task 3b: federated averaging
// 10,000 homes with prices of one shape, each moved by up to two hours, at a level of its own, with noise.
// Each draws from a stream of its own: the result is the same on any number of threads.
//
// In a round of **federated averaging** (McMahan et al. 2017) every home takes the server's table, learns
// from some days of its own, and sends back its table and how often it visited each entry.
//
// Write `average`, an `Averaging`: from the table `before` and what the homes have `sent`, the new table. Each
// entry is the mean of the homes' values, weighted by their visits of this entry; one that nobody visited
// keeps its value.

// %%
double[] home(int number) {
    var random = Generator.of(new long[] {42, number});
    int later = (int) random.integers(-2, 3);
    double level = random.uniform(0.7, 1.3);
    double[] noise = random.uniform(0.85, 1.15, 26);
    return IntStream.range(0, 26).mapToDouble(
        hour -> level * noise[hour] * prices[(hour - later + 26) % 26]).toArray();
}
double[][] homes = IntStream.range(0, 10_000).parallel().mapToObj(number -> home(number))
    .toArray(double[][]::new);

Figure some = Plots.line(homes[0]).withName("home 0");
for (int i = 1; i < 6; i++) {
    some = some.and(Plots.line(homes[i]).withName("home " + i));
}
some.withTitle("The prices of six homes").withAxes("Hour", "Price ($/MWh)").withSize(760, 300)

// %%
interface Averaging {
    double[] merge(double[] before, List<Learned> sent);
}
List<Generator> streams(int count, long seed) {
    return IntStream.range(0, count).parallel()
        .mapToObj(number -> Generator.of(new long[] {seed, number})).toList();
}
List<Learned> localWork(double[][] homes, List<Generator> streams, double[] table, int episodes,
        double from, double to) {
    return IntStream.range(0, homes.length).parallel().mapToObj(
        i -> learn(homes[i], table, episodes, from, to, streams.get(i))).toList();
}
Learned sentBy(double value, int visits) {  // a home that has seen all entries alike, for the check
    var sent = new Learned(new double[858], new int[858]);
    Arrays.fill(sent.q(), value);
    Arrays.fill(sent.visits(), visits);
    return sent;
}

// %%
double[] federated(double[][] homes, int rounds, int episodes, Averaging server, long seed) {
    var streams = streams(homes.length, seed);
    double[] table = new double[858];
    for (int round = 0; round < rounds; round++) {
        double from = 1 - (double) round / rounds;
        double to = 1 - (round + 1.0) / rounds;
        table = server.merge(table, localWork(homes, streams, table, episodes, from, to));
    }
    return table;
}
double[] sharesOf(double[][] homes, IntFunction<double[]> tableOf) {
    return IntStream.range(0, homes.length).parallel()
        .mapToDouble(i -> share(homes[i], tableOf.apply(i))).toArray();
}
double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }
double half(double[] five) {  // of a 95 % interval of the mean of five
    return 2.776 * DoubleColumn.create("", five).standardDeviation() / Math.sqrt(5);
}

// %% tags=["solution"] exercise="average"
Averaging average = (before, sent) -> {
    double[] sum = new double[858];
    long[] visits = new long[858];
    for (Learned home : sent) {
        for (int i = 0; i < 858; i++) {
            sum[i] += home.visits()[i] * home.q()[i];
            visits[i] += home.visits()[i];
        }
    }
    return IntStream.range(0, 858).mapToDouble(
        i -> visits[i] == 0 ? before[i] : sum[i] / visits[i]).toArray();
};

// %% tags=["stub"] exercise="average"
Averaging average = todo();

// %% tags=["hint"] exercise="average"
// `(before, sent) -> { ...; return table; }`. Loop over `sent`; a home has `home.q()` and `home.visits()`,
// 858 numbers each.

// %% tags=["hint"] exercise="average"
// Add up `home.visits()[i] * home.q()[i]` and `home.visits()[i]` in two arrays of 858, and divide where the
// second is not 0.

// %% tags=["check"] exercise="average" points=3
lesson.check("average",
    that("average", Averaging.class, a -> near(
        a.merge(new double[858], List.of(sentBy(8, 1), sentBy(4, 1))), sentBy(6, 1).q()),
        "6 where two homes that came by equally often send 8 and 4, in all 858 entries"),
    that("average", Averaging.class, a -> near(a.merge(new double[858],
        List.of(sentBy(8, 3), sentBy(4, 1), sentBy(99, 0))), sentBy(7, 1).q()),
        "7 where homes that came by three times, once and never send 8, 4 and 99"),
    that("average", Averaging.class, a -> {
        var sent = List.of(sentBy(8, 3), sentBy(4, 1));
        sent.get(1).visits()[8] = 500;
        return Math.abs(a.merge(new double[858], sent)[7] - 7) < 1e-9;
    }, "weighted by the homes' visits of this entry, however often they saw other entries"),
    that("average", Averaging.class, a -> near(a.merge(tableA.clone(),
        List.of(sentBy(8, 0), sentBy(4, 0))), tableA), "the value before where nobody came by"),
    that("average", Averaging.class, a -> {
        var sent = sentBy(8, 3);
        var before = new double[858];
        a.merge(before, List.of(sent, sent));
        return sent.q()[7] == 8 && before[7] == 0;
    }, "one that leaves what was sent, and the table before, as they are"));

// %% [markdown]
// The same 100 days in each home, three ways: every home alone; federated, in 20 rounds of 5 days; and
// pooled, where the server sees each home's every step. For 10,000 homes the last of these cells takes 10 to
// 30 seconds.

// %%
void walk(double[] prices, double[] table, double epsilon, Generator random,
        int[] entries, double[] targets) {  // a day, noted for the server
    double[] chance = random.random(25);
    int[] any = random.integers(0, 3, 25);
    for (int hour = 0, charge = 0; hour < 25; hour++) {
        int state = entry(charge, hour);
        int action = chance[hour] < epsilon ? any[hour] : best(table, state);
        double reward = reward(prices[hour], charge, action);
        charge = chargeAfter(charge, action);
        int next = entry(charge, hour + 1);
        entries[hour] = state + action;
        targets[hour] = reward + table[next + best(table, next)];
    }
}
String summary(double[] shares) {
    double[] s = Arrays.stream(shares).sorted().toArray();
    return "mean %.3f, a twentieth below %.3f, half below %.3f, a twentieth above %.3f"
        .formatted(mean(s), s[s.length / 20], s[s.length / 2], s[s.length * 19 / 20]);
}

// %%
double[] pooled(double[][] homes, int days, long seed) {
    var streams = streams(homes.length, seed);
    double[] table = new double[858];
    int[][] entries = new int[homes.length][25];
    double[][] targets = new double[homes.length][25];
    for (int day : Progress.range(days)) {
        double epsilon = 1 - (double) day / days;
        IntStream.range(0, homes.length).parallel().forEach(
            i -> walk(homes[i], table, epsilon, streams.get(i), entries[i], targets[i]));
        double[] sum = new double[858];
        int[] count = new int[858];
        for (int i = 0; i < homes.length * 25; i++) {
            sum[entries[i / 25][i % 25]] += targets[i / 25][i % 25];
            count[entries[i / 25][i % 25]]++;
        }
        Arrays.setAll(table, i -> count[i] == 0 ? table[i] : sum[i] / count[i]);
    }
    return table;
}

// %%
lesson.needs("average");
List<Learned> localTables = localWork(homes, streams(10_000, 43), zeros, 100, 1, 0);
double[] alone = sharesOf(homes, i -> localTables.get(i).q());
double[] shared = federated(homes, 20, 5, average, 43);
double[] together = sharesOf(homes, i -> shared);
double[] central = pooled(homes, 100, 43);
double[] open = sharesOf(homes, i -> central);
IO.println("alone:     " + summary(alone));
IO.println("federated: " + summary(together));
IO.println("pooled:    " + summary(open));
Plots.violin(new String[] {"alone", "federated, 20 × 5", "pooled"}, alone, together, open)
    .withTitle("What 10,000 homes earn after 100 days").withAxes("", "Share of their own optimum")

// %% [markdown]
// Now the trade-off: a network wishes for few rounds, and McMahan et al. found that much local work went well.
// The same 100 days are cut into 100 rounds of 1 local day, 50 of 2, 20 of 5, down to 1 of 100, in the first
// 500 homes. Each is repeated five times with other random streams; a dot is the mean share of the optimum
// that the common table earns, with a 95 % interval. The next cell takes 5 to 10 seconds.

// %%
lesson.needs("average");
double[][] fewer = Arrays.copyOf(homes, 500);
double[] localDays = {1, 2, 5, 10, 25, 100};
double[][] byDays = new double[6][5];
for (int i : Progress.range(6)) {
    int days = (int) localDays[i];
    for (int run = 0; run < 5; run++) {
        double[] table = federated(fewer, 100 / days, days, average, 43 + run);
        byDays[i][run] = mean(sharesOf(fewer, home -> table));
    }
    IO.println("%d × %d days: %.3f ± %.3f".formatted(
        100 / days, days, mean(byDays[i]), half(byDays[i])));
}
Plots.line(localDays, Arrays.stream(byDays).mapToDouble(v -> mean(v)).toArray()).withDots()
    .withErrors(Arrays.stream(byDays).mapToDouble(v -> half(v)).toArray()).withYRange(0, 1)
    .withLogX().withHorizontalLine(mean(alone), "each home alone").withTitle("100 days in rounds")
    .withAxes("Local days in a round (logarithmic)", "Mean share of the optimum")

// %% [markdown]
// With one local day, federated averaging *is* pooled learning: no home has learned anything yet that
// another could contradict. With many, homes drift apart: each learns the plan of its own few walks, and a
// mean of plans is no plan.
//
// ## Task 3c: be the spy
// No price leaves the house. Or does it? You are a curious server and see what a home has sent after its
// first round of 5 days from a table of zeros: a `Learned`, whose entries `q()` and counts `visits()` stand as in
// `learn` above. Write `spy`, a `Spy`: a function from what was `sent` to a guess of the home's first 25 prices,
// hour by hour. 60 % of the prices should come out to within 5 %, in the mean over 500 homes.

// %%
interface Spy {
    double[] prices(Learned sent);
}
List<Learned> firstRound = localWork(
    Arrays.copyOf(homes, 500), streams(500, 43), zeros, 5, 1, 0.95);

double readOff(Spy reader, List<Learned> sent) {
    return IntStream.range(0, sent.size() * 25).filter(i -> Math.abs(
        reader.prices(sent.get(i / 25))[i % 25] / homes[i / 25][i % 25] - 1) < 0.05).count()
        / (25.0 * sent.size());
}
IO.println("the usual prices as guess: %.3f".formatted(readOff(sent -> prices, firstRound)));
Table.create("one home, one round",
    StringColumn.create("what", "26 prices", "125 steps of 3 numbers", "table", "visits"),
    StringColumn.create("where", "stay", "stay", "leaves", "leave"),
    IntColumn.create("bytes", 26 * 8, 125 * (1 + 1 + 8), 858 * 8, 858 * 4))

// %% tags=["solution"] exercise="spy"
Spy spy = sent -> {
    double[] guess = new double[25];
    for (int hour = 0; hour < 25; hour++) {
        double paid = 0;
        double received = 1e9;
        for (int charge = 0; charge < 10; charge++) {
            int buy = entry(charge, hour) + 1;
            int sell = entry(charge + 1, hour) + 2;
            paid = sent.visits()[buy] == 0 ? paid : Math.max(paid, -sent.q()[buy]);
            received = sent.visits()[sell] == 0 ? received : Math.min(received, sent.q()[sell]);
        }
        guess[hour] = paid > 0 ? paid : received;
    }
    return guess;
};
IO.println("read off: %.3f of the prices".formatted(readOff(spy, firstRound)));

// %% tags=["stub"] exercise="spy"
Spy spy = todo();

// %% tags=["hint"] exercise="spy"
// `spy` is written `sent -> { double[] guess = new double[25]; ...; return guess; }`. Look at the line of `learn` that
// sets an entry: its new value is the reward, here minus or plus the price, and what the best entry of the next
// state is worth. The table began with zeros, so most next states are worth nothing yet.

// %% tags=["hint"] exercise="spy"
// Where the next state is worth nothing, the entry of a purchase is minus the price, to the last digit: the price
// is `-sent.q()[entry(charge, hour) + 1]`, for any `charge` from 0 to 9 at which the home bought in that hour. Only
// entries whose `sent.visits()` are above 0 say anything.

// %% tags=["hint"] exercise="spy"
// The next state is never worth less than 0 here, so minus the entry of a purchase is at most the price: take the
// greatest over the charges. Where nothing was bought, a sale, `sent.q()[entry(charge, hour) + 2]` for charges 1
// to 10, is at least the price: take the least.

// %% tags=["check"] exercise="spy" points=3
lesson.check("spy",
    that("spy", Spy.class, v -> firstRound.stream().allMatch(sent -> v.prices(sent).length == 25),
        "25 prices for each home"),
    measured("spy", Spy.class, v -> readOff(v, firstRound), 0.6, 1,
        "a guess that has 0.6 of the prices or more to within 5 %, in the mean over the homes"),
    measured("spy", Spy.class, v -> readOff(v, localWork(Arrays.copyOf(homes, 500),
        streams(500, 99), zeros, 5, 1, 0.95)), 0.6, 1,
        "as good where the same homes have walked other ways"));

// %% [markdown]
// So "only the model is shared" is not a guarantee. One remedy: before it sends, each home **clips** its
// change: all 858 differences together, one long vector, are shrunk to a length of 500 if it is longer. Then it
// adds normal **noise** to each value that it visited. The server's mean washes most of it out; a single
// home's table is hard to read. The given `disguised` does both.

// %%
Learned disguised(Learned home, double[] before, double noise, Generator random) {
    double squares = 0;
    for (int i = 0; i < 858; i++) {
        squares += (home.q()[i] - before[i]) * (home.q()[i] - before[i]);
    }
    double scale = Math.min(1, 500 / Math.sqrt(squares));
    double[] q = before.clone();
    for (int i = 0; i < 858; i++) {
        if (home.visits()[i] > 0) {
            q[i] += (home.q()[i] - before[i]) * scale + random.normal(0, noise);
        }
    }
    return new Learned(q, home.visits());
}
List<Learned> disguised(List<Learned> sent, double[] before, double noise, List<Generator> noises) {
    return IntStream.range(0, sent.size()).parallel().mapToObj(
        i -> disguised(sent.get(i), before, noise, noises.get(i))).toList();
}

// %% [markdown]
// What does that cost, and what does it hide? For noise with a deviation of 0 to 50 dollars: what 500 homes earn with
// the common table after 20 rounds of 5 days (five times, with a 95 % interval), and which share of their prices your
// `spy` still reads off. The next cell takes 5 to 10 seconds, more if your `average` or `spy` is slow.

// %%
lesson.needs("average", "spy");
double[] noiseLevels = {0, 2, 5, 15, 50};
double[][] earnedAt = new double[5][5];
double[] readAt = new double[5];
for (int i : Progress.range(5)) {
    for (int run = 0; run < 5; run++) {
        var noises = streams(500, 100 + run);
        double[] table = federated(fewer, 20, 5, (before, sent) ->
            average.merge(before, disguised(sent, before, noiseLevels[i], noises)), 43 + run);
        earnedAt[i][run] = mean(sharesOf(fewer, home -> table));
    }
    readAt[i] = readOff(spy, disguised(firstRound, zeros, noiseLevels[i], streams(500, 100)));
    IO.println("noise of %.0f dollars: share %.3f ± %.3f, prices read off %.3f".formatted(
        noiseLevels[i], mean(earnedAt[i]), half(earnedAt[i]), readAt[i]));
}
String[] dollars = {"0", "2", "5", "15", "50"};
Plots.line(dollars, Arrays.stream(earnedAt).mapToDouble(v -> mean(v)).toArray()).withDots()
    .withName("share of the optimum").and(Plots.line(dollars, readAt).withDots()
    .withName("prices read off")).withYRange(0, 1)
    .withTitle("What noise costs and hides").withAxes("Deviation of the noise (dollars)", "Share")

// %% [markdown]
// ### Interview question 3
// *"Explain to the Legal Team how Federated Learning solves the privacy issue. Specifically, describe what
// information is sent to the cloud and what stays on the device."* Say too what it does not solve.
// (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question3" points=2
// Each battery learns at home: prices, charges and the record of what it did never leave it. What goes to the
// cloud, once a round, is a table of 858 values and how often each was visited; the cloud averages the tables
// of all homes and sends the mean back. It works: 0.694 of the optimum on average where homes alone reach
// 0.581, and 0.803 if we collected everything. But it is no guarantee of privacy: from one table a curious
// server read 0.909 of a home's prices to within 5 %, and visits show what a home's battery did. So we
// promise three things more: secure aggregation, so that the server sees only sums over many homes; clipping
// and noise, which at 5 dollars left 0.258 of the prices readable in a round at a share of 0.695; and an
// accounting of that noise over all rounds (differential privacy), since what is hidden once can be averaged out
// in twenty.

// %% [markdown] tags=["stub"] exercise="question3"
// - **What is sent, what stays:**
// - **How it is put together in the cloud:**
// - **What is still to be protected:**

// %% tags=["assert"]
double apart(long seed) {
    double[] one = federated(fewer, 100, 1, average, seed);
    double[] other = pooled(fewer, 100, seed);
    return IntStream.range(0, 858).mapToDouble(i -> Math.abs(one[i] - other[i])).max().orElseThrow();
}
long never(double[][] curves) {
    return Arrays.stream(curves).filter(c -> Arrays.stream(c).allMatch(s -> s < 0.95)).count();
}
verify(
    number("B", () -> share(houseB, tableA), 0.76, 0.005, "as in the text"),
    number("C", () -> share(houseC, tableA), -2.00, 0.005, "as in the text"),
    number("cold", () -> coldDays, 1906, 0.5, "as in the text"),
    number("warm", () -> warmDays, 138, 0.5, "as in the text"),
    number("never cold", () -> never(cold), 16, 0, "as in the text"),
    number("never warm", () -> never(warm), 0, 0, "as in the text"),
    number("cold C", () -> area(coldC, 6), 0.35, 0.005, "as in the text"),
    number("warm C", () -> area(warmC, 6), 0.06, 0.005, "as in the text"),
    number("later C", () -> days(coldC) - days(warmC), 439, 1, "as in the text"),
    number("alone", () -> mean(alone), 0.581, 0.0005, "as in the text"),
    number("together", () -> mean(together), 0.694, 0.0005, "as in the text"),
    number("pooled", () -> mean(open), 0.803, 0.0005, "as in the text"),
    number("apart", () -> apart(43), 0, 1e-9, "as in the text"),
    number("read", () -> readOff(spy, firstRound), 0.909, 0.0005, "as in the text"),
    number("noisy", () -> readAt[2], 0.258, 0.0005, "as in the text"),
    number("earned", () -> mean(earnedAt[2]), 0.695, 0.0005, "as in the text"));

// %% [markdown] tags=["after"]
// ## What we found
// Java's figures, computed by the cells above with what stands in them, beside those of Python, from the same streams.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "days to 95 % of B (never: 2000), from nothing", "from table A",
        "first 100 days of C, from nothing", "from table A", "alone", "federated", "pooled",
        "20 × 5 days, 500 homes", "4 × 25 days, 500 homes", "prices read off",
        "with noise of 15", "share with noise of 15"),
    DoubleColumn.create("Java", coldDays, warmDays, area(coldC, 6), area(warmC, 6), mean(alone),
        mean(together), mean(open), mean(byDays[2]), mean(byDays[4]),
        readOff(spy, firstRound), readAt[3], mean(earnedAt[3])),
    DoubleColumn.create("Python", 1906 /* cold_days */, 138 /* warm_days */, 0.3539 /* cold_c_area */,
        0.0585 /* warm_c_area */, 0.5806 /* alone */, 0.6940 /* federated */, 0.8035 /* pooled */, 0.7083 /* rounds_5 */,
        0.4123 /* rounds_25 */, 0.9089 /* read_off */, 0.0995 /* read_noise_15 */, 0.6655 /* share_noise_15 */))

// %% [markdown] tags=["after"]
// **A word on the original.** It expects that only weight updates are shared and leaves it at that. What is
// shared here is larger than what it protects, 6,864 bytes for 208, and nearly holds it. And averaging is not
// free: with 25 local days or more, homes earn less together than alone.

// %% tags=["results"]
new Results()
    .with("houses", new double[][] {houseB, houseC}).with("table_a", tableA)
    .with("cold", cold).with("warm", warm).with("cold_c", coldC).with("warm_c", warmC)
    .with("cold_days", coldDays).with("warm_days", warmDays)
    .with("cold_c_days", days(coldC)).with("warm_c_days", days(warmC))
    .with("cold_area", area(cold, 101)).with("warm_area", area(warm, 101))
    .with("cold_c_area", area(coldC, 6)).with("warm_c_area", area(warmC, 6))
    .with("share_b", share(houseB, tableA)).with("share_c", share(houseC, tableA))
    .with("homes", homes).with("optima", Arrays.stream(homes).mapToDouble(h -> optimum(h)).toArray())
    .with("alone_shares", alone).with("alone", mean(alone)).with("federated_table", shared)
    .with("federated", mean(together)).with("pooled_table", central).with("pooled", mean(open))
    .with("quantiles", Stream.of(alone, together, open)
        .map(v -> Arrays.stream(v).sorted().toArray()).map(v -> new double[] {v[500], v[5000], v[9500]})
        .toArray(double[][]::new))
    .with("rounds", byDays).with("rounds_5", mean(byDays[2])).with("rounds_25", mean(byDays[4]))
    .with("apart", apart(43)).with("usual_prices", readOff(sent -> prices, firstRound))
    .with("read_off", readOff(spy, firstRound)).with("read_noise", readAt)
    .with("read_noise_15", readAt[3]).with("share_noise", earnedAt)
    .with("share_noise_15", mean(earnedAt[3]))
