package peaberry.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.swing.JLabel;
import javax.swing.JPanel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PaintingTest {

  @BeforeAll
  static void asInAKernel() {
    System.setProperty("java.awt.headless", "true");
  }

  private static JPanel filled(Color color) {
    JPanel panel = new JPanel();
    panel.setBackground(color);
    return panel;
  }

  @Test
  void a_component_is_a_png_of_the_size_that_it_prefers() throws IOException {
    JPanel panel = filled(Color.RED);
    panel.setPreferredSize(new Dimension(120, 50));

    MimeBundle bundle = Display.render(panel);

    byte[] png = (byte[]) bundle.data().get("image/png");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(120);
    assertThat(image.getHeight()).isEqualTo(50);
    assertThat(new Color(image.getRGB(60, 25))).isEqualTo(Color.RED);
    assertThat(bundle.plain()).isEqualTo("image of 120 x 50 pixels");
  }

  @Test
  void its_parts_are_placed_and_painted_at_all_depths() {
    JPanel inner = new JPanel(new BorderLayout());
    inner.add(filled(Color.BLUE));
    JPanel outer = new JPanel(new BorderLayout());
    outer.add(inner);
    outer.setSize(200, 100);

    BufferedImage image = Painting.of(outer);

    assertThat(new Color(image.getRGB(100, 50))).isEqualTo(Color.BLUE);
  }

  @Test
  void one_that_paints_itself_and_prefers_no_size_gets_a_usual_one() {
    JPanel own =
        new JPanel() {
          private static final long serialVersionUID = 1L;

          @Override
          protected void paintComponent(Graphics graphics) {
            graphics.setColor(Color.GREEN);
            graphics.fillRect(0, 0, getWidth(), getHeight());
          }
        };

    BufferedImage image = Painting.of(own);

    assertThat(image.getWidth()).isEqualTo(640);
    assertThat(new Color(image.getRGB(639, 479))).isEqualTo(Color.GREEN);
  }

  @Test
  void a_label_shows_its_text() {
    BufferedImage image = Painting.of(new JLabel("Hello, notebook"));

    long inked =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()).length
            - blank(image);
    assertThat(inked).isGreaterThan(50);
  }

  @Test
  void what_throws_while_it_paints_says_so() {
    JPanel broken =
        new JPanel() {
          private static final long serialVersionUID = 1L;

          @Override
          protected void paintComponent(Graphics graphics) {
            throw new IllegalStateException("no data yet");
          }
        };

    assertThatThrownBy(() -> Painting.of(broken)).hasMessage("no data yet");
    assertThat(Display.render(broken).plain()).contains("no data yet");
  }

  private static long blank(BufferedImage image) {
    long blank = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        blank += image.getRGB(x, y) >>> 24 == 0 ? 1 : 0;
      }
    }
    return blank;
  }
}
