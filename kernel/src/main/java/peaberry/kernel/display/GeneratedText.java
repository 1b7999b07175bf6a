package peaberry.kernel.display;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.runtime.ObjectMethods;

/**
 * Tells which records have the {@code toString()} that the compiler made for them: it has nothing
 * to say of an array but its identity. A record's own text is never replaced.
 */
final class GeneratedText extends ClassValue<Boolean> {
  private static final String MAKER = ObjectMethods.class.getName().replace('.', '/');

  @Override
  protected Boolean computeValue(Class<?> type) {
    String name = type.getName();
    String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
    try (InputStream bytes = type.getResourceAsStream(file)) {
      return bytes != null && isGenerated(ClassFile.of().parse(bytes.readAllBytes()));
    } catch (IOException | IllegalArgumentException e) {
      return false; // a class without a file, or with one that cannot be read
    }
  }

  private static boolean isGenerated(ClassModel type) {
    for (MethodModel method : type.methods()) {
      if (method.methodName().equalsString("toString")
          && method.methodType().equalsString("()Ljava/lang/String;")) {
        return method.code().stream()
            .flatMap(code -> code.elementStream())
            .anyMatch(
                element ->
                    element instanceof InvokeDynamicInstruction call
                        && call.invokedynamic()
                            .bootstrap()
                            .bootstrapMethod()
                            .reference()
                            .owner()
                            .asInternalName()
                            .equals(MAKER));
      }
    }
    return false;
  }
}
