package peaberry.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ResultsTest {
  @Test
  void numbersAreWrittenToTheLastBitInTheirOrder() {
    var results =
        new Results()
            .with("rmse", 0.1 + 0.2)
            .with("rows", 800)
            .with("matrix", new int[][] {{1, 2}, {3, 4}})
            .with("nothing", Double.NaN);
    assertThat(results)
        .hasToString(
            "{\"rmse\":0.30000000000000004,\"rows\":800,\"matrix\":[[1,2],[3,4]],\"nothing\":NaN}");
  }

  @Test
  void eachStepLeavesTheOneBeforeAsItWas() {
    var one = new Results().with("a", 1);
    double[] values = {1, 2};
    var two = one.with("b", values);
    values[0] = 7;
    assertThat(one).hasToString("{\"a\":1}");
    assertThat(two).hasToString("{\"a\":1,\"b\":[1.0,2.0]}");
  }

  @Test
  void aNameIsGivenOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Results().with("a", 1).with("a", 2.0))
        .withMessage("There is a figure called a already: give this one another name.");
  }
}
