// %% [markdown]
// # Exercise 28.2: tests that catch what they are for
// *Chapter 28, testing models · two stars · about 50 minutes*
//
// **The question.** Design three behavioural tests for a recommender: one of *invariance* (what must not matter), one
// of *direction* (what must matter, and which way), one of *minimum functionality* (what must always work). Then
// turn them on a recommender with a planted fault: do they catch it? And do they let a sound one pass?
//
// **You will learn** to test a test, and to find a relation that a sound model keeps always instead of mostly. **Before
// this:** lambdas, records.
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

var lesson = Lesson.open("ex_28_2_behaviour");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## A recommender, and thirteen ways to break it
// 200 items, number i of genre i % 8; genre 3 is science fiction. A user has a display name and a history of items.
// The sound model scores an item by the share of its genre in the history, smoothed, and by its quality; it shows the
// best that the user has not seen.

// %%
record User(String display, int[] history) {
    User named(String other) { return new User(other, history); }
    User after(int... items) {
        return new User(display,
            IntStream.concat(Arrays.stream(history), Arrays.stream(items)).toArray());
    }
    boolean saw(int item) { return Arrays.stream(history).anyMatch(i -> i == item); }
}
interface Model { List<Integer> recommend(User user, int[] catalogue, int k); }
static final int SCIFI = 3;
int[] catalogue = IntStream.range(0, 200).toArray();
String[] faults = {"none", "name hash", "some names", "sign", "ignores history", "shifted genre",
    "last only", "capped", "rounded", "empty when cold", "one short", "twice", "shows seen",
    "out of stock"};

// %%
double[] counts(User user, String fault) {
    double[] found = new double[8];
    int[] history = user.history();
    int from = fault.equals("last only") ? Math.max(0, history.length - 1) : 0;
    for (int i = from; i < history.length && !fault.equals("ignores history"); i++) {
        found[history[i] % 8]++;
    }
    return fault.equals("capped") ? Arrays.stream(found).map(c -> Math.min(c, 3)).toArray() : found;
}
double[] affinity(User user, String fault) {
    double[] counts = counts(user, fault);
    double all = Arrays.stream(counts).sum();
    return Arrays.stream(counts).map(c -> Math.log((c + 1) / (all + 8))
        * (fault.equals("sign") ? -1 : 1)).toArray();
}

// %%
double score(double[] affinity, double quality, User user, int item, String fault) {
    int genre = (item + (fault.equals("shifted genre") ? 1 : 0)) % 8;
    double score = affinity[genre] + 0.5 * quality;
    return switch (fault) {
        case "name hash" -> score + 0.5 * ((user.display().chars().sum() + item) % 97) / 97;
        case "some names" -> user.display().charAt(0) <= 'M' && genre == 0 ? score + 2 : score;
        case "rounded" -> Math.rint(score * 2) / 2;  // and so there are ties
        default -> score;
    };
}

// %%
Model model(double[] quality, String fault) {
    return (user, catalogue, k) -> {
        if (fault.equals("empty when cold") && user.history().length == 0) return List.of();
        double[] affinity = affinity(user, fault), score = new double[200];
        for (int i : catalogue) score[i] = score(affinity, quality[i], user, i, fault);
        boolean[] hidden = new boolean[200];
        if (!fault.equals("shows seen")) for (int i : user.history()) hidden[i] = true;
        List<Integer> best = Arrays.stream(catalogue).filter(i -> !hidden[i]).boxed()
            .sorted(Comparator.comparingDouble(i -> -score[i])).toList();
        var top = new ArrayList<>(best.subList(0,
            Math.min(best.size(), fault.equals("one short") ? k - 1 : k)));
        if (fault.equals("twice")) top.set(top.size() - 1, top.getFirst());
        if (fault.equals("out of stock")) top.set(top.size() - 1, 207);
        return top;
    };
}

