package peaberry.kernel.cell;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/** Finds in our own library which class has a static method, for who has not imported it. */
final class StaticMethods {
  private static final String OURS = "peaberry.";

  private final ClassPath classPath;

  StaticMethods(ClassPath classPath) {
    this.classPath = classPath;
  }

  /** The qualified names of the public classes that have a public static method of this name. */
  List<String> owners(String method, Set<String> packages) {
    return packages.stream()
        .filter(name -> name.startsWith(OURS))
        .sorted()
        .flatMap(this::classes)
        .filter(model -> model.flags().has(AccessFlag.PUBLIC))
        .filter(model -> model.methods().stream().anyMatch(one -> isNamed(one, method)))
        .map(model -> model.thisClass().asInternalName().replace('/', '.'))
        .filter(name -> name.indexOf('$') < 0)
        .toList();
  }

  private Stream<ClassModel> classes(String packageName) {
    try {
      return classPath.list(packageName).stream().flatMap(StaticMethods::parsed);
    } catch (IOException unreadable) {
      return Stream.empty(); // what cannot be read is not offered
    }
  }

  private static Stream<ClassModel> parsed(JavaFileObject file) {
    try (InputStream bytes = file.openInputStream()) {
      return Stream.of(ClassFile.of().parse(bytes.readAllBytes()));
    } catch (IOException | IllegalArgumentException unreadable) {
      return Stream.empty();
    }
  }

  private static boolean isNamed(MethodModel method, String name) {
    return method.methodName().equalsString(name)
        && method.flags().has(AccessFlag.PUBLIC)
        && method.flags().has(AccessFlag.STATIC);
  }
}
