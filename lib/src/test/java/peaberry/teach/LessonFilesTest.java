package peaberry.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonFilesTest {
  @Test
  void anAuthorsFolderComesFirstAndTheJarAfterIt(@TempDir Path own) throws IOException {
    Files.createDirectory(own.resolve("basics"));
    Files.writeString(own.resolve("basics/sample.java"), "// mine");
    assertThat(LessonFiles.text("sample", own.toString())).contains("// mine");
    assertThat(LessonFiles.text("omnicorp", own.toString())).isPresent();
    assertThat(LessonFiles.text("sample", "")).get().asString().contains("A lesson for the tests");
  }
}
