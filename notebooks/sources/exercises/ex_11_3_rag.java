// %% [markdown]
// # Exercise 11.3: passages for a question
// *Chapter 11, large language models · two stars · about 45 minutes*
//
// **The question.** Build a pipeline that answers questions about StreamRec's titles from its guides: cut the guides into
// chunks, find the chunks that fit a question, answer from them. Which size of chunks finds most: 256, 512 or 1024 words?
//
// **You will learn** to write retrieval with TF-IDF and cosines, which needs no model, and why chunk sizes
// cannot be compared at the same number of chunks. **Before this:** dot products, logarithms.
//
// **How to work:**

// %% tags=["solution"] exercise="name"
String name = "Ours";

// %% tags=["stub"] exercise="name"
String name = "";  // your name, as in the name of this file

// %%
import java.util.regex.*;
import peaberry.data.StreamRec;
import peaberry.plot.Plots;
import peaberry.teach.*;
import tech.tablesaw.api.*;

import static peaberry.teach.Expect.*;
import static peaberry.teach.Lesson.todo;

var lesson = Lesson.open("ex_11_3_rag");

// %% tags=["check"] exercise="name" points=0
lesson.name()

// %% [markdown]
// ## Guides and questions
// A guide holds the descriptions of all titles of a category, one after the other: 25 documents of some 3500 words. For each of
// the 1000 titles there is a question with five details from its description. Answered it can be from the
// description's first sentence, which has the title: we know where it stands.

// %%
/** A text, and where its answer stands: in which document, from which word on, and up to which. */
record Question(String text, int document, int from, int to) {}
record Corpus(List<String[]> documents, List<Question> questions) {}
final Pattern FIRST = Pattern.compile("a (\\w+) (\\w+) from (\\w+) who");
final Pattern THIRD = Pattern.compile("a (\\w+) (\\w+) is found in (\\w+),");
String ask(String text) {
    Matcher one = FIRST.matcher(text), two = THIRD.matcher(text);
    one.find();
    two.find();
    return "Which title has a %s %s from %s and a %s that is found in %s?".formatted(
        one.group(1), one.group(2), one.group(3), two.group(2), two.group(3));
}

// %%
Corpus corpus(long seed) {
    Table items = StreamRec.of(seed).items();
    Map<String, List<String>> guides = new TreeMap<>();
    for (Row row : items) {
        guides.computeIfAbsent(row.getString("category"), c -> new ArrayList<>())
            .add(row.getString("description"));
    }
    var corpus = new Corpus(new ArrayList<>(), new ArrayList<>());
    for (List<String> guide : guides.values()) {
        int document = corpus.documents().size(), at = 0;
        for (String text : guide) {
            int sentence = text.substring(0, text.indexOf(". ")).split(" ").length;
            corpus.questions().add(new Question(ask(text), document, at, at + sentence));
            at += text.split(" ").length;
        }
        corpus.documents().add(String.join(" ", guide).split(" "));
    }
    return corpus;
}

// %%
Corpus corpus = corpus(42);
Question example = corpus.questions().get(0);
String[] guide = corpus.documents().get(example.document());
IO.println(example.text());
IO.println(String.join(" ", Arrays.copyOfRange(guide, example.from(), example.to() + 20)) + " …");

// %% [markdown]
// ## Task 1: cut
// Write `chunks`: of a document of so many words, the places {from, to} of its chunks. Each has `size` words and begins
// `size - overlap` words after the one before; the first that reaches the end is the last, and may be shorter.

// %% tags=["solution"] exercise="chunks"
int[][] chunks(int words, int size, int overlap) {
    List<int[]> found = new ArrayList<>();
    int from = 0;
    while (from + size < words) {
        found.add(new int[] {from, from + size});
        from += size - overlap;
    }
    found.add(new int[] {from, words});
    return found.toArray(int[][]::new);
}
int[][] cuts = chunks(guide.length, 512, 64);
for (int[] cut : cuts) IO.print(Arrays.toString(cut) + " ");

