package peaberry.kernel.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found of a variable by its name. */
class VariableTest {
  private Session s;

  @BeforeEach
  void open() {
    s = new Session();
  }

  @AfterEach
  void close() {
    s.close();
  }

  private Object value(String name) {
    return s.interpreter.names().variable(name).orElseThrow().get();
  }

  @Test
  void aVariableHasItsValueOfTheMoment() {
    s.eval("int n = 1; final double HALF = 0.5; var words = List.of(\"a\"); String none = null;");
    Supplier<Object> n = s.interpreter.names().variable("n").orElseThrow();
    assertThat(n.get()).isEqualTo(1);
    s.eval("n++;");
    assertThat(n.get()).isEqualTo(2);
    assertThat(value("HALF")).isEqualTo(0.5);
    assertThat(value("words")).isEqualTo(List.of("a"));
    assertThat(value("none")).isNull();
  }

  @Test
  void aVariableDeclaredAnewIsTheNewOne() {
    s.eval("int n = 1;", "String n = \"one\";");
    assertThat(value("n")).isEqualTo("one");
    s.eval("String n = \"two\";");
    assertThat(value("n")).isEqualTo("two");
  }

  @Test
  void aVariableOfACellThatFailedIsThereWithoutAValue() {
    s.run("String text = Objects.requireNonNull(null); int n = 3;").failure();
    assertThat(value("text")).isNull();
    assertThat(value("n")).isEqualTo(0);
  }

  @Test
  void whatIsNoVariableIsNotFound() {
    s.eval("int f() { return 1; }\nrecord R() {}\nfor (int i = 0; i < 2; i++) {}");
    s.run("int broken = \"\";").failure();
    for (String name : List.of("f", "R", "i", "broken", "List", "n")) {
      assertThat(s.interpreter.names().variable(name)).as(name).isEmpty();
    }
  }
}
