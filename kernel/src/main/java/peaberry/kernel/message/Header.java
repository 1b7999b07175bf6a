package peaberry.kernel.message;

import com.google.gson.JsonObject;

/**
 * What the kernel needs of a message's header.
 *
 * @param id unique to the message
 * @param type such as {@code execute_request}
 * @param session the client's
 * @param subshell the subshell that is to handle it, or null for the main shell
 */
public record Header(String id, String type, String session, String subshell) {

  /**
   * Reads a header.
   *
   * @throws peaberry.kernel.wire.WireException if it has no type, or a field of a wrong type
   */
  static Header of(JsonObject json) {
    Fields fields = new Fields("header", json);
    return new Header(
        fields.text("msg_id", ""),
        fields.text("msg_type"),
        fields.text("session", ""),
        fields.text("subshell_id", null));
  }
}
