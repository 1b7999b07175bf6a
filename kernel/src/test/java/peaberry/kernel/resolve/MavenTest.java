package peaberry.kernel.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a repository on this machine; the settings keep it from asking any other. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MavenTest {
  @TempDir Path folder;
  private RepositoryServer server;
  private Path local;
  private Path settings;
  private Maven maven;

  @BeforeEach
  void open() throws Exception {
    server = new RepositoryServer(Files.createDirectory(folder.resolve("remote")));
    local = folder.resolve("local");
    settings = folder.resolve("settings.xml");
    settings("<mirror><id>here</id><mirrorOf>*</mirrorOf><url>" + server.url() + "</url></mirror>");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void settings(String mirrors) throws Exception {
    Files.writeString(settings, "<settings><mirrors>" + mirrors + "</mirrors></settings>");
    maven = new Maven(new MavenOptions(local, settings));
  }

  private static Request request(String... wanted) {
    return new Request(
        List.of(wanted).stream().map(Coordinates::parse).toList(),
        List.of(),
        null,
        List.of(),
        false,
        false);
  }

  private Resolved resolve(Request request) throws InterruptedException {
    return maven.resolve(request, progress -> {});
  }

  private static List<String> names(List<Path> jars) {
    return jars.stream().map(jar -> jar.getFileName().toString()).toList();
  }

  @Test
  void anArtifactComesWithAllThatItNeedsAtRunTime() throws Exception {
    server
        .deploy("g:a:1.0", "g:b:1.0", "g:t:1.0=test", "g:p:1.0=provided")
        .deploy("g:b:1.0", "g:c:1.0=runtime")
        .deploy("g:c:1.0");
    Resolved resolved = resolve(request("g:a:1.0"));
    assertThat(names(resolved.wanted())).containsExactly("a-1.0.jar");
    assertThat(names(resolved.alongside())).containsExactly("b-1.0.jar", "c-1.0.jar");
    assertThat(resolved.wanted().getFirst()).startsWith(local).exists();
  }

  @Test
  void whatIsInTheLocalRepositoryAsksNobody() throws Exception {
    server.deploy("g:a:1.0", "g:b:1.0").deploy("g:b:1.0");
    Resolved first = resolve(request("g:a:1.0"));
    server.asked.clear();
    assertThat(resolve(request("g:a:1.0"))).isEqualTo(first);
    // From whichever repository it came.
    settings(
        "<mirror><id>other</id><mirrorOf>*</mirrorOf><url>" + server.url() + "</url></mirror>");
    assertThat(resolve(request("g:a:1.0"))).isEqualTo(first);
    assertThat(server.asked).isEmpty();
  }

  @Test
  void ofTwoVersionsTheNearerWinsAndOfTwoAsNearTheFirst() throws Exception {
    server
        .deploy("g:a:1.0", "g:c:1.0")
        .deploy("g:b:1.0", "g:d:1.0", "g:c:2.0")
        .deploy("g:d:1.0", "g:c:3.0")
        .deploy("g:c:1.0")
        .deploy("g:c:2.0")
        .deploy("g:c:3.0");
    assertThat(names(resolve(request("g:b:1.0")).alongside())).contains("c-2.0.jar");
    assertThat(names(resolve(request("g:a:1.0", "g:b:1.0")).alongside())).contains("c-1.0.jar");
    Resolved direct = resolve(request("g:a:1.0", "g:b:1.0", "g:c:3.0"));
    assertThat(names(direct.wanted())).containsExactly("a-1.0.jar", "b-1.0.jar", "c-3.0.jar");
    Request later =
        new Request(
            request("g:b:1.0").wanted(),
            resolve(request("g:a:1.0")).roots(),
            null,
            List.of(),
            false,
            false);
    assertThat(names(resolve(later).wanted())).containsExactly("b-1.0.jar");
    assertThat(names(resolve(later).alongside())).contains("c-1.0.jar", "a-1.0.jar");
  }

  @Test
  void classifiersTypesAndRangesAreUnderstood() throws Exception {
    server.deploy("g:a:1.0").deploy("g:a:jar:linux:1.0").deploy("g:a:1.5").deploy("g:a:2.0");
    server.write(
        folder.resolve("remote/g/a/maven-metadata.xml"),
        "<metadata><versioning><versions><version>1.0</version><version>1.5</version><version>2.0</version></versions></versioning></metadata>"
            .getBytes());
    assertThat(names(resolve(request("g:a:jar:linux:1.0")).wanted()))
        .containsExactly("a-1.0-linux.jar");
    assertThat(names(resolve(request("g:a:1.0:linux@jar")).wanted()))
        .containsExactly("a-1.0-linux.jar");
    assertThat(names(resolve(request("g:a:[1,2)")).wanted())).containsExactly("a-1.5.jar");
  }

  @Test
  void aMissingArtifactIsNamedWithTheRepositoriesAsked() throws Exception {
    server.deploy("g:a:1.0", "g:lost:7.1");
    assertThatThrownBy(() -> resolve(request("g:nowhere:1.0")))
        .isInstanceOf(ResolveException.class)
        .hasMessage(
            "there is no g:nowhere:jar:1.0 in the repositories that were asked: here ("
                + server.url()
                + ")");
    assertThatThrownBy(() -> resolve(request("g:a:1.0"))).hasMessageContaining("g:lost:jar:7.1");
    // It may come later: that it was missing is not remembered.
    server.deploy("g:nowhere:1.0");
    assertThat(resolve(request("g:nowhere:1.0")).wanted()).hasSize(1);
  }

  @Test
  void aWrongChecksumIsAnErrorAndTheFileIsNotKept() throws Exception {
    server.deploy("g:a:1.0");
    Path jar = server.path(Coordinates.parse("g:a:1.0"), "jar");
    Files.writeString(Path.of(jar + ".sha1"), "0123456789012345678901234567890123456789");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> resolve(request("g:a:1.0")))
          .isInstanceOf(ResolveException.class)
          .hasMessageContaining("the checksum of g:a:jar:1.0 from here")
          .hasMessageContaining("0123456789012345678901234567890123456789");
    }
    assertThat(local.resolve("g/a/1.0/a-1.0.jar")).doesNotExist();
  }

  @Test
  void aRepositoryThatIsNotThereIsNamed() throws Exception {
    server.close();
    assertThatThrownBy(() -> resolve(request("g:a:1.0")))
        .isInstanceOf(ResolveException.class)
        .hasMessageContaining("g:a:")
        .hasMessageContaining("could not be fetched from here (" + server.url() + ")");
  }

  @Test
  void aRepositoryOfTheNotebookIsAskedToo() throws Exception {
    server.deploy("g:a:1.0");
    settings("");
    Request request = request("g:a:1.0");
    Request own =
        new Request(
            request.wanted(),
            List.of(),
            null,
            List.of(new Repository("mine", folder.resolve("remote").toUri().toString())),
            true,
            false);
    assertThat(resolve(own).wanted()).hasSize(1);
  }

  @Test
  void theUsualRepositoriesAreAskedBesideThoseOfTheNotebook() throws Exception {
    settings(
        "<mirror><id>here</id><mirrorOf>central</mirrorOf><url>"
            + server.url()
            + "</url></mirror>");
    server.deploy("g:a:1.0");
    Path more = Files.createDirectory(folder.resolve("more"));
    try (RepositoryServer other = new RepositoryServer(more)) {
      other.deploy("g:b:1.0", "g:a:1.0");
      Repository mine = new Repository("mine", other.url());
      Request both =
          new Request(request("g:b:1.0").wanted(), List.of(), null, List.of(mine), false, false);
      assertThat(names(resolve(both).alongside())).containsExactly("a-1.0.jar");
      Request missing =
          new Request(request("g:x:1.0").wanted(), List.of(), null, List.of(mine), false, false);
      assertThatThrownBy(() -> resolve(missing))
          .hasMessageContaining("here (" + server.url() + ")")
          .hasMessageContaining("mine (" + other.url() + ")");
    }
  }

  @Test
  void aProxyOfTheSettingsIsAskedInstead() throws Exception {
    server.deploy("g:a:1.0");
    int port = java.net.URI.create(server.url()).getPort();
    Files.writeString(
        settings,
        "<settings><proxies><proxy><active>true</active><protocol>http</protocol><host>localhost"
            + "</host><port>"
            + port
            + "</port></proxy></proxies></settings>");
    Request request =
        new Request(
            request("g:a:1.0").wanted(),
            List.of(),
            null,
            List.of(new Repository("far", "http://far.invalid/")),
            true,
            false);
    assertThat(names(resolve(request).wanted())).containsExactly("a-1.0.jar");
  }

  @Test
  void thePasswordOfTheSettingsOpensARepository() throws Exception {
    server.deploy("g:a:1.0");
    server.secret = "Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes());
    assertThatThrownBy(() -> resolve(request("g:a:1.0")))
        .hasMessageContaining("could not be fetched from here")
        .hasMessageContaining("401");
    Files.writeString(
        settings,
        "<settings><mirrors><mirror><id>here</id><mirrorOf>*</mirrorOf><url>"
            + server.url()
            + "</url></mirror></mirrors><servers><server><id>here</id><username>me</username>"
            + "<password>secret</password></server></servers></settings>");
    assertThat(names(resolve(request("g:a:1.0")).wanted())).containsExactly("a-1.0.jar");
  }

  @Test
  void aSnapshotStaysUntilAnUpdateIsAskedFor() throws Exception {
    deploySnapshot(1);
    byte[] old = Files.readAllBytes(resolve(snapshot(false)).wanted().getFirst());
    deploySnapshot(2);
    assertThat(Files.readAllBytes(resolve(snapshot(false)).wanted().getFirst())).isEqualTo(old);
    assertThat(Files.readAllBytes(resolve(snapshot(true)).wanted().getFirst())).isNotEqualTo(old);
  }

  private void deploySnapshot(int build) throws Exception {
    String time = "20260101.00000" + build;
    server.deploy("g:a:1.0-" + time + "-" + build);
    Path home = folder.resolve("remote/g/a/1.0-SNAPSHOT");
    Files.createDirectories(home);
    try (var files = Files.list(folder.resolve("remote/g/a/1.0-" + time + "-" + build))) {
      for (Path file : files.toList()) {
        Files.move(file, home.resolve(file.getFileName()));
      }
    }
    String version = "<value>1.0-" + time + "-" + build + "</value><updated>2026010100000" + build;
    server.write(
        home.resolve("maven-metadata.xml"),
        ("<metadata modelVersion=\"1.1.0\"><groupId>g</groupId><artifactId>a</artifactId><version>"
                + "1.0-SNAPSHOT</version><versioning><snapshot><timestamp>"
                + time
                + "</timestamp><buildNumber>"
                + build
                + "</buildNumber></snapshot><lastUpdated>2026010100000"
                + build
                + "</lastUpdated><snapshotVersions><snapshotVersion><extension>jar</extension>"
                + version
                + "</updated></snapshotVersion><snapshotVersion><extension>pom</extension>"
                + version
                + "</updated></snapshotVersion></snapshotVersions></versioning></metadata>")
            .getBytes());
  }

  private Request snapshot(boolean update) {
    return new Request(
        request("g:a:1.0-SNAPSHOT").wanted(),
        List.of(),
        null,
        List.of(new Repository("snapshots", server.url())),
        false,
        update);
  }

  private Resolved pom(String content, String... scopes) throws Exception {
    Path file = Files.writeString(folder.resolve("pom.xml"), content);
    return resolve(
        new Request(
            List.of(), List.of(), new Request.Pom(file, Set.of(scopes)), List.of(), false, false));
  }

  @Test
  void aPomBringsItsDependenciesWithWhatItManagesAndItsParentsSay() throws Exception {
    server.deploy("g:a:1.0", "g:b:1.0").deploy("g:b:1.0").deploy("g:b:1.3").deploy("g:t:1.0");
    Files.writeString(
        folder.resolve("parent.xml"),
        RepositoryServer.head(Coordinates.parse("p:parent:1"))
            + "<packaging>pom</packaging><properties><v>1.3</v></properties><dependencyManagement>"
            + "<dependencies><dependency><groupId>g</groupId><artifactId>b</artifactId><version>"
            + "${v}</version></dependency></dependencies></dependencyManagement></project>");
    String child =
        "<project><modelVersion>4.0.0</modelVersion><parent><groupId>p</groupId><artifactId>parent"
            + "</artifactId><version>1</version><relativePath>parent.xml</relativePath></parent>"
            + "<artifactId>child</artifactId><dependencies><dependency><groupId>g</groupId>"
            + "<artifactId>a</artifactId><version>1.0</version></dependency><dependency><groupId>g"
            + "</groupId><artifactId>t</artifactId><version>1.0</version><scope>test</scope>"
            + "</dependency></dependencies></project>";
    Resolved resolved = pom(child, "compile", "runtime");
    assertThat(names(resolved.wanted())).containsExactly("a-1.0.jar");
    assertThat(names(resolved.alongside())).containsExactly("b-1.3.jar");
    assertThat(names(pom(child, "test").wanted())).containsExactly("t-1.0.jar");
  }

  @Test
  void aBrokenPomIsSaidInOneSentence() {
    assertThatThrownBy(() -> pom("<project><dependencies>", "compile"))
        .isInstanceOf(ResolveException.class)
        .hasMessageStartingWith("the POM cannot be read: ")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(
            () ->
                pom(
                    RepositoryServer.head(Coordinates.parse("g:x:1"))
                        + "<dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId>"
                        + "</dependency></dependencies></project>",
                    "compile"))
        .isInstanceOf(ResolveException.class)
        .hasMessageStartingWith("the POM cannot be used: ")
        .hasMessageContaining("'dependencies.dependency.version' for g:a:jar is missing");
  }

  @Test
  void brokenSettingsAreSaid() throws Exception {
    Files.writeString(settings, "<settings><mirr");
    assertThatThrownBy(() -> resolve(request("g:a:1.0")))
        .isInstanceOf(ResolveException.class)
        .hasMessageStartingWith("Maven's settings cannot be used: ");
  }

  @Test
  void howFarADownloadIsCanBeSeenAndItCanBeInterruptedAndTriedAgain() throws Exception {
    server.deploy("g:a:1.0");
    Path big = Files.write(folder.resolve("big"), new byte[1 << 20]);
    server.deploy(big, "g:a:1.0");
    server.stalls = "a-1.0.jar";
    AtomicReference<Transfers.Progress> last = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    CompletableFuture<Throwable> ended =
        CompletableFuture.supplyAsync(
            () -> {
              threads.add(Thread.currentThread());
              try {
                maven.resolve(request("g:a:1.0"), last::set);
                return null;
              } catch (Throwable e) {
                return e;
              }
            },
            Thread::startVirtualThread);
    while (last.get() == null || last.get().bytes() < 1 << 18) {
      assertThat(ended).isNotDone();
      Thread.sleep(5);
    }
    assertThat(last.get().current()).isEqualTo("a-1.0.jar");
    assertThat(last.get().expected()).isGreaterThan(1 << 20);
    threads.getFirst().interrupt();
    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    server.stalls = "\n";
    assertThat(resolve(request("g:a:1.0")).wanted().getFirst()).hasSize(1 << 20);
  }

  @Test
  void whatNeedsNoResolverLoadsNone() {
    assertThatThrownBy(() -> Coordinates.parse("com.google.code.gson:gson"))
        .hasMessage(
            "expected group:artifact:version, such as com.google.code.gson:gson:2.11.0, got"
                + " com.google.code.gson:gson");
    assertThat(Coordinates.parse("g:a:1.0:linux")).hasToString("g:a:jar:linux:1.0");
    assertThat(Coordinates.parse("g:a:pom:1.0")).hasToString("g:a:pom:1.0");
    assertThat(Coordinates.parse("g:a:1.0@pom")).hasToString("g:a:pom:1.0");
    assertThatThrownBy(() -> Coordinates.parse("g::1")).isInstanceOf(ResolveException.class);
  }
}
