package peaberry.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OpenBlasTest {

  @Test
  void theCacheFolderIsTheUsersUnlessOneIsNamed() {
    assertThat(OpenBlas.cache(Map.of(), "/home/ada"))
        .isEqualTo(Path.of("/home/ada/.cache/peaberry"));
    assertThat(OpenBlas.cache(Map.of("XDG_CACHE_HOME", "/c"), "/home/ada"))
        .isEqualTo(Path.of("/c/peaberry"));
    assertThat(OpenBlas.cache(Map.of("PEABERRY_CACHE", "/p", "XDG_CACHE_HOME", "/c"), "/home/ada"))
        .isEqualTo(Path.of("/p"));
  }

  @Test
  void theLibraryIsUnpackedUnderTheNameThatSmileAsksFor(@TempDir Path cache) throws IOException {
    Path folder = OpenBlas.unpack(cache);
    byte[] library = Files.readAllBytes(folder.resolve("libopenblas.so.0"));
    String text = new String(library, StandardCharsets.ISO_8859_1);
    assertThat(text).contains("libopenblas.so\0\0\0").doesNotContain("libopenblas.so.0");
    assertThat(names(folder)).hasSize(4);
    assertThat(names(cache)).containsExactly(folder.getFileName().toString());
  }

  @Test
  void aFolderThatLostAFileIsWrittenAnew(@TempDir Path cache) throws IOException {
    Path folder = OpenBlas.unpack(cache);
    Files.delete(folder.resolve("libgfortran.so.5"));
    assertThat(names(OpenBlas.unpack(cache))).hasSize(4);
    assertThat(names(cache)).hasSize(1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anotherSystemWithoutOpenBlasIsToldWhatToInstall() {
    assertThat(OpenBlas.onOtherSystem("Windows 11", "amd64"))
        .startsWith("Linear models need OpenBLAS.")
        .contains("on Windows 11 (amd64) install it")
        .hasLineCount(1);
  }

  @Test
  void severalAtOnceGetTheSameWholeFolder(@TempDir Path cache) throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      Callable<Path> unpack = () -> OpenBlas.unpack(cache);
      List<Future<Path>> folders = threads.invokeAll(List.of(unpack, unpack, unpack, unpack));
      for (Future<Path> folder : folders) {
        assertThat(names(folder.get())).hasSize(4);
      }
    }
    assertThat(names(cache)).hasSize(1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void asManyThreadsAsTheJvmHasCoresUnlessTheUserSaysOtherwise() {
    OpenBlas.load();
    if (!System.getenv().containsKey("OPENBLAS_NUM_THREADS")) {
      assertThat(smile.linalg.blas.cblas_h.openblas_get_num_threads())
          .isEqualTo(Runtime.getRuntime().availableProcessors());
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
