package peaberry.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.pytorch.engine.PtEngine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What PyTorch says in one line and DJL in several: seeds, threads, gradients by hand, and the copy
 * of a network.
 *
 * <pre>{@code
 * Torch.seed(42);
 * NDArray w = manager.zeros(new Shape(2, 1));
 * for (int i = 0; i < 100; i++) {
 *   try (var step = new NDScope()) {
 *     var g = Torch.gradients(() -> x.dot(w).sub(y).square().mean(), w);
 *     w.subi(g.of(w).mul(0.1));
 *   }
 * }
 * }</pre>
 *
 * <p>All of it belongs to the process, as in PyTorch.
 */
public final class Torch {
  private Torch() {}

  /**
   * A loss and its gradients.
   *
   * @param loss the loss
   * @param by the arrays that it was differentiated by
   * @param gradients one for each of them, of its shape
   */
  public record Gradients(float loss, List<NDArray> by, List<NDArray> gradients) {
    public Gradients {
      by = List.copyOf(by);
      gradients = List.copyOf(gradients);
    }

    /**
     * The gradient by this array.
     *
     * @throws IllegalArgumentException if it is none of those asked for
     */
    public NDArray of(NDArray array) {
      for (int i = 0; i < by.size(); i++) {
        if (by.get(i) == array) {
          return gradients.get(i);
        }
      }
      throw new IllegalArgumentException(
          "There is no gradient by this array: name it after the loss, Torch.gradients(loss, array).");
    }
  }

  /**
   * Makes the random numbers that follow those of {@code torch.manual_seed}: of arrays, of the
   * first weights of layers, of dropout.
   */
  public static void seed(int seed) {
    engine().setRandomSeed(seed);
  }

  /** With how many threads PyTorch works. */
  public static int threads() {
    engine();
    return JniUtils.getNumThreads();
  }

  /**
   * Makes PyTorch work with so many threads when this Java thread calls it. Matrix products follow
   * the setting of the thread that asks for them, so one that trains beside this one calls this
   * too. Networks of a few thousand weights are as quick with one.
   *
   * @throws IllegalArgumentException if there would be none
   */
  public static void threads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("expected one thread or more, got " + threads);
    }
    engine();
    JniUtils.setNumThreads(threads);
  }

  /**
   * Differentiates a loss by some arrays, as {@code torch.autograd.grad} does.
   *
   * <p>DJL's collector adds a gradient to the one before, and lets an array be changed in place on
   * the thread alone that has started the engine. Here each gradient is a new one, and the arrays
   * may be changed in place afterwards on this thread. What the loss makes on its way is freed.
   *
   * @param loss computes the loss, of one element, from the arrays
   * @param by arrays of fractions; the gradient is zero by one that the loss does not depend on
   * @throws IllegalArgumentException if the loss has not one element
   * @throws ai.djl.engine.EngineException if it depends on none of the arrays
   */
  public static Gradients gradients(Supplier<NDArray> loss, NDArray... by) {
    Objects.requireNonNull(loss, "loss");
    Engine engine = engine();
    JniUtils.setGradMode(false);
    for (NDArray array : by) {
      array.setRequiresGradient(true);
    }
    float value;
    try (var _ = new NDScope();
        GradientCollector collector = engine.newGradientCollector()) {
      NDArray result = loss.get();
      if (result.size() != 1) {
        throw new IllegalArgumentException(
            "A loss is one number, but this one has the shape %s: take its sum or mean."
                .formatted(result.getShape()));
      }
      collector.backward(result);
      value = result.toType(DataType.FLOAT32, false).toFloatArray()[0];
    }
    return new Gradients(value, List.of(by), Arrays.stream(by).map(Torch::take).toList());
  }

  /** A copy of the gradient that an array holds, which is then zero. */
  private static NDArray take(NDArray array) {
    try (NDArray gradient = array.getGradient()) {
      NDArray copy = gradient.duplicate();
      gradient.subi(gradient);
      return copy;
    }
  }

  /**
   * Copies the weights of a network into another of the same layers, as {@code
   * target.load_state_dict(network.state_dict())} does.
   *
   * @throws IllegalArgumentException if the networks are not alike, or not both initialized; then
   *     nothing is copied
   */
  public static void copy(Block from, Block to) {
    ParameterList sources = from.getParameters();
    ParameterList targets = to.getParameters();
    if (sources.size() != targets.size()) {
      throw new IllegalArgumentException(
          "The networks are not alike: one has %d arrays of weights, the other %d."
              .formatted(sources.size(), targets.size()));
    }
    for (int i = 0; i < sources.size(); i++) {
      NDArray source = array(sources.get(i).getValue());
      NDArray target = array(targets.get(i).getValue());
      if (!source.getShape().equals(target.getShape())) {
        throw new IllegalArgumentException(
            "The networks are not alike: %s has the shape %s in one, and %s in the other."
                .formatted(sources.get(i).getKey(), source.getShape(), target.getShape()));
      }
    }
    for (int i = 0; i < sources.size(); i++) {
      array(sources.get(i).getValue()).copyTo(array(targets.get(i).getValue()));
    }
  }

  private static NDArray array(Parameter parameter) {
    if (!parameter.isInitialized()) {
      throw new IllegalArgumentException(
          "The network has no weights yet: call initialize with the shape of its input first.");
    }
    return parameter.getArray();
  }

  private static Engine engine() {
    return Engine.getEngine(PtEngine.ENGINE_NAME);
  }
}
