package peaberry.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With small files in the place of PyTorch's. */
class NativeLibrariesTest {
  private static final FileTime OLD = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir Path folder;
  private Path cache;
  private NativeLibraries libraries;

  @BeforeEach
  void makeLibraries() throws IOException {
    cache = folder.resolve("of a user/cache");
    libraries = libraries(folder, 3_000_000);
  }

  private static NativeLibraries libraries(Path folder, int size) throws IOException {
    Map<String, URL> resources = new LinkedHashMap<>();
    for (String name : List.of("libone.so", "libtwo.so.1")) {
      byte[] content = new byte[size];
      new Random(size).nextBytes(content);
      Path file = Files.write(folder.resolve(name), content);
      resources.put(name, file.toUri().toURL());
    }
    return new NativeLibraries("1.0", "cpu", resources);
  }

  private void requireWhole(Path unpacked) throws IOException {
    for (String name : libraries.resources().keySet()) {
      assertThat(unpacked.resolve(name)).hasSameBinaryContentAs(folder.resolve(name));
    }
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("pytorch-1.0", "pytorch.lock");
    }
  }

  @Test
  void theyAreUnpackedOnce() throws IOException {
    Path unpacked = libraries.unpack(cache);
    requireWhole(unpacked);
    Files.setLastModifiedTime(unpacked.resolve("libone.so"), OLD);
    assertThat(libraries.unpack(cache)).isEqualTo(unpacked);
    assertThat(Files.getLastModifiedTime(unpacked.resolve("libone.so"))).isEqualTo(OLD);
  }

  @Test
  void aFileThatIsGoneOrCutIsReplacedAndAnEndedKernelsDraftRemoved() throws IOException {
    Path unpacked = libraries.unpack(cache);
    Files.delete(unpacked.resolve("libone.so"));
    Files.write(unpacked.resolve("libtwo.so.1"), new byte[10]);
    Files.createDirectories(cache.resolve("pytorch.part"));
    Files.write(cache.resolve("pytorch.part/libone.so"), new byte[10]);
    requireWhole(libraries.unpack(cache));
  }

  @Test
  void ofKernelsThatStartAtOnceOneUnpacksAndTheOthersWait() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Unpacker.class.getName(),
                  folder.toString(),
                  cache.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
    int unpacked = 0;
    for (Process process : processes) {
      String told = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor()).isZero();
      unpacked += told.startsWith("Unpacking PyTorch into ") ? 1 : 0;
    }
    assertThat(unpacked).isEqualTo(1);
    libraries = libraries(folder, Unpacker.SIZE);
    requireWhole(cache.resolve("pytorch-1.0"));
  }

  /** Another process. */
  static final class Unpacker {
    static final int SIZE = 20_000_000;

    public static void main(String[] args) throws IOException {
      Path own = Files.createTempDirectory(Path.of(args[0]), "own");
      libraries(own, SIZE).unpack(Path.of(args[1]));
    }
  }

  @Test
  void aFolderThatCannotBeWrittenToIsNamedWithWhatToDo() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatIOException()
        .isThrownBy(() -> libraries.unpack(file.resolve("cache")))
        .withMessageStartingWith("PyTorch's libraries could not be unpacked into " + file)
        .withMessageEndingWith(
            "Set PEABERRY_CACHE to a folder that can be written to and has 5 MB left.");
  }

  @Test
  void aDiskWithoutRoomIsSaidBeforeItIsFull() throws IOException {
    var huge = new NativeLibraries("1.0", "cpu", Map.of("libhuge.so", huge()));
    assertThatIOException()
        .isThrownBy(() -> huge.unpack(cache))
        .withMessageMatching(
            "PyTorch's libraries could not be unpacked into .*: only \\d+ MB are left there\\. Set PEABERRY_CACHE .*");
    assertThat(cache.resolve("pytorch.part")).doesNotExist();
  }

  private static URL huge() throws IOException {
    return URL.of(
        URI.create("huge:file"),
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
              @Override
              public void connect() {}

              @Override
              public long getContentLengthLong() {
                return Long.MAX_VALUE / 2;
              }

              @Override
              public InputStream getInputStream() {
                return new ByteArrayInputStream(new byte[0]);
              }
            };
          }
        });
  }
}
