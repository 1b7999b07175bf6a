package peaberry.widget;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import peaberry.kernel.display.FrontEnd;
import peaberry.kernel.display.FrontEnds;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Screen;

/**
 * A place for output: what is printed and shown, and what is thrown, inside of {@link #run}.
 *
 * <pre>{@code
 * Output log = new Output();
 * button.onClick(() -> log.run(() -> System.out.println("clicked")));
 * VBox.of(button, log)
 * }</pre>
 *
 * <p>The output is part of the widget's state: all front ends show it, also one that connects
 * later.
 */
public final class Output extends Widget {
  private static final long PAUSE_MILLIS = 100;

  /** One output; told as notebook files have it. */
  private sealed interface Item {
    Map<String, Object> content();
  }

  private record Printed(String name, StringBuilder text) implements Item {
    @Override
    public Map<String, Object> content() {
      return Map.of("output_type", "stream", "name", name, "text", text.toString());
    }
  }

  private record Shown(String id, MimeBundle bundle) implements Item {
    @Override
    public Map<String, Object> content() {
      return Map.of(
          "output_type", "display_data", "data", bundle.data(), "metadata", bundle.metadata());
    }
  }

  private record Failed(String name, String message, List<String> traceback) implements Item {
    @Override
    public Map<String, Object> content() {
      return Map.of(
          "output_type", "error", "ename", name, "evalue", message, "traceback", traceback);
    }
  }

  private final List<Item> items = new ArrayList<>();
  private boolean clearNext;
  private boolean waiting;

  /** An empty place. */
  public Output() {
    super("@jupyter-widgets/output", "1.0.0", "OutputModel", "OutputView");
    model().set("msg_id", "");
    model().set("outputs", List.of());
  }

  /** Runs code whose output goes here; an exception is shown here too and goes no further. */
  public void run(Runnable code) {
    Objects.requireNonNull(code, "code");
    FrontEnd frontEnd = FrontEnds.here().orElse(null);
    if (frontEnd == null) {
      code.run();
      return;
    }
    try {
      frontEnd.to(screen).run(code);
    } finally {
      send();
    }
  }

  /** As {@link #run}, and what was here before is gone with the first output, or at the end. */
  void runAnew(Runnable code) {
    screen.clear(true);
    run(code);
    synchronized (this) {
      if (clearNext) {
        clear();
      }
    }
  }

  /** Removes all that is shown here. */
  public void clear() {
    screen.clear(false);
    send();
  }

  private final Screen screen =
      new Screen() {
        @Override
        public void print(String text, boolean error) {
          append(text, error ? "stderr" : "stdout");
        }

        @Override
        public void show(String id, MimeBundle bundle) {
          append(new Shown(id, bundle));
        }

        @Override
        public void update(String id, MimeBundle bundle) {
          replace(new Shown(id, bundle));
        }

        @Override
        public void clear(boolean wait) {
          clearItems(wait);
        }

        @Override
        public void fail(String name, String message, List<String> traceback) {
          append(new Failed(name, message, traceback));
        }
      };

  private synchronized void clearItems(boolean wait) {
    clearNext = wait;
    if (!wait) {
      items.clear();
    }
  }

  private synchronized void append(String text, String name) {
    if (!clearNext
        && !items.isEmpty()
        && items.getLast() instanceof Printed last
        && last.name.equals(name)) {
      last.text.append(text);
      sendLater();
    } else {
      append(new Printed(name, new StringBuilder(text)));
    }
  }

  private synchronized void append(Item item) {
    if (clearNext) {
      clearNext = false;
      items.clear();
    }
    items.add(item);
    sendLater();
  }

  private synchronized void replace(Shown next) {
    items.replaceAll(item -> item instanceof Shown old && old.id.equals(next.id) ? next : item);
    sendLater();
  }

  /** All outputs are sent each time: not more often than one can look. */
  private void sendLater() {
    if (!waiting) {
      waiting = true;
      Thread.startVirtualThread(
          () -> {
            try {
              Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException hurried) {
              Thread.currentThread().interrupt();
            }
            send();
          });
    }
  }

  private synchronized void send() {
    waiting = false;
    model().set("outputs", items.stream().map(Item::content).toList());
  }

  @Override
  public synchronized String toString() {
    return "Output of " + items.size() + (items.size() == 1 ? " part" : " parts");
  }
}
