package peaberry.kernel.cell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a method whose cell is mended and run again, where the front end tells the cell.
 */
class SameCellTest {
  private final Session s = new Session();

  @AfterEach
  void close() {
    s.close();
  }

  @Test
  void otherParametersReplaceTheMethod() {
    s.runCell("a", "double half(int n, int d) { return n / d; }").value();
    assertThat(s.runCell("b", "half(1, 2)").value()).isEqualTo(0.0);
    s.runCell("a", "double half(double n, double d) { return n / d; }").value();
    assertThat(s.runCell("b", "half(1, 2)").value()).isEqualTo(0.5);
    assertThat(s.interpreter.names().declared("half")).hasSize(1);
  }

  @Test
  void theCellItselfCallsTheNewOneAlready() {
    s.runCell("a", "String f(int x, double y) { return \"first\"; }\nf(1, 2)").value();
    String mended = "String f(double x, int y) { return \"second\"; }\nf(1, 2)";
    assertThat(s.runCell("a", mended).value()).isEqualTo("second");
  }

  @Test
  void whoCallsItInAnotherCellCallsTheNewOne() {
    s.runCell("a", "double half(int n, int d) { return n / d; }").value();
    s.runCell("b", "double g() { return half(1, 2); }").value();
    s.runCell("a", "double half(double n, double d) { return n / d; }").value();
    assertThat(s.runCell("c", "g()").value()).isEqualTo(0.5);
  }

  @Test
  void whoCannotCallTheNewOneIsTold() {
    s.runCell("a", "double half(int n) { return n / 2.0; }").value();
    s.runCell("b", "double g() { return half(1); }").value();
    assertThat(s.runCell("a", "double half(String n) { return n.length() / 2.0; }").err())
        .startsWith("g (cell [2]) no longer compiles: ");
    assertThat(s.runCell("c", "g()").failure().message()).contains("g no longer compiles");
  }

  @Test
  void overloadsOfOneCellStay() {
    s.runCell("a", "String f(int x) { return \"int\"; }\nString f(String x) { return x; }").value();
    s.runCell("a", "String f(int x) { return \"INT\"; }\nString f(String x) { return x; }").value();
    assertThat(s.runCell("b", "f(1) + f(\"text\")").value()).isEqualTo("INTtext");
  }

  @Test
  void overloadsOfOtherCellsStay() {
    s.runCell("a", "String f(int x) { return \"int\"; }").value();
    s.runCell("b", "String f(String x) { return \"text\"; }").value();
    s.runCell("b", "String f(double x) { return \"double\"; }").value();
    assertThat(s.runCell("c", "f(1) + f(1.0)").value()).isEqualTo("intdouble");
    assertThat(s.runCell("c", "f(\"\")").failure().message()).contains("f");
  }

  @Test
  void whatAnotherCellHasDeclaredAnewIsThatCells() {
    s.runCell("a", "String f(int x) { return \"first\"; }").value();
    s.runCell("b", "String f(int x) { return \"second\"; }").value();
    s.runCell("a", "String f(String x) { return \"text\"; }").value();
    assertThat(s.runCell("c", "f(1) + f(\"\")").value()).isEqualTo("secondtext");
  }

  @Test
  void aCellThatIsRefusedTakesNothingAway() {
    s.runCell("a", "String f(int x) { return \"int\"; }").value();
    for (String wrong : new String[] {"String f(String x) { return 7; }", "String f(String", "}"}) {
      assertThat(s.runCell("a", wrong).failure().message()).as(wrong).isNotEmpty();
    }
    assertThat(s.runCell("b", "f(1)").value()).isEqualTo("int");
    s.runCell("a", "String f(String x) { return \"text\"; }").value();
    assertThat(s.runCell("b", "f(\"\")").value()).isEqualTo("text");
    assertThat(s.interpreter.names().declared("f")).hasSize(1);
  }

  @Test
  void aMethodOfAnotherNameLeavesTheOldOneAsInAnyNotebook() {
    s.runCell("a", "int f() { return 1; }").value();
    s.runCell("a", "int g() { return 2; }").value();
    assertThat(s.runCell("b", "f() + g()").value()).isEqualTo(3);
  }

  @Test
  void afterAResetNothingIsKnownOfTheCell() {
    s.runCell("a", "int f(int x) { return 1; }").value();
    s.interpreter.names().reset();
    s.runCell("a", "int f(double x) { return 2; }").value();
    assertThat(s.runCell("b", "f(1)").value()).isEqualTo(2);
  }
}
