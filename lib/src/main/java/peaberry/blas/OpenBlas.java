package peaberry.blas;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Loads OpenBLAS from the class path, gives its functions, and lets Smile find it.
 *
 * <p>Smile opens {@code libopenblas.so} by that name alone and carries no such file. The copy from
 * bytedeco's jar calls itself {@code libopenblas.so.0}. We write it to {@link NativeCache} with the
 * name in its header (its SONAME) shortened, and load it by its path: the system's loader then
 * takes a request for {@code libopenblas.so} as one for the library that is loaded already. Nothing
 * has to be installed, and no environment variable set.
 *
 * <p>Done once in a JVM. Safe if several JVMs start at the same time: each writes a folder of its
 * own, and the first to rename it wins.
 */
@SuppressWarnings("restricted")
public final class OpenBlas {
  /** In the order of loading: each needs those above it. */
  private static final List<String> LIBRARIES =
      List.of("libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0");

  private static final String RESOURCES = "/org/bytedeco/openblas/linux-x86_64/";
  private static final String VERSION = "/META-INF/maven/org.bytedeco/openblas/pom.properties";

  private OpenBlas() {}

  /**
   * Makes OpenBLAS available to Smile. On another system than Linux on x86-64 it only looks whether
   * there is one.
   *
   * @throws UnsupportedOperationException if there is none; the message says what to do
   */
  public static void load() {
    loaded();
  }

  /**
   * A function of BLAS or LAPACK by its name in the library, such as {@code dgesdd_}.
   *
   * @throws UnsupportedOperationException if there is no OpenBLAS, or none with this function; the
   *     message says what to do
   */
  static MethodHandle function(String name, FunctionDescriptor type) {
    return loaded()
        .find(name)
        .map(address -> Linker.nativeLinker().downcallHandle(address, type))
        .orElseThrow(
            () ->
                new UnsupportedOperationException(
                    "The OpenBLAS of this system has no %s: install one that was built with LAPACK."
                        .formatted(name)));
  }

  private static SymbolLookup loaded() {
    return switch (Attempt.ONLY) {
      case Found(SymbolLookup symbols) -> symbols;
      case Missing(String message) -> throw new UnsupportedOperationException(message);
    };
  }

  /** How the loading ended. */
  sealed interface Outcome {}

  record Found(SymbolLookup symbols) implements Outcome {}

  record Missing(String message) implements Outcome {}

  /** Runs the loading when it is first asked for, once. */
  private static final class Attempt {
    static final Outcome ONLY = attempt();

    private static Outcome attempt() {
      String system = System.getProperty("os.name");
      String processor = System.getProperty("os.arch");
      if (!system.equals("Linux") || !processor.equals("amd64")) {
        return onOtherSystem(system, processor);
      }
      try {
        return new Found(load(NativeCache.unpack(OpenBlas::unpack)));
      } catch (IOException | IllegalArgumentException e) {
        return new Missing(
            "OpenBLAS could not be loaded (%s). Linear models and multivariate normals need it: install a JDK for glibc, or set PEABERRY_CACHE to a folder that can be written to and run programs."
                .formatted(e));
      }
    }
  }

  /** The system's own OpenBLAS (macOS: its BLAS and LAPACK), otherwise what to do. */
  static Outcome onOtherSystem(String system, String processor) {
    List<String> names =
        system.startsWith("Mac")
            ? List.of("blas", "lapack")
            : List.of(system.startsWith("Windows") ? "libopenblas" : "openblas");
    try {
      return new Found(
          names.stream()
              .map(name -> SymbolLookup.libraryLookup(System.mapLibraryName(name), Arena.global()))
              .reduce(SymbolLookup::or)
              .orElseThrow());
    } catch (IllegalArgumentException e) {
      return new Missing(
          "Linear models and multivariate normals need OpenBLAS. Peaberry brings it for Linux on x86-64; on %s (%s) install it and put %s on the library path."
              .formatted(system, processor, System.mapLibraryName(names.getFirst())));
    }
  }

  /**
   * Writes the libraries into a folder below {@code cache}, unless they are there.
   *
   * @return the folder that holds them all
   */
  static Path unpack(Path cache) throws IOException {
    Path folder = cache.resolve("openblas-" + version());
    if (isWhole(folder)) {
      return folder;
    }
    delete(folder);
    Files.createDirectories(cache);
    Path draft = Files.createTempDirectory(cache, "openblas-");
    try {
      for (String library : LIBRARIES) {
        Files.write(draft.resolve(library), renamed(library, resource(RESOURCES + library)));
      }
      publish(draft, folder);
    } finally {
      delete(draft);
    }
    return folder;
  }

  /** False for a folder that is not there, or that someone has tidied up. */
  private static boolean isWhole(Path folder) {
    return LIBRARIES.stream().allMatch(library -> Files.isRegularFile(folder.resolve(library)));
  }

  private static void publish(Path draft, Path folder) throws IOException {
    try {
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!isWhole(folder)) {
        throw e;
      }
      // Another JVM was first: its folder is whole, for it was renamed at once.
    }
  }

  /** The header's {@code libopenblas.so.0} becomes {@code libopenblas.so}, padded with zeros. */
  private static byte[] renamed(String library, byte[] content) throws IOException {
    if (!library.equals("libopenblas.so.0")) {
      return content;
    }
    byte[] name = (library + "\0").getBytes(StandardCharsets.US_ASCII);
    int at = indexOf(content, name);
    if (at < 0) {
      throw new IOException(library + " does not hold its own name");
    }
    content[at + library.length() - 2] = 0;
    content[at + library.length() - 1] = 0;
    return content;
  }

  private static int indexOf(byte[] content, byte[] wanted) {
    for (int at = 0; at <= content.length - wanted.length; at++) {
      int same = 0;
      while (same < wanted.length && content[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return at;
      }
    }
    return -1;
  }

  private static SymbolLookup load(Path folder) {
    SymbolLookup openBlas = null;
    for (String library : LIBRARIES) {
      // Not System.load: that allows a library in one class loader only.
      openBlas = SymbolLookup.libraryLookup(folder.resolve(library), Arena.global());
    }
    limitThreads(openBlas, System.getenv());
    return openBlas;
  }

  /**
   * One thread: OpenBLAS's threads wait for each other without yielding, so on a machine with other
   * work to do a fit of 10,000 x 20 took 154 ms with two of them and 6 ms with one.
   */
  private static void limitThreads(SymbolLookup openBlas, Map<String, String> environment) {
    if (environment.containsKey("OPENBLAS_NUM_THREADS")
        || environment.containsKey("OMP_NUM_THREADS")) {
      return;
    }
    var setThreads =
        Linker.nativeLinker()
            .downcallHandle(
                openBlas.find("openblas_set_num_threads").orElseThrow(),
                FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
    try {
      setThreads.invokeExact(1);
    } catch (Throwable e) {
      throw new IllegalStateException("OpenBLAS did not take a number of threads.", e);
    }
  }

  /** The version in the jar's own Maven record; a new version gets a folder of its own. */
  private static String version() throws IOException {
    String record = new String(resource(VERSION), StandardCharsets.ISO_8859_1);
    return record
        .lines()
        .filter(line -> line.startsWith("version="))
        .map(line -> line.substring("version=".length()).strip())
        .findFirst()
        .orElseThrow(() -> new IOException("the jar of OpenBLAS names no version"));
  }

  private static byte[] resource(String path) throws IOException {
    try (InputStream in = OpenBlas.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException(
            "the jar org.bytedeco:openblas:linux-x86_64 is not on the class path");
      }
      return in.readAllBytes();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
