package peaberry.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelInfoTest {

  @Test
  void theVersionIsThatOfTheBuild() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<version>" + KernelInfo.VERSION + "</version>");
  }

  @Test
  void theLanguagesVersionIsTheSameForEveryUpdateOfAJdk() {
    Map<String, Object> about = KernelInfo.reply().about();
    assertThat(about.get("language_info"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("name", "java")
        .containsEntry("version", System.getProperty("java.specification.version"));
    assertThat(about.get("banner")).asString().contains(System.getProperty("java.version"));
  }
}
