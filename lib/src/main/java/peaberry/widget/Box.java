package peaberry.widget;

import java.util.ArrayList;
import java.util.List;
import peaberry.kernel.display.FrontEnd;

/** Widgets beside or below each other. */
abstract sealed class Box extends Widget permits HBox, VBox {
  private final List<Widget> children;

  Box(String name, Widget... children) {
    super(name);
    this.children = List.of(children);
  }

  @Override
  final void openParts(FrontEnd frontEnd) {
    List<String> references = new ArrayList<>();
    for (Widget child : children) {
      references.add("IPY_MODEL_" + child.open(frontEnd));
    }
    model().set("children", references);
  }

  @Override
  public String toString() {
    return String.join("\n", children.stream().map(Widget::toString).toList());
  }
}
