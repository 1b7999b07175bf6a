package peaberry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Holds every package to what its package-info says it may depend on. */
class DependenciesTest {
  private static final String DISPLAY = "peaberry/kernel/display/";

  /** Package to the name beginnings that it may use besides the JDK's and its own. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          entry("blas"),
          entry("random", "peaberry/blas/"),
          entry(
              "data",
              DISPLAY,
              "peaberry/random/",
              "tech/tablesaw/",
              "it/unimi/dsi/fastutil/",
              "org/duckdb/"),
          entry("data/smile", DISPLAY, "peaberry/data/", "tech/tablesaw/", "smile/"),
          entry(
              "data/tribuo",
              DISPLAY,
              "peaberry/data/",
              "tech/tablesaw/",
              "org/tribuo/",
              "com/oracle/labs/"),
          entry("data/djl", DISPLAY, "peaberry/data/", "tech/tablesaw/", "ai/djl/"),
          entry("plot", DISPLAY, "peaberry/data/", "tech/tablesaw/", "com/google/gson/"),
          entry(
              "learn",
              DISPLAY,
              "peaberry/blas/",
              "peaberry/data/",
              "peaberry/random/",
              "tech/tablesaw/",
              "smile/"),
          entry("evaluate", DISPLAY, "peaberry/data/"),
          entry("explain", DISPLAY, "peaberry/data/", "peaberry/random/", "peaberry/learn/"),
          entry("teach", DISPLAY, "peaberry/data/", "tech/tablesaw/", "com/google/gson/"),
          entry("widget", DISPLAY));

  private static final Pattern NAME = Pattern.compile("L([\\w/$]+);|^([\\w/$]+)$");

  private static Map.Entry<String, Set<String>> entry(String name, String... uses) {
    return Map.entry("peaberry/" + name, Set.of(uses));
  }

  @Test
  void everyPackageUsesOnlyWhatItSays() throws IOException, URISyntaxException {
    List<String> wrong = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (Path file : classFiles()) {
      var model = ClassFile.of().parse(file);
      String name = model.thisClass().asInternalName();
      String home = name.substring(0, name.lastIndexOf('/'));
      seen.add(home);
      Set<String> allowed = ALLOWED.getOrDefault(home, Set.of());
      for (String used : used(model.constantPool())) {
        boolean fine =
            used.startsWith("java/")
                || used.startsWith("javax/")
                || used.startsWith(home + "/")
                || allowed.stream().anyMatch(used::startsWith);
        if (!fine) {
          wrong.add(name + " uses " + used);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).isEqualTo(new TreeSet<>(ALLOWED.keySet()));
  }

  /** The classes that a class file names, in its class entries and in its descriptors. */
  private static Set<String> used(Iterable<?> pool) {
    Set<String> names = new TreeSet<>();
    StreamSupport.stream(pool.spliterator(), false)
        .forEach(
            entry -> {
              if (entry instanceof ClassEntry type) {
                collect(type.asInternalName(), names);
              } else if (entry instanceof Utf8Entry text && text.stringValue().startsWith("(")) {
                collect(text.stringValue(), names);
              }
            });
    return names;
  }

  private static void collect(String text, Set<String> names) {
    var matcher = NAME.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      if (name.contains("/")) {
        names.add(name);
      }
    }
  }

  private static List<Path> classFiles() throws URISyntaxException {
    URI classes =
        peaberry.random.RandomState.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toURI();
    try (Stream<Path> files = Files.walk(Path.of(classes))) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
