package peaberry.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlainTextTest {

  @Test
  void simpleValuesPrintAsJavaDoes() {
    assertThat(PlainText.of(null)).isEqualTo("null");
    assertThat(PlainText.of(1.5)).isEqualTo("1.5");
    assertThat(PlainText.of('c')).isEqualTo("c");
    assertThat(PlainText.of(List.of(1, 2))).isEqualTo("[1, 2]");
    assertThat(PlainText.of(Map.of("a", 1))).isEqualTo("{a=1}");
    assertThat(PlainText.of(Optional.of("x"))).isEqualTo("Optional[x]");
    assertThat(PlainText.of(Optional.empty())).isEqualTo("Optional.empty");
  }

  @Test
  void arraysShowTheirTypeSizeAndElements() {
    assertThat(PlainText.of(new int[] {1, 2, 3})).isEqualTo("int[3] {1, 2, 3}");
    assertThat(PlainText.of(new double[][] {{1}, {2, 3}}))
        .isEqualTo("double[2][] {{1.0}, {2.0, 3.0}}");
    assertThat(PlainText.of(new String[] {"a", null})).isEqualTo("String[2] {a, null}");
    assertThat(PlainText.of(new boolean[0])).isEqualTo("boolean[0] {}");
    assertThat(PlainText.of(List.of(new int[] {1}))).isEqualTo("[{1}]");
    assertThat(PlainText.of(Optional.of(new int[] {1}))).isEqualTo("Optional[{1}]");
  }

  @Test
  void longArraysAreCutInTheMiddle() {
    String text = PlainText.of(IntStream.range(0, 1_000_000).toArray());
    assertThat(text)
        .startsWith("int[1000000] {0, 1, 2, ")
        .contains("99, ... 999800 more ..., 999900")
        .endsWith(", 999998, 999999}");
  }

  @Test
  void longCollectionsAreCutWithTheirSizeTold() {
    List<Integer> list = IntStream.range(0, 1000).boxed().toList();
    assertThat(PlainText.of(new ArrayList<>(list)))
        .contains("99, ... 800 more ..., 900")
        .endsWith(", 999]");
    assertThat(PlainText.of(new TreeSet<>(list))).endsWith("99, ... 900 more ...]");
  }

  @Test
  void longTextsAreCutInTheMiddleWithTheirSizeTold() {
    String text = PlainText.of("😀".repeat(100_000));
    assertThat(text.length()).isLessThan(70_000);
    assertThat(text)
        .contains(" of 200000 characters are not shown")
        .startsWith("😀")
        .endsWith("😀");
    assertThat(
            new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(text);
  }

  @Test
  void streamsAndIteratorsAreNotConsumed() {
    Stream<Integer> stream = Stream.of(1, 2);
    Iterator<Integer> iterator = List.of(1, 2).iterator();
    assertThat(PlainText.of(stream)).contains("not consumed");
    assertThat(PlainText.of(iterator)).contains("not consumed");
    assertThat(stream.toList()).containsExactly(1, 2);
    assertThat(iterator.next()).isEqualTo(1);
  }

  @Test
  void collectionsThatHoldThemselvesHaveAnEnd() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    Object[] array = new Object[1];
    array[0] = Arrays.asList(array, array);
    assertThat(PlainText.of(list)).isEqualTo("[(this collection)]");
    assertThat(PlainText.of(array)).contains("...");
  }

  record Point(double[] at, String name) {}

  record Node(int[][] values, List<Object> others) {}

  record Named(int[] values) {
    @Override
    public String toString() {
      return "named";
    }
  }

  @Test
  void arraysInRecordsShowTheirElements() {
    Point point = new Point(new double[] {1, 2.5}, "a");
    assertThat(PlainText.of(point)).isEqualTo("Point[at={1.0, 2.5}, name=a]");
    assertThat(PlainText.of(List.of(point))).isEqualTo("[Point[at={1.0, 2.5}, name=a]]");
    assertThat(PlainText.of(Map.of("p", point))).isEqualTo("{p=Point[at={1.0, 2.5}, name=a]}");
    assertThat(PlainText.of(new Node(new int[][] {{1}, {2}}, List.of(point, 3))))
        .isEqualTo("Node[values={{1}, {2}}, others=[Point[at={1.0, 2.5}, name=a], 3]]");
    assertThat(PlainText.of(new Point(null, null))).isEqualTo("Point[at=null, name=null]");
    assertThat(PlainText.of(new Point(new double[1_000_000], "long")))
        .contains("... 999800 more ...")
        .endsWith(", name=long]");
  }

  @Test
  void theLastRowsOfAMatrixAreShownToo() {
    double[][] matrix = new double[200][200];
    for (double[] row : matrix) {
      Arrays.fill(row, Math.PI);
    }
    assertThat(PlainText.of(matrix)).endsWith(", 3.141592653589793}}").hasSizeLessThan(70_000);
  }

  @Test
  void aRecordWithATextOfItsOwnKeepsIt() {
    assertThat(PlainText.of(new Named(new int[] {1}))).isEqualTo("named");
    assertThat(PlainText.of(List.of(new Named(new int[] {1})))).isEqualTo("[named]");
  }

  @Test
  void recordsWithoutArraysPrintAsJavaDoes() {
    record Line(String name, int length, List<Integer> parts, Optional<Double> slope) {}
    Line line = new Line("a", 3, List.of(1, 2), Optional.of(0.5));
    assertThat(PlainText.of(line)).isEqualTo(line.toString());
  }

  @Test
  void recordsThatLeadBackToThemselvesHaveAnEnd() {
    List<Object> others = new ArrayList<>();
    Node node = new Node(new int[][] {{1}}, others);
    for (int i = 0; i < 150; i++) {
      others.add(node); // 150 to the power of 4 of them, if nothing stops it
    }
    assertThat(PlainText.of(node))
        .startsWith("Node[values={{1}}, others=[Node[")
        .hasSizeLessThan(70_000);
  }

  @Test
  void aTextThatThrowsIsReplacedByTheValuesIdentity() {
    Object value =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no text");
          }
        };
    assertThat(PlainText.of(List.of(1, value)))
        .startsWith("[1, " + value.getClass().getName() + "@")
        .contains("java.lang.IllegalStateException");
  }

  @Test
  void errorsShowTheirCauses() {
    assertThat(PlainText.of(new RuntimeException("a", new IllegalStateException("b"))))
        .isEqualTo("java.lang.RuntimeException: a\ncaused by: java.lang.IllegalStateException: b");
  }
}
