package peaberry.kernel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionInfoTest {
  private static final String GOOD =
      """
      {"shell_port": 1, "control_port": 2, "stdin_port": 3, "iopub_port": 4, "hb_port": 5,
       "ip": "127.0.0.1", "key": "secret", "transport": "tcp", "extra": [1, {"a": null}],
       "signature_scheme": "hmac-sha256", "kernel_name": "java"}
      """;

  @TempDir Path folder;

  @Test
  void a_connection_file_is_read_and_written_back() throws IOException {
    ConnectionInfo info = read(GOOD);

    assertThat(info.ports())
        .containsEntry(Channel.SHELL, 1)
        .containsEntry(Channel.CONTROL, 2)
        .containsEntry(Channel.STDIN, 3)
        .containsEntry(Channel.IOPUB, 4)
        .containsEntry(Channel.HEARTBEAT, 5);
    assertThat(info.key()).isEqualTo("secret");
    assertThat(info.kernelName()).isEqualTo("java");
    assertThat(read(info.toJson())).isEqualTo(info);
  }

  @Test
  void the_key_is_not_shown_in_logs() throws IOException {
    assertThat(read(GOOD).toString()).contains("127.0.0.1").doesNotContain("secret");
  }

  @Test
  void a_missing_file_is_named() {
    Path file = folder.resolve("none.json");
    assertThatThrownBy(() -> ConnectionInfo.read(file))
        .isInstanceOf(WireException.class)
        .hasMessage("Expected a connection file at " + file + ", got none.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"tcp\"            | \"udp\"     | Expected the transport tcp or ipc, got \"udp\".",
        "hmac-sha256        | none        | Expected the signature scheme hmac-sha256",
        "\"shell_port\": 1  | \"x\": 1    | Expected \"shell_port\" in the connection file",
        "\"shell_port\": 1  | \"shell_port\": 65536 | Expected a port from 0 to 65535",
        "\"hb_port\": 5     | \"hb_port\": -1  | in \"hb_port\", got -1.",
        "\"hb_port\": 5     | \"hb_port\": \"x\" | Expected a connection file in JSON",
        "\"hb_port\": 5     | \"hb_port\": 1e30  | Expected a connection file in JSON",
        "\"key\"            | \"k\"       | Expected \"key\" in the connection file",
        "\"ip\"             | \"i\"       | Expected \"ip\" in the connection file",
        "127.0.0.1          | ''          | Expected an address in \"ip\"",
        "java               | java\"\"    | Expected a connection file in JSON",
      })
  void what_is_wrong_is_said_in_one_sentence(String part, String instead, String message) {
    String text = GOOD.replace(part, instead);
    assertThat(text).isNotEqualTo(GOOD);
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(WireException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"''", "[]", "nonsense", "'{', '{} {}'"})
  void what_is_no_json_object_is_refused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("Expected a connection file in JSON at");
  }

  private ConnectionInfo read(String text) throws IOException {
    return ConnectionInfo.read(Files.writeString(folder.resolve("connection.json"), text));
  }
}
