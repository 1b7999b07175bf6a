package peaberry.kernel.wire;

import java.util.List;
import java.util.Objects;

/**
 * A Jupyter message with its JSON parts as raw bytes. The arrays are shared, not copied: whoever
 * hands an envelope over must not change them afterwards. Two envelopes are equal only if they
 * share their arrays.
 *
 * @param identities the routing frames, that of the client first; ignored on iopub
 * @param header the message's header, a JSON object
 * @param parentHeader the header of the request that caused it, or <code>{}</code>
 * @param metadata a JSON object
 * @param content a JSON object
 * @param buffers raw bytes that go with the content; not signed
 */
public record Envelope(
    List<byte[]> identities,
    byte[] header,
    byte[] parentHeader,
    byte[] metadata,
    byte[] content,
    List<byte[]> buffers) {
  public Envelope {
    identities = List.copyOf(identities);
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(parentHeader, "parentHeader");
    Objects.requireNonNull(metadata, "metadata");
    Objects.requireNonNull(content, "content");
    buffers = List.copyOf(buffers);
  }
}
