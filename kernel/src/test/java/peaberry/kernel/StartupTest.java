package peaberry.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupTest {
  @TempDir Path folder;

  @Test
  void theVariablesOfBothKernelsCount() throws Exception {
    Path script = Files.writeString(folder.resolve("a.jshell"), "int a;");
    Files.createFile(folder.resolve("b.jar"));
    Startup startup =
        Startup.of(
            Map.of(
                "IJAVA_CLASSPATH", folder + "/*.jar" + File.pathSeparator + "/classes",
                "JJAVA_CLASSPATH", "c.jar",
                "JJAVA_COMPILER_OPTS", " -parameters  -Xlint ",
                "IJAVA_STARTUP_SCRIPTS_PATH", script + File.pathSeparator + folder + "/nonsuch",
                "JJAVA_STARTUP_SCRIPT", "int b;"));
    assertThat(startup.classPath())
        .containsExactly(folder.resolve("b.jar"), Path.of("/classes"), Path.of("c.jar"));
    assertThat(startup.compilerOptions()).containsExactly("-parameters", "-Xlint");
    assertThat(startup.scripts()).containsExactly("int a;", "int b;");
  }

  @Test
  void aLimitIsInMillisecondsOrInTheUnitThatIsNamed() {
    assertThat(Startup.of(Map.of("IJAVA_TIMEOUT", "1500")).cellLimit()).hasMillis(1500);
    assertThat(Startup.of(Map.of("JJAVA_TIMEOUT", "30 seconds")).cellLimit()).hasSeconds(30);
    for (String none : new String[] {"-1", "0", "soon", "3 weeks", ""}) {
      assertThat(Startup.of(Map.of("IJAVA_TIMEOUT", none)).cellLimit()).isNull();
    }
  }

  @Test
  void withoutThemNothingHappens() {
    assertThat(Startup.of(Map.of("IJAVA_CLASSPATH", " ")))
        .extracting(Startup::classPath, Startup::compilerOptions, Startup::scripts)
        .allSatisfy(all -> assertThat((java.util.List<?>) all).isEmpty());
  }
}
