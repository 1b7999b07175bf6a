package peaberry.kernel.session;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import peaberry.kernel.display.Comms;
import peaberry.kernel.message.Incoming;
import peaberry.kernel.message.Output;

/**
 * Sends what comms say, to all front ends.
 *
 * @param cause gives the message that the calling thread's code runs for, or null
 */
record CommOutlet(Publisher publisher, Supplier<Incoming> cause) implements Comms.Outlet {

  @Override
  public void open(
      String id, String target, Object data, Map<String, Object> metadata, List<byte[]> buffers) {
    tell(new Output.CommOpen(id, target, data, metadata, buffers));
  }

  @Override
  public void message(String id, Object data, List<byte[]> buffers) {
    Incoming parent = cause.get();
    Output message = new Output.CommMessage(id, data, buffers);
    if (parent == null) {
      publisher.tell(message);
    } else {
      publisher.print(parent, message); // a loop may send them faster than anybody reads
    }
  }

  @Override
  public void close(String id) {
    tell(new Output.CommClose(id, Map.of()));
  }

  private void tell(Output output) {
    Incoming parent = cause.get();
    if (parent == null) {
      publisher.tell(output);
    } else {
      publisher.tell(parent, output);
    }
  }
}