// %% tags=["stub"] exercise="chunks"
int[][] chunks(int words, int size, int overlap) {
    return todo();
}
int[][] cuts = chunks(guide.length, 512, 64);

// %% tags=["hint"] exercise="chunks"
// `List<int[]> found` takes `new int[] {from, to}`; `found.toArray(int[][]::new)` makes the array.

// %% tags=["check"] exercise="chunks" points=2
int[][] ten = {{0, 4}, {3, 7}, {6, 10}}, eleven = {{0, 4}, {3, 7}, {6, 10}, {9, 11}};
lesson.check("chunks",
    that("cuts", int[][].class, c -> Arrays.deepEquals(chunks(10, 4, 1), ten),
        "made by a `chunks` that cuts 10 words into 4 with an overlap of 1 as the task says"),
    that("cuts", int[][].class, c -> Arrays.deepEquals(chunks(11, 4, 1), eleven)
        && Arrays.deepEquals(chunks(3, 4, 1), new int[][] {{0, 3}})
        && Arrays.deepEquals(chunks(1, 4, 1), new int[][] {{0, 1}}),
        "made by a `chunks` whose last chunk may be shorter, and may be the only one"),
    that("cuts", int[][].class, c -> Arrays.deepEquals(c, chunks(guide.length, 512, 64)),
        "the chunks of 512 words of the first guide, with an overlap of 64"));

// %% [markdown]
// ## Task 2: weigh
// `counts[c][w]` says how often chunk c has the word w. Write `tfidf`, a unit vector for each chunk: each count times its word's
// `idf` = ln((1 + n) / (1 + df)) + 1, with n chunks, df of which have the word; then divided by the vector's length. So
// rare words count more, and long chunks not.

// %%
double[] idf(int[][] counts) {
    double[] weights = new double[counts[0].length];
    for (int[] chunk : counts) {
        for (int w = 0; w < weights.length; w++) weights[w] += chunk[w] > 0 ? 1 : 0;
    }
    Arrays.setAll(weights, w -> Math.log((1.0 + counts.length) / (1 + weights[w])) + 1);
    return weights;
}

// %% tags=["solution"] exercise="tfidf"
double[][] tfidf(int[][] counts) {
    double[] idf = idf(counts);
    double[][] vectors = new double[counts.length][idf.length];
    for (int c = 0; c < counts.length; c++) {
        double squares = 0;
        for (int w = 0; w < idf.length; w++) {
            vectors[c][w] = counts[c][w] * idf[w];
            squares += vectors[c][w] * vectors[c][w];
        }
        double length = Math.sqrt(squares);
        for (int w = 0; w < idf.length; w++) vectors[c][w] /= length;
    }
    return vectors;
}
double[][] small = tfidf(new int[][] {{3, 0, 4}, {1, 2, 0}});

// %% tags=["stub"] exercise="tfidf"
double[][] tfidf(int[][] counts) {
    return todo();
}
double[][] small = tfidf(new int[][] {{3, 0, 4}, {1, 2, 0}});

// %% tags=["hint"] exercise="tfidf"
// `idf(counts)` gives the weights. The length of a vector is the root of the sum of its squares.

// %% tags=["check"] exercise="tfidf" points=2
double rare = Math.log(3 / 2.0) + 1;  // a word in one of two chunks
lesson.check("tfidf",
    that("small", double[][].class, v -> v.length == 2 && v[1][2] == 0
        && Math.abs(v[0][2] / v[0][0] - rare * 4 / 3) < 1e-9,
        "weighted by the counts and by `idf`"),
    that("small", double[][].class, v -> Arrays.stream(v).allMatch(
        r -> Math.abs(Arrays.stream(r).map(e -> e * e).sum() - 1) < 1e-9), "vectors of length 1"));

