package peaberry.kernel.wire;

import java.util.Arrays;

/**
 * The kernel's long-term keys, as the connection file has them. Who knows the public key may come
 * in: the file that holds both is readable by its owner only.
 *
 * @param publicKey 40 characters of Z85
 * @param secretKey 40 characters of Z85
 */
public record CurveKeys(String publicKey, String secretKey) {
  static final int BYTES = 32;

  /**
   * Checks that the keys are keys, and belong together.
   *
   * @throws WireException if they are not
   */
  public CurveKeys {
    byte[] own = decode("curve_publickey", publicKey);
    if (!Arrays.equals(own, CryptoBox.publicKey(decode("curve_secretkey", secretKey)))) {
      throw new WireException(
          "Expected the two keys of one pair in \"curve_publickey\" and \"curve_secretkey\", got"
              + " keys of two pairs; let Jupyter write the connection file.");
    }
  }

  /** The public key's bytes. */
  byte[] publicBytes() {
    return decode("curve_publickey", publicKey);
  }

  /** The secret key's bytes. */
  byte[] secretBytes() {
    return decode("curve_secretkey", secretKey);
  }

  private static byte[] decode(String field, String text) {
    byte[] key = Z85.decode(text);
    if (key == null || key.length != BYTES) {
      throw new WireException(
          "Expected a key of 40 characters of Z85 in \""
              + field
              + "\", got something else; let Jupyter write the connection file.");
    }
    return key;
  }

  /** For logs: not the secret, nor the public key, which lets in. */
  @Override
  public String toString() {
    return "CurveKeys[]";
  }
}
