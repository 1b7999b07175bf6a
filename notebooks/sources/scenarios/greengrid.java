// %% [markdown]
// # GreenGrid: a battery that trades
// *Interview preparation, scenarios 5, part 3, tasks 1 and 2*
//
// A battery is to buy electricity when it is cheap and sell it when it is dear, and to find out by trying
// when that is. **The catch:** the original's agent learns, its curve flattens out, and most of the money
// is still on the table.
//
// **You will learn** to write Q-learning's update, to find the best plan exactly, to mend an agent that
// stopped learning, and what to change when prices spike. **Time:** about 60 minutes.
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import peaberry.plot.Figure;
import peaberry.plot.Plots;
import peaberry.random.RandomState;
import peaberry.teach.Lesson;
import peaberry.teach.Results;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("greengrid");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## The prices
// Three lines of the original run over the edge of its page, and one does not fit:
//
// | in the original | here |
// |---|---|
// | the first two lines of `prices` | a comma, and nothing else: the 26 prices that can be seen |
// | `next_state = (self.current_charge, self.time_` … | `step)` |
// | `q_table = np.zeros((11, 24, 3))` | `(11, len(prices), 3)` |
//
// It speaks of 24 hours and shows 26 prices; where the page ends there may be more. As there, the last
// price is never traded at: 25 decisions.

// %%
double[] prices = {10, 10, 10, 12, 15, 20, 30, 45, 60,
    30, 25, 20, 18, 25, 40, 80, 100, 90,
    80, 70, 60, 50, 45, 40, 35, 30};

Plots.line(prices).withDots().withDashes().withSize(760, 300)
    .withTitle("Price of electricity over the day").withAxes("Hour", "Price ($/MWh)")

// %% [markdown]
// ## Task 1: the environment
// A **state** is the battery's charge, 0 to 10, and the hour. An **action** is to hold (0), buy one unit
// (1) or sell one (2). The **reward** is the money that moves. Buying with a full battery or selling
// from an empty one costs a penalty of 50.
//
// The original's text promises a "cost of degradation", and its code has none. Here it is `wear`, paid
// for each unit bought or sold: 0 as in the code, other values later.

// %%
static final int HOLD = 0, BUY = 1, SELL = 2, CAPACITY = 10, PENALTY = -50;
record State(int charge, int hour) {}  // a day starts at new State(0, 0)
record Step(State next, double reward, boolean done) {}
record BatteryEnv(double[] prices, double wear) {
    BatteryEnv { require(prices.length > 1, "2 prices or more", prices.length); }
    Step step(State at, int action) {
        require(action >= HOLD && action <= SELL, "action 0, 1 or 2", action);
        require(at.charge() >= 0 && at.charge() <= CAPACITY, "a charge of 0 to 10", at);
        require(at.hour() >= 0 && at.hour() < prices.length - 1, "an hour before the end", at);
        boolean buys = action == BUY && at.charge() < CAPACITY;
        boolean sells = action == SELL && at.charge() > 0;
        double price = prices[at.hour()];
        double reward = buys ? -price - wear : sells ? price - wear : action == 0 ? 0 : PENALTY;
        var next = new State(at.charge() + (buys ? 1 : sells ? -1 : 0), at.hour() + 1);
        return new Step(next, reward, next.hour() == prices.length - 1);
    }
}
void require(boolean legal, String expected, Object got) {
    if (!legal) throw new IllegalArgumentException("Expected " + expected + ", got " + got + ".");
}

// %% [markdown]
// ## Task 2: the agent
// Q-learning keeps a table of what each action is worth in each state, and moves an entry a little
// towards what the last step has shown:
//
// $$Q(s, a) \leftarrow Q(s, a) + \alpha\,[R + \gamma \max_{a'} Q(s', a') - Q(s, a)]$$
//
// A `Schedule` says what can be set: the value that entries `start` with, the exploration `epsilon` by the
// share of the episodes that is over, and the step size `alpha` by the visits of an entry. After the last
// hour nothing comes: its entries stay 0.
//
// The original's TODO: write `update`, which makes a new value from the entry's `old` one, the `reward`,
// the three values of the `next` state, `alpha` and `gamma`. Then train `original` with
// `asInTheOriginal` and the seed 42: it makes the very draws of the Python original.

// %%
interface QUpdate {
    double newValue(double old, double reward, double[] next, double alpha, double gamma);
}
record Schedule(int episodes, double gamma, double start,
        DoubleUnaryOperator epsilon, IntToDoubleFunction alpha) {}
record Run(double[][][] q, double[] rewards, int[][][] visits) {}

