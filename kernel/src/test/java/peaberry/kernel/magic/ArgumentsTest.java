package peaberry.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void optionsStandBeforeTheRest() {
    Arguments parsed = Arguments.of("-n 100  -r5 -a  x -n y ", "%m", "a", "nr");
    assertThat(parsed.number('n', 0, 1000)).isEqualTo(100);
    assertThat(parsed.number('r', 0, 1000)).isEqualTo(5);
    assertThat(parsed.has('a')).isTrue();
    assertThat(parsed.rest()).isEqualTo("x -n y");
    assertThat(parsed.restStart()).isEqualTo(16);
  }

  @Test
  void withoutOptionsAllIsTheRest() {
    Arguments parsed = Arguments.of("-1 + x", "%m", "a", "n");
    assertThat(parsed.rest()).isEqualTo("-1 + x");
    assertThat(parsed.has('a')).isFalse();
    assertThat(parsed.number('n', 7, 10)).isEqualTo(7);
  }

  @Test
  void whatIsWrongIsSaidInASentence() {
    assertThatThrownBy(() -> Arguments.of("-x 1", "%m", "a", "n"))
        .isInstanceOf(MagicException.class)
        .hasMessage("%m has no option -x; it has -a and -n");
    assertThatThrownBy(() -> Arguments.of("-ab", "%m", "a", ""))
        .hasMessage("%m has no option -ab; it has -a");
    assertThatThrownBy(() -> Arguments.of("-n", "%m", "", "n"))
        .hasMessage("expected a value after -n of %m, got nothing");
    assertThatThrownBy(() -> Arguments.of("-n 1.5 x", "%m", "", "n").number('n', 1, 9))
        .hasMessage("expected a number from 1 to 9 after -n, got 1.5");
    assertThatThrownBy(() -> Arguments.none("x", "%m"))
        .hasMessage("expected nothing after %m, got: x");
  }
}
