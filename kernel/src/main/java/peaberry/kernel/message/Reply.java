package peaberry.kernel.message;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What answers a {@link Request}. */
public sealed interface Reply extends Content {

  /** Who this kernel is: {@code about} holds the fields of the reply, as plain Java values. */
  record KernelInfo(Map<String, Object> about) implements Reply {
    @Override
    public String type() {
      return "kernel_info_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      ok(json);
      for (Map.Entry<String, Object> field : about.entrySet()) {
        json.name(field.getKey());
        Json.write(json, field.getValue());
      }
    }
  }

  /**
   * The cell ran to its end.
   *
   * @param expressions the values of the user expressions
   * @param payloads what the front end is to do now, such as to open a pager
   */
  record Executed(int count, Map<String, Object> expressions, List<Map<String, Object>> payloads)
      implements Reply {
    @Override
    public String type() {
      return "execute_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      ok(json);
      json.name("execution_count").value(count);
      json.name("user_expressions");
      Json.write(json, expressions);
      json.name("payload");
      Json.write(json, payloads);
    }
  }

  /** The cell failed. */
  record ExecuteFailed(int count, Failure failure) implements Reply {
    @Override
    public String type() {
      return "execute_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      json.name("status").value("error");
      failure.writeFields(json);
      json.name("execution_count").value(count);
      json.name("user_expressions").beginObject().endObject();
      json.name("payload").beginArray().endArray();
    }
  }

  /** The cell was not run, because one before it failed. */
  record ExecuteAborted() implements Reply {
    @Override
    public String type() {
      return "execute_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      // No count: a front end would show it at a cell that has not run.
      json.name("status").value("aborted");
    }
  }

  /** A further shell is there. */
  record SubshellCreated(String id) implements Reply {
    @Override
    public String type() {
      return "create_subshell_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      ok(json);
      json.name("subshell_id").value(id);
    }
  }

  /** A further shell is gone. */
  record SubshellDeleted() implements Reply {
    @Override
    public String type() {
      return "delete_subshell_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      ok(json);
    }
  }

  /** The further shells that there are. */
  record Subshells(List<String> ids) implements Reply {
    @Override
    public String type() {
      return "list_subshell_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      ok(json);
      json.name("subshell_id");
      Json.write(json, ids);
    }
  }

  /** How much of the host the kernel uses; {@code figures} holds the fields of the reply. */
  record Usage(Map<String, Object> figures) implements Reply {
    @Override
    public String type() {
      return "usage_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      for (Map.Entry<String, Object> figure : figures.entrySet()) {
        json.name(figure.getKey());
        Json.write(json, figure.getValue());
      }
    }
  }

  /** A request of the debug adapter protocol was not carried out, and why. */
  record NotDebugged(int sequence, String command, String reason) implements Reply {
    @Override
    public String type() {
      return "debug_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      json.name("type").value("response");
      json.name("seq").value(0);
      json.name("request_seq").value(sequence);
      json.name("success").value(false);
      json.name("command").value(command);
      json.name("message").value(reason);
    }
  }

  /** The request itself was wrong. {@code type} is that of the reply it would have had. */
  record Refused(String type, Failure failure) implements Reply {
    @Override
    public void writeFields(JsonWriter json) throws IOException {
      json.name("status").value("error");
      failure.writeFields(json);
    }
  }

  /**
   * Something that could stand at the cursor.
   *
   * @param kind what it is, such as {@code method}
   * @param signature its parameters or its type, or empty
   */
  record Match(String text, String kind, String signature) {}

  /**
   * What could stand between two places of the code, which are counted in code points; the best
   * first. IPython's way to tell kinds and signatures is experimental, but what front ends read.
   */
  record Completion(List<Match> matches, int start, int end) implements Reply {
    @Override
    public String type() {
      return "complete_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      ok(json);
      json.name("matches").beginArray();
      for (Match match : matches) {
        json.value(match.text);
      }
      json.endArray();
      json.name("cursor_start").value(start);
      json.name("cursor_end").value(end);
      json.name("metadata").beginObject();
      json.name("_jupyter_types_experimental").beginArray();
      for (Match match : matches) {
        json.beginObject();
        json.name("start").value(start);
        json.name("end").value(end);
        json.name("text").value(match.text);
        json.name("type").value(match.kind);
        json.name("signature").value(match.signature);
        json.endObject();
      }
      json.endArray().endObject();
    }
  }

  /** What is known of a name; empty data if nothing is. */
  record Inspection(Map<String, Object> data) implements Reply {
    @Override
    public String type() {
      return "inspect_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      ok(json);
      json.name("found").value(!data.isEmpty());
      json.name("data");
      Json.write(json, data);
      json.name("metadata").beginObject().endObject();
    }
  }

  /** Cells that were run before, oldest first. */
  record History(List<Line> lines, boolean withOutput) implements Reply {

    /** One cell; {@code output} is the plain text of its result, or null. */
    public record Line(int session, int number, String input, String output) {}

    @Override
    public String type() {
      return "history_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      ok(json);
      json.name("history").beginArray();
      for (Line line : lines) {
        json.beginArray().value(line.session).value(line.number);
        if (withOutput) {
          json.beginArray().value(line.input).value(line.output).endArray();
        } else {
          json.value(line.input);
        }
        json.endArray();
      }
      json.endArray();
    }
  }

  /**
   * Whether a text is a whole cell.
   *
   * @param status {@code complete}, {@code incomplete}, {@code invalid} or {@code unknown}
   * @param indent how the next line starts; told only if incomplete
   */
  record IsComplete(String status, String indent) implements Reply {
    @Override
    public String type() {
      return "is_complete_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      json.name("status").value(status);
      if (status.equals("incomplete")) {
        json.name("indent").value(indent);
      }
    }
  }

  /** The ports by the protocol's names, such as {@code shell_port}. */
  record Connect(Map<String, Integer> ports) implements Reply {
    @Override
    public String type() {
      return "connect_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      ok(json);
      for (Map.Entry<String, Integer> port : ports.entrySet()) {
        json.name(port.getKey()).value(port.getValue());
      }
    }
  }

  /** The open comms: id to target name. */
  record CommInfo(Map<String, String> targets) implements Reply {
    @Override
    public String type() {
      return "comm_info_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      ok(json);
      json.name("comms").beginObject();
      for (Map.Entry<String, String> comm : targets.entrySet()) {
        json.name(comm.getKey()).beginObject();
        json.name("target_name").value(comm.getValue());
        json.endObject();
      }
      json.endObject();
    }
  }

  /** The interrupt was passed on. */
  record Interrupted() implements Reply {
    @Override
    public String type() {
      return "interrupt_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      ok(json);
    }
  }

  /** The process is about to end. */
  record Shutdown(boolean restart) implements Reply {
    @Override
    public String type() {
      return "shutdown_reply";
    }

    @Override
    public void writeFields(JsonWriter json) throws IOException {
      ok(json);
      json.name("restart").value(restart);
    }
  }

  private static void ok(JsonWriter json) throws IOException {
    json.name("status").value("ok");
  }
}