var asInTheOriginal = new Schedule(1000, 0.95, 0, progress -> 0.1, visits -> 0.1);

int argMax(double[] values) {  // the first of equals, as np.argmax
    int best = 0;
    for (int i = 1; i < values.length; i++) {
        best = values[i] > values[best] ? i : best;
    }
    return best;
}

// %%
double episode(BatteryEnv env, QUpdate rule, Schedule schedule, double epsilon,
        double[][][] q, int[][][] visits, RandomState random) {
    State state = new State(0, 0);
    double total = 0;
    boolean done = false;
    while (!done) {
        double[] values = q[state.charge()][state.hour()];
        int action = random.uniform(0, 1) < epsilon ? random.choice(3) : argMax(values);
        Step step = env.step(state, action);
        State next = step.next();
        int count = ++visits[state.charge()][state.hour()][action];
        double alpha = schedule.alpha().applyAsDouble(count);
        values[action] = rule.newValue(values[action], step.reward(),
            q[next.charge()][next.hour()].clone(), alpha, schedule.gamma());
        total += step.reward();
        state = next;
        done = step.done();
    }
    return total;
}

// %%
Run train(BatteryEnv env, QUpdate rule, Schedule schedule, long seed) {
    int hours = env.prices().length;
    double[][][] q = new double[CAPACITY + 1][hours][3];
    for (double[][] ofCharge : q) {
        for (int hour = 0; hour < hours - 1; hour++) {
            Arrays.fill(ofCharge[hour], schedule.start());
        }
    }
    int[][][] visits = new int[CAPACITY + 1][hours][3];
    double[] rewards = new double[schedule.episodes()];
    var random = RandomState.of(seed);
    for (int e = 0; e < rewards.length; e++) {
        double epsilon = schedule.epsilon().applyAsDouble((double) e / rewards.length);
        rewards[e] = episode(env, rule, schedule, epsilon, q, visits, random);
    }
    return new Run(q, rewards, visits);
}

// %% tags=["solution"] exercise="update"
QUpdate update = (old, reward, next, alpha, gamma) -> {
    double best = Math.max(next[0], Math.max(next[1], next[2]));
    return old + alpha * (reward + gamma * best - old);
};
Run original = train(new BatteryEnv(prices, 0), update, asInTheOriginal, 42);
Arrays.stream(original.rewards()).skip(900).average().orElseThrow()

// %% tags=["stub"] exercise="update"
QUpdate update = todo();
Run original = todo();

// %% tags=["hint"] exercise="update"
// A lambda with five names: `QUpdate update = (old, reward, next, alpha, gamma) -> ...;`. The entry of
// the formula's left side is `old`.

// %% tags=["hint"] exercise="update"
// The greatest of three is `Math.max(next[0], Math.max(next[1], next[2]))`. Mind the brackets: `alpha`
// multiplies the reward, the discounted future, and the old value taken away.

// %% tags=["check"] exercise="update" points=3
lesson.check("update",
    that("update", QUpdate.class,
        u -> Math.abs(u.newValue(0, -10, new double[3], 0.1, 0.95) + 1) < 1e-9,
        "-1 after a tenth of a step from 0 to a reward of -10, where nothing comes after"),
    that("update", QUpdate.class,
        u -> Math.abs(u.newValue(8, 3, new double[3], 0.5, 0.9) - 5.5) < 1e-9,
        "5.5 after half a step from 8 to a reward of 3, where nothing comes after"),
    that("update", QUpdate.class,
        u -> Stream.of(new double[] {2, 6, 4}, new double[] {6, 4, 2}, new double[] {4, 2, 6})
            .allMatch(next -> Math.abs(u.newValue(0, 0, next, 0.5, 0.5) - 1.5) < 1e-9),
        "1.5 after half a step from 0 where the next values are 2, 4, 6 in any order, gamma 0.5"),
    that("update", QUpdate.class,
        u -> Math.abs(u.newValue(0, 1, new double[] {-8, -4, -6}, 1, 1) + 3) < 1e-9,
        "-3 after a whole step with reward 1 where the next values are -8, -4, -6 and gamma is 1"),
    that("original", Run.class, found -> {
        var rule = answer("update", QUpdate.class);
        Run same = train(new BatteryEnv(prices, 0), rule, asInTheOriginal, 42);
        return Arrays.deepEquals(found.q(), same.q()) && near(found.rewards(), same.rewards());
    }, "what `train` makes of `update`, `asInTheOriginal` and the seed 42, with a wear of 0"));

// %% [markdown]
// `greedy` plays the table without chance, from any state: what it earns is what the battery has learned.
// The learning curve, with its mean over 50 episodes:

