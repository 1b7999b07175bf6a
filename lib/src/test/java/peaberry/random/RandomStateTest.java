package peaberry.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the streams of {@link NumPyStreamsTest} do not show. */
class RandomStateTest {

  @Test
  void oneNumberAtATimeIsTheSameStreamAsAnArray() {
    RandomState one = RandomState.of(7);
    RandomState many = RandomState.of(7);
    assertThat(many.normal(1, 2, 9))
        .containsExactly(DoubleStream.generate(() -> one.normal(1, 2)).limit(9).toArray());
    assertThat(many.uniform(3, 4, 9))
        .containsExactly(DoubleStream.generate(() -> one.uniform(3, 4)).limit(9).toArray());
    assertThat(many.randint(0L, 10L, 9))
        .containsExactly(LongStream.generate(() -> one.randint(0, 10)).limit(9).toArray());
  }

  @Test
  void intAndLongBoundsGiveTheSameIntegers() {
    int[] ints = RandomState.of(5).randint(Integer.MIN_VALUE, Integer.MAX_VALUE, 50);
    long[] longs =
        RandomState.of(5).randint((long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE, 50);
    assertThat(IntStream.of(ints).asLongStream().toArray()).containsExactly(longs);
  }

  @Test
  void listsAndArraysAreShuffledAlike() {
    List<Integer> list = new ArrayList<>(IntStream.range(0, 20).boxed().toList());
    int[] ints = IntStream.range(0, 20).toArray();
    long[] longs = LongStream.range(0, 20).toArray();
    RandomState.of(3).shuffle(list);
    RandomState.of(3).shuffle(ints);
    RandomState.of(3).shuffle(longs);
    assertThat(list).containsExactlyElementsOf(IntStream.of(ints).boxed().toList());
    assertThat(longs).containsExactly(IntStream.of(ints).asLongStream().toArray());
  }

  @Test
  void permutationOfValuesLeavesThemAsTheyWere() {
    double[] values = {1, 2, 3, 4};
    double[] permuted = RandomState.of(1).permutation(values);
    assertThat(values).containsExactly(1, 2, 3, 4);
    assertThat(permuted).containsExactlyInAnyOrder(1, 2, 3, 4).isNotEqualTo(values);
  }

  @Test
  void aMatrixIsTheStreamRowByRow() {
    assertThat(NumPyCall.flat(RandomState.of(4).normal(0, 1, 3, 5)))
        .containsExactly(RandomState.of(4).normal(0, 1, 15));
    double[][] columns = RandomState.of(4).normal(new double[] {10, -3}, new double[] {2, 0}, 3);
    double[] draws = RandomState.of(4).standardNormal(6);
    for (int i = 0; i < 3; i++) {
      assertThat(columns[i]).containsExactly(10 + 2 * draws[2 * i], -3);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RandomState.of(4).normal(new double[] {1, 2}, new double[] {1}, 3))
        .withMessageContaining("2 means and 1 standard deviations");
    assertThat(NumPyCall.flat(RandomState.of(4).gamma(2, 3, 3, 5)))
        .containsExactly(RandomState.of(4).gamma(2, 3, 15));
    assertThat(RandomState.of(4).randint(0, 9, 3, 5)[2])
        .containsExactly(Arrays.copyOfRange(RandomState.of(4).randint(0, 9, 15), 10, 15));
    assertThat(RandomState.of(4).poisson(3, 3, 5)[1])
        .containsExactly(Arrays.copyOfRange(RandomState.of(4).poisson(3, 15), 5, 10));
  }

  @Test
  void aSeedStartsAgainAndForgetsTheSecondNormal() {
    RandomState random = RandomState.of(1);
    random.standardNormal();
    random.seed(7);
    assertThat(random.standardNormal(5)).containsExactly(RandomState.of(7).standardNormal(5));
    random.seed(new long[] {1, 2});
    assertThat(random.standardNormal(5))
        .containsExactly(RandomState.of(new long[] {1, 2}).standardNormal(5));
  }

  @Test
  void rowsOfAMatrixAreShuffledWhole() {
    double[][] rows = {{0, 0}, {1, 1}, {2, 2}, {3, 3}};
    double[][] permuted = RandomState.of(9).permutation(rows);
    int[] order = RandomState.of(9).permutation(4);
    for (int i = 0; i < 4; i++) {
      assertThat(permuted[i]).isSameAs(rows[order[i]]);
    }
    assertThat(rows[0]).containsExactly(0, 0);
  }

  @Test
  void valuesAreChosenByTheirIndices() {
    int[] indices = RandomState.of(8).choice(3, 20);
    assertThat(RandomState.of(8).choice(List.of("a", "b", "c"), 20))
        .containsExactlyElementsOf(
            IntStream.of(indices).mapToObj(i -> List.of("a", "b", "c").get(i)).toList());
    assertThat(RandomState.of(8).choice(new double[] {0, 10, 20}, 20))
        .containsExactly(IntStream.of(indices).mapToDouble(i -> i * 10.0).toArray());
    assertThat(RandomState.of(8).choice(List.of("a"))).isEqualTo("a");
  }

  @Test
  void aWrongArgumentIsNamedInOneSentence() {
    RandomState random = RandomState.of(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RandomState.of(-1))
        .withMessage("A seed must lie between 0 and 4294967295, but it is -1.");
    assertThatIllegalArgumentException().isThrownBy(() -> RandomState.of(1L << 32));
    assertThatIllegalArgumentException().isThrownBy(() -> RandomState.of(new long[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.normal(0, -1, 3))
        .withMessageContaining("-1.0");
    assertThatIllegalArgumentException().isThrownBy(() -> random.normal(0, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> random.randint(5, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.uniform(0, Double.POSITIVE_INFINITY, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> random.permutation(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.choice(3, 4, false))
        .withMessage("Of 3 values 4 cannot be drawn without replacement.");
    assertThatIllegalArgumentException().isThrownBy(() -> random.choice(0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.choice(2, 1, true, new double[] {0.5, 0.4}))
        .withMessageContaining("add up to 0.9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.choice(2, 2, false, new double[] {0, 1}))
        .withMessageContaining("Of 1 values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.binomial(10, 1.5, 2))
        .withMessage("A probability must lie in [0, 1], but it is 1.5.");
    assertThatIllegalArgumentException().isThrownBy(() -> random.binomial(-1, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> random.geometric(0));
    assertThatIllegalArgumentException().isThrownBy(() -> random.poisson(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> random.beta(0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.dirichlet(new double[] {1, 0}))
        .withMessage("The concentration must be more than 0, but it is 0.0.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.multinomial(3, new double[] {0.7, 0.7, 0.1}))
        .withMessageContaining("at most");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.multivariateNormal(new double[2], new double[][] {{1, 2}, {2, 1}}))
        .withMessageContaining("positive semidefinite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.multivariateNormal(new double[3], new double[][] {{1}}))
        .withMessageContaining("3 means");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                random.multivariateNormal(
                    new double[3],
                    new double[][] {{1, 0, Double.NaN}, {0, 1, 0}, {Double.NaN, 0, 1}}));
  }
}