// %% [markdown]
// ## Task 3: find
// A question has some words, with a weight each. The score of a chunk is the sum of the weights times the chunk's entries for
// these words, which ranks chunks as the cosine does. Write `retrieve`: the numbers of the k chunks of the highest scores, the best first, and
// of equal ones the lower number first.

// %%
/** The words of a question by their numbers, and their weights. */
record Query(int[] words, double[] weights) {}
double[][] threeChunks = {{0.6, 0.8}, {1, 0}, {0.8, 0.6}};  // to try it on

// %% tags=["solution"] exercise="retrieve"
int[] retrieve(double[][] vectors, Query query, int k) {
    double[] scores = new double[vectors.length];
    for (int c = 0; c < scores.length; c++) {
        for (int j = 0; j < query.words().length; j++) {
            scores[c] += query.weights()[j] * vectors[c][query.words()[j]];
        }
    }
    int[] best = new int[k];
    for (int rank = 0; rank < k; rank++) {
        int at = 0;
        for (int c = 1; c < scores.length; c++) at = scores[c] > scores[at] ? c : at;
        best[rank] = at;
        scores[at] = Double.NEGATIVE_INFINITY;
    }
    return best;
}
int[] twoBest = retrieve(threeChunks, new Query(new int[] {0, 1}, new double[] {1, 2}), 2);

// %% tags=["stub"] exercise="retrieve"
int[] retrieve(double[][] vectors, Query query, int k) {
    return todo();
}
int[] twoBest = retrieve(threeChunks, new Query(new int[] {0, 1}, new double[] {1, 2}), 2);

// %% tags=["hint"] exercise="retrieve"
// First all scores; then k times the place of the highest, which is then set to `Double.NEGATIVE_INFINITY`.

// %% tags=["check"] exercise="retrieve" points=2
int[] found(int k, double... scores) {
    double[][] one = Arrays.stream(scores)
        .mapToObj(s -> new double[] {0, s}).toArray(double[][]::new);
    return retrieve(one, new Query(new int[] {1}, new double[] {2}), k);
}
lesson.check("retrieve",
    that("twoBest", int[].class, b -> Arrays.equals(b, new int[] {0, 2}),
        "the two chunks with the highest scores, the best first"),
    that("twoBest", int[].class,
        b -> Arrays.equals(found(3, 0.1, 0.9, 0.5, 0.7), new int[] {1, 3, 2}),
        "found by a `retrieve` that is right for other chunks, too"),
    that("twoBest", int[].class, b -> Arrays.equals(found(2, 0.5, 0.5, 0.5), new int[] {0, 1}),
        "found by a `retrieve` that takes the lower number first where scores are equal"));

// %% [markdown]
// ## The pipeline
// Words are what remains of a text in small letters without points and commas, if they have two letters or more.

// %%
Map<String, Integer> numbers = new HashMap<>(), seen = new HashMap<>();
/** A word's number, or -1 if it is too short. */
int number(String word) {
    return seen.computeIfAbsent(word, w -> {
        String known = w.toLowerCase().replaceAll("\\W", "");
        return known.length() < 2 ? -1 : numbers.computeIfAbsent(known, k -> numbers.size());
    });
}
int[] numbered(String[] words) { return Arrays.stream(words).mapToInt(w -> number(w)).toArray(); }
/** Chunks as {document, from, to}, how often each has each word, their vectors, the weights. */
record Index(int[][] places, int[][] counts, double[][] vectors, double[] idf) {}
/** The words of a question that some chunk may have. */
Query query(Index index, String text) {
    int[] words = IntStream.of(numbered(text.split(" ")))
        .filter(w -> w >= 0 && w < index.idf().length).toArray();
    return new Query(words, Arrays.stream(words).mapToDouble(w -> index.idf()[w]).toArray());
}

