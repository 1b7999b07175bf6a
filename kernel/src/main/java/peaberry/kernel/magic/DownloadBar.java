package peaberry.kernel.magic;

import peaberry.kernel.display.Display;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.resolve.Transfers;

/**
 * Shows how far a download is: a bar where HTML is shown, a line of text elsewhere. Nothing is
 * shown as long as nothing is downloaded. Used by one thread.
 */
final class DownloadBar implements AutoCloseable {
  private String id;
  private String shown = "";
  private Transfers.Progress last;

  /** Shows a new state, if it looks different. */
  void show(Transfers.Progress progress) {
    if (progress.sources().isEmpty()) {
      return;
    }
    last = progress;
    String current = progress.current() == null ? "" : ", " + progress.current();
    show(text("Downloading", progress) + current, progress.bytes(), progress.expected());
  }

  /** Leaves what was downloaded standing. */
  @Override
  public void close() {
    if (id != null) {
      show(
          text("Downloaded", last) + " from " + String.join(", ", last.sources()),
          last.bytes(),
          last.bytes());
    }
  }

  private void show(String text, long bytes, long of) {
    if (text.equals(shown)) {
      return;
    }
    shown = text;
    MimeBundle bundle = MimeBundle.text(text).with("text/html", html(text, bytes, of));
    if (id == null) {
      id = Display.display(bundle);
    } else {
      Display.updateDisplay(id, bundle);
    }
  }

  private static String html(String text, long bytes, long of) {
    String bar =
        bytes < of ? "<progress value=\"" + bytes + "\" max=\"" + of + "\"></progress> " : "";
    String quoted = text.replace("&", "&amp;").replace("<", "&lt;");
    return "<div>" + bar + quoted + "</div>";
  }

  private static String text(String verb, Transfers.Progress progress) {
    return verb + " " + progress.files() + " files, " + size(progress.bytes());
  }

  private static String size(long bytes) {
    if (bytes < 1_000_000) {
      return (bytes + 999) / 1000 + " kB";
    }
    return String.format(java.util.Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