// %%
record Day(int[] actions, double[] charge, double profit) {}
Day greedy(BatteryEnv env, double[][][] q, State from) {
    int[] actions = new int[env.prices().length - 1];
    double[] charge = new double[actions.length];
    double profit = 0;
    for (int hour = from.hour(), now = from.charge(); hour < actions.length; hour++) {
        charge[hour] = now;
        actions[hour] = argMax(q[now][hour]);
        Step step = env.step(new State(now, hour), actions[hour]);
        profit += step.reward();
        now = step.next().charge();
    }
    return new Day(actions, charge, profit);
}
Day greedy(BatteryEnv env, double[][][] q) { return greedy(env, q, new State(0, 0)); }

// %%
lesson.needs("original");
Day learned = greedy(new BatteryEnv(prices, 0), original.q());
IO.println("the original's policy earns %.0f dollars a day".formatted(learned.profit()));
double[] smooth = DoubleColumn.create("", original.rewards()).rolling(50).mean().asDoubleArray();
Plots.line(original.rewards()).withName("each episode")
    .and(Plots.line(smooth).withName("mean of 50")).withZeroLine()
    .withTitle("The original's agent learns").withAxes("Episode", "Profit (dollars)")

// %% [markdown]
// ## Task 3: what could be earned?
// Where all prices are known, **dynamic programming** finds the figure to beat exactly: begin with the
// last hour and go back, for all that comes after an hour is known by then.
//
// Write `plan`, a `Planner`: for any prices and wear, a table of the shape of `q` (11 × 26 × 3) with what an
// action earns in a state, with the best actions after it. No discount. Make `exact`, the table for `prices`
// without wear, and `optimum`, what the best day earns from an empty battery.
//
// `furthest` tells how far a table is from what its own best actions earn: 0, but for rounding, if it is right.

// %%
interface Planner { double[][][] table(BatteryEnv env); }
double[] otherPrices = Arrays.stream(prices).map(price -> 100 - price / 2).toArray();

double furthest(Planner planner, double[] prices, double wear) {
    var env = new BatteryEnv(prices, wear);
    double[][][] q = planner.table(env);
    return IntStream.range(0, 11 * 25 * 3).mapToDouble(i -> {
        Step step = env.step(new State(i / 75, i / 3 % 25), i % 3);
        double earned = step.reward() + greedy(env, q, step.next()).profit();
        return Math.abs(q[i / 75][i / 3 % 25][i % 3] - earned);
    }).max().orElseThrow();
}

// %% tags=["solution"] exercise="exact"
Planner plan = env -> {
    double[][][] q = new double[CAPACITY + 1][26][3];
    for (int hour = 24; hour >= 0; hour--) {
        for (int charge = 0; charge <= CAPACITY; charge++) {
            for (int action = HOLD; action <= SELL; action++) {
                Step step = env.step(new State(charge, hour), action);
                double[] after = q[step.next().charge()][hour + 1];
                q[charge][hour][action] = step.reward() + after[argMax(after)];
            }
        }
    }
    return q;
};
double[][][] exact = plan.table(new BatteryEnv(prices, 0));
double optimum = exact[0][0][argMax(exact[0][0])];
IO.println("the best day earns %.0f dollars".formatted(optimum));

// %% tags=["stub"] exercise="exact"
Planner plan = todo();
double[][][] exact = todo();
double optimum = todo();

// %% tags=["hint"] exercise="exact"
// `Planner plan = env -> { ...; return q; };` with three loops: hours from 24 down to 0, charges from 0 to 10,
// actions from 0 to 2. `env.step(new State(charge, hour), action)` says what the action earns and where it
// leads. Then `plan.table(new BatteryEnv(prices, 0))` is `exact`.

// %% tags=["hint"] exercise="exact"
// The entry is the step's reward and the greatest of the three entries of its next state. The entries of
// hour 25 stay 0.

