package peaberry.torch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import peaberry.kernel.display.Progress;

/**
 * PyTorch's libraries in their jars, and the folder that they are unpacked into.
 *
 * <p>They are unpacked once: straight from the jar into a draft, which is renamed when it is whole.
 * Who comes meanwhile, in another process, waits at a lock for it.
 *
 * @param version of PyTorch and of DJL's binding to it
 * @param flavor {@code cpu}, or the CUDA that they are built for
 * @param resources where each file's content is, by the file's name
 */
record NativeLibraries(String version, String flavor, Map<String, URL> resources) {
  private static final int BLOCK = 1 << 20;

  NativeLibraries {
    resources = new LinkedHashMap<>(resources);
  }

  /**
   * Those on the class path.
   *
   * @throws IOException if a jar is missing
   */
  static NativeLibraries bundled(ClassLoader loader) throws IOException {
    Properties torch = properties(loader, "native/lib/pytorch.properties", "pytorch-native-cpu");
    Properties binding = properties(loader, "jnilib/pytorch.properties", "pytorch-jni");
    String flavor = torch.getProperty("flavor");
    String system = torch.getProperty("classifier");
    Map<String, URL> resources = new LinkedHashMap<>();
    for (String file : torch.getProperty("libraries").split(",")) {
      String path = "pytorch/%s/%s/%s".formatted(flavor, system, file);
      resources.put(file, resource(loader, path, "pytorch-native-cpu"));
    }
    String file = System.mapLibraryName("djl_torch");
    String path = "jnilib/%s/%s/%s".formatted(system, flavor, file);
    resources.put(file, resource(loader, path, "pytorch-jni"));
    return new NativeLibraries(binding.getProperty("jni_version"), flavor, resources);
  }

  private static Properties properties(ClassLoader loader, String path, String jar)
      throws IOException {
    Properties properties = new Properties();
    try (InputStream in = resource(loader, path, jar).openStream()) {
      properties.load(in);
    }
    return properties;
  }

  private static URL resource(ClassLoader loader, String path, String jar) throws IOException {
    URL url = loader.getResource(path);
    if (url == null) {
      throw new IOException("there is no " + path + " on the class path: add the jar " + jar);
    }
    return url;
  }

  /**
   * Writes the libraries into a folder below {@code cache}, unless they are there.
   *
   * @return the folder that holds them all
   * @throws IOException if they cannot be written; the message says why and what to do
   */
  Path unpack(Path cache) throws IOException {
    Path folder = cache.resolve("pytorch-" + version);
    if (isWhole(folder)) {
      return folder;
    }
    try {
      Files.createDirectories(cache);
      try (FileChannel lock =
          FileChannel.open(
              cache.resolve("pytorch.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        lock.lock();
        if (!isWhole(folder)) {
          write(cache.resolve("pytorch.part"), folder);
        }
      }
      return folder;
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw new IOException(
          "PyTorch's libraries could not be unpacked into %s: %s. Set PEABERRY_CACHE to a folder that can be written to and has %d MB left."
              .formatted(cache, reason(e), size() >> 20),
          e);
    }
  }

  private static String reason(Exception e) {
    return e instanceof AccessDeniedException denied
        ? denied.getFile() + " cannot be written to"
        : e.getMessage();
  }

  /** Under the lock: what is in the draft is of one that was ended. */
  private void write(Path draft, Path folder) throws IOException {
    delete(draft);
    Files.createDirectory(draft);
    long left = Files.getFileStore(draft).getUsableSpace();
    if (left < size()) {
      delete(draft);
      throw new IOException("only %d MB are left there".formatted(left >> 20));
    }
    System.out.printf("Unpacking PyTorch into %s, once: %d MB%n", folder, size() >> 20);
    long blocks = 0;
    for (URL resource : resources.values()) {
      blocks += Math.ceilDiv(size(resource), BLOCK);
    }
    try (Progress progress = Progress.start(blocks)) {
      for (var file : resources.entrySet()) {
        copy(file.getValue(), draft.resolve(file.getKey()), progress);
      }
      delete(folder);
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(draft);
    }
  }

  private static void copy(URL resource, Path file, Progress progress) throws IOException {
    byte[] block = new byte[BLOCK];
    try (InputStream in = resource.openStream();
        OutputStream out = Files.newOutputStream(file)) {
      for (int n = in.readNBytes(block, 0, BLOCK); n > 0; n = in.readNBytes(block, 0, BLOCK)) {
        out.write(block, 0, n);
        progress.step();
      }
    }
  }

  /** False for a folder that is not there, or that someone has tidied up. */
  private boolean isWhole(Path folder) throws IOException {
    for (var file : resources.entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (!Files.isRegularFile(path) || Files.size(path) != size(file.getValue())) {
        return false;
      }
    }
    return true;
  }

  private long size() throws IOException {
    long sum = 0;
    for (URL resource : resources.values()) {
      sum += size(resource);
    }
    return sum;
  }

  private static long size(URL resource) throws IOException {
    return resource.openConnection().getContentLengthLong();
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> files = Files.walk(folder)) {
      paths = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
