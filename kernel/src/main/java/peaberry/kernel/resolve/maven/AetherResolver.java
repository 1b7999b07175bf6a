package peaberry.kernel.resolve.maven;

import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy;
import peaberry.kernel.resolve.MavenOptions;
import peaberry.kernel.resolve.Request;
import peaberry.kernel.resolve.Resolved;
import peaberry.kernel.resolve.Resolver;
import peaberry.kernel.resolve.Transfers;

/** Resolves with Maven's own resolver: first in the local repository alone, then with the net. */
public final class AetherResolver implements Resolver {

  /** Made by its name. */
  public AetherResolver() {}

  @Override
  public Resolved resolve(Request request, MavenOptions options, Transfers transfers) {
    UserSettings settings = UserSettings.read(options);
    // A new one each time: a download that was given up may hold its locks for a while.
    RepositorySystem system = new RepositorySystemSupplier().get();
    try {
      if (!request.update()) {
        try {
          return new Resolution(system, offline(system, settings), settings, request).resolve();
        } catch (RepositoryException missing) {
          // What is missing may be in the repositories.
        }
      }
      Sessions sessions = new Sessions(system, settings);
      DefaultRepositorySystemSession session = sessions.online(request.update(), transfers);
      Resolution resolution = new Resolution(system, session, settings, request);
      try {
        return resolution.resolve();
      } catch (RepositoryException e) {
        throw Failures.of(e, resolution.repositories());
      }
    } finally {
      system.shutdown();
    }
  }

  /** What is there counts, whichever repository it came from; nothing may be missing. */
  private static DefaultRepositorySystemSession offline(
      RepositorySystem system, UserSettings settings) throws RepositoryException {
    DefaultRepositorySystemSession session =
        new Sessions(system, settings).online(false, new Transfers());
    session.setOffline(true);
    session.setArtifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(false, true));
    LocalRepository plain = new LocalRepository(settings.localRepository(), "simple");
    session.setLocalRepositoryManager(system.newLocalRepositoryManager(session, plain));
    return session;
  }
}
