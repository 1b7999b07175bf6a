package peaberry.kernel.resolve.maven;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelProblem;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.ChecksumFailureException;
import peaberry.kernel.resolve.ResolveException;

/** Says in one sentence what the resolver says in a chain of exceptions. */
final class Failures {
  private Failures() {}

  static ResolveException of(RepositoryException failure, List<RemoteRepository> asked) {
    List<Throwable> causes = causes(failure);
    for (Throwable cause : causes) {
      if (cause instanceof ModelBuildingException model) {
        return new ResolveException("the POM cannot be used: " + problems(model));
      }
      if (cause instanceof VersionRangeResolutionException range) {
        return new ResolveException(
            "there is no version of "
                + range.getResult().getRequest().getArtifact()
                + where(asked));
      }
    }
    // A repository that failed says more than those that only do not have it.
    for (Throwable cause : causes) {
      if (cause instanceof ArtifactTransferException transfer
          && !(cause instanceof ArtifactNotFoundException)) {
        return new ResolveException(text(transfer));
      }
    }
    Set<Artifact> missing = new LinkedHashSet<>();
    for (Throwable cause : causes) {
      if (cause instanceof ArtifactNotFoundException absent) {
        missing.add(absent.getArtifact());
      }
    }
    if (missing.isEmpty()) {
      return new ResolveException(
          deepest(causes).getMessage() == null ? failure.toString() : failure.getMessage());
    }
    List<String> names = missing.stream().map(Artifact::toString).sorted().toList();
    return new ResolveException("there is no " + String.join(", no ", names) + where(asked));
  }

  private static String where(List<RemoteRepository> asked) {
    if (asked.isEmpty()) {
      return " in the local repository, and no other was to be asked";
    }
    List<String> names = new ArrayList<>();
    asked.forEach(one -> names.add(one.getId() + " (" + one.getUrl() + ")"));
    return " in the repositories that were asked: " + String.join(", ", names);
  }

  private static String text(ArtifactTransferException failure) {
    RemoteRepository from = failure.getRepository();
    String source = from == null ? "" : " from " + from.getId() + " (" + from.getUrl() + ")";
    Throwable cause = deepest(causes(failure));
    if (cause instanceof ChecksumFailureException checksum) {
      String detail =
          checksum.getExpected() == null
              ? "the repository has no checksum for it"
              : "expected " + checksum.getExpected() + ", got " + checksum.getActual();
      return "the checksum of "
          + failure.getArtifact()
          + source
          + " is not right ("
          + detail
          + "): the file was not kept";
    }
    return failure.getArtifact() + " could not be fetched" + source + ": " + cause;
  }

  private static String problems(ModelBuildingException model) {
    List<String> texts = new ArrayList<>();
    for (ModelProblem problem : model.getProblems()) {
      if (problem.getSeverity() != ModelProblem.Severity.WARNING) {
        texts.add(problem.getMessage());
      }
    }
    return String.join("; ", texts);
  }

  private static Throwable deepest(List<Throwable> causes) {
    Throwable last = causes.getFirst();
    while (last.getCause() != null && last.getCause() != last) {
      last = last.getCause();
    }
    return last;
  }

  /** The failure, its causes, and what the results in them list. */
  private static List<Throwable> causes(Throwable failure) {
    Map<Throwable, Boolean> seen = new IdentityHashMap<>();
    List<Throwable> all = new ArrayList<>();
    Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
    while (!open.isEmpty()) {
      Throwable next = open.pop();
      if (seen.put(next, true) != null) {
        continue;
      }
      all.add(next);
      if (next.getCause() != null) {
        open.add(next.getCause());
      }
      if (next instanceof ArtifactResolutionException resolution) {
        for (ArtifactResult result : resolution.getResults()) {
          if (!result.isResolved()) {
            open.addAll(result.getExceptions());
          }
        }
      }
      if (next instanceof DependencyCollectionException collection) {
        open.addAll(collection.getResult().getExceptions());
      }
    }
    return all;
  }
}
