package peaberry.plot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A figure as a file. */
final class SavedFigure {
  private SavedFigure() {}

  static void write(Figure figure, Path file) {
    byte[] content = content(figure, file);
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("The figure cannot be written to " + file + ".", e);
    }
  }

  private static byte[] content(Figure figure, Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".html")) {
      return PlotlyPage.whole(figure).getBytes(StandardCharsets.UTF_8);
    }
    if (name.endsWith(".svg")) {
      return figure.toSvg().getBytes(StandardCharsets.UTF_8);
    }
    if (name.endsWith(".png")) {
      return PngCanvas.draw(new Layout(figure))
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "This system cannot draw a PNG (it has no fonts): save an .svg or .html."));
    }
    throw new IllegalArgumentException(
        "Expected a file name that ends in .html, .svg or .png, but got %s.".formatted(file));
  }
}
