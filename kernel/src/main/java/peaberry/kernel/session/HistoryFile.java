package peaberry.kernel.session;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import peaberry.kernel.message.Json;
import peaberry.kernel.message.Reply.History.Line;
import peaberry.kernel.wire.WireException;

/**
 * The cells of the last sessions in one text file, a JSON object on each line, written at its end
 * and readable by its owner only. A session that finds it too long to be read at once, which a
 * front end asks for when it opens a notebook, first drops the older half.
 *
 * <p>Several kernels may write at once: each line is written under a lock on the file, which
 * closing it releases. Lines that cannot be read, such as one that a power cut left half written,
 * are passed over.
 */
final class HistoryFile {
  /** How the line of a session's start reads after its number. */
  private static final String START = ",\"line\":0,\"input\":\"\"";

  private static final long LONGEST = 8 << 20;

  private final Path path;
  private final long longest;

  HistoryFile(Path path) {
    this(path, LONGEST);
  }

  /** With another length, in bytes, from which on it is made shorter. */
  HistoryFile(Path path, long longest) {
    this.path = path;
    this.longest = longest;
  }

  /** What can be read, in the order of the file. A line with number 0 is a session's start. */
  List<Line> read() throws IOException {
    try (FileChannel file = open()) {
      file.lock();
      return read(file);
    }
  }

  /**
   * Starts a session.
   *
   * @return its number: one more than the highest in the file
   */
  int startSession() throws IOException {
    try (FileChannel file = open()) {
      file.lock();
      int session = lastSession(file) + 1;
      if (file.size() > longest) {
        keepLast(file, longest / 2);
      }
      append(file, new Line(session, 0, "", null));
      return session;
    }
  }

  /**
   * The number of the last session: starts are written in order, so the last one has the highest.
   * Looks for it from the end, since the file grows for years and a kernel should not read all of
   * it to run a cell.
   */
  private int lastSession(FileChannel file) throws IOException {
    long size = file.size();
    for (long window = 1 << 14; ; window *= 8) {
      long from = Math.max(0, size - window);
      String text = new String(bytes(file, from, size), StandardCharsets.ISO_8859_1);
      int mark = text.lastIndexOf(START);
      int line = text.lastIndexOf('\n', mark) + 1;
      if (mark >= 0 && (line > 0 || from == 0)) {
        Line start =
            parse(
                text.substring(line, text.indexOf('}', mark) + 1)
                    .getBytes(StandardCharsets.ISO_8859_1));
        if (start != null && start.number() == 0) {
          return start.session();
        }
      }
      if (from == 0) {
        int last = 0;
        for (Line any : read(file)) {
          last = Math.max(last, any.session());
        }
        return last;
      }
    }
  }

  /** The last whole lines, of so many bytes at most. */
  private static byte[] lastLines(FileChannel file, long most) throws IOException {
    long from = Math.max(0, file.size() - most);
    byte[] end = bytes(file, from, file.size());
    int line = 0;
    while (from > 0 && line < end.length && end[line++] != '\n') {}
    return Arrays.copyOfRange(end, line, end.length);
  }

  /** Moves the last whole lines, of so many bytes at most, to the beginning. */
  private static void keepLast(FileChannel file, long most) throws IOException {
    ByteBuffer kept = ByteBuffer.wrap(lastLines(file, most));
    file.position(0);
    while (kept.hasRemaining()) {
      file.write(kept);
    }
    file.truncate(file.position());
  }

  private static byte[] bytes(FileChannel file, long from, long to) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
    while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
      // Until the buffer is full, or the file ends before its size.
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** Adds a cell. */
  void append(Line line) throws IOException {
    try (FileChannel file = open()) {
      file.lock();
      append(file, line);
    }
  }

  private FileChannel open() throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(path.getParent(), posix ? permissions("rwx------") : permissions());
    return FileChannel.open(
        path,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        posix ? permissions("rw-------") : permissions());
  }

  private static FileAttribute<?>[] permissions(String... mode) {
    FileAttribute<?>[] attributes = new FileAttribute<?>[mode.length];
    for (int i = 0; i < mode.length; i++) {
      attributes[i] =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode[i]));
    }
    return attributes;
  }

  private static void append(FileChannel file, Line line) throws IOException {
    long size = file.size();
    // A half written line gets an end of its own, so that this one can be read.
    String start = size == 0 || lastByte(file, size) == '\n' ? "" : "\n";
    ByteBuffer bytes = ByteBuffer.wrap((start + text(line)).getBytes(StandardCharsets.UTF_8));
    file.position(size);
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private static byte lastByte(FileChannel file, long size) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    file.read(one, size - 1);
    return one.get(0);
  }

  private static String text(Line line) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("session", line.session());
    fields.put("line", line.number());
    fields.put("input", line.input());
    fields.put("output", line.output());
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    Json.write(json, fields);
    json.flush();
    return text.append('\n').toString();
  }

  private List<Line> read(FileChannel file) throws IOException {
    byte[] bytes = lastLines(file, longest);
    List<Line> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        Line line = parse(Arrays.copyOfRange(bytes, start, i));
        if (line != null) {
          lines.add(line);
        }
        start = i + 1;
      }
    }
    return lines;
  }

  /** The line, or null if it is damaged. */
  private static Line parse(byte[] text) {
    Map<String, Object> fields;
    try {
      fields = Json.map(Json.parse(text, "a line of the history"));
    } catch (WireException | NumberFormatException damaged) {
      return null;
    }
    return fields.get("session") instanceof Long session
            && fields.get("line") instanceof Long number
            && fields.get("input") instanceof String input
            && session > 0
            && session < Integer.MAX_VALUE
            && number >= 0
            && number < Integer.MAX_VALUE
        ? new Line(
            session.intValue(),
            number.intValue(),
            input,
            fields.get("output") instanceof String output ? output : null)
        : null;
  }
}
