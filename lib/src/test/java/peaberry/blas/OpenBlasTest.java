package peaberry.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import peaberry.learn.LinearRegression;

class OpenBlasTest {

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
        .isInstanceOfSatisfying(
            OpenBlas.Missing.class,
            missing ->
                assertThat(missing.message())
                    .startsWith("Linear models and multivariate normals need OpenBLAS.")
                    .contains("on Windows 11 (amd64) install it")
                    .hasLineCount(1));
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
  void oneThreadUnlessTheUserSaysOtherwise() {
    OpenBlas.load();
    String wanted =
        System.getenv().getOrDefault("OPENBLAS_NUM_THREADS", System.getenv("OMP_NUM_THREADS"));
    assertThat(smile.linalg.blas.cblas_h.openblas_get_num_threads())
        .isEqualTo(wanted == null ? 1 : Integer.parseInt(wanted));
  }

  @Test
  void aFunctionThatIsNotThereIsNamed() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> OpenBlas.function("dgesddd_", FunctionDescriptor.ofVoid()))
        .withMessage(
            "The OpenBLAS of this system has no dgesddd_: install one that was built with LAPACK.");
  }

  @Test
  void aSecondClassLoaderFitsModelsToo() throws Exception {
    double[][] x = {{1, 2}, {2, 1}, {3, 5}, {4, 3}, {5, 9}};
    double[] y = {1, 2, 4, 3, 9};
    double ours = LinearRegression.fit(x, y).intercept();
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
    URL[] urls = new URL[entries.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = Path.of(entries[i]).toUri().toURL();
    }
    try (var loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Class<?> other = loader.loadClass(LinearRegression.class.getName());
      assertThat(other).isNotSameAs(LinearRegression.class);
      Object model = other.getMethod("fit", double[][].class, double[].class).invoke(null, x, y);
      assertThat(other.getMethod("intercept").invoke(model)).isEqualTo(ours);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
