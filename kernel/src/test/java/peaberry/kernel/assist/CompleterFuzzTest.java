package peaberry.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peaberry.kernel.magic.Magics;

/** Any text with a cursor anywhere is answered, and whatever was asked before spoils nothing. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompleterFuzzTest {
  private static final int TEXTS = 1_000;
  private static final String NOISE = ".;:(){}[]<>\"'@%!/*->,= \n\\x0é😀\u0000";

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void anyTextIsAnsweredWithWordsForAPlaceInIt(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> corpus = corpus();
    try (Assistance notebook = new Assistance()) {
      Inspector inspector =
          new Inspector(notebook.interpreter, new Magics(), notebook.completer, null);
      notebook.run("var kept = List.of(\"a\");");
      for (int i = 0; i < TEXTS; i++) {
        String text = mutated(corpus.get(random.nextInt(corpus.size())), random);
        int at = random.nextInt(text.length() + 1);
        Suggestions found = notebook.completer.complete(text, at);
        assertThat(found.start()).as(text).isBetween(0, at);
        assertThat(found.end()).as(text).isEqualTo(at);
        assertThat(found.all()).as(text).allMatch(one -> !one.text().isEmpty());
        assertThat(inspector.inspect(text, at, 1)).as(text).isNotNull();
        if (i % 100 == 0) {
          assertThat(notebook.texts("kept.get(0).toUp|")).as(text).containsExactly("toUpperCase");
        }
      }
    }
  }

  private static List<String> corpus() throws IOException {
    try (InputStream in =
        CompleterFuzzTest.class.getResourceAsStream("/peaberry/kernel/cell/fuzz-corpus.txt")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(all.split("(?m)^// %%.*\n")).filter(cell -> !cell.isBlank()).toList();
    }
  }

  /** The beginning of a cell, with some characters left out, put in and doubled. */
  private static String mutated(String cell, Random random) {
    StringBuilder text = new StringBuilder(cell);
    if (random.nextBoolean()) {
      text.setLength(random.nextInt(text.length()) + 1);
    }
    for (int n = random.nextInt(4); n > 0 && !text.isEmpty(); n--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, NOISE.charAt(random.nextInt(NOISE.length())));
        default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 9)));
      }
    }
    return text.toString();
  }

  @Test
  void monstersAreAnsweredAndSpoilNothing() {
    List<String> monsters =
        List.of(
            "(".repeat(5_000) + "a.",
            "{".repeat(5_000) + "Ma",
            "a(x -> ".repeat(300) + "x.",
            "List.of(".repeat(300) + "1).",
            "a" + ".b()".repeat(20_000) + ".",
            "1 + ".repeat(20_000) + "kept.",
            "new A<".repeat(500),
            "int x = 1;\n".repeat(8_000) + "kept.",
            "\"".repeat(10_001),
            "/*".repeat(10_000),
            "import " + "a.".repeat(10_000),
            "Stream.of(1)" + ".map(x -> Stream.of(x).map(y -> y".repeat(12) + ".",
            "x".repeat(300_000));
    try (Assistance notebook = new Assistance()) {
      notebook.run("var kept = List.of(\"a\");");
      for (String monster : monsters) {
        String name = monster.substring(0, 20);
        Suggestions found = notebook.completer.complete(monster, monster.length());
        assertThat(found.end()).as(name).isEqualTo(monster.length());
        assertThat(notebook.texts("kept.get(0).toUp|")).as(name).containsExactly("toUpperCase");
      }
    }
  }
}
