package peaberry.plot;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What src/test/python/plot_reference.py wrote. */
final class Reference {
  private Reference() {}

  static double number(String name) {
    return json().get(name).getAsDouble();
  }

  static Values values(String name) {
    return Values.of(
        json().getAsJsonArray(name).asList().stream()
            .mapToDouble(JsonElement::getAsDouble)
            .toArray());
  }

  private static JsonObject json() {
    try (Reader reader =
        new InputStreamReader(
            Reference.class.getResourceAsStream("reference.json"), StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
