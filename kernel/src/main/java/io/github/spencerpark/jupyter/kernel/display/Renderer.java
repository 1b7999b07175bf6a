package io.github.spencerpark.jupyter.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import peaberry.kernel.display.Display;
import peaberry.kernel.display.MimeBundle;

/**
 * Where IJava's notebooks register what their values look like.
 *
 * <pre>{@code
 * getRenderer().createRegistration(Figure.class)
 *     .preferring(MIMEType.TEXT_HTML)
 *     .register((figure, ctx) -> ctx.renderIfRequested(MIMEType.TEXT_HTML, () -> figure.asHtml()));
 * }</pre>
 *
 * <p>All such objects share the kernel's renderers.
 */
public final class Renderer {

  /** Starts to say what values of a type look like. */
  public <T> RenderRegistration<T> createRegistration(Class<T> type) {
    return new RenderRegistration<>(type);
  }

  /** The forms of a value. */
  public DisplayData render(Object value) {
    return new DisplayData(Display.render(value));
  }

  /** The forms of a value; the parameters reach a {@link DisplayDataRenderable} alone. */
  public DisplayData render(Object value, Map<String, Object> parameters) {
    return value instanceof DisplayDataRenderable own
        ? new DisplayData(forms(own, parameters))
        : render(value);
  }

  /** Some of the forms of a value. */
  public DisplayData renderAs(Object value, String... types) {
    return new DisplayData(Display.render(value, types));
  }

  static MimeBundle forms(DisplayDataRenderable value, Map<String, Object> parameters) {
    RenderContext context = new RenderContext(value.getPreferredRenderTypes(), parameters);
    value.render(context);
    return context.getOutputContainer().toMimeBundle();
  }

  /** What values of a type look like, until {@link #register} takes it over. */
  public static final class RenderRegistration<T> {
    private final Class<T> type;
    private final Set<Class<? extends T>> more = new LinkedHashSet<>();
    private final Set<MIMEType> supported = new LinkedHashSet<>();
    private final Set<MIMEType> preferred = new LinkedHashSet<>();

    private RenderRegistration(Class<T> type) {
      this.type = type;
    }

    /** The forms that there are. */
    public RenderRegistration<T> supporting(MIMEType... types) {
      Collections.addAll(supported, types);
      return this;
    }

    /** The forms that there are. */
    public RenderRegistration<T> supporting(String... types) {
      for (String one : types) {
        supporting(MIMEType.parse(one));
      }
      return this;
    }

    /** The forms that are shown. */
    public RenderRegistration<T> preferring(MIMEType... types) {
      Collections.addAll(preferred, types);
      return supporting(types);
    }

    /** The forms that are shown. */
    public RenderRegistration<T> preferring(String... types) {
      for (String one : types) {
        preferring(MIMEType.parse(one));
      }
      return this;
    }

    /** Another type that is shown so. */
    public RenderRegistration<T> onType(Class<? extends T> another) {
      more.add(another);
      return this;
    }

    /** Shows values of the type so from now on. */
    public void register(RenderFunction<? super T> function) {
      Set<MIMEType> chosen = preferred.isEmpty() ? supported : preferred;
      Set<MIMEType> wanted = chosen.isEmpty() ? Set.of(MIMEType.ANY) : Set.copyOf(chosen);
      add(type, wanted, function);
      more.forEach(one -> add(one, wanted, function));
    }

    private static <S> void add(
        Class<S> type, Set<MIMEType> wanted, RenderFunction<? super S> function) {
      Display.addRenderer(
          type,
          value -> {
            RenderContext context = new RenderContext(wanted, Map.of());
            function.render(value, context);
            return context.getOutputContainer().toMimeBundle();
          });
    }
  }
}
