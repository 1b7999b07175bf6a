package peaberry.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class ScriptPropertiesTest {

  @Property(tries = 3000)
  void anyTextIsTakenApartWithItsLinesKept(
      @ForAll
          @Chars({
            '%', '!', '?', 'a', '\n', '\r', ' ', '"', '\'', '/', '*', '\\', '{', '}', '(', ';'
          })
          @StringLength(max = 40)
          String text) {
    Script script;
    try {
      script = Script.of(text);
    } catch (MagicException misplaced) {
      return;
    }
    if (script.head() == null) {
      assertThat(script.java().split("\r\n|\r|\n", -1)).hasSameSizeAs(text.split("\r\n|\r|\n", -1));
      int next = 0;
      for (Script.Call call : script.calls()) {
        String line = text.split("\r\n|\r|\n", -1)[call.line()];
        String sign = call.name().equals("!") ? "!" : "%";
        assertThat(line.strip()).startsWith(sign);
        assertThat(call.line()).isGreaterThanOrEqualTo(next);
        next = call.line() + call.lines();
      }
    }
  }
}
