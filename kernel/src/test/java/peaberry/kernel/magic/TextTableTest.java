package peaberry.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import peaberry.kernel.display.MimeBundle;

class TextTableTest {

  @Test
  void columnsAreAlignedAndHtmlIsEscaped() {
    MimeBundle table =
        TextTable.of(
            List.of("Name", "Value"), List.of(List.of("a", "1 < 2"), List.of("long😀name", "")));
    assertThat(table.plain()).isEqualTo("Name       Value\na          1 < 2\nlong😀name");
    assertThat(table.data().get("text/html").toString())
        .contains("1 &lt; 2</td>")
        .doesNotContain("1 < 2");
  }
}
