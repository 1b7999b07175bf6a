package peaberry.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class CalendarTest {
  private static final DateColumn DAYS =
      DateColumn.create(
          "day",
          LocalDate.of(2026, 1, 3),
          LocalDate.of(2026, 1, 4),
          null,
          LocalDate.of(2026, 1, 6));
  private static final Table TABLE =
      Table.create(
          DAYS,
          DoubleColumn.create("price", 1, 2, 3, 4),
          StringColumn.create("shop", "a", "b", "a", "b"));

  private static List<String> labels(String from, String to) {
    double low = Coordinates.value(LocalDateTime.parse(from));
    double high = Coordinates.value(LocalDateTime.parse(to));
    Calendar calendar = Calendar.between(low, high, 6, Calendar.finest(new Extent(low, high)));
    return calendar.moments(low, high).stream().map(calendar::label).toList();
  }

  @Test
  void ticksStandAtRoundMoments() {
    assertThat(labels("2026-01-03T10:00:07", "2026-01-03T10:00:30"))
        .containsExactly("10:00:10", "10:00:15", "10:00:20", "10:00:25", "10:00:30");
    assertThat(labels("2026-01-03T22:10", "2026-01-04T01:00"))
        .containsExactly("22:30", "23:00", "23:30", "4 Jan", "00:30", "01:00");
    assertThat(labels("2026-01-03T00:00", "2026-01-09T00:00"))
        .startsWith("3 Jan 2026", "4 Jan 2026")
        .hasSize(7);
    assertThat(labels("2026-01-03T00:00", "2026-02-10T00:00"))
        .contains("5 Jan 2026", "12 Jan 2026");
    assertThat(labels("2026-01-03T00:00", "2027-03-10T00:00"))
        .containsExactly("Apr 2026", "Jul 2026", "Oct 2026", "Jan 2027");
    assertThat(labels("1903-01-03T00:00", "2027-03-10T00:00"))
        .containsExactly("1920", "1940", "1960", "1980", "2000", "2020");
  }

  @Property
  void ticksAreFewAndInOrderAndBetweenTheEnds(
      @ForAll @LongRange(min = -60_000_000_000_000L, max = 60_000_000_000_000L) long low,
      @ForAll @LongRange(min = 60_000, max = 30_000_000_000_000L) long span,
      @ForAll @IntRange(min = 2, max = 12) int count) {
    List<Double> moments =
        Calendar.between(low, low + span, count, ChronoUnit.SECONDS).moments(low, low + span);
    assertThat(moments).isSorted().hasSizeLessThanOrEqualTo(3 * count / 2 + 2);
    assertThat(moments).allMatch(moment -> low <= moment && moment <= low + span);
  }

  @Test
  void aLineOverDaysHasAnAxisOfDates() {
    Figure figure = Plots.line(TABLE, "day", "price");
    assertThat(figure.toMimeBundle().plain())
        .isEqualTo(
            "price against day, 1 line; x from 2026-01-03 to 2026-01-06, y from 1.000 to 4.000");
    assertThat(figure.toSvg()).contains(">3 Jan 2026</text>", ">6 Jan 2026</text>");
    String json = figure.toMimeBundle().data().get("application/vnd.plotly.v1+json").toString();
    assertThat(json).contains("type=date", "1767398400000", "ticktext=[3 Jan 2026");
  }

  @Test
  void pointsAndSeveralLinesMayStandOverMomentsToo() {
    for (Figure figure :
        List.of(
            Plots.scatter(TABLE, "day", "price"),
            Plots.scatter(TABLE, "day", "price", "shop"),
            Plots.line(TABLE, "day", "price", "shop"),
            Plots.lines(TABLE, "day", "price"))) {
      assertThat(figure.toMimeBundle().plain()).contains("x from 2026-01-03 to 2026-01-06");
    }
    Table hours =
        Table.create(
            DateTimeColumn.create(
                "time", LocalDateTime.of(2026, 1, 3, 10, 30), LocalDateTime.of(2026, 1, 3, 12, 0)),
            InstantColumn.create(
                "seen",
                Instant.parse("2026-01-03T10:30:00Z"),
                Instant.parse("2026-01-03T12:00:00Z")),
            DoubleColumn.create("price", 1, 2));
    for (String column : List.of("time", "seen")) {
      assertThat(Plots.line(hours, column, "price").toMimeBundle().plain())
          .contains("x from 2026-01-03T10:30 to 2026-01-03T12:00");
    }
  }

  private static Figure minutes(LocalDateTime start, int... after) {
    DateTimeColumn time = DateTimeColumn.create("time");
    IntStream.of(after).forEach(m -> time.append(start.plusMinutes(m)));
    double[] y = IntStream.of(after).asDoubleStream().toArray();
    return Plots.line(Table.create(time, DoubleColumn.create("y", y)), "time", "y");
  }

  @Test
  void anAxisWithinADayNamesItAndOneAcrossMidnightDoesSoAtATick() {
    LocalDateTime evening = LocalDateTime.of(2026, 1, 3, 20, 0);
    for (Figure within : List.of(minutes(evening, 0, 90), minutes(evening.plusHours(4), 0, 1))) {
      assertThat(within.toSvg()).containsPattern(">time, [34] Jan 2026</text>");
      assertThat(within.toMimeBundle().data().get("application/vnd.plotly.v1+json").toString())
          .containsPattern("text=time, [34] Jan 2026");
    }
    assertThat(minutes(evening, 0, 600).toSvg()).contains(">time</text>", ">4 Jan</text>");
    assertThat(Plots.line(TABLE, "day", "price").toSvg()).contains(">day</text>");
    assertThat(minutes(evening, 0, 90).withAxes("", "y").toSvg()).contains(">3 Jan 2026</text>");
  }

  @Property(tries = 60)
  void labelsOfDaysNeitherTouchNorLeaveThePicture(
      @ForAll @IntRange(min = 2, max = 900) int days,
      @ForAll @IntRange(min = 1, max = 3) int columns,
      @ForAll @IntRange(min = 0, max = 400) int first) {
    DateColumn day = DateColumn.create("day");
    IntStream.range(0, days).forEach(i -> day.append(LocalDate.of(2026, 1, 1).plusDays(first + i)));
    double[] y = IntStream.range(0, days).asDoubleStream().toArray();
    Figure one = Plots.line(Table.create(day, DoubleColumn.create("y", y)), "day", "y");
    Layout layout =
        new Layout(
            Plots.subplots(columns, Collections.nCopies(columns, one).toArray(Figure[]::new)));
    for (PanelLayout panel : layout.panels()) {
      double end = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < panel.x().at().size() && !panel.turned(); i++) {
        double middle = panel.frame().x(panel.x().share(panel.x().at().get(i)));
        double half = Layout.width(panel.x().labels().get(i), Layout.TEXT) / 2;
        assertThat(middle - half).isGreaterThan(end);
        end = middle + half;
      }
      assertThat(end).isLessThanOrEqualTo(layout.width());
    }
  }

  @Test
  void oneDayAloneAndNoDayAtAllAreDrawn() {
    Table one = TABLE.first(1);
    assertThat(Plots.scatter(one, "day", "price").toSvg()).contains("3 Jan");
    assertThat(Plots.scatter(TABLE.emptyCopy(), "day", "price").toMimeBundle().plain())
        .isEqualTo("price against day, 0 points");
  }

  @Test
  void aLineAcrossStandsAtADay() {
    Figure figure =
        Plots.line(TABLE, "day", "price").withVerticalLine(LocalDate.of(2026, 1, 5), "test");
    assertThat(figure.toMimeBundle().plain()).contains("line at x = 2026-01-05: test");
    assertThat(figure.toMimeBundle().data().get("application/vnd.plotly.v1+json").toString())
        .contains("x0=1767571200000, x1=1767571200000");
  }

  @Test
  void datesAndNumbersAreNotMixed() {
    Figure days = Plots.line(TABLE, "day", "price");
    Figure numbers = Plots.line(new double[] {1, 2}, new double[] {1, 2});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> days.and(numbers))
        .withMessageContaining("one has dates and the other has none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbers.withVerticalLine(LocalDate.of(2026, 1, 5), ""))
        .withMessage("Expected an axis of dates for a line at 2026-01-05, but it has none.");
    assertThatIllegalArgumentException()
        .isThrownBy(days::withLogX)
        .withMessage("Expected an axis of numbers for a logarithmic scale, but it has dates.");
  }
}
