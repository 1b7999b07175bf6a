package peaberry.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The words of StreamRec's titles and descriptions, and how sentences are made of them.
 *
 * @param adjectives, names, places, objects 24 each
 * @param categories 25, each with ten topics and four people
 */
record StreamText(
    List<String> adjectives,
    List<String> names,
    List<String> places,
    List<String> objects,
    List<Category> categories) {

  /** How many random numbers one item's text takes. */
  static final int DRAWS = 18;

  record Category(String name, List<String> topics, List<String> people) {}

  /** A title, and six sentences about what it is. */
  record Blurb(String title, String description) {}

  /** Reads the resource: four lists of words, then a line for each category. */
  static StreamText read() {
    try (var in = StreamText.class.getResourceAsStream("streamrec_words.txt")) {
      String[] lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n");
      List<Category> categories =
          List.of(lines).subList(4, lines.length).stream().map(StreamText::category).toList();
      return new StreamText(
          list(lines[0]), list(lines[1]), list(lines[2]), list(lines[3]), categories);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> list(String line) {
    return List.of(line.substring(line.indexOf(": ") + 2).split(", "));
  }

  private static Category category(String line) {
    int colon = line.indexOf(": "), semicolon = line.indexOf("; ");
    return new Category(
        line.substring(0, colon),
        List.of(line.substring(colon + 2, semicolon).split(", ")),
        List.of(line.substring(semicolon + 2).split(", ")));
  }

  /** The text that {@code draws}, 18 numbers in [0, 1), make in a category. */
  Blurb blurb(Category category, double[] draws) {
    String[] topics = new String[4];
    int at = (int) (draws[0] * 10);
    topics[0] = category.topics.get(at);
    for (int i = 1; i < 4; i++) { // steps of at most 3, so that no topic comes twice
      at = (at + 1 + (int) (draws[i] * 3)) % 10;
      topics[i] = category.topics.get(at);
    }
    String person = pick(category.people, draws[4]), other = pick(category.people, draws[5]);
    String name = pick(names, draws[6]), friend = pick(names, draws[7]);
    String home = pick(places, draws[8]), found = pick(places, draws[9]);
    String scene = pick(places, draws[10]), object = pick(objects, draws[11]);
    String trait = pick(adjectives, draws[12]), tone = pick(adjectives, draws[13]);
    String title =
        "The %s %s of %s"
            .formatted(
                capital(pick(adjectives, draws[14])), capital(topics[0]), pick(places, draws[15]));
    String[] sentences = {
      "%s follows %s, a %s %s from %s who wants to understand %s.",
      "At first %s learns from an old %s about the ties between %s and %s.",
      "Then a %s %s is found in %s, and nobody trusts %s any more.",
      "The story turns to %s, with music by %s and pictures from %s.",
      "%s and %s fall out over the %s, and the %s ending leaves %s in doubt.",
      "It was made for those who like %s in a %s tone."
    };
    Object[][] words = {
      {title, name, trait, person, home, topics[0]},
      {name, other, topics[1], topics[2]},
      {pick(adjectives, draws[16]), object, found, topics[0]},
      {topics[3], friend, scene},
      {friend, name, object, pick(adjectives, draws[17]), topics[1]},
      {topics[3], tone}
    };
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences.length; i++) {
      text.append(i == 0 ? "" : " ").append(sentences[i].formatted(words[i]));
    }
    return new Blurb(title, text.toString());
  }

  private static String pick(List<String> words, double draw) {
    return words.get((int) (draw * words.size()));
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
