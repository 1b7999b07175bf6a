package peaberry.kernel.resolve.maven;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import peaberry.kernel.resolve.ResolveException;

/** A POM in the file system, with the parents that lie where it says they do. */
final class PomFiles implements WorkspaceReader {
  private static final Artifact OWN = new DefaultArtifact("peaberry.notebook", "pom", "pom", "1");

  private final WorkspaceRepository repository = new WorkspaceRepository("notebook");
  private final Map<String, File> files = new HashMap<>();

  private PomFiles() {}

  /**
   * Reads a POM and its parents.
   *
   * @throws ResolveException if it cannot be read
   */
  static PomFiles of(Path file) {
    PomFiles poms = new PomFiles();
    Model model = read(file);
    poms.files.put(key(OWN.getGroupId(), OWN.getArtifactId(), OWN.getVersion()), file.toFile());
    Path at = file.toAbsolutePath();
    while (model != null && model.getParent() != null) {
      Parent parent = model.getParent();
      at = parentFile(at, parent);
      model = at == null ? null : read(at);
      if (model != null && parent.getArtifactId().equals(model.getArtifactId())) {
        poms.files.put(
            key(parent.getGroupId(), parent.getArtifactId(), parent.getVersion()), at.toFile());
      } else {
        break;
      }
    }
    return poms;
  }

  /** By which the resolver finds the POM. */
  Artifact artifact() {
    return OWN;
  }

  private static Path parentFile(Path child, Parent parent) {
    String relative = parent.getRelativePath();
    if (relative == null || relative.isBlank()) {
      return null;
    }
    Path file = child.resolveSibling(relative).normalize();
    file = Files.isDirectory(file) ? file.resolve("pom.xml") : file;
    return Files.isRegularFile(file) ? file : null;
  }

  private static Model read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new MavenXpp3Reader().read(reader, false);
    } catch (IOException | XmlPullParserException e) {
      throw new ResolveException(
          "the POM cannot be read: " + String.valueOf(e.getMessage()).replace('\n', ' '));
    }
  }

  private static String key(String group, String artifact, String version) {
    return group + ":" + artifact + ":" + version;
  }

  @Override
  public WorkspaceRepository getRepository() {
    return repository;
  }

  @Override
  public File findArtifact(Artifact artifact) {
    return artifact.getExtension().equals("pom")
        ? files.get(key(artifact.getGroupId(), artifact.getArtifactId(), artifact.getVersion()))
        : null;
  }

  @Override
  public List<String> findVersions(Artifact artifact) {
    return List.of();
  }
}