// %% tags=["check"] exercise="exact" points=3
lesson.check("exact",
    that("plan", Planner.class, p -> Arrays.stream(p.table(new BatteryEnv(prices, 0))).filter(c ->
            c.length == 26 && Arrays.stream(c).allMatch(h -> h.length == 3)).count() == 11,
        "one whose table is 11 × 26 × 3, for charge, hour and action"),
    that("plan", Planner.class, p -> Arrays.stream(p.table(new BatteryEnv(prices, 0))).allMatch(
        c -> near(c[25], new double[3])), "0 in hour 25, after the last decision"),
    measured("plan", Planner.class, p -> furthest(p, prices, 0), 0, 1e-6,
        "what each action and the table's own best ones after it earn, without discount;"
        + " `furthest(plan, prices, 0)` is to be 0.000001 or less"),
    measured("plan", Planner.class, p -> furthest(p, otherPrices, 7), 0, 1e-6,
        "right for other prices and a wear too: `furthest(plan, otherPrices, 7)` is to be 0.000001"
        + " or less"),
    that("exact", double[][][].class, q -> Arrays.deepEquals(
        q, answer("plan", Planner.class).table(new BatteryEnv(prices, 0))),
        "what `plan` makes of `prices` and a wear of 0"),
    number("optimum",
        () -> furthest(answer("plan", Planner.class), prices, 0) > 1e-6 ? Double.NaN
            : Arrays.stream(answer("exact", double[][][].class)[0][0]).max().orElse(0), 1e-6,
        "the most that `exact` promises at hour 0 with an empty battery"));

// %% [markdown]
// Both days: price, action (up is buying, down is selling) and charge. Then the best day where each unit
// bought or sold takes so many dollars of battery life. Last, where the original's agent has been.

// %%
Figure picture(Day day, String title) {
    double[] hours = IntStream.range(0, 25).asDoubleStream().toArray();
    double[] traded = IntStream.of(day.actions()).mapToDouble(a -> a == SELL ? -1 : a).toArray();
    return Plots.subplots(1,
        Plots.line(hours, Arrays.copyOf(prices, 25)).withDots().withAxes("", "Price")
            .withTitle("%s: %.0f dollars".formatted(title, day.profit())),
        Plots.bar(hours, traded).withAxes("", "Action").withYRange(-1.2, 1.2),
        Plots.line(hours, day.charge()).withSteps().withAxes("Hour", "Charge").withYRange(0, 10.5))
        .withSharedX().withSize(700, 480);
}

// %%
lesson.needs("plan", "exact", "original");
display(picture(greedy(new BatteryEnv(prices, 0), exact), "Best day"));
display(picture(greedy(new BatteryEnv(prices, 0), original.q()), "The original's agent"));
double[] wears = {0, 2, 5, 10, 15, 20, 30, 40};
List<Day> worn = Arrays.stream(wears).mapToObj(wear -> new BatteryEnv(prices, wear))
    .map(env -> greedy(env, plan.table(env))).toList();
double[] profitAt = worn.stream().mapToDouble(Day::profit).toArray();
double[] tradesAt = worn.stream()
    .mapToDouble(day -> IntStream.of(day.actions()).filter(a -> a != HOLD).count()).toArray();
Plots.subplots(2,
    Plots.line(wears, profitAt).withDots().withAxes("Wear ($ per unit)", "Best profit (dollars)"),
    Plots.line(wears, tradesAt).withDots().withAxes("Wear ($ per unit)", "Units bought and sold"))
    .withSize(800, 300)

// %%
lesson.needs("original");
double[][] seen = new double[CAPACITY + 1][25];
for (int i = 0; i < 275; i++) {
    seen[CAPACITY - i / 25][i % 25] = IntStream.of(original.visits()[i / 25][i % 25]).sum();
}
String[] hourNames = IntStream.range(0, 25).mapToObj(h -> "" + h).toArray(String[]::new);
String[] chargeNames = IntStream.range(0, 11).mapToObj(c -> "" + (10 - c)).toArray(String[]::new);
double[] ofCharge = Arrays.stream(seen)
    .mapToDouble(row -> DoubleStream.of(row).sum() / 25_000).toArray();
IO.println("share of the steps with charge 0: %.3f, 1: %.3f, 2: %.3f, 3 and more: %.3f".formatted(
    ofCharge[10], ofCharge[9], ofCharge[8], Arrays.stream(ofCharge, 0, 8).sum()));
Plots.heatmap(hourNames, chargeNames, seen).withColorRange(0, 200)
    .withTitle("Visits in 1000 episodes (colours end at 200)")
    .withAxes("Hour", "Charge").withSize(900, 420)

// %% [markdown]
// ## Task 4: a better schedule
// A day starts empty, buying costs at once, and the money comes hours later. To learn that five units sell
// well at hour 16, a random walk has to carry them there, past a policy that says *hold*.
//
// Make `better`, a `Schedule` of at most 5000 episodes whose policies earn 95 % of the optimum or more on
// average over the seeds 0 to 19, and `earnings`, what `profits(update, better)` says of it. You can
// change the episodes, `gamma`, the `start`, `epsilon` and `alpha`. There are many right answers.

