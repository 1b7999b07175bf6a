package peaberry.kernel.display;

import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Finds the renderer for a value.
 *
 * <p>The service loader is asked once for each class of values, when the first one is shown: so a
 * jar that joins the class path later brings its renderers with it, and nothing is loaded before it
 * is needed. Safe for use by several threads.
 */
final class Renderers {
  /** Those of this process, which {@link Display} uses. */
  static final Renderers SHARED = new Renderers();

  private final CopyOnWriteArrayList<Renderer<?>> added = new CopyOnWriteArrayList<>();
  private final WeakHashMap<Class<?>, Renderer<?>> found = new WeakHashMap<>();

  /** What a type has if no renderer is for it. */
  private static final Renderer<Object> NONE =
      new Added<>(Object.class, value -> MimeBundle.text(PlainText.of(value)));

  private record Added<T>(Class<T> type, Function<? super T, MimeBundle> forms)
      implements Renderer<T> {
    @Override
    public MimeBundle render(T value) {
      return forms.apply(value);
    }
  }

  <T> void add(Class<T> type, Function<? super T, MimeBundle> forms) {
    Objects.requireNonNull(type, "type");
    added.addFirst(new Added<>(type, Objects.requireNonNull(forms, "forms")));
    forget();
  }

  /** Makes the service loader be asked again for each class of values: there are other jars now. */
  void forget() {
    synchronized (found) {
      found.clear();
    }
  }

  /** True if nobody has added one: then simple values need no search. */
  boolean noneAdded() {
    return added.isEmpty();
  }

  /** The renderer of the most specific type that fits; never null. */
  Renderer<?> find(Class<?> type) {
    Renderer<?> renderer;
    synchronized (found) {
      renderer = found.get(type);
    }
    if (renderer == null) {
      renderer = search(type);
      synchronized (found) {
        found.put(type, renderer);
      }
    }
    return renderer;
  }

  private Renderer<?> search(Class<?> type) {
    Renderer<?> best = NONE;
    for (Renderer<?> candidate : added) {
      best = better(best, candidate, type);
    }
    best = better(best, BuiltIn.DISPLAYABLE, type);
    ServiceLoader<Renderer<?>> services = services(type);
    var iterator = services.iterator();
    while (true) {
      try {
        if (!iterator.hasNext()) {
          break;
        }
        best = better(best, iterator.next(), type);
      } catch (ServiceConfigurationError unusable) {
        // One library's broken entry must not hide the value, nor the renderers of the others.
        continue;
      }
    }
    for (Renderer<?> candidate : BuiltIn.ALL) {
      best = better(best, candidate, type);
    }
    return best;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static ServiceLoader<Renderer<?>> services(Class<?> type) {
    // The value's own loader sees the jar that brought it, and what the notebook has added; that of
    // a class which came with the JDK or the kernel does not.
    ClassLoader own = type.getClassLoader();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    boolean added = own != null && own != Renderers.class.getClassLoader();
    ClassLoader loader = added || context == null ? own : context;
    return (ServiceLoader) ServiceLoader.load(Renderer.class, loader);
  }

  /** The candidate if it fits {@code type} and is for a more specific type than {@code best}. */
  private static Renderer<?> better(Renderer<?> best, Renderer<?> candidate, Class<?> type) {
    if (!candidate.type().isAssignableFrom(type)) {
      return best;
    }
    boolean first = best == NONE;
    boolean narrower =
        best.type() != candidate.type() && best.type().isAssignableFrom(candidate.type());
    return first || narrower ? candidate : best;
  }
}