// %% [markdown]
// A world has qualities and twenty users, each with a taste and 0 to 39 items seen. A test says whether a model
// passes in a world.

// %%
record World(long seed, double[] quality, List<User> users) {}
World world(long seed) {
    var random = RandomState.of(seed);
    double[] quality = random.normal(0, 1, 200), even = new double[8];
    Arrays.fill(even, 0.5);
    List<User> users = new ArrayList<>();
    for (int u = 0; u < 20; u++) {
        int n = (int) random.randint(0, 40);
        long[] counts = random.multinomial(n, random.dirichlet(even));
        var history = IntStream.builder();
        for (int g = 0; g < 8; g++) {
            int[] items = random.permutation(25);
            for (int i = 0; i < Math.min(counts[g], 25); i++) history.add(g + 8 * items[i]);
        }
        users.add(new User("user" + u, history.build().toArray()));
    }
    return new World(seed, quality, users);
}
List<World> worlds = LongStream.range(0, 20).mapToObj(s -> world(s)).toList();
interface Test { boolean passes(Model model, World world); }

// %% [markdown]
// ## The text's three
// Another name, and the ten best stay the same. Ten interactions with science fiction more, and there is more of
// it among the best 50. A new user gets ten items, no two alike.

// %%
int[] scifi(long seed, int n) {  // so many items of the genre, to be added to a history
    return Arrays.stream(RandomState.of(seed).permutation(25)).limit(n)
        .map(j -> SCIFI + 8 * j).toArray();
}
long share(List<Integer> items) { return items.stream().filter(i -> i % 8 == SCIFI).count(); }
Test printedName = (model, world) -> {
    User user = world.users().getFirst();
    return model.recommend(user, catalogue, 10)
        .equals(model.recommend(user.named("RandomTestName123"), catalogue, 10));
};
long more(Model model, User user, long seed) {
    return share(model.recommend(user.after(scifi(seed, 10)), catalogue, 50))
        - share(model.recommend(user, catalogue, 50));
}
Test printedGenre = (model, world) -> more(model, world.users().getFirst(), world.seed()) > 0;
Test printedCold = (model, world) -> {
    var shown = model.recommend(new User("new user", new int[0]), catalogue, 10);
    return shown.size() == 10 && new HashSet<>(shown).size() == 10;
};

// %%
/** For each test, fault and world: 1 if the test fails. */
double[][][] fails(Test... tests) {
    return Arrays.stream(tests).map(test -> Arrays.stream(faults).map(fault -> worlds.stream()
        .mapToDouble(w -> test.passes(model(w.quality(), fault), w) ? 0 : 1).toArray())
        .toArray(double[][]::new)).toArray(double[][][]::new);
}
double mean(double[] values) { return Arrays.stream(values).average().orElseThrow(); }
double[][] shares(double[][][] fails) {
    return Arrays.stream(fails).map(test -> Arrays.stream(test).mapToDouble(f -> mean(f)).toArray())
        .toArray(double[][]::new);
}
double[][][] printedFails = fails(printedName, printedGenre, printedCold);
Plots.heatmap(faults, new String[] {"name (printed)", "genre (printed)", "cold (printed)"},
    shares(printedFails)).withColorRange(0, 1).withSize(800, 250)
    .withTitle("Share of 20 worlds in which a test fails")

// %% [markdown]
// Two things are wrong. The first test misses names that it does not try and effects that do not reach the ten
// best. And the second *fails for a sound model*, as the first column shows. Of all 400 users:

// %%
double[] falseAlarms = worlds.stream().mapToDouble(w -> IntStream.range(0, 20).filter(u ->
    more(model(w.quality(), "none"), w.users().get(u), 100 * w.seed() + u) <= 0)
    .count() / 20.0).toArray();
double[] fewer = worlds.stream().mapToDouble(w -> IntStream.range(0, 20).filter(u ->
    more(model(w.quality(), "none"), w.users().get(u), 100 * w.seed() + u) < 0)
    .count() / 20.0).toArray();
