package peaberry.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import peaberry.data.Datasets;
import peaberry.data.djl.NDArrays;
import peaberry.random.RandomState;

/** The two ways of training that the package's documentation shows, on real problems. */
class TrainingTest {
  private static final int HOURS = 26;
  private static final int LEVELS = 11;
  private static final int BATCH = 64;
  private static final Shape STATES = new Shape(BATCH, LEVELS + HOURS);

  private static Trainer trainer(Model model, Loss loss, float rate) {
    return model.newTrainer(
        new DefaultTrainingConfig(loss)
            .optOptimizer(Optimizer.adam().optLearningRateTracker(Tracker.fixed(rate)).build()));
  }

  @Test
  void aPerceptronLearnsTwoMoonsThatNoLineParts() throws Exception {
    var moons = Datasets.makeMoons().samples(500).noise(0.1).make(RandomState.of(42));
    Torch.seed(42);
    try (Model model = Model.newInstance("moons")) {
      model.setBlock(
          new SequentialBlock()
              .add(Linear.builder().setUnits(16).build())
              .add(Activation::relu)
              .add(Linear.builder().setUnits(2).build()));
      try (Trainer trainer = trainer(model, Loss.softmaxCrossEntropyLoss(), 0.01f)) {
        trainer.initialize(new Shape(1, 2));
        NDManager manager = trainer.getManager();
        NDArray x = NDArrays.of(manager, moons.x());
        NDArray y = manager.create(moons.y());
        var data =
            new ArrayDataset.Builder().setData(x).optLabels(y).setSampling(BATCH, true).build();
        float before = loss(trainer, x, y);
        int arrays = manager.getManagedArrays().size();
        for (int epoch = 0; epoch < 60; epoch++) {
          for (Batch batch : trainer.iterateDataset(data)) {
            EasyTrain.trainBatch(trainer, batch);
            trainer.step();
            batch.close();
          }
        }
        assertThat(manager.getManagedArrays()).hasSize(arrays);
        assertThat(loss(trainer, x, y)).isLessThan(before / 4);
        long[] classes = trainer.evaluate(new NDList(x)).singletonOrThrow().argMax(1).toLongArray();
        long right =
            IntStream.range(0, classes.length).filter(i -> classes[i] == moons.y()[i]).count();
        assertThat(right / (double) classes.length).isGreaterThan(0.97);
      }
    }
  }

  private static float loss(Trainer trainer, NDArray x, NDArray y) {
    try (var _ = new NDScope()) {
      NDList out = trainer.evaluate(new NDList(x));
      return trainer.getLoss().evaluate(new NDList(y), out).getFloat();
    }
  }

