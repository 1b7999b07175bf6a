package peaberry.torch;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.EngineProvider;
import ai.djl.pytorch.engine.PtEngineProvider;
import java.io.IOException;
import java.nio.file.Path;
import peaberry.blas.NativeCache;

/**
 * Hands DJL its PyTorch engine, with the libraries that are on the class path: nothing is fetched,
 * and nothing has to be set up. DJL finds it by itself, so a notebook never names this class. Of
 * two providers of one engine DJL takes the first, so this jar comes before {@code pytorch-engine}
 * on the class path: Maven and the installed kernel order them so.
 *
 * <p>The first use in a process loads the libraries, the very first one of a user unpacks them. A
 * use that failed can be tried again. PyTorch works with as many threads as this process has cores,
 * unless {@code OMP_NUM_THREADS} or DJL's property {@code ai.djl.pytorch.num_threads} says another
 * number; it takes another PyTorch where {@code PYTORCH_LIBRARY_PATH} says so.
 */
public final class TorchEngineProvider implements EngineProvider {
  private final EngineProvider engine = new PtEngineProvider();
  private Engine started; // null until it was first asked for

  /** Called by DJL, before it does anything else: it would look for itself on the network. */
  public TorchEngineProvider() {
    setUnlessSet("ai.djl.offline", "DJL_OFFLINE", "true");
  }

  @Override
  public String getEngineName() {
    return engine.getEngineName();
  }

  @Override
  public int getEngineRank() {
    return engine.getEngineRank();
  }

  /**
   * The engine. DJL asks for it at each training step, so what starts it is done once.
   *
   * @throws EngineException if the libraries cannot be unpacked or loaded; the message says what to
   *     do
   */
  @Override
  public synchronized Engine getEngine() {
    if (started == null) {
      started = start();
    }
    return started;
  }

  private Engine start() {
    setUnlessSet(
        "ai.djl.pytorch.num_threads",
        "OMP_NUM_THREADS",
        String.valueOf(Runtime.getRuntime().availableProcessors()));
    OwnMemory.define();
    FreedMemory.keep();
    if (isSet("PYTORCH_LIBRARY_PATH", "PYTORCH_LIBRARY_PATH")) {
      return engine.getEngine();
    }
    Path folder = unpacked();
    Waiting.passive();
    System.setProperty("PYTORCH_LIBRARY_PATH", folder.toString());
    try {
      return engine.getEngine();
    } catch (EngineException e) {
      System.clearProperty("PYTORCH_LIBRARY_PATH");
      throw new EngineException(
          "PyTorch could not be loaded from %s (%s). It needs Linux with glibc on x86-64, and a folder that programs can be run from: set PEABERRY_CACHE to another one."
              .formatted(folder, e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
          e);
    }
  }

  private static Path unpacked() {
    String system = System.getProperty("os.name");
    String processor = System.getProperty("os.arch");
    if (!system.equals("Linux") || !processor.equals("amd64")) {
      throw new EngineException(
          "Peaberry brings PyTorch for Linux on x86-64; on %s (%s) set PYTORCH_LIBRARY_PATH to the folder of a PyTorch of your own."
              .formatted(system, processor));
    }
    try {
      NativeLibraries libraries =
          NativeLibraries.bundled(TorchEngineProvider.class.getClassLoader());
      setUnlessSet("PYTORCH_FLAVOR", "PYTORCH_FLAVOR", libraries.flavor());
      return NativeCache.unpack(libraries::unpack);
    } catch (IOException e) {
      throw new EngineException(e.getMessage(), e.getCause());
    }
  }

  private static boolean isSet(String property, String variable) {
    return System.getProperty(property) != null || System.getenv(variable) != null;
  }

  private static void setUnlessSet(String property, String variable, String value) {
    if (!isSet(property, variable)) {
      System.setProperty(property, value);
    }
  }
}
