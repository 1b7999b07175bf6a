package peaberry.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import peaberry.kernel.resolve.MavenOptions;

/** The parts of the magics for libraries that need no kernel. */
class LibraryMagicsTest {
  @TempDir Path folder;
  private Magics magics;

  @BeforeEach
  void open() {
    magics = new Magics(new MavenOptions(folder, folder.resolve("settings.xml")));
  }

  private void artifact(String path) throws Exception {
    Path home = Files.createDirectories(folder.resolve(path));
    Files.createFile(home.resolve("some.pom"));
  }

  @Test
  void coordinatesAreCompletedFromTheLocalRepositoryPartByPart() throws Exception {
    artifact("org/fruit/pear/1.0");
    artifact("org/fruit/peach/1.0");
    artifact("org/fruit/tart/baking/2.0");
    Files.createDirectories(folder.resolve("org/fruit/pear/empty"));
    Magic maven = magics.find("maven");
    assertThat(maven.complete("or", 2)).containsExactly("org.");
    assertThat(maven.complete("org.fr", 6)).containsExactly("org.fruit:", "org.fruit.");
    assertThat(maven.complete("a:b:1 org.fruit:pe", 18))
        .containsExactly("org.fruit:peach:", "org.fruit:pear:");
    assertThat(maven.complete("org.fruit:pear:", 15)).containsExactly("org.fruit:pear:1.0");
    assertThat(maven.complete("org.fruit.tart:baking:2", 23))
        .containsExactly("org.fruit.tart:baking:2.0");
    assertThat(maven.complete("org.nuts:", 9)).isEmpty();
    assertThat(maven.complete("--u", 3)).containsExactly("--update");
  }

  @Test
  void ofTwoVersionsTheOneThatCameLastIsOfferedFirst() throws Exception {
    artifact("g/a/1.0");
    artifact("g/a/2.0");
    assertThat(folder.resolve("g/a/1.0").toFile().setLastModified(2_000_000_000_000L)).isTrue();
    assertThat(magics.find("maven").complete("g:a:", 4)).containsExactly("g:a:1.0", "g:a:2.0");
  }

  @Test
  void filesAreCompletedForTheMagicsThatTakeThem() throws Exception {
    magics.environment().change(folder);
    Files.createDirectory(folder.resolve("lib"));
    Files.createFile(folder.resolve("library.jar"));
    Files.createFile(folder.resolve("liberty.txt"));
    assertThat(magics.find("jars").complete("li", 2)).containsExactly("lib/", "library.jar");
    assertThat(magics.find("classpath").complete("lib", 3)).contains("lib/", "library.jar");
    assertThat(magics.find("pom").complete("libe", 4)).containsExactly("liberty.txt");
    assertThat(magics.find("mavenRepo").complete("jit", 3)).containsExactly("jitpack");
  }

  @Test
  void wordsAreKeptTogetherByQuotationMarks() {
    assertThat(ShellWords.split(" a  'b c' \"d\"e ")).containsExactly("a", "b c", "de");
    assertThat(ShellWords.split("")).isEmpty();
    assertThatThrownBy(() -> ShellWords.split("a 'b")).hasMessage("expected a closing ', got a 'b");
  }

  @Test
  void aWholePomStaysAsItIsAndPiecesBecomeOne() {
    String whole = "<?xml version='1.0'?>\n<project><x/></project>";
    assertThat(PomText.whole(whole)).isEqualTo(whole);
    assertThat(
            PomText.whole(
                "<!-- as the README says -->\n<dependency>1</dependency>\n<groupId>mine</groupId>"
                    + "<dependencies><dependency>2</dependency></dependencies>"
                    + "<repositories><repository>3</repository></repositories>"))
        .contains("<groupId>mine</groupId>")
        .contains("<version>1</version>")
        .contains(
            "<dependencies><dependency>1</dependency><dependency>2</dependency></dependencies>")
        .contains("<repositories><repository>3</repository></repositories>")
        .doesNotContain("<groupId>notebook");
  }

  @Test
  void aPomCannotReadOtherFiles() {
    assertThatThrownBy(
            () ->
                PomText.whole(
                    "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><project>&e;</project>"))
        .isInstanceOf(MagicException.class);
  }

  @Test
  void jbangsLinesAreMagicsAboveAllJavaOnly() {
    Script script =
        Script.of("// a note\n//DEPS a:b:1 c:d:2\n//REPOS mine=http://x/\nint x;\n//DEPS no:no:1");
    assertThat(script.calls())
        .containsExactly(
            new Script.Call("mavenRepo", "mine=http://x/", 2, 8),
            new Script.Call("maven", "a:b:1 c:d:2", 1, 7));
    assertThat(Script.of("int x; //DEPS a:b:1").isJava()).isTrue();
    assertThat(Script.of("\"\"\"\n//DEPS a:b:1\n\"\"\"").isJava()).isTrue();
    assertThat(Script.of("//DEPS \nint x;").isJava()).isTrue();
  }

  @Test
  void aMagicWhoseValueIsAssignedIsACall() {
    String cell =
        "int a = 7\n% 2;\nList<String> l = %jars \"my lib/*.jar\" b\\c;\nString s = \"= %jars x\";";
    Script script = Script.of(cell);
    assertThat(script.isJava()).isTrue();
    assertThat(script.code())
        .isEqualTo(
            "int a = 7\n% 2;\nList<String> l = peaberry.kernel.display.Display.lineMagic(\"jars\","
                + " java.util.List.of(\"my lib/*.jar\", \"b\\\\c\"));\nString s = \"= %jars x\";");
    assertThat(Script.of("int a = 3;\na %= 2;").code()).isEqualTo("int a = 3;\na %= 2;");
  }

  @Test
  void patternsFindFilesInTheOrderOfTheirNames() throws Exception {
    magics.environment().change(folder);
    Files.createDirectories(folder.resolve("a/b"));
    Files.createFile(folder.resolve("a/2.jar"));
    Files.createFile(folder.resolve("a/1.jar"));
    Files.createFile(folder.resolve("a/b/3.jar"));
    Environment here = magics.environment();
    assertThat(Globs.find("a/*.jar", here))
        .containsExactly(folder.resolve("a/1.jar"), folder.resolve("a/2.jar"));
    assertThat(Globs.find("*/1.jar", here)).containsExactly(folder.resolve("a/1.jar"));
    assertThat(Globs.find("a/**.jar", here)).hasSize(3);
    assertThat(Globs.find("a", here)).containsExactly(folder.resolve("a"));
    assertThatThrownBy(() -> Globs.find("a/*.zip", here)).hasMessageContaining("a/*.zip");
  }

  @Test
  void mavensOwnVariablesSayWhereTheLocalRepositoryIs() {
    var environment =
        java.util.Map.of(
            "MAVEN_OPTS", "-Xmx1g -Dmaven.repo.local=/a/b", "MAVEN_ARGS", "-B -s /c.xml");
    MavenOptions options = MavenOptions.of(null, environment);
    assertThat(options.repository()).isEqualTo(Path.of("/a/b"));
    assertThat(options.settings()).isEqualTo(Path.of("/c.xml"));
    assertThat(MavenOptions.of("/d", environment).repository()).isEqualTo(Path.of("/d"));
  }

  @Test
  void theSettingsSayWhereTheLocalRepositoryIs() throws Exception {
    Path settings = folder.resolve("settings.xml");
    Files.writeString(settings, "<settings><localRepository> /x/y </localRepository></settings>");
    assertThat(new MavenOptions(null, settings).repository()).isEqualTo(Path.of("/x/y"));
  }
}
