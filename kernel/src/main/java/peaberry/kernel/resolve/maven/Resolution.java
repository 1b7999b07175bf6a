package peaberry.kernel.resolve.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.graph.visitor.PreorderNodeListGenerator;
import org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy;
import peaberry.kernel.resolve.Coordinates;
import peaberry.kernel.resolve.Repository;
import peaberry.kernel.resolve.Request;
import peaberry.kernel.resolve.Resolved;

/** One attempt to find what is wanted, in one session of Maven's resolver. */
final class Resolution {
  private final RepositorySystem system;
  private final DefaultRepositorySystemSession session;
  private final Request request;

  /** As they are named, without mirrors and proxies. */
  private final List<RemoteRepository> named = new ArrayList<>();

  private List<RemoteRepository> repositories;

  Resolution(
      RepositorySystem system,
      DefaultRepositorySystemSession session,
      UserSettings settings,
      Request request) {
    this.system = system;
    this.session = session;
    this.request = request;
    if (!request.onlyThese()) {
      named.addAll(settings.repositories());
    }
    add(request.repositories().stream().map(Resolution::remote).toList());
  }

  private static RemoteRepository remote(Repository repository) {
    return new RemoteRepository.Builder(repository.id(), "default", repository.url()).build();
  }

  private void add(List<RemoteRepository> more) {
    named.addAll(more);
    repositories = system.newResolutionRepositories(session, named);
  }

  /** The repositories that are asked. */
  List<RemoteRepository> repositories() {
    return repositories;
  }

  Resolved resolve() throws RepositoryException {
    CollectRequest collect = new CollectRequest();
    List<Dependency> wanted = new ArrayList<>();
    for (Coordinates each : request.wanted()) {
      wanted.add(new Dependency(artifact(each), JavaScopes.RUNTIME));
    }
    if (request.pom() != null) {
      ArtifactDescriptorResult pom = read(request.pom());
      wanted.addAll(wantedOf(pom, request.pom()));
      collect.setManagedDependencies(pom.getManagedDependencies());
      add(pom.getRepositories());
    }
    List<Coordinates> roots = new ArrayList<>();
    for (Dependency dependency : wanted) {
      roots.add(coordinates(dependency.getArtifact()));
    }
    List<Coordinates> before = new ArrayList<>(request.earlier());
    before.removeIf(old -> roots.stream().anyMatch(old::isAnother));
    // Of two that are as near, Maven takes the first: what was there before.
    before.forEach(old -> collect.addDependency(new Dependency(artifact(old), JavaScopes.RUNTIME)));
    wanted.forEach(collect::addDependency);
    collect.setRepositories(repositories);
    DependencyNode root =
        system.resolveDependencies(session, new DependencyRequest(collect, null)).getRoot();
    return resolved(root, roots);
  }

  private ArtifactDescriptorResult read(Request.Pom pom) throws RepositoryException {
    DefaultRepositorySystemSession strict = new DefaultRepositorySystemSession(session);
    strict.setArtifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(false, false));
    PomFiles files = PomFiles.of(pom.file());
    strict.setWorkspaceReader(files);
    return system.readArtifactDescriptor(
        strict, new ArtifactDescriptorRequest(files.artifact(), repositories, ""));
  }

  private static List<Dependency> wantedOf(ArtifactDescriptorResult read, Request.Pom pom) {
    return read.getDependencies().stream()
        .filter(d -> !d.isOptional())
        .filter(d -> pom.scopes().contains(d.getScope().isEmpty() ? "compile" : d.getScope()))
        .toList();
  }

  private Resolved resolved(DependencyNode root, List<Coordinates> roots) {
    Set<Path> wanted = new LinkedHashSet<>();
    for (DependencyNode child : root.getChildren()) {
      if (roots.stream().anyMatch(coordinates(child.getArtifact())::isAnother)) {
        add(wanted, child.getArtifact());
      }
    }
    PreorderNodeListGenerator all = new PreorderNodeListGenerator();
    root.accept(all);
    Set<Path> alongside = new LinkedHashSet<>();
    for (Artifact artifact : all.getArtifacts(false)) {
      add(alongside, artifact);
    }
    alongside.removeAll(wanted);
    return new Resolved(List.copyOf(wanted), List.copyOf(alongside), roots);
  }

  private static void add(Set<Path> jars, Artifact artifact) {
    if (artifact.getFile() != null && !artifact.getExtension().equals("pom")) {
      jars.add(artifact.getFile().toPath().toAbsolutePath());
    }
  }

  private static Artifact artifact(Coordinates c) {
    return new DefaultArtifact(c.group(), c.artifact(), c.classifier(), c.extension(), c.version());
  }

  private static Coordinates coordinates(Artifact a) {
    return new Coordinates(
        a.getGroupId(), a.getArtifactId(), a.getExtension(), a.getClassifier(), a.getVersion());
  }
}