  private static SequentialBlock network() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(128).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(64).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(3).build());
  }

  /**
   * A battery: in each of 26 hours it is discharged, left or charged by a tenth, at a price that is
   * high in the evening. What has been seen is kept and drawn from.
   */
  private static final class Replay {
    private final Random random = new Random(7);
    final float[] states = new float[BATCH * (LEVELS + HOURS)];
    final float[] next = new float[states.length];
    final long[] actions = new long[BATCH];
    final float[] rewards = new float[BATCH];
    final float[] goesOn = new float[BATCH];

    void draw() {
      Arrays.fill(states, 0);
      Arrays.fill(next, 0);
      for (int i = 0; i < BATCH; i++) {
        int hour = random.nextInt(HOURS);
        int level = random.nextInt(LEVELS);
        int action = random.nextInt(3);
        int reached = Math.clamp(level + action - 1, 0, LEVELS - 1);
        mark(states, i, level, hour);
        mark(next, i, reached, Math.min(hour + 1, HOURS - 1));
        actions[i] = action;
        rewards[i] = (level - reached) * price(hour);
        goesOn[i] = hour + 1 < HOURS ? 1 : 0;
      }
    }

    static void mark(float[] rows, int row, int level, int hour) {
      rows[row * (LEVELS + HOURS) + level] = 1;
      rows[row * (LEVELS + HOURS) + LEVELS + hour] = 1;
    }

    static float price(int hour) {
      return hour % 24 >= 17 && hour % 24 < 21 ? 1 : 0.2f;
    }
  }

  private static void step(
      Trainer trainer, SequentialBlock target, ParameterStore weights, Replay replay) {
    NDManager manager = trainer.getManager();
    replay.draw();
    try (var _ = new NDScope();
        var collector = trainer.newGradientCollector()) {
      NDArray best =
          target
              .forward(weights, new NDList(manager.create(replay.next, STATES)), false)
              .singletonOrThrow()
              .max(new int[] {1});
      NDArray wanted =
          best.mul(manager.create(replay.goesOn)).mul(0.95).add(manager.create(replay.rewards));
      NDArray q =
          trainer.forward(new NDList(manager.create(replay.states, STATES))).singletonOrThrow();
      NDArray taken = q.gather(manager.create(replay.actions, new Shape(BATCH, 1)), 1).squeeze(1);
      collector.backward(taken.sub(wanted).square().mean());
    }
    trainer.step();
  }

  @Test
  void aDeepQNetworkLearnsWhenToDischargeAndItsMemoryStaysAsItIs() throws Throwable {
    Torch.seed(42);
    try (Model model = Model.newInstance("battery")) {
      SequentialBlock network = network();
      SequentialBlock target = network();
      model.setBlock(network);
      NDManager manager = model.getNDManager();
      try (Trainer trainer = trainer(model, Loss.l2Loss(), 0.001f)) {
        trainer.initialize(STATES);
        target.freezeParameters(true);
        target.initialize(manager, DataType.FLOAT32, STATES);
        Torch.copy(network, target);
        ParameterStore weights = new ParameterStore(manager, false);
        Replay replay = new Replay();
        int arrays = 0;
        long memory = 0;
        for (int i = 0; i < 10_000; i++) {
          step(trainer, target, weights, replay);
          if (i % 200 == 0) {
            Torch.copy(network, target);
          }
          if (i == 4_000) {
            arrays =
                manager.getManagedArrays().size() + trainer.getManager().getManagedArrays().size();
            memory = nativeMegabytes();
          }
        }
        assertThat(
                manager.getManagedArrays().size() + trainer.getManager().getManagedArrays().size())
            .isEqualTo(arrays);
        // One array of a batch of states, left in each step, would be 57 MB.
        assertThat(nativeMegabytes() - memory).isLessThan(20);
        assertThat(action(trainer, 5, 18)).as("full price").isZero();
        assertThat(action(trainer, 0, 16)).as("empty, full price to come").isEqualTo(2);
      }
    }
  }

  private static long action(Trainer trainer, int level, int hour) {
    float[] state = new float[LEVELS + HOURS];
    Replay.mark(state, 0, level, hour);
    try (var _ = new NDScope()) {
      NDArray one = trainer.getManager().create(state, new Shape(1, LEVELS + HOURS));
      return trainer.evaluate(new NDList(one)).singletonOrThrow().argMax().getLong();
    }
  }

  /** What glibc has given out, PyTorch's arrays among it; the JVM's heap is not. */
  @SuppressWarnings("restricted")
  private static long nativeMegabytes() throws Throwable {
    // Buffers whose numbers were copied are freed with their Java objects.
    System.gc();
    Thread.sleep(300);
    Linker linker = Linker.nativeLinker();
    MemoryLayout info = MemoryLayout.sequenceLayout(10, ValueLayout.JAVA_LONG);
    var mallinfo =
        linker.downcallHandle(
            linker.defaultLookup().find("mallinfo2").orElseThrow(),
            FunctionDescriptor.of(MemoryLayout.structLayout(info)));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment numbers = (MemorySegment) mallinfo.invokeExact((SegmentAllocator) arena);
      long mapped = numbers.getAtIndex(ValueLayout.JAVA_LONG, 4);
      long inUse = numbers.getAtIndex(ValueLayout.JAVA_LONG, 7);
      return (mapped + inUse) >> 20;
    }
  }

  @Test
  void aFrozenLayerKeepsItsWeightsWhileTheOthersLearn() {
    try (Model model = Model.newInstance("transfer")) {
      SequentialBlock network = network();
      model.setBlock(network);
      try (Trainer trainer = trainer(model, Loss.l2Loss(), 0.01f)) {
        trainer.initialize(STATES);
        network.getChildren().get(0).getValue().freezeParameters(true);
        float[] frozen = weights(network, 0);
        float[] learning = weights(network, 2);
        SequentialBlock target = network();
        target.initialize(model.getNDManager(), DataType.FLOAT32, STATES);
        ParameterStore store = new ParameterStore(model.getNDManager(), false);
        step(trainer, target, store, new Replay());
        assertThat(weights(network, 0)).isEqualTo(frozen);
        assertThat(weights(network, 2)).isNotEqualTo(learning);
        network.getChildren().get(0).getValue().freezeParameters(false);
        step(trainer, target, store, new Replay());
        assertThat(weights(network, 0)).isNotEqualTo(frozen);
      }
    }
  }

  private static float[] weights(SequentialBlock network, int index) {
    return network.getParameters().get(index).getValue().getArray().toFloatArray();
  }
}
