package peaberry.kernel.message;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a message that the kernel sends says. */
public sealed interface Content permits Reply, Output {

  /** The message type, such as {@code execute_reply}. */
  String type();

  /** Writes the fields of the content, without the braces around them. */
  void writeFields(JsonWriter json) throws IOException;

  /** What goes with the content in the message's own metadata. */
  default Map<String, Object> metadata() {
    return Map.of();
  }

  /** Raw bytes that go with the content. */
  default List<byte[]> buffers() {
    return List.of();
  }
}
