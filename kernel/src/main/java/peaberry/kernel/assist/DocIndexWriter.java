package peaberry.kernel.assist;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes a file of a {@link DocIndex}. */
final class DocIndexWriter {
  /** What a block holds at least, in bytes: more packs better, less is found faster. */
  private static final int BLOCK = 100_000;

  private record Block(String first, byte[] packed, int inflated) {}

  private final List<Block> blocks = new ArrayList<>();
  private ByteArrayOutputStream open = new ByteArrayOutputStream();
  private String first;

  private DocIndexWriter() {}

  /**
   * Writes the comments, by class and key as {@link DocIndex#ofAll} tells them; the file is whole
   * or not there.
   */
  static void write(
      Path file, String fingerprint, SortedMap<String, Map<String, DocComment>> classes)
      throws IOException {
    DocIndexWriter writer = new DocIndexWriter();
    for (Map.Entry<String, Map<String, DocComment>> type : classes.entrySet()) {
      writer.add(type.getKey(), new TreeMap<>(type.getValue()));
    }
    writer.close();
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.write(unfinished, writer.bytes(fingerprint));
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private void add(String name, SortedMap<String, DocComment> comments) throws IOException {
    if (first == null) {
      first = name;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(bytes);
    data.writeInt(comments.size());
    for (Map.Entry<String, DocComment> entry : comments.entrySet()) {
      data.writeUTF(entry.getKey());
      text(data, entry.getValue().body());
      data.writeInt(entry.getValue().tags().size());
      for (DocComment.Tag tag : entry.getValue().tags()) {
        data.writeUTF(tag.kind());
        data.writeUTF(tag.name());
        text(data, tag.text());
      }
    }
    DataOutputStream block = new DataOutputStream(open);
    block.writeUTF(name);
    block.writeInt(bytes.size());
    bytes.writeTo(block);
    if (open.size() >= BLOCK) {
      close();
    }
  }

  private static void text(DataOutputStream data, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    data.writeInt(bytes.length);
    data.write(bytes);
  }

  private void close() throws IOException {
    if (first == null) {
      return;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
      open.writeTo(out);
    }
    blocks.add(new Block(first, packed.toByteArray(), open.size()));
    open = new ByteArrayOutputStream();
    first = null;
  }

  private byte[] bytes(String fingerprint) throws IOException {
    int table = table(fingerprint, 0).length;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(table(fingerprint, table));
    blocks.forEach(block -> all.writeBytes(block.packed));
    return all.toByteArray();
  }

  /** What stands before the blocks, the first of which is at {@code at}. */
  private byte[] table(String fingerprint, long at) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(bytes);
    data.writeUTF(DocIndex.MAGIC);
    data.writeUTF(fingerprint);
    data.writeInt(blocks.size());
    long next = at;
    for (Block block : blocks) {
      data.writeUTF(block.first);
      data.writeLong(next);
      data.writeInt(block.packed.length);
      data.writeInt(block.inflated);
      next += block.packed.length;
    }
    return bytes.toByteArray();
  }
}
