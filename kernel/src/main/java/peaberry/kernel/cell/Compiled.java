package peaberry.kernel.cell;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A cell that javac was given: what the unit says of it and, if javac accepted it, what the class
 * file says.
 */
final class Compiled {
  private final String binaryName;
  private final CellText text;
  private final CellCompiler.Result result;
  private ClassModel model;

  Compiled(String binaryName, CellText text, CellCompiler.Result result) {
    this.binaryName = binaryName;
    this.text = text;
    this.result = result;
  }

  String binaryName() {
    return binaryName;
  }

  CellText text() {
    return text;
  }

  CellUnit unit() {
    return result.unit();
  }

  List<Problem> problems() {
    return result.problems();
  }

  CellCompiler.Result result() {
    return result;
  }

  private ClassModel model() {
    if (model == null) {
      model = ClassFile.of().parse(result.classes().get(binaryName));
    }
    return model;
  }

  /** The method or type at a position, or null. */
  CellUnit.Member memberAt(int position) {
    for (CellUnit.Member member : unit().members()) {
      if (member.start() <= position && position < member.end()) {
        return member;
      }
    }
    return null;
  }

  /** Whether a member stands in the cell itself, not in an earlier one. */
  boolean isOwn(CellUnit.Member member) {
    return text.own(member.start());
  }

  Declaration declaration(CellUnit.Member member) {
    return new Declaration(
        member.name(),
        member.tree() instanceof ClassTree,
        text.place(member.start()),
        text.substring(member.start(), member.end()),
        result.uses().getOrDefault(member, Set.of()));
  }

  /** Whether a declaration of the same name, and the same parameters, is among the members. */
  boolean declares(Declaration old) {
    for (CellUnit.Member member : unit().members()) {
      if (declaration(member).key().equals(old.key())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the unit's field of that name has exactly the type of {@code variable}. */
  boolean sameType(NameSpace.Variable variable) {
    FieldModel field = field(variable.name());
    return variable.type().equals(field.fieldType().stringValue())
        && Objects.equals(variable.signature(), signature(field));
  }

  NameSpace.Variable variable(CellUnit.Field field, CellLoader home) {
    FieldModel f = field(field.name());
    return new NameSpace.Variable(
        field.name(),
        f.fieldType().stringValue(),
        signature(f),
        result.bounds().getOrDefault(field.name(), List.of()),
        field.isFinal(),
        home,
        text.place(field.tree().pos));
  }

  private FieldModel field(String name) {
    for (FieldModel field : model().fields()) {
      if (field.fieldName().equalsString(name)) {
        return field;
      }
    }
    throw new AssertionError(name);
  }

  private static String signature(FieldModel field) {
    return field
        .findAttribute(Attributes.signature())
        .map(s -> s.signature().stringValue())
        .orElse(null);
  }

  /** The methods that the unit declares, with the descriptors that javac gave them. */
  List<NameSpace.Method> methods(CellLoader home) {
    Map<String, List<MethodModel>> byName = new HashMap<>();
    for (MethodModel method : model().methods()) {
      if (!method.flags().has(AccessFlag.SYNTHETIC)) {
        byName
            .computeIfAbsent(method.methodName().stringValue(), n -> new ArrayList<>())
            .add(method);
      }
    }
    List<NameSpace.Method> found = new ArrayList<>();
    for (CellUnit.Member member : unit().members()) {
      if (member.tree() instanceof MethodTree) {
        // Overloads keep their order in a class file.
        found.add(method(byName.get(member.name()).removeFirst(), member, home));
      }
    }
    return found;
  }

  private NameSpace.Method method(MethodModel model, CellUnit.Member member, CellLoader home) {
    return new NameSpace.Method(
        member.name(),
        model.methodType().stringValue(),
        model
            .findAttribute(Attributes.signature())
            .map(s -> s.signature().stringValue())
            .orElse(null),
        model
            .findAttribute(Attributes.exceptions())
            .map(e -> e.exceptions().stream().map(c -> c.asInternalName()).toList())
            .orElse(List.of()),
        model.flags().has(AccessFlag.VARARGS),
        home,
        declaration(member));
  }
}
