package io.github.spencerpark.jupyter.kernel.display;

import java.util.Map;
import peaberry.kernel.display.MimeBundle;

/** Shows values that know how they are shown, in IJava's way. Found by the service loader. */
public final class RenderableRenderer
    implements peaberry.kernel.display.Renderer<DisplayDataRenderable> {

  @Override
  public Class<DisplayDataRenderable> type() {
    return DisplayDataRenderable.class;
  }

  @Override
  public MimeBundle render(DisplayDataRenderable value) {
    return Renderer.forms(value, Map.of());
  }
}
