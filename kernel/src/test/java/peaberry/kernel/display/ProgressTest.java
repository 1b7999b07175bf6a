package peaberry.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long SECOND = 1_000_000_000;

  /** A world where time stands still until it is told to go on. */
  private static final class World implements Progress.Setting {
    final List<String> shown = new ArrayList<>();
    final List<Runnable> waiting = new ArrayList<>();
    long nanos;

    Progress start(long total) {
      return new Progress(total, () -> nanos, this);
    }

    @Override
    public void show(ProgressState state) {
      shown.add(state.text());
    }

    @Override
    public void later(Runnable task) {
      waiting.add(task);
    }

    void pauseIsOver() {
      List<Runnable> due = List.copyOf(waiting);
      waiting.clear();
      due.forEach(Runnable::run);
    }

    String last() {
      return shown.getLast();
    }
  }

  private final World world = new World();

  @AfterEach
  void noNotebook() {
    FrontEnds.install(() -> null);
  }

  @Test
  void countRateAndTimeLeftAreShown() {
    Progress progress = world.start(100);
    assertThat(world.last()).isEqualTo("[....................] 0/100");
    world.nanos = 2 * SECOND;
    progress.step(25);
    world.pauseIsOver();
    assertThat(world.last()).isEqualTo("[#####...............] 25/100 · 12.5/s · 6.0 s left");
    world.nanos = 8 * SECOND;
    progress.step(75);
    progress.close();
    assertThat(world.last()).isEqualTo("[####################] 100/100 · 12.5/s · took 8.0 s");
  }

  @Test
  void longTimesAreInMinutesAndHours() {
    Progress progress = world.start(10_000);
    world.nanos = SECOND;
    progress.step(100);
    world.pauseIsOver();
    assertThat(world.last()).endsWith("1:39 min left");
    world.nanos = 3_725 * SECOND;
    progress.close();
    assertThat(world.last()).endsWith("took 1:02:05 h");
  }

  @Test
  void manyStepsBetweenTwoPausesAreShownOnce() {
    Progress progress = world.start(1000);
    for (int i = 0; i < 500; i++) {
      progress.step();
    }
    assertThat(world.shown).hasSize(1);
    assertThat(world.waiting).hasSize(1);
    world.pauseIsOver();
    assertThat(world.shown).hasSize(2);
    assertThat(world.last()).contains("500/1000");
    assertThat(world.waiting).as("nothing waits while nothing changes").isEmpty();
  }

  @Test
  void theLastStateIsShownAlsoIfNobodyCloses() {
    world.start(10).step(3);
    world.pauseIsOver();
    assertThat(world.last()).contains("3/10");
  }

  @Test
  void afterTheEndNothingIsShownAnyMore() {
    Progress progress = world.start(10);
    progress.step();
    progress.close();
    int before = world.shown.size();
    progress.close();
    progress.step();
    world.pauseIsOver();
    assertThat(world.shown).hasSize(before);
  }

  @Test
  void withoutASizeThereIsACountAndARate() {
    Progress progress = world.start(-1);
    world.nanos = SECOND;
    progress.step(7);
    world.pauseIsOver();
    assertThat(world.last()).isEqualTo("7 · 7.00/s");
    Object html = new ProgressState(7, -1, SECOND, false).toMimeBundle().data().get("text/html");
    assertThat((String) html).contains("7 · 7.00/s").doesNotContain("<progress");
  }

  @Test
  void noStepsAtAllAreAllDone() {
    world.start(0).close();
    assertThat(world.last()).startsWith("[####################] 0/0");
  }

  @Test
  void severalThreadsMayStep() {
    Progress progress = world.start(1000);
    IntStream.range(0, 1000).parallel().forEach(i -> progress.step());
    progress.close();
    assertThat(world.last()).contains("1000/1000");
  }

  @Test
  void aNegativeNumberOfStepsIsRefused() {
    assertThatThrownBy(() -> Progress.range(-1))
        .hasMessage("expected a number of steps from 0 on, got -1");
    assertThatThrownBy(() -> Progress.start(-5)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLoopGetsAllElementsInOrder() {
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      List<Object> seen = new ArrayList<>();
      for (String name : Progress.of(List.of("a", "b", "c"))) {
        seen.add(name);
      }
      for (int i : Progress.range(3)) {
        seen.add(i);
      }
      assertThat(seen).containsExactly("a", "b", "c", 0, 1, 2);
    } finally {
      System.setErr(err);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .startsWith("\r[....................] 0/3")
        .contains("[####################] 3/3")
        .endsWith(System.lineSeparator());
  }

  @Test
  void aShorterLineCoversTheOneBefore() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ProgressText text = new ProgressText(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    ProgressState longer = new ProgressState(1, 3, SECOND, false);
    ProgressState shorter = new ProgressState(0, 3, SECOND, false);
    text.show(longer);
    bytes.reset();
    text.show(shorter);
    int cover = longer.text().length() - shorter.text().length();
    assertThat(cover).isPositive();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("\r" + shorter.text() + " ".repeat(cover));
  }

  @Test
  void aNotebookGetsABarThatChangesInPlace() {
    List<String> events = new ArrayList<>();
    List<MimeBundle> bundles = new ArrayList<>();
    FrontEnds.install(() -> new RecordingFrontEnd(events, bundles));
    try (Progress progress = Progress.start(4)) {
      progress.step(3);
    }
    assertThat(events.getFirst()).startsWith("show ");
    String id = events.getFirst().substring("show ".length());
    assertThat(events.subList(1, events.size())).isNotEmpty().containsOnly("update " + id);
    MimeBundle last = bundles.getLast();
    assertThat(last.plain()).contains("3/4");
    assertThat((String) last.data().get("text/html"))
        .contains("<progress", "value=\"3\" max=\"4\"", "--jp-brand-color1")
        .doesNotContain("<script", "http");
  }

  @Property
  void theBarIsNeverTooLongNorTooShort(
      @ForAll @LongRange(min = 0) long done, @ForAll @LongRange(min = 0) long total) {
    String text = new ProgressState(done, total, SECOND, false).text();
    assertThat(text.indexOf(']')).isEqualTo(21);
  }
}
