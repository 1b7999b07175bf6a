package peaberry.kernel.assist;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The documentation comments of the JDK and of libraries, in files that {@link DocIndexer} has
 * written: one for each archive of sources.
 *
 * <p>A file has its classes in the order of their names, in deflated blocks. Only the table of the
 * blocks is kept in memory. Layout: {@link #MAGIC}; a fingerprint; the number of blocks; for each
 * the name of its first class, its place in the file, its length there and its length inflated;
 * then the blocks. In a block each class follows the one before: its name, the length of what it
 * has, and that: the number of its comments, and for each a key and the comment.
 *
 * <p>Safe for use by several threads.
 */
final class DocIndex {
  static final String MAGIC = "peaberry documentation 1";
  static final String SUFFIX = ".docs";

  private record Block(String first, long at, int length, int inflated) {}

  private record Part(Path path, List<Block> blocks) {}

  private final Path folder;
  private List<Part> parts;

  /** The index in a folder; without one there are no comments. */
  DocIndex(Path folder) {
    this.folder = folder;
  }

  /** The comment on a class itself. */
  Optional<DocComment> ofClass(String binaryName) {
    return Optional.ofNullable(ofAll(binaryName).get(""));
  }

  /**
   * The comments on a class and its members.
   *
   * @param binaryName the class, or {@code java.util.package-info} for a package
   * @return by {@code ""} for the class, the name of a field, or {@code name(Type,Type[])} with the
   *     simple names of a method's erased parameter types; a constructor is {@code <init>}
   */
  Map<String, DocComment> ofAll(String binaryName) {
    for (Part part : parts()) {
      try {
        Map<String, DocComment> found = find(part, binaryName);
        if (found != null) {
          return found;
        }
      } catch (IOException | DataFormatException unreadable) {
        continue; // no comment is better than no answer
      }
    }
    return Map.of();
  }

  private synchronized List<Part> parts() {
    if (parts == null) {
      parts = new ArrayList<>();
      if (folder != null && Files.isDirectory(folder)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
          files.forEach(this::open);
        } catch (IOException unreadable) {
          return parts;
        }
      }
    }
    return parts;
  }

  private void open(Path path) {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
      if (!in.readUTF().equals(MAGIC)) {
        return; // of another version
      }
      in.readUTF();
      int count = in.readInt();
      List<Block> blocks = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        blocks.add(new Block(in.readUTF(), in.readLong(), in.readInt(), in.readInt()));
      }
      parts.add(new Part(path, blocks));
    } catch (IOException unreadable) {
      return;
    }
  }

  private static Map<String, DocComment> find(Part part, String name)
      throws IOException, DataFormatException {
    int low = 0;
    int high = part.blocks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (part.blocks.get(middle).first.compareTo(name) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? null : find(inflate(part.path, part.blocks.get(low - 1)), name);
  }

  private static byte[] inflate(Path path, Block block) throws IOException, DataFormatException {
    byte[] packed = new byte[block.length];
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(block.at);
      file.readFully(packed);
    }
    byte[] bytes = new byte[block.inflated];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(packed);
      int done = inflater.inflate(bytes);
      if (done != bytes.length) {
        throw new IOException("expected " + bytes.length + " bytes, got " + done);
      }
    }
    return bytes;
  }

  private static Map<String, DocComment> find(byte[] block, String name) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(block));
    while (in.available() > 0) {
      String next = in.readUTF();
      int length = in.readInt();
      if (next.equals(name)) {
        return comments(in);
      }
      in.skipNBytes(length);
    }
    return null;
  }

  private static Map<String, DocComment> comments(DataInputStream in) throws IOException {
    Map<String, DocComment> all = new HashMap<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String key = in.readUTF();
      String body = text(in);
      List<DocComment.Tag> tags = new ArrayList<>();
      int tagCount = in.readInt();
      for (int j = 0; j < tagCount; j++) {
        tags.add(new DocComment.Tag(in.readUTF(), in.readUTF(), text(in)));
      }
      all.put(key, new DocComment(body, tags));
    }
    return all;
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  /** The fingerprint of the sources that a file was made from; empty if it is no such file. */
  static String fingerprint(Path path) {
    try (InputStream stream = Files.newInputStream(path);
        DataInputStream in = new DataInputStream(stream)) {
      return in.readUTF().equals(MAGIC) ? in.readUTF() : "";
    } catch (IOException | UncheckedIOException unreadable) {
      return "";
    }
  }
}
