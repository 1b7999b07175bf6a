package peaberry.kernel.message;

import com.google.gson.JsonObject;
import peaberry.kernel.wire.Channel;
import peaberry.kernel.wire.Envelope;
import peaberry.kernel.wire.WireException;

/**
 * A message that came in, its header read.
 *
 * @param channel where it came from, and where the reply goes
 * @param envelope the raw parts
 * @param header who sent what
 */
public record Incoming(Channel channel, Envelope envelope, Header header) {

  /**
   * Reads the header.
   *
   * @throws peaberry.kernel.wire.WireException if it is malformed
   */
  public static Incoming of(Channel channel, Envelope envelope) {
    return new Incoming(
        channel, envelope, Header.of(Json.parse(envelope.header(), "the header of a message")));
  }

  /**
   * Reads the content.
   *
   * @throws peaberry.kernel.wire.WireException if it is malformed, or a field has a wrong type
   */
  public Request request() {
    JsonObject content = Json.parse(envelope.content(), "the content of " + header.type());
    return RequestReader.read(header.type(), content, envelope.buffers());
  }

  /**
   * Which cell of a notebook it runs, by the id that JupyterLab and VS Code tell; empty if the
   * front end does not tell it as they do.
   */
  public String cellId() {
    try {
      JsonObject metadata = Json.parse(envelope.metadata(), "the metadata of " + header.type());
      return new Fields("metadata", metadata).text("cellId", "");
    } catch (WireException e) {
      return "";
    }
  }

  /** The id of the message that this one answers, or the empty string. */
  public String parentId() {
    return new Fields("parent_header", Json.parse(envelope.parentHeader(), "a parent header"))
        .text("msg_id", "");
  }
}
