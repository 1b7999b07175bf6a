package peaberry.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TorchTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void theEngineIsPyTorchFromTheCacheAndAsksNoNetwork() {
    assertThat(Engine.getInstance().getEngineName()).isEqualTo("PyTorch");
    assertThat(Engine.getInstance().getVersion()).isEqualTo("2.7.1");
    assertThat(Path.of(System.getProperty("PYTORCH_LIBRARY_PATH")))
        .startsWith(Path.of(System.getenv("PEABERRY_CACHE")));
    assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
  }

  @Test
  void anEngineThatIsStartedIsHandedOutWithoutMoreWork() {
    Engine engine = Engine.getEngine("PyTorch");
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    boolean same = true;
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100; i++) {
      same &= manager.getEngine() == engine;
    }
    assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
    assertThat(same).isTrue();
  }

  /** {@code torch.manual_seed(42); torch.randn(2, 2)} */
  @Test
  void aSeedGivesTheNumbersOfPyTorch() {
    Torch.seed(42);
    assertThat(manager.randomNormal(new Shape(2, 2)).toFloatArray())
        .containsExactly(new float[] {0.3367f, 0.1288f, 0.2345f, 0.2303f}, within(5e-5f));
    Torch.seed(42);
    assertThat(manager.randomNormal(new Shape(1)).toFloatArray()[0])
        .isEqualTo(0.3367f, within(5e-5f));
  }

  @Test
  void thereAreAsManyThreadsAsAskedForAndAtLeastOne() {
    int before = Torch.threads();
    Torch.threads(1);
    assertThat(Torch.threads()).isEqualTo(1);
    Torch.threads(before);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Torch.threads(0))
        .withMessage("expected one thread or more, got 0");
  }

  @Test
  void anArrayHoldsACopyOfWhatItIsMadeOf() {
    double[] numbers = {1, 2, 3, 4};
    NDArray array = manager.create(numbers, new Shape(2, 2));
    numbers[0] = 9;
    assertThat(array.toDoubleArray()).containsExactly(1, 2, 3, 4);
    assertThat(array.getShape()).isEqualTo(new Shape(2, 2));

    ByteBuffer direct = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
    direct.putLong(5).putLong(6).flip();
    NDArray whole = manager.create(direct, new Shape(2), DataType.INT64);
    NDArray second = manager.create(direct, new Shape(2), DataType.INT64);
    direct.putLong(0, 9);
    assertThat(whole.toLongArray()).containsExactly(5, 6);
    assertThat(second.toLongArray()).containsExactly(5, 6);
  }

  @Test
  void arraysAreMadeOfEachOfJavasTypes() {
    assertThat(manager.create(new float[] {1.5f}).toFloatArray()).containsExactly(1.5f);
    assertThat(manager.create(new int[] {-7}).toIntArray()).containsExactly(-7);
    assertThat(manager.create(new byte[] {-8}).toByteArray()).containsExactly(-8);
    assertThat(manager.create(new boolean[] {true, false}).toBooleanArray())
        .containsExactly(true, false);
    assertThat(manager.create(2.5).getDouble()).isEqualTo(2.5);
    assertThat(manager.create(new double[0]).toDoubleArray()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manager.create(new double[3], new Shape(2, 2)))
        .withMessageContaining("NDArray size is: 4, but buffer size is: 3");
  }

  @Test
  void aNumberIsTheSameToTheLastBit() {
    for (double number : new double[] {0.1, -0.0, Double.MIN_VALUE, -1e300, Double.NaN}) {
      NDArray array = manager.create(number);
      assertThat(array.getShape()).isEqualTo(new Shape());
      assertThat(array.getDataType()).isEqualTo(DataType.FLOAT64);
      assertThat(Double.doubleToLongBits(array.getDouble()))
          .isEqualTo(Double.doubleToLongBits(number));
    }
    for (float number : new float[] {0.1f, -0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY}) {
      NDArray array = manager.create(number);
      assertThat(array.getDataType()).isEqualTo(DataType.FLOAT32);
      assertThat(array.getFloat()).isEqualTo(number);
    }
    assertThat(manager.create(Long.MAX_VALUE).getLong()).isEqualTo(Long.MAX_VALUE);
    DoubleBuffer second = DoubleBuffer.wrap(new double[] {1, 2}).position(1);
    assertThat(manager.create(second, new Shape()).getDouble()).isEqualTo(2);
    assertThat(second.position()).isEqualTo(1);
  }

  @Test
  void theBackwardPassFindsItsNumbersAfterAGarbageCollection() {
    NDArray x = manager.create(new double[] {1, 2, 3});
    for (int i = 0; i < 20; i++) {
      NDArray gradient =
          Torch.gradients(
                  () -> {
                    NDArray loss = x.div(0.5).maximum(3).mul(0.25).sum();
                    reuseWhatIsFree();
                    return loss;
                  },
                  x)
              .of(x);
      assertThat(gradient.toDoubleArray()).containsExactly(0, 0.5, 0.5);
    }
  }

  /** Collects garbage, and writes ones into direct memory of the sizes that were freed. */
  private static void reuseWhatIsFree() {
    System.gc();
    List<ByteBuffer> taken = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(i % 2 == 0 ? 8 : 32);
      while (buffer.hasRemaining()) {
        buffer.put((byte) 63);
      }
      taken.add(buffer);
    }
    assertThat(taken).hasSize(2000);
  }

  @Test
  void gradientsDescendToTheLineThatTheDataWereMadeOf() {
    NDArray x = manager.arange(20f).div(10).reshape(20, 1);
    NDArray y = x.mul(3).add(1);
    NDArray w = manager.zeros(new Shape(1, 1));
    NDArray b = manager.zeros(new Shape(1));
    int arrays = 0;
    float loss = Float.NaN;
    for (int i = 0; i < 500; i++) {
      try (var _ = new NDScope()) {
        var g = Torch.gradients(() -> x.matMul(w).add(b).sub(y).square().mean(), w, b);
        w.subi(g.of(w).mul(0.2));
        b.subi(g.of(b).mul(0.2));
        loss = g.loss();
      }
      arrays = i == 0 ? manager.getManagedArrays().size() : arrays;
    }
    assertThat(manager.getManagedArrays()).hasSize(arrays);
    assertThat(loss).isLessThan(1e-8f);
    assertThat(w.toFloatArray()[0]).isEqualTo(3f, within(1e-3f));
    assertThat(b.toFloatArray()[0]).isEqualTo(1f, within(1e-3f));
  }

  @Test
  void gradientsAreNewOnesEachTimeOnAnyThread() {
    NDArray w = manager.create(new float[] {1, 2});
    for (int i = 0; i < 2; i++) {
      var g =
          CompletableFuture.supplyAsync(
                  () -> {
                    var gradients = Torch.gradients(() -> w.square().sum(), w);
                    w.addi(0);
                    return gradients;
                  },
                  task -> new Thread(task).start())
              .join();
      assertThat(g.of(w).toFloatArray()).containsExactly(2, 4);
      assertThat(g.loss()).isEqualTo(5);
    }
  }

  @Test
  void aLossThatIsNoNumberAndAnArrayThatWasNotAskedForAreRefused() {
    NDArray w = manager.create(new float[] {1, 2});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Torch.gradients(w::square, w))
        .withMessage("A loss is one number, but this one has the shape (2): take its sum or mean.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Torch.gradients(() -> w.square().sum(), w).of(manager.ones(new Shape(2))))
        .withMessage(
            "There is no gradient by this array: name it after the loss, Torch.gradients(loss, array).");
  }

  @Test
  void aCopiedNetworkHasTheSameWeightsOfItsOwn() {
    Block from = linear(3, 2);
    Block to = linear(3, 2);
    Torch.copy(from, to);
    assertThat(weights(to).toFloatArray()).isEqualTo(weights(from).toFloatArray());
    try (NDArray more = weights(from).add(1)) {
      more.copyTo(weights(from));
    }
    assertThat(weights(to).toFloatArray()).isNotEqualTo(weights(from).toFloatArray());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Torch.copy(from, linear(4, 2)))
        .withMessageStartingWith("The networks are not alike: ")
        .withMessageEndingWith(" has the shape (2, 3) in one, and (2, 4) in the other.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Torch.copy(from, Linear.builder().setUnits(2).build()))
        .withMessageStartingWith("The network has no weights yet: ");
  }

  private Block linear(int in, int out) {
    Block block = Linear.builder().setUnits(out).build();
    block.initialize(manager, DataType.FLOAT32, new Shape(1, in));
    return block;
  }

  private static NDArray weights(Block block) {
    return block.getParameters().get(0).getValue().getArray();
  }
}
