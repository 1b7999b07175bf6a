package peaberry.kernel.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A blocking client over TCP that reads only when it is told to. */
final class RawClient implements AutoCloseable {
  private final SocketChannel socket;
  private final TrafficDecoder decoder = new TrafficDecoder(Limits.REQUEST);
  private final ByteBuffer input = ByteBuffer.allocate(64 * 1024).limit(0);

  /** Connects, and says nothing. */
  RawClient(Wire wire, Channel channel) throws IOException {
    int port = wire.info().ports().get(channel);
    socket = SocketChannel.open(new InetSocketAddress(wire.info().ip(), port));
  }

  /** Connects and comes in. */
  static RawClient ready(Wire wire, Channel channel, String socketType) throws IOException {
    RawClient client = new RawClient(wire, channel);
    client.write(TrafficEncoder.greeting("NULL", false));
    client.command("READY", new Metadata(socketType, new byte[0]).write());
    client.next();
    client.next();
    return client;
  }

  /** Connects to iopub and subscribes to everything that starts with the topic. */
  static RawClient subscribed(Wire wire, String topic) throws IOException {
    RawClient client = ready(wire, Channel.IOPUB, "SUB");
    client.command("SUBSCRIBE", topic.getBytes(StandardCharsets.UTF_8));
    // The answer to a PING says that what was sent before has been taken.
    client.command("PING", new byte[2]);
    client.next();
    return client;
  }

  void command(String name, byte[] data) throws IOException {
    write(TrafficEncoder.command(new Traffic.Command(name, data)));
  }

  void write(byte[] bytes) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(bytes);
    while (out.hasRemaining()) {
      socket.write(out);
    }
  }

  void message(byte[]... frames) throws IOException {
    for (byte[] segment : TrafficEncoder.message(List.of(frames))) {
      write(segment);
    }
  }

  /** The next whole message; null at the end of the stream. */
  List<byte[]> message() throws IOException {
    List<byte[]> message = new ArrayList<>();
    while (next() instanceof Traffic.Part part) {
      message.add(part.body());
      if (!part.more()) {
        return message;
      }
    }
    return null;
  }

  /** What comes next; null at the end of the stream. */
  Traffic next() throws IOException {
    while (true) {
      Traffic next = decoder.next(input);
      if (next != null) {
        return next;
      }
      input.clear();
      int count = socket.read(input);
      input.flip();
      if (count < 0) {
        return null;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
