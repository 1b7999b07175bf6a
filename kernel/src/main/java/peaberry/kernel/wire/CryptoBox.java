package peaberry.kernel.wire;

import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * NaCl's public-key box between one secret and one public key: X25519, XSalsa20 and Poly1305, of
 * Bouncy Castle. A box is 16 bytes longer than what is in it. Immutable.
 *
 * <p>Source: D. J. Bernstein, "Cryptography in NaCl", sections 5 to 10.
 */
final class CryptoBox {
  static final int TAG_BYTES = 16;
  static final int NONCE_BYTES = 24;

  private final byte[] key;

  private CryptoBox(byte[] key) {
    this.key = key;
  }

  /**
   * The box that both owners of the keys can make and open.
   *
   * @throws ProtocolException if the public key is one of the few by which nothing stays secret
   */
  static CryptoBox between(byte[] secretKey, byte[] publicKey) throws ProtocolException {
    byte[] shared = new byte[CurveKeys.BYTES];
    if (!X25519.calculateAgreement(secretKey, 0, publicKey, 0, shared, 0)) {
      throw new ProtocolException("expected a public key, got one of a small order");
    }
    return new CryptoBox(new Subkey().of(shared));
  }

  /** The public key that belongs to a secret one. */
  static byte[] publicKey(byte[] secretKey) {
    byte[] point = new byte[CurveKeys.BYTES];
    X25519.scalarMultBase(secretKey, 0, point, 0);
    return point;
  }

  /**
   * Encrypts.
   *
   * @param nonce 24 bytes, never the same twice
   */
  byte[] seal(byte[] nonce, byte[] plain) {
    XSalsa20Engine cipher = cipher(nonce);
    byte[] macKey = macKey(cipher);
    byte[] box = new byte[TAG_BYTES + plain.length];
    cipher.processBytes(plain, 0, plain.length, box, TAG_BYTES);
    System.arraycopy(tag(macKey, box, TAG_BYTES, plain.length), 0, box, 0, TAG_BYTES);
    return box;
  }

  /**
   * Decrypts.
   *
   * @param bytes ends with the box
   * @param from where the box begins
   * @return what is in the box; null if it is too short, of another key, of another nonce, or
   *     changed
   */
  byte[] open(byte[] nonce, byte[] bytes, int from) {
    int length = bytes.length - from - TAG_BYTES;
    if (length < 0) {
      return null;
    }
    XSalsa20Engine cipher = cipher(nonce);
    byte[] expected = tag(macKey(cipher), bytes, from + TAG_BYTES, length);
    if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, from, from + TAG_BYTES))) {
      return null;
    }
    byte[] plain = new byte[length];
    cipher.processBytes(bytes, from + TAG_BYTES, length, plain, 0);
    return plain;
  }

  private XSalsa20Engine cipher(byte[] nonce) {
    XSalsa20Engine cipher = new XSalsa20Engine();
    cipher.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
    return cipher;
  }

  /** The first 32 bytes of the stream sign what the rest of it encrypts. */
  private static byte[] macKey(XSalsa20Engine cipher) {
    byte[] start = new byte[32];
    cipher.processBytes(start, 0, start.length, start, 0);
    return start;
  }

  private static byte[] tag(byte[] macKey, byte[] bytes, int from, int length) {
    Poly1305 mac = new Poly1305();
    mac.init(new KeyParameter(macKey));
    mac.update(bytes, from, length);
    byte[] tag = new byte[TAG_BYTES];
    mac.doFinal(tag, 0);
    return tag;
  }

  /** HSalsa20: the key that XSalsa20 derives from its key and a nonce of zeros. */
  private static final class Subkey extends XSalsa20Engine {
    byte[] of(byte[] shared) {
      init(true, new ParametersWithIV(new KeyParameter(shared), new byte[NONCE_BYTES]));
      byte[] derived = new byte[32];
      for (int i = 0; i < 8; i++) {
        int word = engineState[i < 4 ? 1 + i : 7 + i];
        for (int j = 0; j < 4; j++) {
          derived[4 * i + j] = (byte) (word >>> 8 * j);
        }
      }
      return derived;
    }
  }
}
