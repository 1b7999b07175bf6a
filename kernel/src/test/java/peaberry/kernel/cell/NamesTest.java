package peaberry.kernel.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of a notebook's names, and what is done to them from outside of its cells. */
class NamesTest {
  private Session s;

  @BeforeEach
  void open() {
    s = new Session();
  }

  @AfterEach
  void close() {
    s.close();
  }

  private Map<String, Variable> variables() {
    Map<String, Variable> byName = new TreeMap<>();
    for (Variable variable : s.interpreter.names().variables()) {
      byName.put(variable.name(), variable);
    }
    return byName;
  }

  @Test
  void variablesAreToldInOrderWithTheirTypesAsInSource() {
    s.eval(
        "record P<T>(T x) {} class Out { class In {} }",
        "long z = 1; String[][] a = {}; var list = new ArrayList<Map<? super Integer, ? extends P<?>>>();",
        "var anonymous = new Object() { int inner = 1; }; Map.Entry<String, int[]> e = null;",
        "var both = true ? 1 : \"one\"; Out.In in = new Out().new In();");
    assertThat(s.interpreter.names().variables().stream().map(Variable::name))
        .containsExactly("z", "a", "list", "anonymous", "e", "both", "in");
    Map<String, Variable> all = variables();
    assertThat(all.get("z").type()).isEqualTo("long");
    assertThat(all.get("a").type()).isEqualTo("String[][]");
    assertThat(all.get("list").type()).isEqualTo("ArrayList<Map<? super Integer, ? extends P<?>>>");
    assertThat(all.get("anonymous").type()).isEqualTo("anonymous class");
    assertThat(all.get("e").type()).isEqualTo("Entry<String, int[]>");
    assertThat(all.get("both").type()).contains("Comparable").contains(" & ");
    assertThat(all.get("in").type()).isEqualTo("In");
  }

  @Test
  void variablesTellTheirCellAndWhatTheyHoldNow() {
    s.eval("int x = 1;", "String t = \"a\";", "x = 5;");
    Variable x = variables().get("x");
    assertThat(x.cell()).isEqualTo(1);
    assertThat(x.value().get()).isEqualTo(5);
    s.eval("x++;");
    assertThat(x.value().get()).isEqualTo(6);
    s.eval("double x = 0.5;");
    assertThat(variables().get("x").type()).isEqualTo("double");
    assertThat(variables().get("x").cell()).isEqualTo(5);
  }

  @Test
  void aVariableCanBeGivenAValue() {
    s.eval("List<Integer> list;", "int f() { return list.size(); }");
    s.interpreter.names().assign("list", List.of(1, 2));
    assertThat(s.eval("f()")).isEqualTo(2);
    assertThatThrownBy(() -> s.interpreter.names().assign("nonsuch", 1))
        .isInstanceOf(CellException.class)
        .hasMessageContaining("nonsuch");
    assertThatThrownBy(() -> s.interpreter.names().assign("list", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aResetForgetsVariablesMethodsTypesImportsAndWhatWaits() {
    s.eval(
        "import java.util.concurrent.atomic.*;",
        "int x = 1; int f() { return x; } record P(int a) {}",
        "int g() { return later(); }");
    s.interpreter.names().reset();
    assertThat(s.interpreter.names().variables()).isEmpty();
    for (String gone : List.of("x", "f()", "new P(1)", "new AtomicInteger()", "g()")) {
      assertThat(s.run(gone).failure().message()).contains("there is no");
    }
    assertThat(s.run("int later() { return 1; }").err()).isEmpty();
    assertThat(
            s.eval("long x = 2; long f() { return x; }", "record P(long b) {}", "new P(f()).b()"))
        .isEqualTo(2L);
  }

  @Test
  void anUnknownNameAsksForTheCellsAboveOnlyAsLongAsNoCellHasRun() {
    String above = "Run All Above Selected Cell";
    assertThat(told("model.size()")).contains("no variable `model`").contains(above);
    assertThat(told("model.size()")).contains(above);
    s.eval("1 + 1");
    assertThat(told("model.size()")).contains("no variable `model`").doesNotContain(above);
    s.interpreter.names().reset();
    assertThat(told("model.size()")).contains(above);
  }

  private String told(String code) {
    return String.join("\n", s.run(code).failure().traceback());
  }
}
