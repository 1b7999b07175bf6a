package peaberry.kernel.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void aLetterLeftOutIsNearerThanAnother() {
    assertThat(Nearest.to("printn", List.of("printf", "println"))).contains("println");
  }

  @Test
  void anotherCaseIsNearest() {
    assertThat(Nearest.to("tostring", List.of("toStrings", "toString"))).contains("toString");
  }

  @Test
  void neighboursThatChangedPlacesAreOneMistake() {
    assertThat(Nearest.to("lenght", List.of("length", "height"))).contains("length");
  }

  @Test
  void whatHasLittleInCommonIsNotOffered() {
    assertThat(Nearest.to("total", List.of("count", "sum", "x"))).isEmpty();
    assertThat(Nearest.to("x", List.of("y"))).isEmpty();
  }
}
