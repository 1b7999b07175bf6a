package peaberry.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class RenderingTest {
  private interface Shape {}

  private interface Round extends Shape {}

  private record Circle(double radius) implements Round {}

  private record Person(String name, int age) {}

  @Test
  void aValueAlwaysHasPlainText() {
    assertThat(Display.render(null).plain()).isEqualTo("null");
    assertThat(Display.render(new Html("<b>x</b>")).data())
        .isEqualTo(Map.of("text/plain", "<b>x</b>", "text/html", "<b>x</b>"));
    Displayable bare = () -> new MimeBundle(Map.of("text/html", "<i/>"), Map.of());
    assertThat(Display.render(bare).plain()).isEqualTo(bare.toString());
  }

  @Test
  void imagesArePngsOfTheirSize() throws IOException {
    MimeBundle bundle = Display.render(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));
    byte[] png = (byte[]) bundle.data().get("image/png");
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(3);
    assertThat(bundle.metadata().get("image/png")).isEqualTo(Map.of("width", 3, "height", 2));
  }

  @Test
  void collectionsOfRecordsAreTables() {
    MimeBundle bundle = Display.render(List.of(new Person("<Ada>", 36), new Person("Alan", 41)));
    assertThat(bundle.data().get("text/html").toString())
        .contains("<th>name</th><th>age</th>")
        .contains("<td>&lt;Ada&gt;</td><td>36</td>");
    assertThat(bundle.plain()).startsWith("[Person[name=<Ada>");
    assertThat(Display.render(List.of(1, new Person("x", 1))).data()).hasSize(1);
    assertThat(Display.render(new Person[] {new Person("x", 1)}).data()).containsKey("text/html");
  }

  @Test
  void onlyTheFormsThatWereAskedForAreKept() {
    MimeBundle both = MimeBundle.text("t").with("text/html", "h").with("text/latex", "l");
    assertThat(Display.render(both, "text/html").data())
        .containsOnlyKeys("text/plain", "text/html");
  }

  @Test
  void aStringIsTakenAsItIsForTheFormsThatWereAskedFor() {
    assertThat(Display.render("<b>x</b>", "text/html").data().get("text/html"))
        .isEqualTo("<b>x</b>");
    assertThat(Display.render("<b>x</b>").data()).containsOnlyKeys("text/plain");
  }

  @Test
  void theRendererOfTheMostSpecificTypeWinsAndAmongEqualsTheLatest() {
    Renderers renderers = new Renderers();
    renderers.add(Shape.class, shape -> MimeBundle.text("a shape"));
    renderers.add(Round.class, round -> MimeBundle.text("round"));
    renderers.add(Object.class, anything -> MimeBundle.text("anything"));
    assertThat(renderers.find(Circle.class).type()).isEqualTo(Round.class);
    Renderer<?> first = renderers.find(Circle.class);
    renderers.add(Round.class, round -> MimeBundle.text("rounder"));
    assertThat(renderers.find(Circle.class)).isNotSameAs(first);
    assertThat(renderers.find(StringBuilder.class).type()).isEqualTo(Object.class);
  }

  @Test
  void renderersOfServicesAreFound() {
    assertThat(Display.render(new ServedRenderer.Served("x")).plain()).isEqualTo("served x");
  }

  @Test
  void aBrokenServiceDoesNotHideTheOthers() {
    // The test's service file names a class that does not exist before the one that does.
    assertThat(new Renderers().find(ServedRenderer.Served.class))
        .isInstanceOf(ServedRenderer.class);
  }

  @Test
  void aRendererThatThrowsDoesNotLoseTheValue() {
    Displayable broken =
        new Displayable() {
          @Override
          public MimeBundle toMimeBundle() {
            throw new IllegalStateException("out of ink");
          }

          @Override
          public String toString() {
            return "the value";
          }
        };
    assertThat(Display.render(broken).plain()).startsWith("the value\n").contains("out of ink");
  }

  @Test
  void aRendererThatReturnsNullDoesNotLoseTheValue() {
    Displayable nothing = () -> null;
    assertThat(Display.render(nothing).plain()).contains("expected a MimeBundle");
  }
}
