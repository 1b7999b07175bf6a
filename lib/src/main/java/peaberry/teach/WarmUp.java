package peaberry.teach;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import peaberry.data.TablesawLoading;

/**
 * Loads what nearly every lesson's first cells need, while its reader still reads: Tablesaw looks
 * for its classes before the first table, and the first picture waits for fonts. Nothing depends on
 * it, so what goes wrong here is left to show where it matters.
 */
final class WarmUp {
  private WarmUp() {}

  static void begin() {
    Thread.ofPlatform().daemon().name("lesson warm-up").start(WarmUp::run);
  }

  private static void run() {
    try {
      TablesawLoading.run();
      Graphics2D graphics = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB).createGraphics();
      graphics.drawString("a", 0, 12);
      graphics.dispose();
    } catch (RuntimeException | LinkageError | InternalError e) {
      // A system without fonts, say: figures then say so themselves.
    }
  }
}
