package peaberry.widget;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import peaberry.kernel.display.FrontEnd;
import peaberry.kernel.display.FrontEnds;

/** What notebooks do when something happens; each in the cell that said so. Thread-safe. */
final class Listeners<T> {

  private record Listener<T>(Consumer<? super T> action, Optional<FrontEnd> home) {
    void call(T value) {
      home.ifPresentOrElse(
          cell -> cell.run(() -> action.accept(value)), () -> action.accept(value));
    }
  }

  private final List<Listener<T>> listeners = new CopyOnWriteArrayList<>();

  void add(Consumer<? super T> action) {
    Objects.requireNonNull(action, "listener");
    listeners.add(new Listener<>(action, FrontEnds.here()));
  }

  void call(T value) {
    for (Listener<T> listener : listeners) {
      listener.call(value);
    }
  }
}
