package peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Compares with what notebooks/reference/streamrec.py made, by
 * lib/src/test/python/data_reference.py.
 */
class StreamRecTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 42, 4_294_967_295L})
  void everyValueIsThatOfThePythonTwin(long seed) {
    StreamRec made = StreamRec.of(seed);
    List<ReferenceCall> calls =
        ReferenceCall.read("streamrec.txt").stream()
            .filter(call -> call.seed().getAsLong() == seed)
            .toList();
    assertThat(calls).hasSize(24);
    calls.forEach(call -> compare(made, call));
  }

  private static void compare(StreamRec made, ReferenceCall call) {
    String[] name = call.name().split("\\.");
    switch (name[0]) {
      case "users" -> same(made.users().column(name[1]), call);
      case "items" -> same(made.items().column(name[1]), call);
      case "events" -> same(made.events().column(name[1]), call);
      case "tastes" -> assertThat(digest(flat(made.tastes()))).isEqualTo(call.result());
      case "traits" -> assertThat(digest(flat(made.traits()))).isEqualTo(call.result());
      default -> {
        double[] expected = Fixtures.doubles(call.result());
        double[] found = made.clickProbabilities();
        assertThat(Arrays.copyOf(found, 200))
            .containsExactly(Arrays.copyOf(expected, 200), within(1e-15));
        assertThat(Arrays.stream(found).sum()).isCloseTo(expected[200], within(1e-9));
      }
    }
  }

  @Test
  void aRecommendationAddsTheSameForEveryoneAndWithinSegmentsTheEventsShowIt() {
    StreamRec stream = StreamRec.of(42);
    for (int user = 0; user < 2000; user += 7) {
      assertThat(stream.clickProbability(user, user / 2, true))
          .isBetween(0.0, 1.0)
          .isEqualTo(
              stream.clickProbability(user, user / 2, false) + StreamRec.RECOMMENDATION_EFFECT);
    }
    int[] clicked = stream.events().intColumn("clicked").asIntArray();
    int[] shown = stream.events().intColumn("recommended").asIntArray();
    boolean[] heavy = heavy(stream);
    for (boolean segment : new boolean[] {true, false}) {
      double with = mean(clicked, i -> heavy[i] == segment && shown[i] == 1);
      double without = mean(clicked, i -> heavy[i] == segment && shown[i] == 0);
      assertThat(with - without).isCloseTo(0.05, within(0.02));
    }
    double naive = mean(clicked, i -> shown[i] == 1) - mean(clicked, i -> shown[i] == 0);
    assertThat(naive).isBetween(0.08, 0.12);
    assertThat(mean(shown, i -> heavy[i])).isCloseTo(0.7, within(0.01));
    assertThat(mean(shown, i -> !heavy[i])).isCloseTo(0.3, within(0.01));
  }

  @Test
  void clicksComeAsOftenAsTheirProbabilitiesSayAndEventsKnowTheirs() {
    StreamRec stream = StreamRec.of(1);
    Table events = stream.events();
    double[] truth = stream.clickProbabilities();
    for (int i = 0; i < truth.length; i += 101) {
      boolean shown = events.intColumn("recommended").get(i) == 1;
      int user = events.intColumn("user").get(i), item = events.intColumn("item").get(i);
      assertThat(stream.clickProbability(user, item, shown)).isEqualTo(truth[i]);
    }
    double[] clicked = events.intColumn("clicked").asDoubleArray();
    double gap = IntStream.range(0, truth.length).mapToDouble(i -> clicked[i] - truth[i]).sum();
    double variance = Arrays.stream(truth).map(p -> p * (1 - p)).sum();
    assertThat(gap / Math.sqrt(variance)).isBetween(-4.0, 4.0);
  }

  @Test
  void minutesAreSkewedAndNeverLongerThanTheItem() {
    StreamRec stream = StreamRec.of(3);
    double[] minutes = stream.events().doubleColumn("minutes").asDoubleArray();
    int[] clicked = stream.events().intColumn("clicked").asIntArray();
    int[] item = stream.events().intColumn("item").asIntArray();
    int[] length = stream.items().intColumn("minutes").asIntArray();
    assertThat(IntStream.range(0, item.length))
        .allMatch(
            i ->
                clicked[i] == 0
                    ? minutes[i] == 0
                    : minutes[i] > 0 && minutes[i] <= length[item[i]]);
    double[] watched = Arrays.stream(minutes).filter(m -> m > 0).sorted().toArray();
    assertThat(DoubleStream.of(watched).average().orElseThrow())
        .isGreaterThan(1.2 * watched[watched.length / 2]);
  }

  @Test
  void weekendsAreBusierThanWeekdays() {
    int[] day = StreamRec.of(42).events().intColumn("day").asIntArray();
    double weekend = IntStream.of(day).filter(d -> d % 7 >= 5).count() / 24.0;
    double other = IntStream.of(day).filter(d -> d % 7 < 5).count() / 66.0;
    assertThat(weekend / other).isBetween(1.2, 1.7);
    assertThat(day).isSorted().contains(0, 89).hasSize(60_000);
  }

  @Test
  void whoIsNotThereIsNamed() {
    StreamRec stream = StreamRec.of(42);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.clickProbability(2000, 0, true))
        .withMessage("There is no user 2000: they are numbered from 0 to 1999.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream.clickProbability(0, -1, true))
        .withMessage("There is no item -1: they are numbered from 0 to 999.");
    assertThat(stream).hasToString("StreamRec: 2000 users, 1000 items, 60000 events");
  }

  private static boolean[] heavy(StreamRec stream) {
    var segment = stream.users().stringColumn("segment");
    int[] user = stream.events().intColumn("user").asIntArray();
    boolean[] heavy = new boolean[user.length];
    for (int i = 0; i < heavy.length; i++) {
      heavy[i] = segment.get(user[i]).equals("heavy");
    }
    return heavy;
  }

  private static double mean(int[] values, IntPredicate chosen) {
    return IntStream.range(0, values.length)
        .filter(chosen)
        .map(i -> values[i])
        .average()
        .orElseThrow();
  }

  private static double[] flat(double[][] x) {
    return Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
  }

  private static void same(Column<?> column, ReferenceCall call) {
    String found =
        switch (column) {
          case DoubleColumn numbers -> digest(numbers.asDoubleArray());
          case IntColumn numbers ->
              digest(IntStream.of(numbers.asIntArray()).asLongStream().toArray());
          case DateTimeColumn times ->
              digest(
                  times.asList().stream()
                      .mapToLong(t -> t.toEpochSecond(ZoneOffset.UTC) / 60)
                      .toArray());
          default -> {
            StringBuilder text = new StringBuilder();
            column.asStringColumn().forEach(value -> text.append(value).append('\n'));
            yield digest(text.toString().getBytes(StandardCharsets.US_ASCII));
          }
        };
    assertThat(found).as(call.name()).isEqualTo(call.result());
  }

  private static String digest(double[] values) {
    return digest(Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray());
  }

  private static String digest(long[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return digest(bytes.array());
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
