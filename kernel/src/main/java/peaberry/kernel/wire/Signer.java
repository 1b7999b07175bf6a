package peaberry.kernel.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Signs the four JSON parts of a message with an HMAC (RFC 2104), as hexadecimal digits. Immutable;
 * safe for use by several threads.
 *
 * <p>It is built on {@link MessageDigest} because the first {@code javax.crypto.Mac} of a process
 * costs 13 ms more (it starts the JCE framework), a twentieth of the kernel's start.
 */
final class Signer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final String PREFIX = "hmac-";

  /** Digests that have taken in the key already, to be cloned for each message. Null: no key. */
  private final MessageDigest inner;

  private final MessageDigest outer;

  private Signer(MessageDigest inner, MessageDigest outer) {
    this.inner = inner;
    this.outer = outer;
  }

  /**
   * Makes a signer.
   *
   * @param scheme {@code hmac-} and a hash by Python's name, such as {@code hmac-sha256}
   * @param key the connection file's key; if it is empty, signatures are empty and not checked
   * @throws WireException if the scheme is unknown
   */
  static Signer of(String scheme, String key) {
    int blockBytes = blockBytes(scheme);
    if (blockBytes == 0) {
      throw new WireException(
          "Expected the signature scheme hmac-sha256 (or hmac- and md5, sha1, sha224, sha384,"
              + " sha512, sha3_256, sha3_512), got \""
              + scheme
              + "\".");
    }
    if (key.isEmpty()) {
      return new Signer(null, null);
    }
    MessageDigest inner = digest(scheme);
    MessageDigest outer = digest(scheme);
    byte[] secret = key.getBytes(StandardCharsets.UTF_8);
    if (secret.length > blockBytes) {
      secret = digest(scheme).digest(secret);
    }
    for (int i = 0; i < blockBytes; i++) {
      byte next = i < secret.length ? secret[i] : 0;
      inner.update((byte) (next ^ 0x36));
      outer.update((byte) (next ^ 0x5c));
    }
    return new Signer(inner, outer);
  }

  /** Whether messages carry signatures. */
  boolean signs() {
    return inner != null;
  }

  /** The signature of a message's header, parent header, metadata and content; not of buffers. */
  byte[] sign(byte[] header, byte[] parentHeader, byte[] metadata, byte[] content) {
    if (inner == null) {
      return new byte[0];
    }
    MessageDigest message = copy(inner);
    message.update(header);
    message.update(parentHeader);
    message.update(metadata);
    message.update(content);
    byte[] digest = copy(outer).digest(message.digest());
    byte[] hex = new byte[2 * digest.length];
    for (int i = 0; i < digest.length; i++) {
      hex[2 * i] = HEX[digest[i] >> 4 & 0xF];
      hex[2 * i + 1] = HEX[digest[i] & 0xF];
    }
    return hex;
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MessageDigest digest(String scheme) {
    try {
      return MessageDigest.getInstance(algorithm(scheme));
    } catch (NoSuchAlgorithmException e) {
      throw new WireException("This Java has no \"" + scheme + "\"; use hmac-sha256.", e);
    }
  }

  /** How many bytes the hash takes at a time (RFC 2104's B); 0 for an unknown scheme. */
  private static int blockBytes(String scheme) {
    return switch (scheme) {
      case "hmac-md5", "hmac-sha1", "hmac-sha224", "hmac-sha256" -> 64;
      case "hmac-sha384", "hmac-sha512" -> 128;
      case "hmac-sha3_256" -> 136;
      case "hmac-sha3_512" -> 72;
      default -> 0;
    };
  }

  /** Java's name: Python's sha256 is SHA-256, its sha3_256 is SHA3-256. */
  private static String algorithm(String scheme) {
    String hash = scheme.substring(PREFIX.length());
    if (hash.startsWith("sha3_")) {
      return "SHA3-".concat(hash.substring(5));
    }
    return hash.startsWith("sha") ? "SHA-".concat(hash.substring(3)) : hash;
  }
}