// %%
double[] profits(QUpdate rule, Schedule schedule) {  // of the seeds 0 to 19
    var env = new BatteryEnv(prices, 0);
    return IntStream.range(0, 20).parallel()
        .mapToDouble(seed -> greedy(env, train(env, rule, schedule, seed).q()).profit()).toArray();
}

double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }
double spread(double[] values) { return DoubleColumn.create("", values).standardDeviation(); }
String summary(double[] profits) {  // with a 95 % interval
    return "%.1f ± %.1f".formatted(mean(profits), 2.09 * spread(profits) / Math.sqrt(20));
}

double[] replay(double[][][] q, double epsilon) {  // 1000 days without learning
    var random = RandomState.of(7);
    return DoubleStream.generate(() -> episode(new BatteryEnv(prices, 0),
        (old, reward, next, alpha, gamma) -> old, asInTheOriginal, epsilon, q,
        new int[CAPACITY + 1][26][3], random)).limit(1000).toArray();
}

// %% tags=["solution"] exercise="better"
var better = new Schedule(5000, 1, 1000, progress -> 1 - progress, visits -> 1);
double[] earnings = profits(update, better);
IO.println("as in the original: " + summary(profits(update, asInTheOriginal)) + " dollars");
IO.println("ours: " + summary(earnings) + " dollars");
Run improved = train(new BatteryEnv(prices, 0), update, better, 42);
picture(greedy(new BatteryEnv(prices, 0), improved.q()), "The better agent")

// %% tags=["stub"] exercise="better"
Schedule better = todo();
double[] earnings = todo();

// %% tags=["hint"] exercise="better"
// Explore much at first and little in the end: `progress -> 1 - progress`.

// %% tags=["hint"] exercise="better"
// Nothing here is random but the agent itself: the same action in the same state always earns the
// same. Then there is no noise to average away, and small steps only lose time.

// %% tags=["hint"] exercise="better"
// Entries that start above what anything can earn make the agent try each action, since only a try
// brings an entry down.

// %% tags=["check"] exercise="better" points=3
lesson.check("better",
    that("better", Schedule.class, s -> s.episodes() >= 1 && s.episodes() <= 5000,
        "a schedule of 1 to 5000 episodes"),
    measured("better", Schedule.class, s -> mean(profits(answer("update", QUpdate.class), s))
        / greedy(new BatteryEnv(prices, 0), answer("exact", double[][][].class)).profit(), 0.95, 1,
        "one whose greedy policies earn 0.95 of the best day or more, on average over 20 seeds"),
    that("earnings", double[].class, e -> near(e, profits(
        answer("update", QUpdate.class), answer("better", Schedule.class))),
        "what `profits(update, better)` gives, one number for each of the 20 seeds"));

// %% [markdown]
// ### Why does the curve go up and down?
// `replay` plays the original's table and learns no more: 1000 days with `epsilon` 0, 1000 with 0.1.

// %%
lesson.needs("original");
double[] calm = replay(original.q(), 0);
double[] restless = replay(original.q(), 0.1);
double[] late = Arrays.copyOfRange(original.rewards(), 900, 1000);
String line = "%s: mean %.1f, standard deviation %.1f";
IO.println(line.formatted("epsilon 0", mean(calm), spread(calm)));
IO.println(line.formatted("epsilon 0.1", mean(restless), spread(restless)));
IO.println(line.formatted("last 100 of training", mean(late), spread(late)));
Plots.histogram(restless, 40).withVerticalLine(mean(calm), "epsilon 0: every day")
    .withTitle("1000 days of one table, with epsilon 0.1").withAxes("Profit (dollars)", "Days")

// %% [markdown]
// ## Task 5: prices that spike
// Now each price is the usual one times 0.6 to 1.4, and in one hour of twenty three times that. The table
// knows the hour, not today's price.
//
// Put the price into the state, in five levels, each with a table of its own. Write `level`, a `PriceLevel`: a
// function of today's `price` and the price that is `usual` at this hour, which gives a whole number from 0 (cheap)
// to 4 (a spike). What matters is how dear a price is *for its hour*: 20 is dear where 10 is usual, and cheap where
// 100 is. Where one level ends and the next begins is yours to choose. The form, with a rule that does not suffice:
//
//     PriceLevel level = (price, usual) -> price > 50 ? 4 : 0;
//
// An agent that sees your level and one that does not practise on the same 20,000 days and trade on the
// same 1000 fresh ones, `onFreshDays`. To see must pay: 10 dollars a day or more. `clairvoyant` knows the
// fresh days in advance.

// %%
interface PriceLevel {
    int of(double price, double usual);
}

