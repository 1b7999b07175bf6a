package peaberry.kernel.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peaberry.kernel.message.Request.HistoryAccess;
import peaberry.kernel.wire.Channel;
import peaberry.kernel.wire.Envelope;
import peaberry.kernel.wire.WireException;

class MessageTest {
  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Incoming incoming(String type, String content) {
    byte[] header = utf8("{\"msg_id\":\"m\",\"session\":\"s\",\"msg_type\":\"" + type + "\"}");
    return Incoming.of(
        Channel.SHELL,
        new Envelope(
            List.of(utf8("client")), header, utf8("{}"), utf8("{}"), utf8(content), List.of()));
  }

  private static Request request(String type, String content) {
    return incoming(type, content).request();
  }

  private static JsonObject sent(Content content) {
    return Json.parse(new Composer("k").compose(content).content(), "test");
  }

  @Test
  void absentFieldsHaveTheProtocolsDefaults() {
    assertThat(request("execute_request", "{\"code\":\"1\"}"))
        .isEqualTo(new Request.Execute("1", false, true, Map.of(), true, true));
    assertThat(request("history_request", "{}"))
        .isEqualTo(new Request.History(false, new HistoryAccess.Tail(10)));
  }

  @Test
  void aSilentCellIsNeverStored() {
    Request request =
        request("execute_request", "{\"code\":\"\",\"silent\":true,\"store_history\":true}");
    assertThat(((Request.Execute) request).storeHistory()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "execute_request|{}|execute_request: expected the field code, got none",
        "execute_request|{\"code\":1}|expected a string as the field code, got a number",
        "execute_request|{\"code\":\"\",\"silent\":\"no\"}|expected true or false as the field"
            + " silent",
        "execute_request|{\"code\":\"\",\"user_expressions\":{\"a\":1}}|expected strings in the"
            + " field",
        "execute_request|{\"code\":\"\",\"user_expressions\":[]}|expected an object as the field",
        "complete_request|{\"code\":\"\",\"cursor_pos\":1.5}|expected a whole number",
        "history_request|{\"hist_access_type\":\"all\"}|expected tail, range or search",
        "execute_request|[]|expected a JSON object as the content",
        "execute_request|{\"code\":|got malformed text",
        "execute_request|{'code':'1'}|got malformed text"
      })
  void aWrongFieldIsAnErrorThatNamesIt(String type, String content, String message) {
    assertThatThrownBy(() -> request(type, content))
        .isInstanceOf(WireException.class)
        .hasMessageContaining(message);
  }

  @Test
  void deepNestingIsAnErrorAndNotAnOverflow() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThatThrownBy(() -> request("comm_msg", "{\"comm_id\":\"c\",\"data\":" + deep + "}"))
        .isInstanceOf(WireException.class);
  }

  @Test
  void unknownTypesAreKeptByName() {
    assertThat(request("hello_request", "{}")).isEqualTo(new Request.Unknown("hello_request"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"msg_type\":1}", "", "nul", "\"text\""})
  void aHeaderWithoutATypeIsAnError(String header) {
    Envelope envelope =
        new Envelope(List.of(), utf8(header), utf8("{}"), utf8("{}"), utf8("{}"), List.of());
    assertThatThrownBy(() -> Incoming.of(Channel.SHELL, envelope))
        .isInstanceOf(WireException.class);
  }

  @Test
  void theCursorIsHeldWithinTheCodeCountedInCodePoints() {
    assertThat(request("complete_request", "{\"code\":\"😀x\",\"cursor_pos\":99}"))
        .isEqualTo(new Request.Complete("😀x", 2));
  }

  @Test
  void aReplyNamesItsRequestAndItsClient() {
    Incoming request = incoming("kernel_info_request", "{}");
    Envelope reply = new Composer("k").compose(request.envelope(), new Reply.Interrupted());
    assertThat(reply.identities()).isEqualTo(request.envelope().identities());
    assertThat(reply.parentHeader()).isSameAs(request.envelope().header());
    JsonObject header = Json.parse(reply.header(), "test");
    assertThat(header.get("msg_type").getAsString()).isEqualTo("interrupt_reply");
    assertThat(header.get("version").getAsString()).isEqualTo("5.5");
    assertThat(header.get("date").getAsString()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
  }

  @Test
  void everyMessageHasAnIdOfItsOwn() {
    Composer composer = new Composer("k");
    assertThat(Composer.id(composer.compose(new Output.Status("idle"))))
        .isNotEqualTo(Composer.id(composer.compose(new Output.Status("idle"))));
  }

  @Test
  void bundlesCarryBytesAsBase64AndTreesAsTrees() {
    JsonObject content =
        sent(
            new Output.ExecuteResult(
                3,
                Map.of(
                    "image/png", new byte[] {1, 2, 3}, "application/json", Map.of("a", List.of(1))),
                Map.of()));
    JsonObject data = content.getAsJsonObject("data");
    assertThat(data.get("image/png").getAsString()).isEqualTo("AQID");
    assertThat(data.get("application/json")).hasToString("{\"a\":[1]}");
    assertThat(content.get("execution_count").getAsInt()).isEqualTo(3);
  }

  @Test
  void numbersThatJsonDoesNotHaveBecomeNull() {
    JsonObject content = sent(new Output.CommMessage("c", List.of(Double.NaN, 1.5), List.of()));
    assertThat(content.get("data")).hasToString("[null,1.5]");
  }

  @Test
  void historyLinesCarryOutputOnlyWhenAsked() {
    List<Reply.History.Line> lines = List.of(new Reply.History.Line(1, 2, "x", "3"));
    assertThat(sent(new Reply.History(lines, false)).get("history")).hasToString("[[1,2,\"x\"]]");
    assertThat(sent(new Reply.History(lines, true)).get("history"))
        .hasToString("[[1,2,[\"x\",\"3\"]]]");
  }
}