// %%
Index index(Corpus corpus, int size) {
    List<int[]> documents = corpus.documents().stream().map(d -> numbered(d)).toList();
    List<int[]> places = new ArrayList<>(), counts = new ArrayList<>();
    for (int d = 0; d < documents.size(); d++) {
        for (int[] cut : chunks(documents.get(d).length, size, 64)) {
            places.add(new int[] {d, cut[0], cut[1]});
            int[] count = new int[numbers.size()];
            for (int i = cut[0]; i < cut[1]; i++) {
                if (documents.get(d)[i] >= 0) count[documents.get(d)[i]]++;
            }
            counts.add(count);
        }
    }
    int[][] all = counts.toArray(int[][]::new);
    return new Index(places.toArray(int[][]::new), all, tfidf(all), idf(all));
}

// %% [markdown]
// A language model would now read the chunks and answer. Ours is simpler, and needs no download: of the sentences that name
// a title, it takes the one that has most words of the question.

// %%
String prompt(String question, List<String> context) {
    return "Answer from this context only.\n\n" + String.join("\n---\n", context)
        + "\n\nQuestion: " + question + "\nAnswer:";
}
String answer(String question, List<String> context) {
    Set<String> words = new HashSet<>(List.of(question.replace("?", "").split(" ")));
    return context.stream().flatMap(chunk -> Arrays.stream(chunk.split("\\. ")))
        .filter(sentence -> sentence.contains(" follows "))
        .max(Comparator.comparingLong(sentence ->
            Arrays.stream(sentence.split(" ")).filter(w -> words.contains(w)).count()))
        .map(sentence -> sentence.substring(0, sentence.indexOf(" follows "))).orElse("unknown");
}
String text(Corpus corpus, int[] place) {
    String[] document = corpus.documents().get(place[0]);
    return String.join(" ", Arrays.copyOfRange(document, place[1], place[2]));
}

// %%
lesson.needs("cuts", "small", "twoBest");
Index pieces = index(corpus, 256);
List<String> context(Question question) {
    return Arrays.stream(retrieve(pieces.vectors(), query(pieces, question.text()), 4))
        .mapToObj(c -> text(corpus, pieces.places()[c])).toList();
}
String shown = prompt(example.text(), context(example));
IO.println(shown.substring(0, 200) + " …\n… " + shown.substring(shown.length() - 130)
    + " " + answer(example.text(), context(example)));
long titles = corpus.questions().stream().filter(q ->
    text(corpus, new int[] {q.document(), q.from(), q.to()})
        .startsWith(answer(q.text(), context(q)) + " follows")).count();
IO.println("%d of %d questions get the right title".formatted(titles, corpus.questions().size()));

// %% [markdown]
// ## Which size?
// A question is served if one of the chunks found holds the whole sentence that answers it. Two counts: among the best five
// chunks, whatever their size; and with a budget of 1024 words, which are four, two or one chunk. Twenty services with other
// texts, seeds 0 to 19.

// %%
/** The share of questions served by the best five, and within the budget. */
double[] served(Corpus corpus, Index index, int size) {
    double[] share = new double[2];
    for (Question q : corpus.questions()) {
        int[] best = retrieve(index.vectors(), query(index, q.text()), 5);
        for (int rank = 0; rank < 5; rank++) {
            int[] place = index.places()[best[rank]];
            if (place[0] == q.document() && place[1] <= q.from() && q.to() <= place[2]) {
                share[0] += 1.0 / corpus.questions().size();
                share[1] += rank < 1024 / size ? 1.0 / corpus.questions().size() : 0;
                break;
            }
        }
    }
    return share;
}
int[] sizes = {256, 512, 1024};
double mean(double[] values) { return Arrays.stream(values).sum() / values.length; }