IO.println("the sound model shows no more science fiction to %.3f of them, even less to %.3f"
    .formatted(mean(falseAlarms), mean(fewer)));

// %% [markdown]
// Why less? What has been seen is not shown again, and there are only 25 such items.
//
// ## Task 1: invariance
// Write `names`: for the first five users of a world and each of twenty names, the order of *all* items must be that of
// the user's own name.

// %%
List<String> twenty = List.of("Ada", "Boris", "Chen", "Dina", "Emil", "Fatou", "Goro", "Hana",
    "Ivan", "Jo", "Kofi", "Lena", "Mara", "Nils", "Olga", "Pavel", "Rosa", "Sami", "Tove", "Uma");
boolean quiet(Test test) {
    return worlds.stream().allMatch(w -> test.passes(model(w.quality(), "none"), w));
}
boolean finds(Test test, String... planted) {
    return Arrays.stream(planted).allMatch(fault -> worlds.stream()
        .noneMatch(w -> test.passes(model(w.quality(), fault), w)));
}

/** The sound model of a world, but what it gives to some users, for some k, is changed. */
Model but(World world, BiPredicate<User, Integer> where, UnaryOperator<List<Integer>> change) {
    Model sound = model(world.quality(), "none");
    return (user, items, k) -> {
        var given = new ArrayList<>(sound.recommend(user, items, k));
        return where.test(user, k) ? change.apply(given) : given;
    };
}

// %%
boolean findsName(Test test, Predicate<User> who) {  // of whom one name changes the last two
    return twenty.stream().noneMatch(one -> test.passes(but(worlds.get(2),
        (user, k) -> k > 160 && user.display().equals(one) && who.test(user), order -> {
            Collections.swap(order, order.size() - 1, order.size() - 2);
            return order;
        }), worlds.get(2)));
}
int[] ks = {1, 10, 50};
boolean findsAt(Test test, UnaryOperator<List<Integer>> change, int... ks) {  // one k at a time
    return IntStream.of(ks).noneMatch(at -> test.passes(but(worlds.getFirst(),
        (user, k) -> user.history().length == 0 && k == at, change), worlds.getFirst()));
}
List<Integer> endingIn(int item, List<Integer> given) {
    given.set(given.size() - 1, item);
    return given;
}

// %% tags=["solution"] exercise="names"
Test names = (model, world) -> world.users().stream().limit(5).allMatch(user -> {
    var own = model.recommend(user, catalogue, 200);
    return twenty.stream()
        .allMatch(other -> model.recommend(user.named(other), catalogue, 200).equals(own));
});

// %% tags=["stub"] exercise="names"
Test names = todo();

// %% tags=["hint"] exercise="names"
// `Test names = (model, world) -> ...;` gives true if the model passes. `user.named("Ada")` is the same user by
// another name, and k = 200 asks for all items.

// %% tags=["check"] exercise="names" points=2
lesson.check("names",
    that("names", Test.class, t -> quiet(t),
        "a test that a sound model passes in each of the worlds"),
    that("names", Test.class, t -> finds(t, "name hash"),
        "a test that fails where each name shifts scores a little, in each of the worlds"),
    that("names", Test.class, t -> finds(t, "some names"),
        "a test that fails where only names from A to M matter, in each of the worlds"),
    that("names", Test.class, t -> findsName(t, u -> true),
        "a test that fails where any one of the twenty names changes the order of the last items"),
    that("names", Test.class, t -> worlds.get(2).users().stream().limit(5).allMatch(one ->
        findsName(t, user -> Arrays.equals(user.history(), one.history()))),
        "a test that fails where a name matters for one of the first five users only"),
    that("names", Test.class, t -> !t.passes(but(worlds.get(2),
        (user, k) -> user.display().startsWith("user"), order -> order.reversed()), worlds.get(2)),
        "a test that fails where the twenty names agree, and the user's own has another order"));

