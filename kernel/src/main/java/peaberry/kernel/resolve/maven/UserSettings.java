package peaberry.kernel.resolve.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Repository;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;
import peaberry.kernel.resolve.MavenOptions;
import peaberry.kernel.resolve.ResolveException;

/**
 * What {@code settings.xml} says: the user's, and that of the Maven that {@code MAVEN_HOME} names.
 */
final class UserSettings {
  private static final RemoteRepository CENTRAL =
      new RemoteRepository.Builder("central", "default", "https://repo.maven.apache.org/maven2")
          .setSnapshotPolicy(new RepositoryPolicy(false, null, null))
          .build();

  private final Settings settings;
  private final SettingsDecryptionResult decrypted;
  private final Map<String, String> properties;
  private final File localRepository;

  private UserSettings(
      Settings settings,
      SettingsDecryptionResult decrypted,
      Map<String, String> properties,
      File localRepository) {
    this.settings = settings;
    this.decrypted = decrypted;
    this.properties = properties;
    this.localRepository = localRepository;
  }

  /**
   * Reads them.
   *
   * @throws ResolveException if they cannot be read
   */
  static UserSettings read(MavenOptions options) {
    Path home = Path.of(System.getProperty("user.home"), ".m2");
    Path own = options.settings() == null ? home.resolve("settings.xml") : options.settings();
    Map<String, String> properties = processProperties();
    Properties all = new Properties();
    all.putAll(properties);
    DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
    request.setSystemProperties(all);
    request.setUserSettingsFile(own.toFile());
    if (System.getenv("MAVEN_HOME") != null) {
      request.setGlobalSettingsFile(
          Path.of(System.getenv("MAVEN_HOME"), "conf", "settings.xml").toFile());
    }
    try {
      Settings settings =
          new DefaultSettingsBuilderFactory().newInstance().build(request).getEffectiveSettings();
      activeProfiles(settings)
          .forEach(
              profile -> profile.getProperties().forEach((k, v) -> properties.put("" + k, "" + v)));
      DefaultSecDispatcher secrets = new DefaultSecDispatcher(new DefaultPlexusCipher());
      secrets.setConfigurationFile(home.resolve("settings-security.xml").toString());
      SettingsDecryptionResult decrypted =
          new DefaultSettingsDecrypter(secrets)
              .decrypt(new DefaultSettingsDecryptionRequest(settings));
      return new UserSettings(
          settings, decrypted, properties, localRepository(options, settings, home));
    } catch (SettingsBuildingException e) {
      List<String> problems = new ArrayList<>();
      for (SettingsProblem problem : e.getProblems()) {
        problems.add(problem.getLocation() + ": " + problem.getMessage().replace('\n', ' '));
      }
      throw new ResolveException("Maven's settings cannot be used: " + String.join("; ", problems));
    }
  }

  private static File localRepository(MavenOptions options, Settings settings, Path home) {
    if (options.localRepository() != null) {
      return options.localRepository().toFile();
    }
    String set = settings.getLocalRepository();
    return set == null || set.isBlank() ? home.resolve("repository").toFile() : new File(set);
  }

  private static Map<String, String> processProperties() {
    Map<String, String> properties = new LinkedHashMap<>();
    System.getenv().forEach((name, value) -> properties.put("env." + name, value));
    for (String name : System.getProperties().stringPropertyNames()) {
      properties.put(name, System.getProperty(name));
    }
    return properties;
  }

  private static List<Profile> activeProfiles(Settings settings) {
    List<Profile> active = new ArrayList<>();
    for (Profile profile : settings.getProfiles()) {
      boolean byDefault =
          profile.getActivation() != null && profile.getActivation().isActiveByDefault();
      if (byDefault || settings.getActiveProfiles().contains(profile.getId())) {
        active.add(profile);
      }
    }
    return active;
  }

  /** Maven Central, and the repositories of the profiles that are active; without mirrors. */
  List<RemoteRepository> repositories() {
    Map<String, RemoteRepository> repositories = new LinkedHashMap<>();
    for (Profile profile : activeProfiles(settings)) {
      for (Repository repository : profile.getRepositories()) {
        repositories.put(
            repository.getId(),
            new RemoteRepository.Builder(
                    repository.getId(), repository.getLayout(), repository.getUrl())
                .setReleasePolicy(
                    new RepositoryPolicy(
                        repository.getReleases() == null || repository.getReleases().isEnabled(),
                        null,
                        null))
                .setSnapshotPolicy(
                    new RepositoryPolicy(
                        repository.getSnapshots() != null && repository.getSnapshots().isEnabled(),
                        null,
                        null))
                .build());
      }
    }
    repositories.putIfAbsent(CENTRAL.getId(), CENTRAL);
    return List.copyOf(repositories.values());
  }

  File localRepository() {
    return localRepository;
  }

  boolean offline() {
    return settings.isOffline();
  }

  List<Mirror> mirrors() {
    return settings.getMirrors();
  }

  /** With their passwords in clear. */
  List<Proxy> proxies() {
    return decrypted.getProxies();
  }

  /** With their passwords in clear. */
  List<Server> servers() {
    return decrypted.getServers();
  }

  /** The JVM's properties, those of active profiles, and the environment as {@code env.NAME}. */
  Map<String, String> properties() {
    return properties;
  }
}
