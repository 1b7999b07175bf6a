package peaberry.kernel.resolve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A Maven repository in a folder, served over HTTP on this machine; notes what it is asked for. */
public final class RepositoryServer implements AutoCloseable {
  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** The paths asked for, in order. */
  public final List<String> asked = new CopyOnWriteArrayList<>();

  /** Files whose name ends so are sent half, and then nothing more comes. */
  public volatile String stalls = "\n";

  /** What the header {@code Authorization} must be, if it is not empty. */
  public volatile String secret = "";

  /** Starts it. */
  public RepositoryServer(Path folder) throws IOException {
    this.folder = folder;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where it is. */
  public String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/";
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(1);
    asked.add(path);
    if (!secret.isEmpty()
        && !secret.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"tests\"");
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
      return;
    }
    Path file = folder.resolve(path);
    if (!Files.isRegularFile(file)) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    byte[] bytes = Files.readAllBytes(file);
    exchange.sendResponseHeaders(200, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      if (path.endsWith(stalls)) {
        out.write(bytes, 0, bytes.length / 2);
        out.flush();
        closed.await();
      }
      out.write(bytes);
    } catch (InterruptedException | IOException gone) {
      exchange.close();
    }
  }

  /** Puts an artifact there whose jar holds nothing but a note of its name. */
  public RepositoryServer deploy(String coordinates, String... dependencies) throws IOException {
    Path jar = Files.createTempFile(folder, "artifact", ".tmp");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("note"));
      out.write(coordinates.getBytes(StandardCharsets.UTF_8));
    }
    return deploy(jar, coordinates, dependencies);
  }

  /**
   * Puts an artifact there.
   *
   * @param dependencies coordinates, each with {@code =scope} behind it if it is not compile
   */
  public RepositoryServer deploy(Path jar, String coordinates, String... dependencies)
      throws IOException {
    Coordinates c = Coordinates.parse(coordinates);
    StringBuilder pom = new StringBuilder(head(c)).append("<dependencies>");
    for (String text : dependencies) {
      String[] parts = text.split("=");
      Coordinates d = Coordinates.parse(parts[0]);
      pom.append("<dependency><groupId>").append(d.group()).append("</groupId><artifactId>");
      pom.append(d.artifact()).append("</artifactId><version>").append(d.version());
      pom.append("</version><scope>").append(parts.length > 1 ? parts[1] : "compile");
      pom.append("</scope></dependency>");
    }
    pom.append("</dependencies></project>");
    write(path(c, "pom"), pom.toString().getBytes(StandardCharsets.UTF_8));
    write(path(c, c.extension()), Files.readAllBytes(jar));
    return this;
  }

  /** The opening of a POM. */
  public static String head(Coordinates c) {
    return "<project><modelVersion>4.0.0</modelVersion><groupId>"
        + c.group()
        + "</groupId><artifactId>"
        + c.artifact()
        + "</artifactId><version>"
        + c.version()
        + "</version>";
  }

  /** Puts a file there, with its checksum. */
  public void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(content);
      Files.writeString(Path.of(file + ".sha1"), HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Where a file of an artifact lies. */
  public Path path(Coordinates c, String extension) {
    String end = c.classifier().isEmpty() || extension.equals("pom") ? "" : "-" + c.classifier();
    return folder
        .resolve(c.group().replace('.', '/'))
        .resolve(c.artifact())
        .resolve(c.version())
        .resolve(c.artifact() + "-" + c.version() + end + "." + extension);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
