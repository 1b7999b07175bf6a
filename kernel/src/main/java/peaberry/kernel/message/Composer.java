package peaberry.kernel.message;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import peaberry.kernel.wire.Envelope;

/** Puts what the kernel says into envelopes, each with a header of its own. Thread-safe. */
public final class Composer {
  /** The protocol's version that all headers tell. */
  public static final String PROTOCOL = "5.5";

  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.US_ASCII);

  private final String session;
  private final AtomicLong sent = new AtomicLong();

  /**
   * @param session what this process calls itself in its messages, unique to it
   */
  public Composer(String session) {
    this.session = session;
  }

  /** What this process calls itself. */
  public String session() {
    return session;
  }

  /** A message that nobody asked for. */
  public Envelope compose(Content content) {
    return compose(List.of(), EMPTY, content);
  }

  /** A message to all, caused by the request with the header {@code parent}. */
  public Envelope compose(byte[] parent, Content content) {
    return compose(List.of(), parent, content);
  }

  /** A message to the client of {@code request}. */
  public Envelope compose(Envelope request, Content content) {
    return compose(request.identities(), request.header(), content);
  }

  /** The id of a message that {@link #compose} made. */
  public static String id(Envelope composed) {
    return Json.parse(composed.header(), "a header").get("msg_id").getAsString();
  }

  private Envelope compose(List<byte[]> identities, byte[] parent, Content content) {
    return new Envelope(
        identities,
        header(content.type()),
        parent,
        metadata(content.metadata()),
        body(content),
        content.buffers());
  }

  private byte[] header(String type) {
    String id = session + '_' + sent.incrementAndGet();
    return json(
        out -> {
          out.name("msg_id").value(id);
          out.name("session").value(session);
          out.name("username").value("kernel");
          out.name("date").value(now());
          out.name("msg_type").value(type);
          out.name("version").value(PROTOCOL);
        });
  }

  // LocalDateTime prints itself without the formatter machinery, whose loading costs milliseconds.
  private static String now() {
    Instant now = Instant.now();
    int micros = now.getNano() / 1000 * 1000;
    return LocalDateTime.ofEpochSecond(now.getEpochSecond(), micros, ZoneOffset.UTC) + "Z";
  }

  private static byte[] metadata(Map<String, Object> metadata) {
    if (metadata.isEmpty()) {
      return EMPTY;
    }
    return json(
        out -> {
          for (Map.Entry<String, Object> entry : metadata.entrySet()) {
            out.name(entry.getKey());
            Json.write(out, entry.getValue());
          }
        });
  }

  private static byte[] body(Content content) {
    return json(content::writeFields);
  }

  private interface Writing {
    void to(JsonWriter json) throws IOException;
  }

  private static byte[] json(Writing fields) {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(false);
    try {
      json.beginObject();
      fields.to(json);
      json.endObject();
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter never throws", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
