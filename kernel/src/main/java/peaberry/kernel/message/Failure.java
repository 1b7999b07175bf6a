package peaberry.kernel.message;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;

/**
 * An error as the protocol tells it, the same in a reply and on iopub.
 *
 * @param name the exception's class name
 * @param message one sentence; may be empty
 * @param traceback lines to show
 */
public record Failure(String name, String message, List<String> traceback) {
  public Failure {
    traceback = List.copyOf(traceback);
  }

  void writeFields(JsonWriter json) throws IOException {
    json.name("ename").value(name);
    json.name("evalue").value(message);
    json.name("traceback");
    Json.write(json, traceback);
  }
}
