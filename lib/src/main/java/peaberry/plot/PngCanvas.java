package peaberry.plot;

import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Draws with Java 2D, without a screen. One pixel for one: JupyterLab shows this picture, at its
 * own size, until the reader points at the live figure.
 */
final class PngCanvas implements Canvas {
  private static final BasicStroke PLAIN = new BasicStroke(1);
  private static final BasicStroke DASHED =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0);

  private final Graphics2D graphics;

  private PngCanvas(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /** The figure as a PNG file; empty where Java cannot draw text, as on a system without fonts. */
  static Optional<byte[]> draw(Figure figure) {
    try {
      return Optional.of(paint(figure));
    } catch (LinkageError | InternalError | AWTError | RuntimeException e) {
      System.getLogger(PngCanvas.class.getName())
          .log(System.Logger.Level.DEBUG, "This system cannot draw a PNG.", e);
      return Optional.empty();
    }
  }

  private static byte[] paint(Figure figure) {
    var image =
        new BufferedImage(
            (int) ScatterPainter.WIDTH, (int) ScatterPainter.HEIGHT, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      ScatterPainter.paint(figure, new PngCanvas(graphics));
    } finally {
      graphics.dispose();
    }
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void gridLine(double x1, double y1, double x2, double y2) {
    graphics.setColor(translucent(Palette.INK, Palette.GRID_OPACITY));
    graphics.setStroke(PLAIN);
    graphics.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  @Override
  public void dashedLine(double x1, double y1, double x2, double y2) {
    graphics.setColor(Color.decode(Palette.INK));
    graphics.setStroke(DASHED);
    graphics.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  private static Color translucent(String color, double opacity) {
    Color solid = Color.decode(color);
    return new Color(
        solid.getRed(), solid.getGreen(), solid.getBlue(), (int) Math.round(255 * opacity));
  }

  @Override
  public void dot(double x, double y, double radius, String color) {
    graphics.setColor(translucent(color, Palette.OPACITY));
    graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  @Override
  public void text(double x, double y, String text, double size, Anchor anchor) {
    graphics.setColor(Color.decode(Palette.INK));
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size));
    double width = graphics.getFontMetrics().stringWidth(text);
    double shift =
        switch (anchor) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    graphics.drawString(text, (float) (x - shift), (float) y);
  }

  @Override
  public void verticalText(double x, double y, String text, double size) {
    var upright = graphics.getTransform();
    graphics.translate(x, y);
    graphics.rotate(-Math.PI / 2);
    text(0, 0, text, size, Anchor.MIDDLE);
    graphics.setTransform(upright);
  }
}
