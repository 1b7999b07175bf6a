package peaberry.kernel.resolve.maven;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.util.Map;
import org.eclipse.aether.ConfigurationProperties;
import org.eclipse.aether.DefaultRepositoryCache;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.NoLocalRepositoryManagerException;
import org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy;
import peaberry.kernel.resolve.MavenOptions;
import peaberry.kernel.resolve.Request;
import peaberry.kernel.resolve.ResolveException;
import peaberry.kernel.resolve.Resolved;
import peaberry.kernel.resolve.Resolver;
import peaberry.kernel.resolve.Transfers;

/** Resolves with Maven's own resolver: first in the local repository alone, then with the net. */
public final class MimaResolver implements Resolver {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int REQUEST_MILLIS = 60_000;

  /** Made by its name. */
  public MimaResolver() {}

  @Override
  public Resolved resolve(Request request, MavenOptions options, Transfers transfers) {
    // A new one each time: a download that was given up may hold its locks for a while.
    try (Context context = context(request, options, transfers)) {
      try {
        if (!request.update()) {
          return new Resolution(context, offline(context), request).resolve();
        }
      } catch (RepositoryException missing) {
        // What is missing may be in the repositories.
      }
      Resolution resolution = new Resolution(context, online(context), request);
      try {
        return resolution.resolve();
      } catch (RepositoryException e) {
        throw Failures.of(e, resolution.repositories());
      }
    } catch (IllegalStateException e) {
      throw new ResolveException(
          "Maven's settings cannot be used: "
              + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
    }
  }

  private static Context context(Request request, MavenOptions options, Transfers transfers) {
    ContextOverrides.Builder overrides =
        ContextOverrides.create()
            .withUserSettings(true)
            .checksumPolicy(ContextOverrides.ChecksumPolicy.FAIL)
            .configProperties(
                Map.of(
                    ConfigurationProperties.CONNECT_TIMEOUT, CONNECT_MILLIS,
                    ConfigurationProperties.REQUEST_TIMEOUT, REQUEST_MILLIS))
            .transferListener(new Listener(transfers));
    if (request.update()) {
      overrides.snapshotUpdatePolicy(ContextOverrides.SnapshotUpdatePolicy.ALWAYS);
    }
    if (options.localRepository() != null) {
      overrides.withLocalRepositoryOverride(options.localRepository());
    }
    if (options.settings() != null) {
      overrides.withUserSettingsXmlOverride(options.settings());
    }
    return Runtimes.INSTANCE.getRuntime().create(overrides.build());
  }

  /** What is there counts, whichever repository it came from; nothing may be missing. */
  private static DefaultRepositorySystemSession offline(Context context)
      throws NoLocalRepositoryManagerException {
    DefaultRepositorySystemSession session = online(context);
    session.setOffline(true);
    session.setArtifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(false, true));
    LocalRepository plain =
        new LocalRepository(session.getLocalRepository().getBasedir(), "simple");
    session.setLocalRepositoryManager(
        context.repositorySystem().newLocalRepositoryManager(session, plain));
    return session;
  }

  private static DefaultRepositorySystemSession online(Context context) {
    DefaultRepositorySystemSession session =
        new DefaultRepositorySystemSession(context.repositorySystemSession());
    session.setCache(new DefaultRepositoryCache());
    return session;
  }
}
