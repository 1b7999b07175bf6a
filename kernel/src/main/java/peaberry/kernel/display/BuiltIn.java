package peaberry.kernel.display;

import java.awt.Component;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The renderers that come with the kernel, for types that have more forms than their text.
 *
 * @param type what it shows
 * @param forms how
 */
record BuiltIn<T>(Class<T> type, Function<? super T, MimeBundle> forms) implements Renderer<T> {

  /** Values that show themselves. */
  static final Renderer<Displayable> DISPLAYABLE =
      new BuiltIn<>(Displayable.class, Displayable::toMimeBundle);

  /** The others, in the order in which they are asked. */
  static final List<Renderer<?>> ALL =
      List.of(
          new BuiltIn<>(MimeBundle.class, bundle -> bundle),
          new BuiltIn<>(RenderedImage.class, BuiltIn::png),
          new BuiltIn<>(Component.class, component -> png(Painting.of(component))),
          new BuiltIn<>(Collection.class, RecordTable::of),
          new BuiltIn<>(Record[].class, rows -> RecordTable.of(rows, List.of(rows))));

  @Override
  public MimeBundle render(T value) {
    return forms.apply(value);
  }

  private static MimeBundle png(RenderedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("PNG cannot hold an image of this kind");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String text = "image of " + image.getWidth() + " x " + image.getHeight() + " pixels";
    return MimeBundle.text(text)
        .with("image/png", bytes.toByteArray())
        .withMetadata("image/png", Map.of("width", image.getWidth(), "height", image.getHeight()));
  }
}
