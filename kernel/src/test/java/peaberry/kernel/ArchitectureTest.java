package peaberry.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the direction of the dependencies between the kernel's packages. */
class ArchitectureTest {
  private static final String ROOT = "peaberry/kernel/";
  private static final Pattern PACKAGE = Pattern.compile("peaberry/kernel/(\\w+)/");

  /** What each package may use; "" is the one of {@code Main}. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "wire", Set.of(),
          "message", Set.of("wire"),
          "session", Set.of("message", "wire", "cell", "assist", "display", "magic"),
          "cell", Set.of(),
          "assist", Set.of("cell", "magic"),
          "display", Set.of(),
          "magic", Set.of("cell", "display", "resolve"),
          "resolve", Set.of(),
          "resolve/maven", Set.of("resolve"),
          "", Set.of("wire", "session", "cell"));

  @Test
  void packagesDependInOneDirectionOnly() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Path file : classFiles()) {
      String home = packageOf(file);
      assertThat(ALLOWED).as("a package that is not in the architecture").containsKey(home);
      for (String used : usedPackages(file)) {
        if (!used.equals(home) && !ALLOWED.get(home).contains(used)) {
          wrong.add(file.getFileName() + " in " + home + " uses " + used);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void theScanSeesTheUsesThatThereAre() throws Exception {
    Path session = classes().resolve(ROOT + "session/Session.class");
    assertThat(usedPackages(session)).contains("wire", "message", "cell", "display");
  }

  @Test
  void onlyTheMessagesTheWireAndTheHistoryKnowTheJsonLibrary() throws Exception {
    Set<String> users = new TreeSet<>();
    for (Path file : classFiles()) {
      for (String name : names(file)) {
        if (name.contains("com/google/gson")) {
          users.add(packageOf(file));
        }
      }
    }
    assertThat(users).isSubsetOf("wire", "message", "session").contains("message");
  }

  @Test
  void theLibraryUsesTheDisplayApiAlone() throws Exception {
    Path sources = classes().resolve("../../../lib/src/main/java").normalize();
    List<String> wrong = new ArrayList<>();
    Pattern use = Pattern.compile("peaberry\\.kernel(\\.(\\w+))?");
    if (Files.exists(sources)) {
      for (Path file : files(sources, ".java")) {
        Matcher matcher = use.matcher(Files.readString(file));
        while (matcher.find()) {
          if (!"display".equals(matcher.group(2))) {
            wrong.add(file + " uses " + matcher.group());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Path classes() throws URISyntaxException {
    return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static List<Path> classFiles() throws Exception {
    List<Path> files = files(classes().resolve(ROOT), ".class");
    assertThat(files).hasSizeGreaterThan(50);
    return files;
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(end)).toList();
    }
  }

  private static String packageOf(Path file) {
    try {
      Path inner = classes().resolve(ROOT).relativize(file).getParent();
      return inner == null ? "" : inner.toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> usedPackages(Path file) {
    Set<String> used = new TreeSet<>();
    for (String name : names(file)) {
      Matcher matcher = PACKAGE.matcher(name);
      while (matcher.find()) {
        used.add(matcher.group(1));
      }
    }
    return used;
  }

  /** The class names and descriptors in a class file. */
  private static List<String> names(Path file) {
    try {
      ClassModel model = ClassFile.of().parse(file);
      List<String> names = new ArrayList<>();
      for (PoolEntry entry : model.constantPool()) {
        if (entry instanceof ClassEntry type) {
          names.add(type.asInternalName());
        } else if (entry instanceof Utf8Entry text && isDescriptor(text.stringValue())) {
          names.add(text.stringValue());
        }
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isDescriptor(String text) {
    return text.startsWith("(") || text.startsWith("L") && text.endsWith(";");
  }
}
