package peaberry.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignerTest {

  @ParameterizedTest
  @CsvSource({
    "hmac-md5, HmacMD5",
    "hmac-sha1, HmacSHA1",
    "hmac-sha224, HmacSHA224",
    "hmac-sha256, HmacSHA256",
    "hmac-sha384, HmacSHA384",
    "hmac-sha512, HmacSHA512",
    "hmac-sha3_256, HmacSHA3-256",
    "hmac-sha3_512, HmacSHA3-512",
  })
  void signatures_are_those_of_the_JDKs_mac_for_keys_of_all_lengths(String scheme, String algorithm)
      throws Exception {
    for (int length : new int[] {1, 32, 63, 64, 65, 72, 73, 128, 129, 136, 137, 500}) {
      String key = "k".repeat(length);
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(bytes(key), algorithm));
      mac.update(bytes("headerparentmetacontent"));

      byte[] signature =
          Signer.of(scheme, key)
              .sign(bytes("header"), bytes("parent"), bytes("meta"), bytes("content"));

      assertThat(new String(signature, StandardCharsets.US_ASCII))
          .isEqualTo(HexFormat.of().formatHex(mac.doFinal()));
    }
  }

  @Test
  void an_unknown_scheme_is_named_with_what_is_expected() {
    assertThatThrownBy(() -> Signer.of("rot13", "key"))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("Expected the signature scheme hmac-sha256")
        .hasMessageContaining("got \"rot13\"");
  }

  @Test
  void a_sealed_message_opens_once_and_not_a_second_time() throws ProtocolException {
    EnvelopeCodec codec = new EnvelopeCodec(Signer.of("hmac-sha256", "key"));
    List<byte[]> frames = codec.seal(List.of(bytes("hop")), message("1"));

    Envelope opened = codec.open(bytes("client"), frames);

    assertThat(opened.identities()).containsExactly(bytes("client"), bytes("hop"));
    assertThat(opened.content()).isEqualTo(bytes("1"));
    assertThat(opened.buffers()).containsExactly(bytes("buffer"));
    assertThatThrownBy(() -> codec.open(bytes("client"), frames))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("sent before");
  }

  @Test
  void a_change_of_any_signed_part_is_noticed() {
    EnvelopeCodec codec = new EnvelopeCodec(Signer.of("hmac-sha256", "key"));
    for (int part = 1; part <= 5; part++) {
      List<byte[]> frames = new ArrayList<>(codec.seal(List.of(), message("1")));
      frames.set(part, bytes("changed"));
      assertThatThrownBy(() -> codec.open(bytes("client"), frames))
          .isInstanceOf(ProtocolException.class)
          .hasMessageContaining("the kernel's key");
    }
  }

  @Test
  void without_a_key_signatures_are_empty_and_messages_may_repeat() throws ProtocolException {
    EnvelopeCodec codec = new EnvelopeCodec(Signer.of("hmac-sha256", ""));
    List<byte[]> frames = codec.seal(List.of(), message("1"));

    assertThat(frames.get(1)).isEmpty();
    codec.open(bytes("client"), frames);
    assertThat(codec.open(bytes("client"), frames).content()).isEqualTo(bytes("1"));
  }

  @Test
  void the_memory_for_replays_is_bounded_and_forgets_the_oldest() {
    ReplayGuard guard = new ReplayGuard();
    for (int i = 0; i <= ReplayGuard.REMEMBERED; i++) {
      assertThat(guard.fresh(signature(i))).isTrue();
    }
    assertThat(guard.fresh(signature(ReplayGuard.REMEMBERED))).isFalse();
    assertThat(guard.fresh(signature(1))).isFalse();
    assertThat(guard.fresh(signature(0))).as("the oldest is forgotten").isTrue();
  }

  private static byte[] signature(int i) {
    return bytes("%016x".formatted(i * 0x9E37_79B9_7F4A_7C15L));
  }

  private static Envelope message(String content) {
    return new Envelope(
        List.of(), bytes("h"), bytes("p"), bytes("m"), bytes(content), List.of(bytes("buffer")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
