package peaberry.kernel.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import peaberry.kernel.Jars;

class LibrariesTest {
  @TempDir Path folder;
  private Jars jars;
  private Session s;

  @BeforeEach
  void open() {
    jars = new Jars(folder);
    s = new Session();
  }

  @AfterEach
  void close() {
    s.close();
  }

  private Path fruit(String version) {
    return jars.with(
            "fruit/Pear.java",
            "package fruit; public class Pear { public static int eaten;"
                + " public static String version() { return \""
                + version
                + "\"; } }")
        .jar("fruit-" + version + ".jar");
  }

  private List<String> add(Path... asked) {
    return s.interpreter.libraries().add(List.of(asked), List.of());
  }

  @Test
  void anAddedJarIsThereForTheCellsThatFollow() {
    assertThat(s.run("import fruit.Pear;").failure().message()).contains("fruit");
    add(fruit("1.0"));
    assertThat(s.eval("import fruit.Pear;", "Pear.version()")).isEqualTo("1.0");
  }

  @Test
  void aFolderOfClassesCanBeAddedAsWell() throws Exception {
    Path jar = fruit("1.0");
    Path classes = folder.resolve("some classes");
    Path inside = classes.resolve("fruit/Pear.class");
    Files.createDirectories(inside.getParent());
    try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      Files.write(inside, loader.getResourceAsStream("fruit/Pear.class").readAllBytes());
    }
    add(classes);
    assertThat(s.eval("fruit.Pear.version()")).isEqualTo("1.0");
    assertThat(
            s.eval(
                "Thread.currentThread().getContextClassLoader().getResource(\"fruit/Pear.class\").getPath()"))
        .asString()
        .endsWith("some%20classes/fruit/Pear.class");
  }

  @Test
  void aLibraryIsLoadedOnceAndSharedByAllCells() {
    add(fruit("1.0"));
    assertThat(s.eval("fruit.Pear.eaten = 3;", "fruit.Pear.eaten++;", "fruit.Pear.eaten"))
        .isEqualTo(4);
  }

  @Test
  void earlierCellsSeeAJarThatIsAddedLater() {
    s.eval("Object make() throws Exception { return Class.forName(\"fruit.Pear\"); }");
    add(fruit("1.0"));
    assertThat(s.eval("make()")).asString().isEqualTo("class fruit.Pear");
  }

  @Test
  void aPackageThatSeveralJarsShareIsSeenAsAWhole() {
    Path one = fruit("1.0");
    Path two =
        jars.with("fruit/Plum.java", "package fruit; public class Plum extends Pear {}")
            .against(one)
            .jar("plums-1.0.jar");
    add(one);
    s.eval("fruit.Pear.version()");
    add(two);
    assertThat(s.eval("fruit.Plum.version()")).isEqualTo("1.0");
  }

  @Test
  void anotherVersionWinsUntilAClassIsInUse() {
    Path one = fruit("1.0");
    Path two = fruit("2.0");
    add(one);
    assertThat(add(two)).isEmpty();
    assertThat(s.eval("fruit.Pear.version()")).isEqualTo("2.0");
    assertThat(s.interpreter.libraries().path()).contains(two).doesNotContain(one);
  }

  @Test
  void anotherVersionOfWhatIsInUseIsAnErrorThatNamesBothAndSaysWhatToDo() {
    Path one = fruit("1.0");
    add(one);
    s.eval("fruit.Pear.version()");
    List<Path> before = s.interpreter.libraries().path();
    Path other = jars.with("nuts/Nut.java", "package nuts; public class Nut {}").jar("nuts-1.jar");
    assertThatThrownBy(() -> add(other, fruit("2.0")))
        .isInstanceOf(CellException.class)
        .hasMessage(
            "fruit 1.0 is in use, so fruit 2.0 cannot take its place now: restart the kernel and"
                + " load fruit 2.0 first");
    assertThat(s.interpreter.libraries().path()).isEqualTo(before);
    assertThat(s.run("new nuts.Nut()").outcome()).isInstanceOf(Outcome.Failure.class);
  }

  @Test
  void theSameVersionFromAnotherPlaceIsNotAConflict() throws Exception {
    Path one = fruit("1.0");
    add(one);
    s.eval("fruit.Pear.version()");
    Path copy =
        Files.copy(one, Files.createDirectory(folder.resolve("copy")).resolve("fruit-1.0.jar"));
    assertThat(add(copy, one)).isEmpty();
  }

  @Test
  void whatIsOnlyNeededAlongsideDoesNotReplaceWhatIsInUse() {
    add(fruit("1.0"));
    s.eval("fruit.Pear.version()");
    Path nuts = jars.with("nuts/Nut.java", "package nuts; public class Nut {}").jar("nuts-1.jar");
    assertThat(s.interpreter.libraries().add(List.of(nuts), List.of(fruit("2.0"))))
        .singleElement()
        .asString()
        .contains("fruit 1.0 is in use and stays, fruit 2.0 was not loaded");
    assertThat(s.eval("new nuts.Nut(); fruit.Pear.version()")).isEqualTo("1.0");
  }

  @Test
  void aBundledLibraryIsReplacedAndWhatUsesItWorksWithTheNewOne() throws Exception {
    Path old = fruit("1.0");
    Path salad =
        jars.with(
                "salad/Bowl.java",
                "package salad; public class Bowl { public static String of() {"
                    + " return new fruit.Pear().version(); } }")
            .against(old)
            .jar("salad-1.0.jar");
    try (Bundled bundled = new Bundled(old, salad)) {
      bundled.libraries.add(List.of(fruit("2.0")), List.of());
      assertThat(bundled.call("fruit.Pear", "version")).isEqualTo("2.0");
      assertThat(bundled.call("salad.Bowl", "of")).isEqualTo("2.0");
      assertThat(bundled.told.getLast()).doesNotContain(old);
    }
  }

  @Test
  void aBundledLibraryThatAnotherInUseRefersToIsInUse() throws Exception {
    Path old = fruit("1.0");
    Path salad =
        jars.with(
                "salad/Bowl.java",
                "package salad; public class Bowl { public static String of() {"
                    + " return new fruit.Pear().version(); } }")
            .against(old)
            .jar("salad-1.0.jar");
    try (Bundled bundled = new Bundled(old, salad)) {
      assertThat(bundled.call("salad.Bowl", "of")).isEqualTo("1.0");
      assertThatThrownBy(() -> bundled.libraries.add(List.of(fruit("2.0")), List.of()))
          .hasMessageContaining("fruit 1.0 is in use")
          .hasMessageContaining("fruit 2.0");
      assertThat(bundled.told).isEmpty();
    }
  }

  @Test
  void aServiceOfAReplacedLibraryIsGoneWithIt() throws Exception {
    Path old =
        jars.with("x/A.java", "package x; public class A {}").with("note", "old").jar("x-1.jar");
    Path now =
        jars.with("x/A.java", "package x; public class A {}").with("note", "new").jar("x-2.jar");
    try (Bundled bundled = new Bundled(old)) {
      bundled.libraries.add(List.of(now), List.of());
      assertThat(bundled.loader.resources("note").toList()).hasSize(1);
      assertThat(new String(bundled.loader.getResourceAsStream("note").readAllBytes()))
          .isEqualTo("new");
    }
  }

  @Test
  void nothingReplacesTheJdkOrTheKernel() {
    Path jar =
        jars.with(
                "peaberry/kernel/display/Html.java",
                "package peaberry.kernel.display; public class Html {}")
            .with("java/util/note", "")
            .jar("evil-1.jar");
    add(jar);
    assertThat(s.eval("new peaberry.kernel.display.Html(\"a\").source()")).isEqualTo("a");
    assertThat(s.run("new peaberry.kernel.Main()").outcome()).isInstanceOf(Outcome.Failure.class);
  }

  @Test
  void whatIsNoJarIsSaidAndNothingChanges() throws Exception {
    List<Path> before = s.interpreter.libraries().path();
    Path text = Files.writeString(folder.resolve("a.jar"), "no jar");
    assertThatThrownBy(() -> add(fruit("1.0"), text))
        .isInstanceOf(CellException.class)
        .hasMessageContaining("expected a jar or a folder")
        .hasMessageContaining("a.jar");
    assertThatThrownBy(() -> add(folder.resolve("nowhere.jar")))
        .hasMessageContaining("there is no jar and no folder");
    assertThat(s.interpreter.libraries().path()).isEqualTo(before);
  }

  @Test
  void theVersionIsThatOfTheFileNameOrOfTheJarsOwnPom() {
    Library named = Library.open(fruit("33.4.0-jre"));
    assertThat(named.title()).isEqualTo("fruit 33.4.0-jre");
    Path plain =
        jars.with("a/A.java", "package a; class A {}")
            .with("META-INF/maven/g/other/pom.properties", "artifactId=other\nversion=1")
            .with("META-INF/maven/g/plain/pom.properties", "artifactId=plain\nversion=7")
            .jar("plain.jar");
    assertThat(Library.open(plain).title()).isEqualTo("plain 7");
  }

  /** Libraries as they come with the kernel: on the class path of the parent loader. */
  private static final class Bundled implements AutoCloseable {
    private final URLClassLoader application;
    private final LibraryLoader loader;
    private final AddedLibraries libraries;
    private final List<List<Path>> told = new ArrayList<>();

    Bundled(Path... jars) throws Exception {
      List<URL> urls = new ArrayList<>();
      for (Path jar : jars) {
        urls.add(jar.toUri().toURL());
      }
      application = new URLClassLoader(urls.toArray(new URL[0]), getClass().getClassLoader());
      loader = new LibraryLoader(application);
      libraries = new AddedLibraries(loader, List.of(jars), told::add);
    }

    Object call(String type, String method) throws Exception {
      return loader.loadClass(type).getMethod(method).invoke(null);
    }

    @Override
    public void close() throws IOException {
      application.close();
    }
  }
}
