package peaberry.kernel.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MessagePropertiesTest {

  @Property(tries = 500)
  void anyTextSurvivesTheWay(@ForAll String text) {
    JsonObject content =
        Json.parse(new Composer("k").compose(new Output.Stream("stdout", text)).content(), "test");
    // Half a surrogate pair has no UTF-8 form.
    byte[] expected = text.getBytes(StandardCharsets.UTF_8);
    assertThat(content.get("text").getAsString())
        .isEqualTo(new String(expected, StandardCharsets.UTF_8));
  }
}
