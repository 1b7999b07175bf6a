package peaberry.kernel.wire;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.LockSupport;

/**
 * A bound server socket: where the clients of one endpoint come in.
 *
 * @param endpoint what serves them
 * @param socket the socket
 * @param port the real one; for {@code ipc} the number that ends the socket file's name
 * @param file the socket file of {@code ipc}; null for {@code tcp}
 */
record Door(Endpoint endpoint, ServerSocketChannel socket, int port, Path file) {
  private static final int BACKLOG = 512;
  private static final long PATIENCE_NANOS = 2_000_000_000L;
  private static final long RETRY_NANOS = 20_000_000L;
  private static final int SOCKET_TYPE = 0140000;
  private static final int TYPE_MASK = 0170000;
  private static final int MAX_CHOSEN = 65_535;

  /**
   * Binds the socket that the connection file names, or a free one if it names port 0.
   *
   * @throws WireException if it is in use, or the address is none of this machine
   */
  static Door open(ConnectionInfo info, Endpoint endpoint) {
    int port = info.ports().get(endpoint.channel());
    return info.transport().equals(ConnectionInfo.IPC)
        ? ipc(info.ip(), port, endpoint)
        : tcp(info.ip(), port, endpoint);
  }

  private static Door tcp(String ip, int port, Endpoint endpoint) {
    ServerSocketChannel socket = null;
    try {
      InetSocketAddress address =
          ip.equals("*")
              ? new InetSocketAddress(port)
              : new InetSocketAddress(InetAddress.getByName(ip), port);
      socket = ServerSocketChannel.open();
      bind(socket, address);
      int real = ((InetSocketAddress) socket.getLocalAddress()).getPort();
      return new Door(endpoint, socket, real, null);
    } catch (UnknownHostException e) {
      throw new WireException("Expected an address of this machine, got \"" + ip + "\".", e);
    } catch (IOException e) {
      shut(socket);
      throw refused(endpoint, "tcp://" + ip + ":" + port, e);
    }
  }

  private static Door ipc(String prefix, int port, Endpoint endpoint) {
    int last = port == 0 ? MAX_CHOSEN : port;
    for (int n = Math.max(1, port); n <= last; n++) {
      Path file = Path.of(prefix.concat("-").concat(Integer.toString(n)));
      ServerSocketChannel socket = null;
      try {
        socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        bind(socket, file, port == 0);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return new Door(endpoint, socket, n, file);
      } catch (BindException e) {
        shut(socket);
        if (port != 0 || !Files.exists(file)) {
          throw refused(endpoint, "ipc://" + file, e);
        }
      } catch (IOException e) {
        shut(socket);
        throw refused(endpoint, "ipc://" + file, e);
      }
    }
    throw new WireException("Expected a free socket name \"" + prefix + "-N\", got none.");
  }

  /**
   * Binds, with patience: Jupyter has chosen the port a moment ago and let go of it, and a client
   * that tries to connect meanwhile may have been given the very same one for its own end.
   */
  private static void bind(ServerSocketChannel socket, InetSocketAddress address)
      throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        socket.bind(address, BACKLOG);
        return;
      } catch (BindException e) {
        boolean inUse = String.valueOf(e.getMessage()).contains("in use");
        if (!inUse || System.nanoTime() - end > 0) {
          throw e;
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  /** Binds; the file that a dead process left is removed, unless any free name will do. */
  private static void bind(ServerSocketChannel socket, Path file, boolean another)
      throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file);
    try {
      socket.bind(address, BACKLOG);
    } catch (BindException e) {
      if (another || !abandoned(file, address)) {
        throw e;
      }
      Files.delete(file);
      socket.bind(address, BACKLOG);
    }
  }

  private static boolean abandoned(Path file, UnixDomainSocketAddress address) throws IOException {
    if (!Files.exists(file)
        || ((int) Files.getAttribute(file, "unix:mode") & TYPE_MASK) != SOCKET_TYPE) {
      return false;
    }
    try (SocketChannel probe = SocketChannel.open(address)) {
      return !probe.isConnected();
    } catch (java.net.ConnectException e) {
      return true;
    }
  }

  private static WireException refused(Endpoint endpoint, String address, IOException e) {
    return new WireException(
        "The "
            + endpoint.channel().label()
            + " socket cannot be bound to "
            + address
            + " ("
            + e.getMessage()
            + "). Start the kernel with another address, or end what uses this one.",
        e);
  }

  /** The next client that waits; null if there is none. */
  SocketChannel accept() throws IOException {
    SocketChannel client = socket.accept();
    if (client != null && file == null) {
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      client.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    }
    return client;
  }

  /** Closes the socket and removes its file. */
  void close() {
    shut(socket);
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // A left-over is replaced by the next kernel of that name.
      }
    }
  }

  private static void shut(ServerSocketChannel socket) {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // Nothing can be done about it, and nothing depends on it.
      }
    }
  }
}
