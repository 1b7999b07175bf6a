package peaberry.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastCellsTest {

  private static List<Integer> in(String ranges) {
    List<PastCell> all = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      all.add(new PastCell(i, "cell " + i, null));
    }
    return PastCells.in(ranges, all).stream().map(PastCell::number).toList();
  }

  @Test
  void rangesIncludeTheirEndsAndMayBeOpen() {
    assertThat(in("")).containsExactly(1, 2, 3, 4, 5);
    assertThat(in("4")).containsExactly(4);
    assertThat(in("2-3 1")).containsExactly(2, 3, 1);
    assertThat(in("4-")).containsExactly(4, 5);
    assertThat(in("-2")).containsExactly(1, 2);
    assertThat(in("9 3-2")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-", "1-2-3", "1.5", "12345678901"})
  void whatIsNoRangeIsAnError(String range) {
    assertThatThrownBy(() -> in(range))
        .isInstanceOf(MagicException.class)
        .hasMessageContaining("got " + range);
  }
}
