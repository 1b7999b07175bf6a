package peaberry.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommsTest {
  private final List<String> sent = new ArrayList<>();
  private final Comms comms =
      new Comms(
          new Comms.Outlet() {
            @Override
            public void open(
                String id,
                String target,
                Object data,
                Map<String, Object> metadata,
                List<byte[]> buffers) {
              sent.add("open " + target + " " + data);
            }

            @Override
            public void message(String id, Object data, List<byte[]> buffers) {
              sent.add("message " + data);
            }

            @Override
            public void close(String id) {
              sent.add("close " + id);
            }
          });

  private static Comm.Message message(String text) {
    return new Comm.Message(Map.of("text", text), List.of());
  }

  @Test
  void aCommOfAnUnknownTargetIsClosedAtOnce() {
    comms.opened("c1", "nobody", message("hello"));
    assertThat(sent).containsExactly("close c1");
    assertThat(comms.all()).isEmpty();
  }

  @Test
  void aCommOfAKnownTargetGetsItsMessagesInOrder() {
    List<Object> got = new ArrayList<>();
    comms.target("echo", comm -> comm.onMessage(m -> got.add(m.data().get("text"))));
    comms.opened("c1", "echo", message("a"));
    comms.received("c1", message("b"));
    assertThat(got).containsExactly("a", "b");
    assertThat(comms.all()).isEqualTo(Map.of("c1", "echo"));
    comms.closed("c1");
    comms.received("c1", message("late"));
    assertThat(got).hasSize(2);
    assertThat(comms.all()).isEmpty();
  }

  @Test
  void aClosedCommSaysNothingMore() {
    Comm comm = comms.open("slider", Map.of("value", 1));
    comm.send(Map.of("value", 2));
    comm.close();
    comm.close();
    comm.send(Map.of("value", 3));
    assertThat(sent)
        .containsExactly("open slider {value=1}", "message {value=2}", "close " + comm.id());
  }
}
