package peaberry.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class LabelEncoderTest {
  private final Table table =
      Table.create(
          StringColumn.create("kind", "pear", "apple", "pear", "fig"),
          DoubleColumn.create("size", 3, 1, 3.5, 2));
  private final LabelEncoder kinds = LabelEncoder.fit(table, "kind");

  @Test
  void textsAreNumberedInTheirOrder() {
    assertThat(kinds.classes()).containsExactly("apple", "fig", "pear");
    assertThat(kinds.transform(new String[] {"fig", "pear", "apple"})).containsExactly(1, 2, 0);
    assertThat(LabelEncoder.fit(new String[] {"b", "a", "b"}).classes()).containsExactly("a", "b");
  }

  @Test
  void aClassifierLearnsFromTheEncodedTableAndItsLabelsAreReadBack() {
    Table encoded = kinds.transform(table);
    assertThat(encoded.columnNames()).containsExactly("kind", "size");
    assertThat(table.column("kind")).isInstanceOf(StringColumn.class);
    var nearest = KNearestNeighbors.fit(encoded, "kind", 1, "size");
    assertThat(kinds.inverse(nearest.predict(encoded)))
        .containsExactly("pear", "apple", "pear", "fig");
  }

  @Test
  void aFitToTextsSaysHowToNumberThem() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogisticRegression.fit(table, "kind", "size"))
        .withMessage(
            "The labels in kind are texts, and whole numbers are needed: say `var classes ="
                + " LabelEncoder.fit(table, \"kind\")`, then fit to `classes.transform(table)`.");
  }

  @Test
  void whatIsNoLabelIsRefused() {
    refused(() -> LabelEncoder.fit(table, "size"), "The column size holds no texts");
    refused(() -> LabelEncoder.fit(new String[0]), "There are no labels");
    refused(() -> LabelEncoder.fit(new String[] {"a", null}), "The label in row 1 is missing");
    refused(() -> kinds.transform(new String[] {"kiwi"}), "The label kiwi in row 0 was not there");
    refused(() -> kinds.inverse(new int[] {3}), "There is no label 3: labels are 0 to 2.");
    Table gap = Table.create(StringColumn.create("kind", "fig", null));
    refused(() -> LabelEncoder.fit(gap, "kind"), "The label in row 1 is missing");
  }

  @Test
  void itShowsEachClassWithItsNumber() {
    assertThat(kinds).hasToString(kinds.toMimeBundle().data().get("text/plain").toString());
    assertThat(kinds.toString()).contains("pear", "2", "3 classes of kind");
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String said) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(said);
  }
}
