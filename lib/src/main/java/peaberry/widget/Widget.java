package peaberry.widget;

import java.util.Map;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.FrontEnd;
import peaberry.kernel.display.FrontEnds;
import peaberry.kernel.display.MimeBundle;

/**
 * What a user of a notebook can see and move. It is shown like any value, as often as wanted: all
 * places show one state.
 *
 * <p>Safe for use by several threads.
 */
public abstract class Widget implements Displayable, AutoCloseable {
  static final String CONTROLS = "@jupyter-widgets/controls";
  static final String CONTROLS_VERSION = "2.0.0";

  private final Model model;

  /**
   * @param name the front end's name of it, without {@code Model} and {@code View}
   */
  Widget(String name) {
    this(CONTROLS, CONTROLS_VERSION, name + "Model", name + "View");
  }

  Widget(String module, String version, String modelName, String viewName) {
    this.model =
        new Model(
            module,
            version,
            modelName,
            viewName,
            new Model.Events() {
              @Override
              public void changed(Map<String, Object> state) {
                Widget.this.changed(state);
              }

              @Override
              public void told(Map<String, Object> content) {
                Widget.this.told(content);
              }
            });
  }

  final Model model() {
    return model;
  }

  /** What a front end has changed; the widget's own answer is that it changes nothing. */
  void changed(Map<String, Object> state) {
    state.keySet().forEach(model::correct);
  }

  /** What a front end tells beside the state. */
  void told(Map<String, Object> content) {}

  /** Opens the widgets that this one refers to. */
  void openParts(FrontEnd frontEnd) {}

  /** Tells the front ends of this widget, if they do not know it yet; returns its id. */
  final String open(FrontEnd frontEnd) {
    openParts(frontEnd);
    return model.open(frontEnd.comms());
  }

  /** Removes the widget wherever it is shown. It cannot be shown again. */
  @Override
  public void close() {
    model.close();
  }

  /** The widget for front ends that can show it, and its {@code toString()} for the others. */
  @Override
  public MimeBundle toMimeBundle() {
    MimeBundle text = MimeBundle.text(toString());
    return FrontEnds.here()
        .map(frontEnd -> text.with("application/vnd.jupyter.widget-view+json", view(frontEnd)))
        .orElse(text);
  }

  private Map<String, Object> view(FrontEnd frontEnd) {
    return Map.of("version_major", 2, "version_minor", 0, "model_id", open(frontEnd));
  }
}
