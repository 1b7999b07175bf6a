package peaberry.kernel.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What loops are made of in the classes that are loaded; `make bench` tells what they cost. */
class WovenCodeTest {

  private static ClassModel woven(String cell) throws Exception {
    try (CellCompiler compiler =
        new CellCompiler(ClassPath.ofProcess(), List.of(), false, () -> {})) {
      Links links = new Links(() -> {}, () -> {});
      Notebook notebook =
          new Notebook(compiler, WovenCodeTest.class.getClassLoader(), links, List.of());
      var ready = (Notebook.Prepared.Ready) notebook.prepare(new Cell(1, cell));
      return ClassFile.of().parse(ready.loader().view().get(ready.loader().className()));
    }
  }

  private static List<InvokeDynamicInstruction> checks(MethodModel method) {
    return method.code().orElseThrow().elementList().stream()
        .filter(e -> e instanceof InvokeDynamicInstruction)
        .map(e -> (InvokeDynamicInstruction) e)
        .filter(i -> i.name().equalsString(Links.CHECK))
        .toList();
  }

  private static MethodModel method(ClassModel type, String name) {
    return type.methods().stream()
        .filter(m -> m.methodName().equalsString(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void row57ALoopHasOneCheckThatTheCompilerFoldsAway() throws Exception {
    ClassModel cell =
        woven(
            "long s = 0;\nfor (int i = 0; i < 1000; i++) s += i;\nlong f(int n) { long t = 0; for (int i = 0; i < n; i++) t += i; return t; }");
    assertThat(checks(method(cell, "run$0"))).hasSize(1);
    assertThat(checks(method(cell, "f"))).hasSize(1);
    // Local variables stay local: nothing is spilled to make room for the check.
    assertThat(
            method(cell, "f").code().orElseThrow().elementList().stream()
                .filter(e -> e instanceof LoadInstruction)
                .count())
        .isLessThan(10);
  }

  @Test
  void row57ALongCellIsSplitIntoMethodsThatHotSpotCompiles() throws Exception {
    StringBuilder text = new StringBuilder("double x = 1;\n");
    for (int i = 0; i < 2_000; i++) {
      text.append("x = x * 1.0000001 + Math.sqrt(x + ").append(i).append(");\n");
    }
    for (MethodModel method : woven(text.toString()).methods()) {
      assertThat(((CodeAttribute) method.code().orElseThrow()).codeLength())
          .as(method.methodName().stringValue())
          .isLessThan(8_000);
    }
  }
}
