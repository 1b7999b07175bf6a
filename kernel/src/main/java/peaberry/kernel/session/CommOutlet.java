package peaberry.kernel.session;

import java.util.List;
import java.util.Map;
import peaberry.kernel.display.Comms;
import peaberry.kernel.message.Output;

/** Sends what comms say, to all front ends. */
record CommOutlet(Publisher publisher) implements Comms.Outlet {

  @Override
  public void open(String id, String target, Object data, List<byte[]> buffers) {
    publisher.tell(new Output.CommOpen(id, target, data, buffers));
  }

  @Override
  public void message(String id, Object data, List<byte[]> buffers) {
    publisher.tell(new Output.CommMessage(id, data, buffers));
  }

  @Override
  public void close(String id) {
    publisher.tell(new Output.CommClose(id, Map.of()));
  }
}
