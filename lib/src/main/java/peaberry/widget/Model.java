package peaberry.widget;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import peaberry.kernel.display.Comm;
import peaberry.kernel.display.Comms;

/**
 * A widget's state as both sides know it, and its talk with the front ends. Nothing is said until
 * {@link #open}; outside of a notebook nothing ever.
 *
 * <p>Safe for use by several threads: messages go out in the order of the changes.
 */
final class Model {
  /** Of the widget messages; in the metadata of each comm's first one. */
  private static final Map<String, Object> PROTOCOL = Map.of("version", "2.1.0");

  private static final String TARGET = "jupyter.widget";

  /** What a front end asks of a widget. */
  interface Events {
    /** A front end has changed some of the state. */
    void changed(Map<String, Object> state);

    /** A front end tells what is no state, such as a click. */
    void told(Map<String, Object> content);
  }

  private final Map<String, Object> state = new LinkedHashMap<>();
  private final Events events;
  private Comm comm;
  private Models models;
  private boolean closed;

  /**
   * @param module the front end's module, such as {@code @jupyter-widgets/controls}
   * @param version the version of the module's protocol
   */
  Model(String module, String version, String model, String view, Events events) {
    this.events = events;
    state.put("_model_module", module);
    state.put("_model_module_version", version);
    state.put("_model_name", model);
    state.put("_view_module", module);
    state.put("_view_module_version", version);
    state.put("_view_name", view);
  }

  /** How a control looks whose description is longer than front ends leave room for. */
  static Model wideDescription() {
    Model style =
        new Model(
            Widget.CONTROLS,
            Widget.CONTROLS_VERSION,
            "DescriptionStyleModel",
            "StyleView",
            new Events() {
              @Override
              public void changed(Map<String, Object> state) {}

              @Override
              public void told(Map<String, Object> content) {}
            });
    style.set("_view_module", "@jupyter-widgets/base");
    style.set("description_width", "initial");
    return style;
  }

  /** Tells the front ends of the widget, if they do not know it yet; returns its id. */
  synchronized String open(Comms comms) {
    if (closed) {
      throw new IllegalStateException("expected an open widget to show, got one that was closed");
    }
    if (comm == null) {
      models = comms.shared(Models.class, Models::new);
      comm = comms.open(TARGET, message("state", state), PROTOCOL);
      comm.onMessage(message -> received(message.data()));
      comm.onClose(() -> models.remove(this));
      models.add(this);
    }
    return comm.id();
  }

  synchronized String id() {
    return comm.id();
  }

  synchronized Object get(String key) {
    return state.get(key);
  }

  /** A copy of all of the state. */
  synchronized Map<String, Object> state() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(state));
  }

  /** Changes a part of the state as a front end did; returns whether it was another. */
  synchronized boolean take(String key, Object value) {
    return !Objects.equals(state.put(key, value), value);
  }

  /** Changes a part of the state, here and in the front ends; returns whether it was another. */
  synchronized boolean set(String key, Object value) {
    boolean changed = take(key, value);
    if (changed) {
      tell("update", Collections.singletonMap(key, value));
    }
    return changed;
  }

  /** Removes the widget from the front ends, for good. */
  synchronized void close() {
    closed = true;
    if (comm != null) {
      comm.close();
      models.remove(this);
    }
  }

  /** Runs with the messages that come, in the order in which they came. */
  private void received(Map<String, Object> message) {
    switch (String.valueOf(message.get("method"))) {
      case "update" -> part(message, "state", this::update);
      case "request_state" -> tell("update", state());
      case "custom" -> part(message, "content", events::told);
      default -> {
        // A later protocol may know more; what is not known cannot be meant for this widget.
      }
    }
  }

  /**
   * The front end that made the change waits for its echo, by which the others hear of it. What the
   * widget then makes of it follows as a message of its own.
   */
  private void update(Map<String, Object> changes) {
    tell("echo_update", changes);
    events.changed(changes);
  }

  /** Tells the front ends anew what one of them has got wrong. */
  synchronized void correct(String key) {
    if (state.containsKey(key)) {
      tell("update", Collections.singletonMap(key, state.get(key)));
    }
  }

  private synchronized void tell(String method, Map<String, Object> changes) {
    if (comm != null) {
      Map<String, Object> message = message("state", changes);
      message.put("method", method);
      comm.send(message);
    }
  }

  private static Map<String, Object> message(String key, Map<String, Object> content) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put(key, new LinkedHashMap<>(content));
    message.put("buffer_paths", List.of());
    return message;
  }

  private static void part(
      Map<String, Object> message, String key, Consumer<Map<String, Object>> use) {
    if (message.get(key) instanceof Map<?, ?> map) {
      Map<String, Object> part = new LinkedHashMap<>();
      map.forEach((name, value) -> part.put(String.valueOf(name), value));
      use.accept(part);
    }
  }
}