double[][] drawDays(int count, long seed) {
    var random = RandomState.of(seed);
    double[][] factor = random.uniform(0.6, 1.4, count, 26);
    double[][] chance = random.uniform(0, 1, count, 26);
    return IntStream.range(0, count).mapToObj(d -> IntStream.range(0, 26).mapToDouble(
        h -> prices[h] * factor[d][h] * (chance[d][h] < 0.05 ? 3 : 1)).toArray())
        .toArray(double[][]::new);
}
double[][] practice = drawDays(20_000, 1);
double[][] fresh = drawDays(1000, 2);

// %%
double[] trade(double[][] days, PriceLevel view, double explores, QUpdate rule, double[][][][] q) {
    var visits = new int[5][CAPACITY + 1][26][3];
    var profit = new double[days.length];
    var random = RandomState.of(42);
    for (int d = 0; d < days.length; d++) {
        double epsilon = explores * (1 - (double) d / days.length);
        for (int hour = 0, charge = 0; hour < 25; hour++) {
            int now = view.of(days[d][hour], prices[hour]);
            double[] values = q[now][charge][hour];
            int action = random.uniform(0, 1) < epsilon ? random.choice(3) : argMax(values);
            double alpha = 10.0 / (9 + ++visits[now][charge][hour][action]);
            Step step = new BatteryEnv(days[d], 0).step(new State(charge, hour), action);
            charge = step.next().charge();
            double[] next = q[view.of(days[d][hour + 1], prices[hour + 1])][charge][hour + 1];
            values[action] = rule.newValue(values[action], step.reward(), next.clone(), alpha, 1);
            profit[d] += step.reward();
        }
    }
    return profit;
}

// %%
double[] onFreshDays(PriceLevel view, QUpdate rule) {
    double[][][][] q = new double[5][CAPACITY + 1][26][3];
    trade(practice, view, 1, rule, q);
    return trade(fresh, view, 0, (old, reward, next, alpha, gamma) -> old, q);
}

// %% tags=["solution"] exercise="level"
PriceLevel level = (price, usual) -> {
    double dearness = price / usual;
    return dearness < 0.8 ? 0 : dearness < 1 ? 1 : dearness < 1.2 ? 2 : dearness < 1.6 ? 3 : 4;
};
level.of(36, 30)

// %% tags=["stub"] exercise="level"
PriceLevel level = todo();

// %% tags=["hint"] exercise="level"
// `price / usual` is 1 on an ordinary day, below it when electricity is cheap for its hour, up to 4.2 in
// a spike. Cut that range into five.

// %% tags=["check"] exercise="level" points=2
lesson.check("level",
    that("level", PriceLevel.class, v -> IntStream.range(1, 500).allMatch(
        p -> v.of(p / 100.0, 1) >= 0 && v.of(p / 100.0, 1) <= 4), "a level, 0 to 4, at any price"),
    that("level", PriceLevel.class, v -> IntStream.range(1, 500).allMatch(
        p -> v.of(p / 100.0, 1) <= v.of((p + 1) / 100.0, 1)), "never lower for a dearer price"),
    that("level", PriceLevel.class, v -> IntStream.range(1, 500).allMatch(
        p -> v.of(p / 10.0 + 0.01, 10) == v.of(p + 0.1, 100)),
        "about the price compared with the usual one: 12 against 10 is as dear as 120 against 100"),
    that("level", PriceLevel.class, v -> IntStream.range(60, 420).map(
        p -> v.of(p / 100.0, 1)).distinct().count() >= 3,
        "such that prices from 0.6 to 4.2 times the usual one fall into 3 levels or more"),
    measured("level", PriceLevel.class, v -> {
        var rule = answer("update", QUpdate.class);
        return mean(onFreshDays(v, rule)) - mean(onFreshDays((price, usual) -> 0, rule));
    }, 10, 1000, "such that an agent that sees it earns 10 dollars a day more than one that does"
        + " not, or better"));

// %%
lesson.needs("update", "plan", "level");
double[] blind = onFreshDays((price, usual) -> 0, update);
double[] seeing = onFreshDays(level, update);
double[] clairvoyant = Arrays.stream(fresh).mapToDouble(day ->
    greedy(new BatteryEnv(day, 0), plan.table(new BatteryEnv(day, 0))).profit()).toArray();
double[] gain = IntStream.range(0, 1000).mapToDouble(d -> seeing[d] - blind[d]).toArray();
double half = 1.96 * spread(gain) / Math.sqrt(1000);
IO.println("blind %.1f, seeing %.1f, clairvoyant %.1f dollars a day".formatted(
    mean(blind), mean(seeing), mean(clairvoyant)));
