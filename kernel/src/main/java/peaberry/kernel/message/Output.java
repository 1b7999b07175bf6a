package peaberry.kernel.message;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What the kernel says of its own accord: all that goes out on iopub, and the question for input.
 */
public sealed interface Output extends Content {

  /** {@code starting}, {@code busy} or {@code idle}. */
  record Status(String state) implements Output {
    @Override
    public String type() {
      return "status";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      json.name("execution_state").value(state);
    }
  }

  /** Text that was printed; {@code name} is {@code stdout} or {@code stderr}. */
  record Stream(String name, String text) implements Output {
    @Override
    public String type() {
      return "stream";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      json.name("name").value(name);
      json.name("text").value(text);
    }
  }

  /** The cell that now runs. */
  record ExecuteInput(String code, int count) implements Output {
    @Override
    public String type() {
      return "execute_input";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      json.name("code").value(code);
      json.name("execution_count").value(count);
    }
  }

  /** The value of a cell, by MIME type. */
  record ExecuteResult(int count, Map<String, Object> data, Map<String, Object> metadata)
      implements Output {
    @Override
    public String type() {
      return "execute_result";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      json.name("execution_count").value(count);
      bundle(json, data, metadata);
    }
  }

  /** A value shown by the cell's own call; {@code id} allows to update it. */
  record DisplayData(String id, Map<String, Object> data, Map<String, Object> metadata)
      implements Output {
    @Override
    public String type() {
      return "display_data";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      bundle(json, data, metadata);
      transientId(json, id);
    }
  }

  /** Another value in the place of one that was shown. */
  record UpdateDisplayData(String id, Map<String, Object> data, Map<String, Object> metadata)
      implements Output {
    @Override
    public String type() {
      return "update_display_data";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      bundle(json, data, metadata);
      transientId(json, id);
    }
  }

  /** Remove the cell's outputs, at once or when the next one comes. */
  record ClearOutput(boolean later) implements Output {
    @Override
    public String type() {
      return "clear_output";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      json.name("wait").value(later);
    }
  }

  /** The cell failed. */
  record Error(Failure failure) implements Output {
    @Override
    public String type() {
      return "error";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      failure.writeFields(json);
    }
  }

  /** The kernel opens a comm. */
  record CommOpen(
      String id, String target, Object data, Map<String, Object> metadata, List<byte[]> buffers)
      implements Output {
    @Override
    public String type() {
      return "comm_open";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      json.name("comm_id").value(id);
      json.name("target_name").value(target);
      json.name("data");
      Json.write(json, data);
    }
  }

  /** A message on a comm. */
  record CommMessage(String id, Object data, List<byte[]> buffers) implements Output {
    @Override
    public String type() {
      return "comm_msg";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      json.name("comm_id").value(id);
      json.name("data");
      Json.write(json, data);
    }
  }

  /** The kernel closes a comm. */
  record CommClose(String id, Object data) implements Output {
    @Override
    public String type() {
      return "comm_close";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      json.name("comm_id").value(id);
      json.name("data");
      Json.write(json, data);
    }
  }

  /** Tells a new subscriber that from now on it misses nothing. */
  record IopubWelcome(String subscription) implements Output {
    @Override
    public String type() {
      return "iopub_welcome";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      json.name("subscription").value(subscription);
    }
  }

  /** Tells all clients that one of them has ended the kernel. */
  record ShutdownNotice(boolean restart) implements Output {
    @Override
    public String type() {
      return "shutdown_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      json.name("status").value("ok");
      json.name("restart").value(restart);
    }
  }

  /** Asks the user for a line, on the stdin channel. */
  record InputRequest(String prompt, boolean password) implements Output {
    @Override
    public String type() {
      return "input_request";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      json.name("prompt").value(prompt);
      json.name("password").value(password);
    }
  }

  private static void bundle(
      JsonWriter json, Map<String, Object> data, Map<String, Object> metadata) throws IOException {
    json.name("data");
    Json.write(json, data);
    json.name("metadata");
    Json.write(json, metadata);
  }

  private static void transientId(JsonWriter json, String id) throws IOException {
    json.name("transient").beginObject();
    json.name("display_id").value(id);
    json.endObject();
  }
}