// %%
lesson.needs("cuts", "small", "twoBest");
double[][] five = new double[3][20], budget = new double[3][20];
List<Corpus> services = IntStream.range(0, 20).mapToObj(seed -> corpus(seed)).toList();
for (int seed = 0; seed < 20; seed++) {
    for (int s = 0; s < 3; s++) {
        Index chunked = index(services.get(seed), sizes[s]);
        double[] share = served(services.get(seed), chunked, sizes[s]);
        five[s][seed] = share[0];
        budget[s][seed] = share[1];
    }
}
double[] fiveMeans = Arrays.stream(five).mapToDouble(v -> mean(v)).toArray();
double[] budgetMeans = Arrays.stream(budget).mapToDouble(v -> mean(v)).toArray();
for (int s = 0; s < 3; s++) {
    IO.println("%4d words: %.3f with five chunks, %.3f with 1024 words".formatted(
        sizes[s], fiveMeans[s], budgetMeans[s]));
}
Plots.line(sizes, fiveMeans).withName("five chunks").withDots()
    .and(Plots.line(sizes, budgetMeans).withName("1024 words").withDots()).withYRange(0, 1)
    .withTitle("Questions whose answer is found").withAxes("words in a chunk", "share")

// %% [markdown]
// ### Question: which size is best?
// The text says 512 with an overlap of 64; 256 fragments the context, 1024 dilutes it. What do your figures say, and what makes the
// difference? (3-6 sentences)

// %% [markdown] tags=["solution"] exercise="question" points=1
// Neither count favours 512. With five chunks of any size 1024 words find most, 0.999, but they hand over five times as much
// text, in effect a whole guide; 256 and 512 words find 0.931 and 0.932. With 1024 words in all, four chunks of 256 find 0.889, two of 512
// words 0.650 and one of 1024 words 0.447. So larger chunks do dilute: a dozen descriptions mixed look like every other dozen of the guide. Small ones do
// not fragment: no answer is cut, because the overlap of 64 words is longer than a sentence; it would be other with answers that need a page.
// The best size is that of an answer, and has to be measured at the same number of words. Of the whole pipeline's answers 861 of 1000 are right.

// %% [markdown] tags=["stub"] exercise="question"
// *Your reasoning, 3-6 sentences:*

// %% [markdown] tags=["after"]
// ## What we found
// Ours beside the Python original's, each computed on its own side; there, TF-IDF is scikit-learn's. The text leaves out what
// turns texts into vectors, and calls words tokens.

// %% tags=["after"]
Table.create("the same figures twice",
    StringColumn.create("figure", "256, five chunks", "512, five chunks", "1024, five chunks",
        "256, 1024 words", "512, 1024 words", "1024, 1024 words", "chunks of 256, seed 42"),
    DoubleColumn.create("Java", fiveMeans[0], fiveMeans[1], fiveMeans[2],
        budgetMeans[0], budgetMeans[1], budgetMeans[2], pieces.places().length),
    DoubleColumn.create("Python", 0.931 /* five_256 */, 0.9316 /* five_512 */, 0.9993 /* five_1024 */,
        0.889 /* budget_256 */, 0.6499 /* budget_512 */, 0.4474 /* budget_1024 */, 459 /* chunks_256 */))

// %% tags=["results"]
double[] byProduct = new double[20];
double[][] cutShare = new double[3][20], tails = new double[3][20];
for (int seed = 0; seed < 20; seed++) {
    Corpus one = services.get(seed);
    for (int s = 0; s < 3; s++) {
        Index index = index(one, sizes[s]);
        int size = sizes[s];
        if (s == 0) {
            double[][] weighted = Arrays.stream(index.counts()).map(c -> IntStream.range(0, c.length)
                .mapToDouble(w -> c[w] * index.idf()[w]).toArray()).toArray(double[][]::new);
            byProduct[seed] = served(one, new Index(index.places(), index.counts(), weighted, index.idf()), size)[0];
        }
        cutShare[s][seed] = one.questions().stream().filter(q -> Arrays.stream(index.places()).noneMatch(
            p -> p[0] == q.document() && p[1] <= q.from() && q.to() <= p[2])).count() / 1000.0;
        tails[s][seed] = one.documents().stream().mapToInt(d -> (d.length + size - 65) / (size - 64)).sum() - index.places().length;
    }
}

