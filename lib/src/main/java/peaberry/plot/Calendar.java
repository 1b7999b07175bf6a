package peaberry.plot;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Round moments along an axis of time: every fifteen minutes, every Monday, every third month.
 * Moments are milliseconds since 1970 in UTC, as Plotly counts them.
 *
 * @param count how many units from tick to tick
 * @param unit of time
 */
record Calendar(int count, ChronoUnit unit) {
  private static final List<Calendar> STEPS =
      Stream.of(
              every(ChronoUnit.SECONDS, 1, 5, 15, 30),
              every(ChronoUnit.MINUTES, 1, 5, 15, 30),
              every(ChronoUnit.HOURS, 1, 3, 6, 12),
              every(ChronoUnit.DAYS, 1, 2),
              every(ChronoUnit.WEEKS, 1, 2),
              every(ChronoUnit.MONTHS, 1, 3, 6),
              every(ChronoUnit.YEARS, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000))
          .flatMap(steps -> steps)
          .toList();

  private static Stream<Calendar> every(ChronoUnit unit, int... counts) {
    return IntStream.of(counts).mapToObj(count -> new Calendar(count, unit));
  }

  /** The step that gives about {@code ticks} between two moments, none finer than a unit. */
  static Calendar between(double low, double high, int ticks, ChronoUnit finest) {
    double least = 0.7 * (high - low) / ticks;
    return STEPS.stream()
        .filter(step -> step.unit.compareTo(finest) >= 0 && step.milliseconds() >= least)
        .findFirst()
        .orElse(STEPS.getLast());
  }

  /** The finest unit that a tick between these data may need: whole days need no hours. */
  static ChronoUnit finest(Extent data) {
    return isMidnight(data.low()) && isMidnight(data.high()) ? ChronoUnit.DAYS : ChronoUnit.SECONDS;
  }

  private double milliseconds() {
    return count * (double) unit.getDuration().toMillis();
  }

  /** The round moments from one to another. */
  List<Double> moments(double low, double high) {
    return Stream.iterate(floor(moment(low)), this::next)
        .map(time -> (double) time.toInstant(ZoneOffset.UTC).toEpochMilli())
        .dropWhile(time -> time < low)
        .takeWhile(time -> time <= high)
        .toList();
  }

  private LocalDateTime next(LocalDateTime time) {
    return time.plus(count, unit);
  }

  private LocalDateTime floor(LocalDateTime time) {
    LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    return switch (unit) {
      case SECONDS, MINUTES, HOURS -> {
        long passed = unit.between(LocalTime.MIN, time.toLocalTime());
        yield day.plus(passed - passed % count, unit);
      }
      case WEEKS -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTHS -> {
        LocalDateTime month = day.withDayOfMonth(1);
        yield month.minusMonths((month.getMonthValue() - 1) % count);
      }
      case YEARS -> day.withDayOfYear(1).minus(Period.ofYears(Math.floorMod(day.getYear(), count)));
      default -> day;
    };
  }

  /** Whether the label of a tick there tells its day, or what is longer. */
  boolean saysDay(double value) {
    return unit.compareTo(ChronoUnit.DAYS) >= 0 || isMidnight(value) && unit != ChronoUnit.SECONDS;
  }

  /** A day as axes say it. */
  static String day(double value) {
    return DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).format(moment(value));
  }

  /** What is written at a tick. */
  String label(double value) {
    String pattern =
        switch (unit) {
          case SECONDS -> "HH:mm:ss";
          case MINUTES, HOURS -> isMidnight(value) ? "d MMM" : "HH:mm";
          case DAYS, WEEKS -> "d MMM uuuu";
          case MONTHS -> "MMM uuuu";
          default -> "uuuu";
        };
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(moment(value));
  }

  private static boolean isMidnight(double value) {
    return moment(value).toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  static LocalDateTime moment(double value) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(Math.round(value)), ZoneOffset.UTC);
  }

  /** A moment in words: a date, with the time of the day if that is not midnight. */
  static String text(double value) {
    LocalDateTime moment = moment(value);
    return isMidnight(value)
        ? moment.toLocalDate().toString()
        : moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