IO.println("seeing earns %.1f ± %.1f more, %.2f instead of %.2f of what there is".formatted(
    mean(gain), half, mean(seeing) / mean(clairvoyant), mean(blind) / mean(clairvoyant)));
Plots.box(new String[] {"hour and charge", "and price level", "clairvoyant"},
    blind, seeing, clairvoyant).withTitle("1000 fresh days").withAxes("", "Profit (dollars)")

// %% [markdown]
// ### Interview question 1
// *"Look at your training curve. It likely goes up and then flattens out. 1. Why does it fluctuate so much
// even after 'learning'? 2. If we deployed this to a real grid where prices spike unpredictably (unlike
// this fixed 24h cycle), how would you modify the state definition to handle that?"*
//
// Discuss exploration against exploitation, and what the state has to know. (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question1" points=2
// Exploration makes the noise, not the learning. The same table earns 85.0 dollars on every day that is
// played with epsilon 0, with a deviation of 0.0; with epsilon 0.1 and no learning at all it earns
// 36.6 on average with a deviation of 57.0, as wide as the 51.6 of the last training episodes. In 25 steps
// one is random two or three times, and one bad sale costs a penalty and all that was planned after it. So
// let epsilon shrink, and judge an agent by its greedy policy. Where prices spike, hour and charge no longer
// tell what an action earns, so the state needs the price, best as a ratio to the hour's usual one and in few
// levels, since each level is one more table to learn. On 1000 fresh days that earned 29.2 ± 3.1 dollars
// more, 0.96 instead of 0.91 of what a clairvoyant would; a forecast would be the next thing to add.

// %% [markdown] tags=["stub"] exercise="question1"
// - **Why it fluctuates:**
// - **The state I would use, and why:**

// %% tags=["assert"]
var known = new BatteryEnv(prices, 0);
double[][][] solve(BatteryEnv env, double gamma) {  // for the discount, of which the text speaks
    double[][][] q = new double[CAPACITY + 1][26][3];
    for (int i = 25 * 33 - 1; i >= 0; i--) {
        Step step = env.step(new State(i / 3 % 11, i / 33), i % 3);
        double[] after = q[step.next().charge()][i / 33 + 1];
        q[i / 3 % 11][i / 33][i % 3] = step.reward() + gamma * after[argMax(after)];
    }
    return q;
}
verify(
    number("last", () -> mean(late), 28.06, 0.005, "as in the text"),
    number("learned", () -> learned.profit(), 85, 0, "as in the text"),
    number("optimum", () -> optimum, 535, 0, "as in the text"),
    number("empty", () -> ofCharge[10], 0.837, 0.0005, "as in the text"),
    number("calm", () -> mean(calm), 85, 0, "as in the text"),
    number("spread calm", () -> spread(calm), 0, 0, "as in the text"),
    number("restless", () -> mean(restless), 36.6, 0.05, "as in the text"),
    number("spread", () -> spread(restless), 57.0, 0.05, "as in the text"),
    number("late", () -> spread(late), 51.6, 0.05, "as in the text"),
    number("gain", () -> mean(gain), 29.2, 0.05, "as in the text"),
    number("half", () -> half, 3.1, 0.05, "as in the text"),
    number("seeing", () -> mean(seeing) / mean(clairvoyant), 0.96, 0.005, "as in the text"),
    number("blind", () -> mean(blind) / mean(clairvoyant), 0.91, 0.005, "as in the text"),
    that("discount", () -> greedy(known, solve(known, 0.95)).profit(), Double.class, d -> d == 490,
        "as in the text"));

// %% [markdown] tags=["after"]
// ## What we found
// (Figures of Java are of your own answers; where you chose otherwise than we, as for `level`, so do they.)
// One thing changed at a time, 20 seeds each, all with 1000 episodes but the last:

// %% tags=["after"]
Map<String, Schedule> ladder = new LinkedHashMap<>();
ladder.put("as in the original", asInTheOriginal);
ladder.put("gamma 1", new Schedule(1000, 1, 0, progress -> 0.1, visits -> 0.1));
ladder.put("and epsilon from 1 to 0", new Schedule(1000, 1, 0, p -> 1 - p, visits -> 0.1));
ladder.put("and alpha 1 / visits", new Schedule(1000, 1, 0, p -> 1 - p, visits -> 1.0 / visits));
ladder.put("or alpha 1", new Schedule(1000, 1, 0, p -> 1 - p, visits -> 1));
ladder.put("and a start of 1000", new Schedule(1000, 1, 1000, p -> 1 - p, visits -> 1));
ladder.put("and 5000 episodes", new Schedule(5000, 1, 1000, p -> 1 - p, visits -> 1));
Map<String, double[]> earnedBy = new LinkedHashMap<>();
ladder.forEach((change, schedule) -> earnedBy.put(change, profits(update, schedule)));
Table.create("mean profit over 20 seeds",
    StringColumn.create("schedule", earnedBy.keySet()),
    StringColumn.create("Java", earnedBy.values().stream().map(p -> summary(p))),
    DoubleColumn.create("Python", 79.65 /* profit_original */, 75.10 /* profit_gamma */,
        200.10 /* profit_epsilon */, 325.80 /* profit_visits */, 488.00 /* profit_alpha */,
        501.95 /* profit_start */, 535.00 /* profit_better */))

// %% [markdown] tags=["after"]
// Exploration and the step size make the difference. `1 / visits`, right for averaging noise, is too slow
// here: an entry's first, wrong targets keep their weight. The discount costs something else: even the
// exact best plan of gamma 0.95 earns 490 dollars, for it sells too early.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "the original's policy", "its last 100 episodes", "best day",
        "best day with wear 10", "epsilon 0.1, no learning", "its standard deviation",
        "blind", "seeing", "clairvoyant"),
    DoubleColumn.create("Java", learned.profit(), mean(late), optimum, profitAt[3], mean(restless),
        spread(restless), mean(blind), mean(seeing), mean(clairvoyant)),
    DoubleColumn.create("Python", 85 /* learned */, 28.06 /* last */, 535 /* optimum */,
        315 /* profit_wear_10 */, 36.632 /* restless */, 56.9628 /* restless_spread */,
        577.2106 /* blind */, 606.41 /* seeing */, 631.1639 /* clairvoyant */))

// %% [markdown] tags=["after"]
// **A word on the original.** It asks why the curve fluctuates after learning, and takes for granted that
// it has learned. Its 1000 episodes found a sixth of the best day's profit: they almost never had more than
// two units to sell. A flat curve says that an agent has stopped improving, not that it is good. Nor is the state
// what the text says, the charge in ten steps: the code has eleven levels, and the hour beside them.

// %% tags=["results"]
new Results()
    .with("q", Arrays.stream(original.q()).flatMap(Arrays::stream).toArray(double[][]::new))
    .with("rewards", original.rewards()).with("last", mean(late)).with("learned", learned.profit())
    .with("learned_actions", learned.actions())
    .with("visits_by_charge", IntStream.range(0, 11).mapToDouble(c -> ofCharge[10 - c]).toArray())
    .with("exact", Arrays.stream(exact).flatMap(Arrays::stream).toArray(double[][]::new))
    .with("optimum", optimum).with("optimum_discounted", greedy(known, solve(known, 0.95)).profit())
    .with("q_better", Arrays.stream(improved.q()).flatMap(Arrays::stream).toArray(double[][]::new))
    .with("profits_original", earnedBy.get("as in the original"))
    .with("profits_gamma", earnedBy.get("gamma 1"))
    .with("profits_epsilon", earnedBy.get("and epsilon from 1 to 0"))
    .with("profits_visits", earnedBy.get("and alpha 1 / visits"))
    .with("profits_alpha", earnedBy.get("or alpha 1"))
    .with("profits_start", earnedBy.get("and a start of 1000"))
    .with("profits_better", earnedBy.get("and 5000 episodes"))
    .with("profit_original", mean(earnedBy.get("as in the original")))
    .with("profit_gamma", mean(earnedBy.get("gamma 1")))
    .with("profit_epsilon", mean(earnedBy.get("and epsilon from 1 to 0")))
    .with("profit_visits", mean(earnedBy.get("and alpha 1 / visits")))
    .with("profit_alpha", mean(earnedBy.get("or alpha 1")))
    .with("profit_start", mean(earnedBy.get("and a start of 1000")))
    .with("profit_better", mean(earnedBy.get("and 5000 episodes")))
    .with("restless_days", restless).with("restless", mean(restless))
    .with("restless_spread", spread(restless)).with("late_spread", spread(late))
    .with("profit_wear", profitAt).with("profit_wear_10", profitAt[3]).with("trades_wear", tradesAt)
    .with("days", fresh).with("blind_days", blind).with("seeing_days", seeing)
    .with("clairvoyant_days", clairvoyant).with("blind", mean(blind)).with("seeing", mean(seeing))
    .with("clairvoyant", mean(clairvoyant)).with("gain", mean(gain)).with("gain_half", half)