// %% tags=["results"]
Map<Integer, Index> of42 = new TreeMap<>();
for (int size : sizes) of42.put(size, index(corpus, size));
double found42(int size) { return served(corpus, of42.get(size), size)[0]; }
new Results()
    .with("chunks_256", of42.get(256).places().length).with("chunks_512", of42.get(512).places().length)
    .with("chunks_1024", of42.get(1024).places().length)
    .with("found_256", found42(256)).with("found_512", found42(512)).with("found_1024", found42(1024))
    .with("five_256", fiveMeans[0]).with("five_512", fiveMeans[1]).with("five_1024", fiveMeans[2])
    .with("budget_256", budgetMeans[0]).with("budget_512", budgetMeans[1]).with("budget_1024", budgetMeans[2])
    .with("plain_256", mean(byProduct))
    .with("five", five).with("budget", budget).with("cut", cutShare).with("tails", tails)

// %% tags=["assert"]
verify(
    Expect.number("five, 256", () -> fiveMeans[0], 0.931, 0.0005, "as in the text"),
    Expect.number("five, 512", () -> fiveMeans[1], 0.932, 0.0005, "as in the text"),
    Expect.number("five, 1024", () -> fiveMeans[2], 0.999, 0.0005, "as in the text"),
    Expect.number("budget, 256", () -> budgetMeans[0], 0.889, 0.0005, "as in the text"),
    Expect.number("budget, 512", () -> budgetMeans[1], 0.650, 0.0005, "as in the text"),
    Expect.number("budget, 1024", () -> budgetMeans[2], 0.447, 0.0005, "as in the text"),
    Expect.number("cut", () -> Arrays.stream(cutShare).mapToDouble(c -> mean(c)).sum(), 0, 0, "as in the text"),
    Expect.number("titles", () -> titles, 861, 0, "as in the text"));

// %% tags=["claims"]
double[] difference(double[] one, double[] other) {
    return IntStream.range(0, 20).mapToDouble(i -> one[i] - other[i]).toArray();
}
double[] higher(double[] one, double[] other) {
    return IntStream.range(0, 20).mapToDouble(i -> Math.max(one[i], other[i])).toArray();
}
boolean sure(double[] gain) {
    double m = mean(gain);
    return m > 1.96 * Math.sqrt(Arrays.stream(gain).map(v -> (v - m) * (v - m)).sum() / 19 / 20);
}
double[] bestFive = difference(five[1], higher(five[0], five[2])), bestBudget = difference(budget[1], higher(budget[0], budget[2]));
double[] fragments = difference(budget[1], budget[0]), dilutes = difference(budget[1], budget[2]);
new Claims()
    .with("best-five", "512 words serve most, five chunks (512 minus the better of 256 and 1024, 20 services)", "512",
        bestFive, sure(bestFive), "with a fixed number of chunks the largest win: five of 1024 words hold a whole guide")
    .with("best-budget", "512 words serve most, 1024 words in all (512 minus the better of 256 and 1024, 20 services)", "512",
        bestBudget, sure(bestBudget), "with a fixed number of words the smallest win")
    .with("fragments", "256 words are too few (512 minus 256 words, 1024 words in all, 20 services)", "fragments context",
        fragments, sure(fragments), "no answer is cut, since an overlap of 64 words is longer than a sentence")
    .with("dilutes", "1024 words are too many (512 minus 1024 words, 1024 words in all, 20 services)", "dilutes",
        dilutes, sure(dilutes), "a chunk of a dozen descriptions is like every other of its guide")
    .with("cosine", "the text's product is the cosine (share served by 256 words, cosine minus product, 20 services)", "cosine similarity",
        difference(five[0], byProduct), Arrays.equals(five[0], byProduct), "only if vectors have length 1, which nothing there sees to")
    .with("tails", "every chunk is of use (chunks of 512 words that lie in the one before, 20 services)", "overlapping chunks",
        tails[1], Arrays.stream(tails).allMatch(t -> mean(t) == 0), "the text's loop goes on until no word is left, and repeats the end")
