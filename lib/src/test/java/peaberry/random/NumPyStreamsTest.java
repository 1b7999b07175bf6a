package peaberry.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import peaberry.blas.Svd;

/**
 * Compares with what NumPy itself drew (lib/src/test/python/random_reference.py): every bit of
 * every number. Only multivariate normals are compared up to rounding.
 */
class NumPyStreamsTest {

  @TestFactory
  List<DynamicTest> randomStateDrawsNumPysBits() {
    return streams("legacy.txt", NumPyStreamsTest::randomState);
  }

  @TestFactory
  List<DynamicTest> generatorDrawsNumPysBits() {
    return streams("generator.txt", seed -> Generator.of(new BigInteger(seed)));
  }

  private static List<DynamicTest> streams(String name, Function<String, Sampling> make) {
    List<DynamicTest> tests = new ArrayList<>();
    for (String stream : read(name).split("seed ")) {
      List<String> lines = stream.lines().toList();
      if (lines.size() > 1) {
        String seed = lines.getFirst();
        tests.add(
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  Sampling random = make.apply(seed);
                  for (String line : lines.subList(1, lines.size())) {
                    verify(random, line);
                  }
                }));
      }
    }
    assertThat(tests).hasSize(6);
    return tests;
  }

  private static void verify(Sampling random, String line) {
    NumPyCall call = NumPyCall.parse(line);
    NumPyCall.Drawn drawn = call.draw(random);
    for (int i = 0; i < call.first().length; i++) {
      assertThat(drawn.value(i)).as(line).isEqualTo(Double.parseDouble(call.first()[i]));
    }
    assertThat(drawn.bits()).as(line).hasSize(call.count());
    assertThat(random.uniform(0, 1)).as("after " + line).isEqualTo(call.next());
    assertThat(drawn.digest()).as(line).isEqualTo(call.digest());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aSeedOfAnyKindStartsNumPysStream(String line) {
    String[] sides = line.split(" = ");
    String[] words = sides[0].split(" ");
    double[] numpy = reals(sides[1]);
    if (words[0].equals("legacy")) {
      RandomState random =
          words[1].equals("key") ? RandomState.of(key(words[2])) : randomState(words[2]);
      assertThat(random.randomSample(numpy.length)).containsExactly(numpy);
      return;
    }
    Generator random =
        words[1].equals("key")
            ? Generator.of(key(words[2]))
            : Generator.of(new BigInteger(words[2]));
    List<Generator> family = new ArrayList<>(List.of(random));
    family.addAll(random.spawn(2));
    family.addAll(random.spawn(1));
    family.addAll(family.get(2).spawn(1));
    assertThat(family.stream().mapToDouble(Generator::random)).containsExactly(boxed(numpy));
  }

  static List<String> seeds() {
    return read("seeds.txt").lines().toList();
  }

  @Test
  void randomStatesMultivariateNormalsAreNumPys() {
    verifyNormals("legacy_normals.txt", () -> RandomState.of(3));
  }

  @Test
  void generatorsMultivariateNormalsAreNumPys() {
    verifyNormals("generator_normals.txt", () -> Generator.of(3));
  }

  private static void verifyNormals(String name, Supplier<Sampling> make) {
    for (String line : read(name).lines().toList()) {
      String[] sides = line.split(" = ");
      String[] words = sides[0].split(" ");
      double[] mean = NumPyCall.reals(words[0]);
      double[][] covariance =
          Arrays.stream(words[1].split(";")).map(NumPyCall::reals).toArray(double[][]::new);
      double[] values = Svd.of(covariance).values();
      // Another processor's OpenBLAS adds in another order (try OPENBLAS_CORETYPE=Haswell, Zen or
      // Prescott). The root of a variance of 0 that
      // rounding makes 1e-17 is 3e-9.
      boolean singular = values[values.length - 1] < 1e-12 * values[0];
      double allowed = Math.sqrt(values[0]) * (singular ? 1e-7 : 1e-12);
      double[] numpy = reals(sides[1]);
      double[] ours = NumPyCall.flat(make.get().multivariateNormal(mean, covariance, 3));
      for (int i = 0; i < numpy.length; i++) {
        assertThat(ours[i]).as(sides[0]).isCloseTo(numpy[i], within(allowed));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void logarithmsExponentialsAndPowersHaveTheBitsOfTheCLibrary(String line) {
    String[] sides = line.split(" = ");
    String[] words = sides[0].split(" ");
    int n = 100_000;
    double[] values = new double[n];
    RandomState random =
        switch (words[0]) {
          case "log" -> RandomState.of(1);
          case "exp" -> RandomState.of(2);
          default -> RandomState.of(3);
        };
    double[] bases = words[0].equals("pow") ? random.randomSample(n) : values;
    double[] x = random.uniform(Double.parseDouble(words[1]), Double.parseDouble(words[2]), n);
    for (int i = 0; i < n; i++) {
      values[i] =
          switch (words[0]) {
            case "log" -> Libm.log(x[i]);
            case "exp" -> Libm.exp(x[i]);
            default -> Libm.pow(bases[i], x[i]);
          };
    }
    assertThat(Long.toHexString(NumPyCall.Drawn.of(values).digest())).isEqualTo(sides[1]);
  }

  static List<String> functions() {
    return read("functions.txt").lines().toList();
  }

  private static RandomState randomState(String seed) {
    return seed.contains(",") ? RandomState.of(key(seed)) : RandomState.of(Long.parseLong(seed));
  }

  private static long[] key(String words) {
    return words.equals("-")
        ? new long[0]
        : Arrays.stream(words.split(",")).mapToLong(Long::parseLong).toArray();
  }

  private static double[] reals(String words) {
    return Arrays.stream(words.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static Double[] boxed(double[] values) {
    return Arrays.stream(values).boxed().toArray(Double[]::new);
  }

  private static String read(String name) {
    try (var in = NumPyStreamsTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
