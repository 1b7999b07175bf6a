package peaberry.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DimensionsTest {

  /** A table in the manner of data frames. */
  public static final class Table {
    public int nrow() {
      return 5;
    }

    public int ncol() {
      return 2;
    }

    public int size() {
      return 10;
    }
  }

  /** Has a size that cannot be told. */
  public static final class Broken {
    public int size() {
      throw new IllegalStateException("closed");
    }
  }

  @Test
  void what_has_elements_has_their_number() {
    assertEquals("3", Dimensions.of("abc"));
    assertEquals("2", Dimensions.of(List.of(1, 2)));
    assertEquals("1", Dimensions.of(Map.of("a", 1)));
    assertEquals("4", Dimensions.of(new int[4]));
    assertEquals("0", Dimensions.of(new String[0]));
  }

  @Test
  void a_matrix_a_table_and_an_image_have_two() {
    assertEquals("3 x 4", Dimensions.of(new double[3][4]));
    assertEquals("2 x 3 x 4", Dimensions.of(new int[2][3][4]));
    assertEquals("5 x 2", Dimensions.of(new Table()));
    assertEquals("20 x 10", Dimensions.of(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB)));
  }

  @Test
  void a_ragged_array_has_the_number_of_its_rows() {
    assertEquals("2", Dimensions.of(new int[][] {{1}, {1, 2}}));
    assertEquals("2", Dimensions.of(new int[][] {{1}, null}));
    assertEquals("2", Dimensions.of(new Object[] {new int[1], "text"}));
  }

  @Test
  void what_has_no_size_or_cannot_tell_it_has_none() {
    assertEquals("", Dimensions.of(null));
    assertEquals("", Dimensions.of(7));
    assertEquals("", Dimensions.of(Stream.of(1)));
    assertEquals("", Dimensions.of(new Broken()));
  }
}
