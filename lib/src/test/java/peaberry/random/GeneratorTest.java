package peaberry.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What the streams of {@link NumPyStreamsTest} do not show. */
class GeneratorTest {

  @Test
  void oneNumberAtATimeIsTheSameStreamAsAnArray() {
    Generator one = Generator.of(7);
    assertThat(Generator.of(7).random(9))
        .containsExactly(DoubleStream.generate(one::random).limit(9).toArray());
    Generator small = Generator.of(7);
    assertThat(Generator.of(7).integers(1, 7, 9))
        .containsExactly(IntStream.generate(() -> (int) small.integers(1, 7)).limit(9).toArray());
  }

  @Test
  void aMatrixIsTheStreamRowByRow() {
    assertThat(NumPyCall.flat(Generator.of(4).random(3, 5)))
        .containsExactly(Generator.of(4).random(15));
    assertThat(Generator.of(4).integers(0, 9, 3, 5)[2])
        .containsExactly(Arrays.copyOfRange(Generator.of(4).integers(0, 9, 15), 10, 15));
  }

  @Test
  void intAndLongBoundsGiveTheSameIntegers() {
    assertThat(IntStream.of(Generator.of(5).integers(-9, 12, 50)).asLongStream().toArray())
        .containsExactly(Generator.of(5).integers(-9L, 12L, 50));
  }

  @Test
  void aLongAndABigSeedOfTheSameValueAreTheSameStream() {
    assertThat(Generator.of(Long.MAX_VALUE).random())
        .isEqualTo(Generator.of(BigInteger.valueOf(Long.MAX_VALUE)).random());
  }

  @Property
  void aSampleWithoutReplacementHasNoNumberTwice(
      @ForAll @IntRange(min = 1, max = 30_000) int n,
      @ForAll @IntRange(max = 500) int size,
      @ForAll int seed) {
    int[] sample = Generator.of(seed & 0xffff_ffffL).choice(n, Math.min(n, size), false);
    assertThat(sample).doesNotHaveDuplicates().hasSize(Math.min(n, size));
    assertThat(IntStream.of(sample)).allMatch(i -> i >= 0 && i < n);
  }

  @Property
  void integersStayInTheirRange(@ForAll long a, @ForAll long b, @ForAll int seed) {
    long low = Math.min(a, b);
    long high = Math.max(a, b);
    if (low < high) {
      for (long drawn : Generator.of(seed & 0xffff_ffffL).integers(low, high, 20)) {
        assertThat(drawn).isGreaterThanOrEqualTo(low).isLessThan(high);
      }
    }
  }

  @Test
  void aWrongArgumentIsNamedInOneSentence() {
    Generator random = Generator.of(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Generator.of(-1))
        .withMessage("A seed must be 0 or more, but it is -1.");
    assertThatIllegalArgumentException().isThrownBy(() -> random.integers(3, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.uniform(2, 1))
        .withMessageContaining("2.0 and 1.0");
    assertThatIllegalArgumentException().isThrownBy(() -> random.spawn(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> random.random(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.dirichlet(new double[] {1, -1}))
        .withMessage("The concentration must be 0 or more, but it is -1.0.");
  }
}
