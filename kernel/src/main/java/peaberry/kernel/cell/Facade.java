package peaberry.kernel.cell;

import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ConstantValueAttribute;
import java.lang.classfile.attribute.ExceptionsAttribute;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The superclass of a cell's class as javac sees it: one static member for each live variable and
 * overload that the cell mentions, wherever their homes are.
 *
 * <p>Inheriting the names, rather than importing them, gives Java's own rules for what the next
 * cell declares anew: fields hide, methods overload or hide. The class is never loaded; {@link
 * Weaver} replaces every reference to it.
 */
final class Facade {
  private final String binaryName;
  private final boolean constants;
  private final Map<String, NameSpace.Variable> variables = new LinkedHashMap<>();
  private final Set<NameSpace.Method> methods = new LinkedHashSet<>();

  /**
   * @param constants whether final variables are shown with their values, as constants
   */
  Facade(String binaryName, boolean constants) {
    this.binaryName = binaryName;
    this.constants = constants;
  }

  String binaryName() {
    return binaryName;
  }

  String simpleName() {
    return binaryName.substring(binaryName.lastIndexOf('.') + 1);
  }

  boolean isEmpty() {
    return variables.isEmpty() && methods.isEmpty();
  }

  void add(String fieldName, NameSpace.Variable variable) {
    variables.put(fieldName, variable);
  }

  void add(NameSpace.Method method) {
    methods.add(method);
  }

  /** What the fields of the facade stand for. */
  Map<String, NameSpace.Variable> variables() {
    return variables;
  }

  /** Whether a method of this name and descriptor is a live one. */
  boolean hasMethod(String name, String type) {
    for (NameSpace.Method method : methods) {
      if (method.name().equals(name) && method.type().equals(type)) {
        return true;
      }
    }
    return false;
  }

  byte[] bytes() {
    return ClassFile.of()
        .build(
            ClassDesc.of(binaryName),
            type -> {
              type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_SUPER);
              String parameters = parameters();
              if (!parameters.isEmpty()) {
                type.with(
                    SignatureAttribute.of(
                        type.constantPool().utf8Entry("<" + parameters + ">Ljava/lang/Object;")));
              }
              type.withMethodBody(
                  ConstantDescs.INIT_NAME,
                  ConstantDescs.MTD_void,
                  ClassFile.ACC_PUBLIC,
                  code ->
                      code.aload(0)
                          .invokespecial(
                              ConstantDescs.CD_Object,
                              ConstantDescs.INIT_NAME,
                              ConstantDescs.MTD_void)
                          .return_());
              variables.forEach(
                  (name, variable) ->
                      type.withField(
                          name,
                          ClassDesc.ofDescriptor(variable.type()),
                          field -> {
                            field.withFlags(
                                ClassFile.ACC_PUBLIC
                                    | ClassFile.ACC_STATIC
                                    | (variable.isFinal() ? ClassFile.ACC_FINAL : 0));
                            String signature =
                                variable.bounds().isEmpty()
                                    ? variable.signature()
                                    : "T" + parameter(name) + ";";
                            if (constants && variable.isFinal()) {
                              constant(variable).ifPresent(field::with);
                            }
                            if (signature != null) {
                              field.with(
                                  SignatureAttribute.of(type.constantPool().utf8Entry(signature)));
                            }
                          }));
              for (NameSpace.Method live : methods) {
                type.withMethod(
                    live.name(),
                    MethodTypeDesc.ofDescriptor(live.type()),
                    ClassFile.ACC_PUBLIC
                        | ClassFile.ACC_STATIC
                        | ClassFile.ACC_NATIVE
                        | (live.varargs() ? ClassFile.ACC_VARARGS : 0),
                    method -> {
                      if (live.signature() != null) {
                        method.with(
                            SignatureAttribute.of(type.constantPool().utf8Entry(live.signature())));
                      }
                      if (!live.thrown().isEmpty()) {
                        method.with(
                            ExceptionsAttribute.of(
                                live.thrown().stream()
                                    .map(
                                        name ->
                                            type.constantPool()
                                                .classEntry(type.constantPool().utf8Entry(name)))
                                    .toList()));
                      }
                    });
              }
            });
  }

  private static String parameter(String fieldName) {
    return "T$" + fieldName;
  }

  /**
   * A variable whose type is an intersection is shown as one of a type parameter with the same
   * bounds: a class file cannot say it otherwise.
   */
  private String parameters() {
    StringBuilder all = new StringBuilder();
    variables.forEach(
        (name, variable) -> {
          if (!variable.bounds().isEmpty()) {
            all.append(parameter(name));
            for (String bound : variable.bounds()) {
              all.append(':').append(bound);
            }
          }
        });
    return all.toString();
  }

  private static Optional<ConstantValueAttribute> constant(NameSpace.Variable variable) {
    CellLoader home = variable.home();
    try {
      Object value =
          Class.forName(home.className(), true, home).getField(variable.name()).get(null);
      return switch (value) {
        case Boolean b -> Optional.of(ConstantValueAttribute.of(b ? 1 : 0));
        case Character c -> Optional.of(ConstantValueAttribute.of((int) c));
        case Byte b -> Optional.of(ConstantValueAttribute.of(b.intValue()));
        case Short h -> Optional.of(ConstantValueAttribute.of(h.intValue()));
        case Integer i -> Optional.of(ConstantValueAttribute.of(i));
        case Long l -> Optional.of(ConstantValueAttribute.of(l));
        case Float f -> Optional.of(ConstantValueAttribute.of(f));
        case Double d -> Optional.of(ConstantValueAttribute.of(d));
        case String text -> Optional.of(ConstantValueAttribute.of(text));
        case null, default -> Optional.empty();
      };
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
