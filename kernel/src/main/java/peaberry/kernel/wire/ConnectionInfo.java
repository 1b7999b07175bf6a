package peaberry.kernel.wire;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a kernel is to be reached and by which key: the connection file's content.
 *
 * @param transport {@code tcp} or {@code ipc}
 * @param ip an address of this machine; for {@code ipc} what the names of the socket files start
 *     with, as in <code>{ip}-{port}</code>
 * @param ports 0 to 65535, one for each channel; 0 lets the kernel choose
 * @param key the secret that messages are signed with; empty for unsigned messages
 * @param signatureScheme such as {@code hmac-sha256}
 * @param kernelName the kernelspec's name; may be empty
 * @param curve the keys that connections are encrypted with; null if they are not
 */
public record ConnectionInfo(
    String transport,
    String ip,
    Map<Channel, Integer> ports,
    String key,
    String signatureScheme,
    String kernelName,
    CurveKeys curve) {
  static final String TCP = "tcp";
  static final String IPC = "ipc";
  private static final int MAX_PORT = 65_535;

  /**
   * Checks all fields.
   *
   * @throws WireException if one is missing or none of the known values
   */
  public ConnectionInfo {
    present("ip", ip);
    present("key", key);
    present("kernel_name", kernelName);
    present("signature_scheme", signatureScheme);
    if (!TCP.equals(transport) && !IPC.equals(transport)) {
      throw new WireException("Expected the transport tcp or ipc, got \"" + transport + "\".");
    }
    if (ip.isEmpty()) {
      throw new WireException("Expected an address in \"ip\", got an empty text.");
    }
    Signer.of(signatureScheme, "");
    Map<Channel, Integer> checked = new EnumMap<>(Channel.class);
    for (Channel channel : Channel.values()) {
      Integer port = ports.get(channel);
      present(channel.portField(), port);
      if (port < 0 || port > MAX_PORT) {
        throw new WireException(
            "Expected a port from 0 to 65535 in \""
                + channel.portField()
                + "\", got "
                + port
                + ".");
      }
      checked.put(channel, port);
    }
    ports = Collections.unmodifiableMap(checked);
  }

  private static void present(String field, Object value) {
    if (value == null) {
      throw new WireException("Expected \"" + field + "\" in the connection file, got none.");
    }
  }

  private static WireException notJson(Path file, Exception e) {
    return new WireException(
        "Expected a connection file in JSON at "
            + file
            + ", got something else; let Jupyter write it.",
        e);
  }

  /**
   * Reads a connection file. Unknown fields are passed over; {@code transport}, {@code
   * signature_scheme} and {@code kernel_name} may be left out.
   *
   * @throws WireException if there is no such file, it is not JSON, or its values are not usable
   */
  public static ConnectionInfo read(Path file) {
    Map<String, String> texts = new HashMap<>();
    Map<Channel, Integer> ports = new EnumMap<>(Channel.class);
    try (Reader text = Files.newBufferedReader(file);
        JsonReader json = new JsonReader(text)) {
      json.setStrictness(Strictness.STRICT);
      json.beginObject();
      while (json.hasNext()) {
        field(json, texts, ports);
      }
      json.endObject();
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw new IllegalStateException("more follows after the object");
      }
    } catch (NoSuchFileException e) {
      throw new WireException("Expected a connection file at " + file + ", got none.", e);
    } catch (EOFException | MalformedJsonException e) {
      throw notJson(file, e);
    } catch (IOException e) {
      throw new WireException(
          "Expected a connection file at " + file + ", but it cannot be read: " + e, e);
    } catch (IllegalStateException | NumberFormatException e) {
      throw notJson(file, e);
    }
    return new ConnectionInfo(
        texts.getOrDefault("transport", TCP),
        texts.get("ip"),
        ports,
        texts.get("key"),
        texts.getOrDefault("signature_scheme", "hmac-sha256"),
        texts.getOrDefault("kernel_name", ""),
        curve(texts.get("curve_publickey"), texts.get("curve_secretkey")));
  }

  /** The keys; null if there are none. One alone is an error, never a kernel without encryption. */
  private static CurveKeys curve(String publicKey, String secretKey) {
    if (publicKey == null && secretKey == null) {
      return null;
    }
    present("curve_publickey", publicKey);
    present("curve_secretkey", secretKey);
    return new CurveKeys(publicKey, secretKey);
  }

  private static void field(JsonReader json, Map<String, String> texts, Map<Channel, Integer> ports)
      throws IOException {
    String name = json.nextName();
    for (Channel channel : Channel.values()) {
      if (channel.portField().equals(name)) {
        ports.put(channel, json.nextInt());
        return;
      }
    }
    if (json.peek() == JsonToken.STRING) {
      texts.put(name, json.nextString());
    } else if (name.startsWith("curve_")) {
      throw new WireException("Expected a text in \"" + name + "\", got something else.");
    } else {
      json.skipValue();
    }
  }

  /** The connection file's text, the key included. */
  public String toJson() {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setIndent("  ");
      json.beginObject();
      for (Channel channel : Channel.values()) {
        json.name(channel.portField()).value(ports.get(channel));
      }
      json.name("ip").value(ip);
      json.name("key").value(key);
      json.name("transport").value(transport);
      json.name("signature_scheme").value(signatureScheme);
      json.name("kernel_name").value(kernelName);
      if (curve != null) {
        json.name("curve_publickey").value(curve.publicKey());
        json.name("curve_secretkey").value(curve.secretKey());
      }
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  /** For logs: all but the keys. */
  @Override
  public String toString() {
    return "ConnectionInfo[" + transport + "://" + ip + ", ports=" + ports + "]";
  }
}