// %% [markdown]
// ## Task 2: direction
// More science fiction in the history raises the score of every unseen item of that genre against every other item. So for
// each of them `ahead`, the number of items of *other* genres before it, must not rise; and over all users together
// it must fall. That holds always, however full the list.
//
// Write `direction`. For user u of the world take `scifi(100 * world.seed() + u, 10)`; let the user see the first 4 of
// them, then all 10. In both steps, from 0 to 4 and from 4 to 10, no `ahead` may rise for an item that is in all
// three orders, and the sum of all falls over all users must be above 0 in each step.

// %%
int ahead(List<Integer> order, int item) {
    int place = order.indexOf(item);
    return place - (int) share(order.subList(0, place));
}

// %% tags=["solution"] exercise="direction"
Test direction = (model, world) -> {
    int[] falls = new int[2];
    for (int u = 0; u < 20; u++) {
        User user = world.users().get(u);
        int[] added = scifi(100 * world.seed() + u, 10);
        List<List<Integer>> orders = IntStream.of(0, 4, 10).mapToObj(n ->
            model.recommend(user.after(Arrays.copyOf(added, n)), catalogue, 200)).toList();
        for (int item = SCIFI; item < 200; item += 8) {
            int i = item;
            if (user.after(added).saw(i) || !orders.stream().allMatch(o -> o.contains(i))) continue;
            for (int step = 0; step < 2; step++) {
                int fall = ahead(orders.get(step), i) - ahead(orders.get(step + 1), i);
                if (fall < 0) return false;
                falls[step] += fall;
            }
        }
    }
    return falls[0] > 0 && falls[1] > 0;
};

// %% tags=["stub"] exercise="direction"
Test direction = todo();

// %% tags=["hint"] exercise="direction"
// `user.after(Arrays.copyOf(added, 4))` has seen the first four. Ask for all 200 items, three times for each user.

// %% tags=["hint"] exercise="direction"
// `ahead(before, item) - ahead(after, item)` is the fall. Return false if one is negative; add the others up.

// %% tags=["check"] exercise="direction" points=3
lesson.check("direction",
    that("direction", Test.class, t -> quiet(t),
        "a test that a sound model passes in each of the worlds"),
    that("direction", Test.class, t -> finds(t, "sign", "shifted genre"),
        "a test that fails where other genres gain, in each of the worlds"),
    that("direction", Test.class, t -> finds(t, "ignores history"),
        "a test that fails where nothing changes, in each of the worlds"),
    that("direction", Test.class, t -> finds(t, "last only", "capped"),
        "a test that fails where ten interactions do no more than four, in each of the worlds"));

// %% [markdown]
// ## Task 3: minimum functionality
// Write `cold`: a user without history gets exactly k different items of the catalogue, for k = 1, 10 and 50.

// %% tags=["solution"] exercise="cold"
Test cold = (model, world) -> IntStream.of(1, 10, 50).allMatch(k -> {
    var shown = model.recommend(new User("new user", new int[0]), catalogue, k);
    return shown.size() == k && new HashSet<>(shown).size() == k
        && shown.stream().allMatch(i -> i >= 0 && i < 200);
});

// %% tags=["stub"] exercise="cold"
Test cold = todo();

// %% tags=["hint"] exercise="cold"
// `new User("new user", new int[0])` has no history; `new HashSet<>(shown).size()` counts different items.

