package peaberry.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MagicCompletionTest {
  private final Magics magics = new Magics();
  @TempDir private Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    for (String file : List.of("data.csv", "lib.jshell", "two words.java", ".hidden.java")) {
      Files.writeString(folder.resolve(file), "");
    }
    Files.createDirectories(folder.resolve("lessons/deep"));
    Files.writeString(folder.resolve("lessons/one.ipynb"), "");
    magics.environment().change(folder);
  }

  private List<String> complete(String magic, String arguments) {
    return magics.find(magic).complete(arguments, arguments.length());
  }

  @Test
  void filesAreThoseOfTheFolderOfCommands() {
    assertThat(complete("writefile", "")).containsExactly("data.csv", "lessons/", "lib.jshell");
    assertThat(complete("writefile", "-a d")).containsExactly("data.csv");
    assertThat(complete("writefile", ".h")).containsExactly(".hidden.java");
    assertThat(complete("!", "cat les")).containsExactly("lessons/");
  }

  @Test
  void foldersAloneAndFilesOfJavaAloneWhereOnlyTheseAreWanted() {
    assertThat(complete("cd", "")).containsExactly("lessons/");
    assertThat(complete("cd", "lessons/")).containsExactly("lessons/deep/");
    assertThat(complete("load", "l")).containsExactly("lessons/", "lib.jshell");
    assertThat(complete("load", "lessons/")).containsExactly("lessons/deep/", "lessons/one.ipynb");
    assertThat(complete("load", "nonsuch/")).isEmpty();
    assertThat(complete("load", "\0")).isEmpty();
  }

  @Test
  void absolutePathsAndTheUsersFolderAreKeptAsTyped() {
    assertThat(complete("load", folder + "/lib")).containsExactly(folder + "/lib.jshell");
    assertThat(complete("cd", "~/")).allMatch(found -> found.startsWith("~/"));
  }

  @Test
  void theWordIsTheOneBeforeTheCursor() {
    assertThat(magics.find("writefile").complete("-a da and more", 5)).containsExactly("data.csv");
  }

  @Test
  void namesOfMagicsAndOfEnvironmentVariablesAndOptions() {
    assertThat(complete("help", "time")).containsExactly("time", "timeit");
    magics.environment().set("PEABERRY_COMPLETION", "x");
    assertThat(complete("env", "PEABERRY_COM")).containsExactly("PEABERRY_COMPLETION");
    assertThat(complete("env", "PEABERRY_COMPLETION ")).isEmpty();
    assertThat(complete("timeit", "-")).containsExactly("-n", "-r");
    assertThat(complete("history", "-n -")).containsExactly("-n", "-o");
    assertThat(complete("reset", "")).containsExactly("-f");
    assertThat(complete("html", "")).isEmpty();
  }
}
