package peaberry.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peaberry.kernel.magic.Magics;

/** What is meant at a cursor. */
class InspectorTest {
  private static Assistance notebook;
  private static Inspector inspector;

  @BeforeAll
  static void opens() {
    notebook = new Assistance();
    inspector = new Inspector(notebook.interpreter, new Magics(), notebook.completer);
    notebook.run(
        """
        record Pair(int first, String second) {}
        var pairs = List.of(new Pair(1, "a"));
        int twice(int number) { return 2 * number; }
        """);
  }

  @AfterAll
  static void closes() {
    notebook.close();
  }

  private static Optional<Subject> at(String marked) {
    int at = marked.indexOf('^');
    return inspector.inspect(marked.substring(0, at) + marked.substring(at + 1), at);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Math.ma^x(1, 2)         | method   | java.lang.Math            | static int max(int a, int b)",
        "Math.max(1, ^2.5)       | method   | java.lang.Math            | static double max(double a, double b)",
        "int x = 1; x^           | field    | notebook                  | int x",
        "pai^rs.size()           | field    | notebook                  | List<Pair> pairs",
        "pairs.si^ze()           | method   | java.util.List            | int size()",
        "pairs.get^(0)           | method   | java.util.List            | Pair get(int)",
        "pairs.get(0).sec^ond()  | method   | notebook.Cell1$Pair       | String second()",
        "new Pa^ir(1, null)      | record   | notebook.Cell1$Pair       | record Pair",
        "twi^ce(2)               | method   | notebook                  | int twice(int)",
        "twice(^2)               | method   | notebook                  | int twice(int)",
        "Map.Ent^ry<?, ?> e;     | interface| java.util.Map$Entry       | interface Map.Entry<K, V>",
        "{ int loc^al = 1; }     | variable | ''                        | int local",
        "pairs.forEach(p -> p^)  | variable | ''                        | Pair p",
        "pairs.stream().map(Pair::sec^ond) | method | notebook.Cell1$Pair | String second()",
        "int later(int a) { return a^; } | variable | ''                 | int a",
        "System.o^ut             | field    | java.lang.System          | PrintStream out"
      })
  void tellsWhatANameMeans(String text, String kind, String owner, String declaration) {
    Subject subject = at(text).orElseThrow();
    assertThat(subject.kind()).isEqualTo(kind);
    assertThat(subject.owner()).isEqualTo(owner);
    assertThat(subject.forms()).extracting(Subject.Form::text).containsExactly(declaration);
  }

  @Test
  void tellsAllOverloadsWhereTheCallIsUnfinished() {
    Subject subject = at("Math.max(^").orElseThrow();
    assertThat(subject.name()).isEqualTo("max");
    assertThat(subject.forms())
        .extracting(Subject.Form::parameters)
        .containsExactlyInAnyOrder(
            List.of("int", "int"),
            List.of("long", "long"),
            List.of("float", "float"),
            List.of("double", "double"));
  }

  @Test
  void parametersAreErasedAndWhole() {
    Subject subject = at("Arrays.asL^ist(1, 2)").orElseThrow();
    assertThat(subject.forms().getFirst().parameters()).containsExactly("java.lang.Object[]");
    assertThat(subject.start()).isEqualTo(7);
    assertThat(subject.end()).isEqualTo(13);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^",
        "1 + ^2",
        "undefined^.foo()",
        "// Math^",
        "%%html\nMath^",
        "\"Math^\"",
        "int^ x;"
      })
  void knowsNothingOfNothing(String text) {
    assertThat(at(text)).isEmpty();
  }
}