// %% tags=["check"] exercise="cold" points=2
lesson.check("cold",
    that("cold", Test.class, t -> quiet(t),
        "a test that a sound model passes in each of the worlds"),
    that("cold", Test.class, t -> t.passes((user, items, k) -> Arrays.stream(items).skip(7).limit(k)
        .boxed().toList(), worlds.getFirst()),
        "a test that any k different items of the catalogue pass"),
    that("cold", Test.class, t -> finds(t, "empty when cold", "one short")
        && findsAt(t, given -> given.subList(1, given.size()), ks),
        "a test that fails where there are too few items, whatever k is"),
    that("cold", Test.class, t -> findsAt(t, given -> Stream.concat(given.stream(),
        IntStream.range(0, 200).boxed().filter(i -> !given.contains(i)).limit(1)).toList(), ks),
        "a test that fails where there are too many items, whatever k is"),
    that("cold", Test.class, t -> finds(t, "twice")
        && findsAt(t, given -> endingIn(given.getFirst(), given), 10, 50),
        "a test that fails where an item comes twice, whatever k is"),
    that("cold", Test.class, t -> finds(t, "out of stock")
        && findsAt(t, g -> endingIn(-1, g), ks) && findsAt(t, g -> endingIn(200, g), ks),
        "a test that fails where an item is not in the catalogue, whatever k is"));

// %% [markdown]
// Two more invariants cost little: the order of the catalogue must not matter, and what was seen is not shown.

// %%
lesson.needs("names", "direction", "cold");
Test order = (model, world) -> {
    int[] mixed = RandomState.of(world.seed()).permutation(200);
    return world.users().stream().allMatch(user ->
        model.recommend(user, catalogue, 10).equals(model.recommend(user, mixed, 10)));
};
Test unseen = (model, world) -> world.users().stream().allMatch(user ->
    model.recommend(user, catalogue, 10).stream().noneMatch(i -> user.saw(i)));
double[][][] fails = Stream.concat(Arrays.stream(printedFails),
    Arrays.stream(fails(names, direction, cold, order, unseen))).toArray(double[][][]::new);
Plots.heatmap(faults, new String[] {"name (printed)", "genre (printed)", "cold (printed)",
    "names", "direction", "cold", "order", "unseen"}, shares(fails)).withColorRange(0, 1)
    .withSize(800, 420).withTitle("Share of 20 worlds in which a test fails")

// %%
lesson.needs("names", "direction", "cold");
double[] any(int fault, int from, int to) {  // whether one of the tests fails, in each world
    return IntStream.range(0, 20).mapToDouble(w -> IntStream.range(from, to)
        .mapToDouble(t -> fails[t][fault][w]).max().orElseThrow()).toArray();
}
long found(int from, int to) {
    return IntStream.range(1, 14).filter(f -> mean(any(f, from, to)) >= 0.95).count();
}
IO.println("faults found in 95 worlds of 100: the text's tests %d of 13, the others %d"
    .formatted(found(0, 3), found(3, 8)));
IO.println("the name test finds the name hash in %.2f, the genre test fails a sound model in %.2f"
    .formatted(mean(fails[0][1]), mean(fails[1][0])));

// %% [markdown]
// ### Question: what makes a test worth having?
// Which faults do the text's tests miss, which test cries wolf, and what would still slip through ours? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// The three printed tests find 6 of the 13 faults; they miss names that they do not try, items that are not in the catalogue, ties
// that follow the catalogue's order, items already seen, and a history of which only the last entry counts. The one for names
// compares ten places under one name, so it sees a small influence in 0.25 of the worlds only. The one for genres cries wolf
// for a sound model in 0.25 of the worlds, and for 0.260 of all users: a count among 50 can fall although
// every score moved the right way, because seen items leave. A relation of scores, item against item,
// holds always and found all that it was for. Nothing here would notice a model that is invariant, directed, complete and
// simply bad: that is for offline metrics, and a fault that no one thought of for production.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "faults found by the text's tests", "by the others",
        "users for whom a sound model fails the genre test", "who are shown less of it"),
    DoubleColumn.create("Java", found(0, 3), found(3, 8), mean(falseAlarms), mean(fewer)),
    DoubleColumn.create("Python", 6 /* found_printed */, 13 /* found_ours */,
        0.260 /* mean_alarms */, 0.235 /* mean_fewer */))

