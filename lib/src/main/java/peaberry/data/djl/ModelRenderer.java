package peaberry.data.djl;

import ai.djl.Model;
import peaberry.kernel.display.MimeBundle;
import peaberry.kernel.display.Renderer;

/** Shows a DJL model by its name and its network's layers. */
public final class ModelRenderer implements Renderer<Model> {

  @Override
  public Class<Model> type() {
    return Model.class;
  }

  @Override
  public MimeBundle render(Model model) {
    return model.getBlock() == null
        ? MimeBundle.text(model.getName() + ": no network yet, give it one by setBlock")
        : BlockRenderer.grid(model.getBlock(), model.getName()).toMimeBundle();
  }
}
