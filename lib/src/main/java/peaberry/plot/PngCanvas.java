package peaberry.plot;

import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
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
  private final Graphics2D graphics;

  private PngCanvas(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /** The figure as a PNG file; empty where Java cannot draw text, as on a system without fonts. */
  static Optional<byte[]> draw(Layout layout) {
    try {
      return Optional.of(paint(layout));
    } catch (LinkageError | InternalError | AWTError | RuntimeException e) {
      System.getLogger(PngCanvas.class.getName())
          .log(System.Logger.Level.DEBUG, "This system cannot draw a PNG.", e);
      return Optional.empty();
    }
  }

  private static byte[] paint(Layout layout) {
    var image = new BufferedImage(layout.width(), layout.height(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      FigurePainter.paint(layout, new PngCanvas(graphics));
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
  public void stroke(Path2D path, Stroke stroke) {
    graphics.setColor(color(stroke.color(), stroke.opacity()));
    graphics.setStroke(
        new BasicStroke(
            (float) stroke.width(),
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            1,
            stroke.dash() == Dash.DASHED ? new float[] {6, 4} : null,
            0));
    graphics.draw(path);
  }

  @Override
  public void fill(Path2D path, Fill fill) {
    graphics.setColor(color(fill.color(), fill.opacity()));
    Path2D holed = new Path2D.Double(path);
    holed.setWindingRule(Path2D.WIND_EVEN_ODD);
    graphics.fill(holed);
  }

  @Override
  public void rectangle(Frame frame, Fill fill) {
    graphics.setColor(color(fill.color(), fill.opacity()));
    graphics.fill(new Rectangle2D.Double(frame.left(), frame.top(), frame.width(), frame.height()));
  }

  @Override
  public void dot(double x, double y, double radius, Fill fill) {
    graphics.setColor(color(fill.color(), fill.opacity()));
    graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  private static Color color(String name, double opacity) {
    Color solid = Color.decode(name);
    return new Color(
        solid.getRed(), solid.getGreen(), solid.getBlue(), (int) Math.round(255 * opacity));
  }

  @Override
  public void text(double x, double y, String text, double size, Anchor anchor, String color) {
    graphics.setColor(Color.decode(color));
    write(x, y, text, font(Font.PLAIN, size), anchor);
  }

  @Override
  public void title(double x, double y, String text, double size) {
    graphics.setColor(Color.decode(Palette.INK));
    write(x, y, text, font(Font.BOLD, size), Anchor.MIDDLE);
  }

  private static Font font(int style, double size) {
    return new Font(Font.SANS_SERIF, style, 1).deriveFont((float) size);
  }

  private void write(double x, double y, String text, Font font, Anchor anchor) {
    graphics.setFont(font);
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
  public void turnedText(
      double x, double y, String text, double size, Anchor anchor, double angle) {
    var upright = graphics.getTransform();
    graphics.translate(x, y);
    graphics.rotate(Math.toRadians(-angle));
    text(0, 0, text, size, anchor);
    graphics.setTransform(upright);
  }

  @Override
  public void inside(Frame frame, Runnable drawing) {
    Shape before = graphics.getClip();
    graphics.clip(new Rectangle2D.Double(frame.left(), frame.top(), frame.width(), frame.height()));
    drawing.run();
    graphics.setClip(before);
  }
}