// %% tags=["assert"]
verify(
    number("found by the text's", () -> found(0, 3), 6, 0, "as in the text"),
    number("found by ours", () -> found(3, 8), 13, 0, "as in the text"),
    number("name hash", () -> mean(fails[0][1]), 0.25, 0.005, "as in the text"),
    number("false alarms, worlds", () -> mean(fails[1][0]), 0.25, 0.005, "as in the text"),
    number("false alarms, users", () -> mean(falseAlarms), 0.260, 0.0005, "as in the text"),
    number("ours keep quiet", () -> mean(any(0, 3, 8)), 0, 0, "as in the text"));

// %% tags=["results"]
double[][] flat = Arrays.stream(fails).map(test -> Arrays.stream(test)
    .flatMapToDouble(fault -> Arrays.stream(fault)).toArray()).toArray(double[][]::new);
double[] perFault(int from, int to) {
    return IntStream.range(1, 14).mapToDouble(f -> mean(any(f, from, to))).toArray();
}
new Results().with("table", shares(fails)).with("caught", flat).with("alarms", falseAlarms).with("fewer", fewer)
    .with("mean_alarms", mean(falseAlarms)).with("mean_fewer", mean(fewer))
    .with("found_printed", found(0, 3)).with("found_ours", found(3, 8))

// %% tags=["claims"]
boolean sure(double[] found) { return mean(found) >= 0.95; }
double[] of(int test, String fault) { return fails[test][List.of(faults).indexOf(fault)]; }
double[] byPrinted = perFault(0, 3), byOurs = perFault(3, 8);
new Claims()
    .with("name", "the test of names catches a model that uses the name (a hash of it shifts scores; 1 if caught, 20 worlds)",
        "should not change recommendations", of(0, "name hash"), sure(of(0, "name hash")), "the shift rarely reaches the ten best")
    .with("name-some", "the same where only names from A to M matter", "should not change recommendations",
        of(0, "some names"), sure(of(0, "some names")), "RandomTestName123 begins with an R")
    .with("genre-sound", "10 sci-fi interactions show a user more sci-fi (share of users of a sound model with no more, 20 worlds, "
        + "at most 0.01)", "should increase sci-fi recommendations", falseAlarms, mean(falseAlarms) <= 0.01,
        "seen items are not shown again, and 25 of the genre are soon used up")
    .with("genre-sign", "the test of genres catches a wrong sign (1 if caught, 20 worlds)", "should increase sci-fi recommendations",
        of(1, "sign"), sure(of(1, "sign")), "the genre falls behind all others")
    .with("cold-empty", "the test of new users catches an empty list (20 worlds)", "non-empty recommendations",
        of(2, "empty when cold"), sure(of(2, "empty when cold")), "no items instead of ten")
    .with("cold-duplicates", "it catches duplicates (20 worlds)", "Duplicate recommendations!", of(2, "twice"),
        sure(of(2, "twice")), "nine different items instead of ten")

// %% tags=["claims"]
new Claims()
    .with("cold-stock", "it catches an item that is not in the catalogue (20 worlds)", "minimum functionality",
        of(2, "out of stock"), sure(of(2, "out of stock")), "it counts items and does not look them up")
    .with("three-suffice", "the three tests find each of 13 faults (share of 20 worlds, each fault)", "three behavioral tests",
        byPrinted, Arrays.stream(byPrinted).allMatch(v -> v >= 0.95), "6 of 13; the rest needs other names, other relations")
    .with("ours-sound", "a sound model passes the five others (1 if one fails, 20 worlds)", "behavioral tests", any(0, 3, 8),
        mean(any(0, 3, 8)) == 0, "each is a relation that holds exactly")
    .with("ours-find", "they find each of the 13 faults (share of 20 worlds, each fault)", "behavioral tests", byOurs,
        Arrays.stream(byOurs).allMatch(v -> v >= 0.95), "they were designed against these kinds of faults")
