package peaberry.kernel.resolve.maven;

import java.util.HashMap;
import java.util.Map;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.ConfigurationProperties;
import org.eclipse.aether.DefaultRepositoryCache;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.eclipse.aether.util.repository.SimpleResolutionErrorPolicy;
import peaberry.kernel.resolve.Transfers;

/** Sessions of Maven's resolver that work as the user's settings say. */
record Sessions(RepositorySystem system, UserSettings settings) {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int REQUEST_MILLIS = 60_000;

  /**
   * A session that asks the repositories for what is missing; a wrong checksum is an error.
   *
   * @param update whether snapshots and ranges are looked up again
   */
  DefaultRepositorySystemSession online(boolean update, Transfers transfers) {
    DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
    session.setCache(new DefaultRepositoryCache());
    session.setSystemProperties(settings.properties());
    session.setConfigProperties(configuration());
    session.setOffline(settings.offline());
    session.setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL);
    session.setUpdatePolicy(update ? RepositoryPolicy.UPDATE_POLICY_ALWAYS : null);
    // What is missing now may come: it is not remembered.
    session.setResolutionErrorPolicy(new SimpleResolutionErrorPolicy(false, false));
    session.setMirrorSelector(mirrors());
    session.setProxySelector(proxies());
    session.setAuthenticationSelector(servers());
    session.setTransferListener(new Listener(transfers));
    session.setLocalRepositoryManager(
        system.newLocalRepositoryManager(session, new LocalRepository(settings.localRepository())));
    return session;
  }

  private Map<String, Object> configuration() {
    Map<String, Object> configuration = new HashMap<>(settings.properties());
    configuration.put(ConfigurationProperties.CONNECT_TIMEOUT, CONNECT_MILLIS);
    configuration.put(ConfigurationProperties.REQUEST_TIMEOUT, REQUEST_MILLIS);
    for (Server server : settings.servers()) {
      Map<String, String> headers = headers(server);
      if (!headers.isEmpty()) {
        configuration.put(ConfigurationProperties.HTTP_HEADERS + "." + server.getId(), headers);
      }
    }
    return configuration;
  }

  /** The headers that a server wants, such as one with a token. */
  private static Map<String, String> headers(Server server) {
    Map<String, String> headers = new HashMap<>();
    if (server.getConfiguration() instanceof Xpp3Dom configuration
        && configuration.getChild("httpHeaders") != null) {
      for (Xpp3Dom header : configuration.getChild("httpHeaders").getChildren()) {
        if (header.getChild("name") != null && header.getChild("value") != null) {
          headers.put(header.getChild("name").getValue(), header.getChild("value").getValue());
        }
      }
    }
    return headers;
  }

  private DefaultMirrorSelector mirrors() {
    DefaultMirrorSelector mirrors = new DefaultMirrorSelector();
    for (Mirror mirror : settings.mirrors()) {
      mirrors.add(
          mirror.getId(),
          mirror.getUrl(),
          mirror.getLayout(),
          false,
          mirror.isBlocked(),
          mirror.getMirrorOf(),
          mirror.getMirrorOfLayouts());
    }
    return mirrors;
  }

  private DefaultProxySelector proxies() {
    DefaultProxySelector proxies = new DefaultProxySelector();
    for (Proxy proxy : settings.proxies()) {
      if (proxy.isActive()) {
        var user =
            new AuthenticationBuilder()
                .addUsername(proxy.getUsername())
                .addPassword(proxy.getPassword());
        proxies.add(
            new org.eclipse.aether.repository.Proxy(
                proxy.getProtocol(), proxy.getHost(), proxy.getPort(), user.build()),
            proxy.getNonProxyHosts());
      }
    }
    return proxies;
  }

  private DefaultAuthenticationSelector servers() {
    DefaultAuthenticationSelector servers = new DefaultAuthenticationSelector();
    for (Server server : settings.servers()) {
      servers.add(
          server.getId(),
          new AuthenticationBuilder()
              .addUsername(server.getUsername())
              .addPassword(server.getPassword())
              .addPrivateKey(server.getPrivateKey(), server.getPassphrase())
              .build());
    }
    return servers;
  }
}
