package peaberry.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepeatedLinesTest {
  private static final long MINUTE = RepeatedLines.APART_NANOS;

  private final RepeatedLines lines = new RepeatedLines();

  @Test
  void the_same_line_is_written_once_a_minute_and_tells_how_often_it_was_not() {
    assertThat(lines.ending("a: refused", 0)).isEmpty();
    assertThat(lines.ending("a: refused", 1)).isNull();
    assertThat(lines.ending("a: refused", MINUTE - 1)).isNull();
    assertThat(lines.ending("a: refused", MINUTE)).isEqualTo(" (and 2 times before)");
    assertThat(lines.ending("a: refused", MINUTE + 1)).isNull();
    assertThat(lines.ending("a: refused", 3 * MINUTE)).isEqualTo(" (and 1 times before)");
    assertThat(lines.ending("a: refused", 5 * MINUTE)).isEmpty();
  }

  @Test
  void other_clients_and_other_reasons_have_lines_of_their_own() {
    assertThat(lines.ending("a: refused", 0)).isEmpty();
    assertThat(lines.ending("b: refused", 0)).isEmpty();
    assertThat(lines.ending("a: too late", 0)).isEmpty();
  }

  @Test
  void of_very_many_lines_the_oldest_are_forgotten() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(lines.ending("client " + i, i)).isEmpty();
    }
    assertThat(lines.ending("client 9999", 10_000)).isNull();
    assertThat(lines.ending("client 0", 10_000)).isEmpty();
  }
}
