package peaberry.kernel.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the commonest mistakes are told: each part of {@code mistakes.txt} is a cell and, below a
 * line of dashes, the whole text of its error.
 */
class MistakesTest {
  private static final Pattern PART =
      Pattern.compile("(?ms)^=== (.+?)\\R(.*?)\\R----\\R(.*?)\\R(?=^=== |\\z)");

  @TestFactory
  Stream<DynamicTest> aMistakeIsToldInPlainWordsWithItsPlaceAndWhatToDo() throws IOException {
    try (InputStream file = MistakesTest.class.getResourceAsStream("mistakes.txt")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return PART.matcher(text).results().map(MistakesTest::test).toList().stream();
    }
  }

  private static DynamicTest test(MatchResult part) {
    return DynamicTest.dynamicTest(
        part.group(1),
        () -> {
          try (Session notebook = new Session()) {
            assertThat(told(notebook.run(part.group(2)))).isEqualTo(part.group(3));
          }
        });
  }

  private static String told(Session.Ran ran) {
    return String.join("\n", ran.failure().traceback())
        .replaceAll("\u001b\\[[0-9;]*m", "")
        .replaceAll("\\.java:\\d+\\)", ".java)"); // the JDK's lines move
  }
}
