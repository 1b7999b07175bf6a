package peaberry.data.djl;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParameterList;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import peaberry.data.Grid;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Renderer;

/** Shows a DJL network: its layers with the shapes of one row's input and output, and weights. */
public final class BlockRenderer implements Renderer<Block> {

  @Override
  public Class<Block> type() {
    return Block.class;
  }

  @Override
  public MimeBundle render(Block block) {
    return grid(block, "").toMimeBundle();
  }

  /** The table of the block's layers, with a title at the beginning of the line below it. */
  static Grid grid(Block block, String title) {
    List<List<String>> rows = new ArrayList<>();
    addRows(block, name(block, block.getClass().getSimpleName()), "", rows);
    long weights = weights(block.getParameters(), false);
    long frozen = weights - weights(block.getParameters(), true);
    String caption =
        block.isInitialized()
            ? count(weights)
                + " weights"
                + (frozen == 0 ? "" : ", %s frozen".formatted(count(frozen)))
            : "no weights yet: call initialize with the shape of the input";
    return new Grid(
        List.of(
            Grid.Column.text("layer"),
            Grid.Column.text("input"),
            Grid.Column.text("output"),
            Grid.Column.number("weights")),
        rows,
        title.isEmpty() ? caption : title + " · " + caption);
  }

  private static void addRows(Block block, String name, String indent, List<List<String>> rows) {
    Shape[] in = block.isInitialized() ? block.getInputShapes() : new Shape[0];
    Shape[] out = in.length == 0 ? in : block.getOutputShapes(in);
    long weights = weights(block.getDirectParameters(), false);
    boolean frozen = weights > 0 && weights(block.getDirectParameters(), true) == 0;
    rows.add(
        List.of(
            indent + name,
            text(in),
            text(out),
            (weights == 0 ? "" : count(weights)) + (frozen ? " frozen" : "")));
    for (Pair<String, Block> child : block.getChildren()) {
      // DJL numbers its children: 01Linear.
      String key = child.getKey().replaceFirst("^\\d+", "");
      addRows(child.getValue(), name(child.getValue(), key), indent + "\u2003", rows);
    }
  }

  private static String name(Block block, String name) {
    return block instanceof LambdaBlock lambda && !lambda.getName().equals(LambdaBlock.DEFAULT_NAME)
        ? lambda.getName()
        : name;
  }

  private static String text(Shape[] shapes) {
    return Arrays.stream(shapes)
        .map(shape -> (shape.dimension() > 1 ? shape.slice(1) : shape).toString())
        .collect(Collectors.joining(" + "));
  }

  private static long weights(ParameterList parameters, boolean learning) {
    return parameters.values().stream()
        .filter(
            parameter -> parameter.isInitialized() && (!learning || parameter.requiresGradient()))
        .mapToLong(parameter -> parameter.getShape().size())
        .sum();
  }

  private static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }
}
