package io.github.spencerpark.jupyter.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Set;

/** A value that knows how it is shown. */
public interface DisplayDataRenderable {

  /** The forms that it has. */
  default Set<MIMEType> getSupportedRenderTypes() {
    return Set.of(MIMEType.ANY);
  }

  /** The forms that are shown if none is asked for. */
  default Set<MIMEType> getPreferredRenderTypes() {
    return getSupportedRenderTypes();
  }

  /** Puts the forms that the context wants into its output. */
  void render(RenderContext context);
}
