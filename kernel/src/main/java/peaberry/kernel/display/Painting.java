package peaberry.kernel.display;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * Paints AWT and Swing components without a screen: a panel, a label, a chart's panel. One that has
 * a size keeps it; any other gets the one that it prefers. What needs a window of its own, such as
 * a frame, cannot be made in a kernel at all. It is painted on the calling thread, which the user
 * can stop: without a window no other thread paints.
 */
final class Painting {
  /** For a component that prefers no size, as an empty panel or one that only paints itself. */
  private static final Dimension USUAL = new Dimension(640, 480);

  /** Some components prefer a few pixels around nothing. */
  private static final int LEAST = 20;

  private static final int MOST = 10_000;

  private Painting() {}

  static BufferedImage of(Component component) {
    if (component.getWidth() <= 0 || component.getHeight() <= 0) {
      Dimension wanted = component.getPreferredSize();
      boolean none = wanted.width < LEAST && wanted.height < LEAST;
      component.setSize(none ? USUAL : wanted);
    }
    int width = Math.clamp(component.getWidth(), 1, MOST);
    int height = Math.clamp(component.getHeight(), 1, MOST);
    component.setSize(width, height);
    if (component.getParent() == null) {
      layOut(component);
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      component.print(graphics);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  /** Places all parts; without a window nothing else would. */
  private static void layOut(Component component) {
    component.doLayout();
    if (component instanceof Container container) {
      for (Component part : container.getComponents()) {
        layOut(part);
      }
    }
  }
}
