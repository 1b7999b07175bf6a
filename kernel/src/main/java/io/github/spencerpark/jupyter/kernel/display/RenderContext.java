package io.github.spencerpark.jupyter.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Which forms of a value are wanted, and where they go. */
public final class RenderContext {
  private final Set<MIMEType> wanted;
  private final Map<String, Object> parameters;
  private final DisplayData out = new DisplayData();

  RenderContext(Set<MIMEType> wanted, Map<String, Object> parameters) {
    this.wanted = wanted;
    this.parameters = parameters;
  }

  /** Renders other values. */
  public Renderer getRenderer() {
    return new Renderer();
  }

  /** Where the forms go. */
  public DisplayData getOutputContainer() {
    return out;
  }

  /** A parameter of {@link Renderer#render(Object, Map)}, or null. */
  public Object getParameter(String key) {
    return parameters.get(key);
  }

  /** A parameter, or what it is without. */
  public Object getParameter(String key, Object otherwise) {
    return parameters.getOrDefault(key, otherwise);
  }

  /** Whether a form is wanted. */
  public boolean wantsDataRenderedAs(MIMEType type) {
    return resolveRequestedType(type) != null;
  }

  /** The type under which this form is wanted, or null. */
  public MIMEType resolveRequestedType(MIMEType supported) {
    return wanted.stream().anyMatch(one -> one.includes(supported)) ? supported : null;
  }

  /** Puts a form, if it is wanted. */
  public void renderIfRequested(MIMEType type, Supplier<Object> render) {
    if (wantsDataRenderedAs(type)) {
      out.putData(type, render.get());
    }
  }

  /** Puts a form, if it is wanted. */
  public void renderIfRequested(MIMEType type, Function<MIMEType, Object> render) {
    if (wantsDataRenderedAs(type)) {
      out.putData(type, render.apply(type));
    }
  }

  /** Lets a form be put, if it is wanted. */
  public void renderIfRequested(MIMEType type, BiConsumer<MIMEType, DisplayData> render) {
    if (wantsDataRenderedAs(type)) {
      render.accept(type, out);
    }
  }
}
