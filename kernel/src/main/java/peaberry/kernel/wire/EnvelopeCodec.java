package peaberry.kernel.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Between frames and envelopes: identities, delimiter, signature, four JSON parts, buffers. Any
 * thread may {@link #seal}; only the wire's own may {@link #open}.
 */
final class EnvelopeCodec {
  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
  private static final int PARTS = 5;

  private final Signer signer;
  private final ReplayGuard replays = new ReplayGuard();

  EnvelopeCodec(Signer signer) {
    this.signer = signer;
  }

  /**
   * Signs a message.
   *
   * @param first the frames before the delimiter
   */
  List<byte[]> seal(List<byte[]> first, Envelope message) {
    List<byte[]> frames = new ArrayList<>(first.size() + 1 + PARTS + message.buffers().size());
    frames.addAll(first);
    frames.add(DELIMITER);
    frames.add(
        signer.sign(
            message.header(), message.parentHeader(), message.metadata(), message.content()));
    frames.add(message.header());
    frames.add(message.parentHeader());
    frames.add(message.metadata());
    frames.add(message.content());
    frames.addAll(message.buffers());
    return frames;
  }

  /**
   * Verifies a message.
   *
   * @param client put before the identities that the frames begin with
   * @throws ProtocolException if it has no delimiter, too few parts, or a wrong or old signature
   */
  Envelope open(byte[] client, List<byte[]> frames) throws ProtocolException {
    int delimiter = 0;
    while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
      delimiter++;
    }
    if (delimiter == frames.size()) {
      throw new ProtocolException("expected the delimiter <IDS|MSG>, got a message without");
    }
    int rest = frames.size() - delimiter - 1;
    if (rest < PARTS) {
      throw new ProtocolException(
          "expected a signature and four parts after the delimiter, got " + rest + " frames");
    }
    List<byte[]> identities = new ArrayList<>(delimiter + 1);
    identities.add(client);
    identities.addAll(frames.subList(0, delimiter));
    byte[] header = frames.get(delimiter + 2);
    byte[] parentHeader = frames.get(delimiter + 3);
    byte[] metadata = frames.get(delimiter + 4);
    byte[] content = frames.get(delimiter + 5);
    if (signer.signs()) {
      byte[] signature = frames.get(delimiter + 1);
      byte[] expected = signer.sign(header, parentHeader, metadata, content);
      if (!MessageDigest.isEqual(expected, signature)) {
        throw new ProtocolException("expected a signature made with the kernel's key, got another");
      }
      if (!replays.fresh(signature)) {
        throw new ProtocolException("expected a new message, got one that was sent before");
      }
    }
    List<byte[]> buffers = frames.subList(delimiter + 1 + PARTS, frames.size());
    return new Envelope(identities, header, parentHeader, metadata, content, buffers);
  }
}
