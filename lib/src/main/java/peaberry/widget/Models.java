package peaberry.widget;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import peaberry.kernel.display.Comm;
import peaberry.kernel.display.Comms;

/**
 * The widgets that front ends know. One that connects anew, such as a page that was loaded again,
 * asks for all of them at once and gets them with the values that they have now.
 *
 * <p>Safe for use by several threads.
 */
final class Models {
  private static final String CONTROL = "jupyter.widget.control";

  private final Set<Model> open = ConcurrentHashMap.newKeySet();

  Models(Comms comms) {
    comms.target(CONTROL, comm -> comm.onMessage(message -> answer(comm, message)));
  }

  void add(Model model) {
    open.add(model);
  }

  void remove(Model model) {
    open.remove(model);
  }

  private void answer(Comm comm, Comm.Message message) {
    if ("request_states".equals(message.data().get("method"))) {
      Map<String, Object> states = new LinkedHashMap<>();
      for (Model model : open) {
        states.put(model.id(), description(model.state()));
      }
      comm.send(Map.of("method", "update_states", "states", states, "buffer_paths", List.of()));
    }
  }

  private static Map<String, Object> description(Map<String, Object> state) {
    return Map.of(
        "model_name", state.get("_model_name"),
        "model_module", state.get("_model_module"),
        "model_module_version", state.get("_model_module_version"),
        "state", state);
  }
}
