package peaberry.kernel.cell;

import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.constant.ClassDesc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a loader of what javac wrote: weaves the classes and finds the cells they refer to. */
final class CellLinker {
  private static final Pattern CELL_CLASS = Pattern.compile("notebook/(Cell\\w+)");

  private final CellFiles files;
  private final ClassLoader parent;
  private final Links links;

  CellLinker(CellFiles files, ClassLoader parent, Links links) {
    this.files = files;
    this.parent = parent;
    this.links = links;
  }

  /**
   * @param homes what the fields mean that are not to be the cell's own; see {@link Weaver}
   */
  CellLoader link(Compiled compiled, Map<String, NameSpace.Variable> homes, int number) {
    Set<String> methods = new HashSet<>();
    for (NameSpace.Method method : compiled.methods(null)) {
      methods.add(method.name() + method.type());
    }
    Map<String, byte[]> classes = compiled.result().classes();
    Weaver weaver =
        new Weaver(
            compiled.binaryName(),
            compiled.unit().facade(),
            methods,
            homes,
            "cell [" + number + "]",
            hierarchy(classes));
    Map<String, byte[]> woven = new HashMap<>();
    Map<String, CellLoader> dependencies = new HashMap<>();
    classes.forEach(
        (name, bytes) -> {
          byte[] ready = weaver.weave(bytes);
          woven.put(name, ready);
          depend(ready, compiled.binaryName(), dependencies);
        });
    // What javac wrote for the cell's class names the facade, which is gone after this cell.
    Map<String, byte[]> view = new HashMap<>(classes);
    view.put(compiled.binaryName(), woven.get(compiled.binaryName()));
    CellLoader loader =
        new CellLoader(
            parent, compiled.binaryName(), compiled.text(), links, view, woven, dependencies);
    files.add(loader);
    return loader;
  }

  private void depend(byte[] bytes, String self, Map<String, CellLoader> dependencies) {
    for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
      if (entry instanceof Utf8Entry text && text.stringValue().contains("notebook/Cell")) {
        Matcher matcher = CELL_CLASS.matcher(text.stringValue());
        while (matcher.find()) {
          String name = CellLoader.cellClass(CellUnit.PACKAGE + "." + matcher.group(1));
          CellLoader other = name.equals(self) ? null : files.cell(name);
          if (other != null) {
            dependencies.put(name, other);
          }
        }
      }
    }
  }

  /** How the weaver learns what is a superclass of what, without loading a cell's class. */
  private ClassHierarchyResolver hierarchy(Map<String, byte[]> classes) {
    return ClassHierarchyResolver.ofResourceParsing(
            (ClassDesc type) -> {
              String descriptor = type.descriptorString();
              String name = descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
              byte[] bytes = classes.get(name);
              if (bytes == null) {
                CellLoader other = files.cell(CellLoader.cellClass(name));
                bytes = other == null ? null : other.view().get(name);
              }
              return bytes == null ? null : new ByteArrayInputStream(bytes);
            })
        .orElse(ClassHierarchyResolver.ofClassLoading(parent))
        .cached();
  }
}
