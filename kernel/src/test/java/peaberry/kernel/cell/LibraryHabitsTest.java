package peaberry.kernel.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LibraryHabitsTest {
  private static final Set<String> TABLE = Set.of("columnNames()", "addColumns()", "rowCount()");

  @Test
  void aFunctionOfScikitLearnIsThatOfOurLibraryWhereItIsThere() {
    assertThat(LibraryHabits.of("silhouette_score", () -> Set.of("peaberry.evaluate.Silhouette")))
        .contains("write `Silhouette.of(x, labels).mean()`, of `peaberry.evaluate.Silhouette`");
    assertThat(LibraryHabits.of("silhouette_score", Set::of)).isEmpty();
    assertThat(LibraryHabits.of("score", () -> Set.of("peaberry.evaluate.Silhouette"))).isEmpty();
  }

  @Test
  void aMethodOfPandasIsMeantForATableOnly() {
    Set<String> classes = Set.of("peaberry.plot.Plots");
    assertThat(LibraryHabits.ofTable("corr", TABLE, () -> classes))
        .contains("write `Plots.correlation(table)`, of `peaberry.plot.Plots`");
    assertThat(LibraryHabits.ofTable("corr", Set.of("size()"), () -> classes)).isEmpty();
    assertThat(LibraryHabits.ofTable("corr", TABLE, Set::of)).isEmpty();
  }

  @Test
  void ourLibraryHasWhatIsNamed() throws IOException {
    List<LibraryHabits.Instead> all = new ArrayList<>(LibraryHabits.FUNCTIONS.values());
    all.addAll(LibraryHabits.OF_TABLES.values());
    for (LibraryHabits.Instead one : all) {
      String path = "../lib/src/main/java/" + one.owner().replace('.', '/') + ".java";
      String source = Files.readString(Path.of(path));
      Pattern.compile("(?<=\\.)\\w+(?=\\()")
          .matcher(one.call())
          .results()
          .forEach(
              method ->
                  assertThat(source)
                      .as(one.call())
                      .containsPattern("\\b" + method.group() + "\\b"));
    }
  }
}
