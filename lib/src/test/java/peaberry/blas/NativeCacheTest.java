package peaberry.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class NativeCacheTest {
  /** A home that takes no file, not even root's. */
  private static final String READ_ONLY_HOME = "/proc";

  @TempDir private Path folder;

  private static Path write(Path cache) throws IOException {
    return Files.writeString(Files.createDirectories(cache).resolve("library.so"), "code");
  }

  private Path temporary() {
    return folder.resolve("peaberry-ada");
  }

  @Test
  void theFolderIsTheUsersUnlessOneIsNamed() {
    assertThat(NativeCache.folder(Map.of(), "/home/ada"))
        .isEqualTo(Path.of("/home/ada/.cache/peaberry"));
    assertThat(
            NativeCache.folder(Map.of("XDG_CACHE_HOME", "/c", "PEABERRY_CACHE", ""), "/home/ada"))
        .isEqualTo(Path.of("/c/peaberry"));
    assertThat(
            NativeCache.folder(Map.of("PEABERRY_CACHE", "/p", "XDG_CACHE_HOME", "/c"), "/home/ada"))
        .isEqualTo(Path.of("/p"));
  }

  @Test
  void aHomeThatCanBeWrittenToIsUsed() throws IOException {
    Path written =
        NativeCache.unpack(NativeCacheTest::write, Map.of(), folder.toString(), temporary());
    assertThat(written).isEqualTo(folder.resolve(".cache/peaberry/library.so")).exists();
    assertThat(temporary()).doesNotExist();
  }

  @Test
  void whereHomeIsReadOnlyAFolderAmongTheTemporaryFilesIsOursAloneAndUsedAgain()
      throws IOException {
    for (int turn = 0; turn < 2; turn++) {
      Path written =
          NativeCache.unpack(NativeCacheTest::write, Map.of(), READ_ONLY_HOME, temporary());
      assertThat(written).isEqualTo(temporary().resolve("library.so")).exists();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary())))
        .isEqualTo("rwx------");
  }

  @Test
  void aFolderThatOthersCanWriteToIsRefused() throws IOException {
    Files.createDirectory(temporary());
    Files.setPosixFilePermissions(temporary(), PosixFilePermissions.fromString("rwxrwxrwx"));
    refuses();
  }

  @Test
  void aLinkToAnotherFolderIsRefused() throws IOException {
    Path other =
        Files.createDirectory(
            folder.resolve("other"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.createSymbolicLink(temporary(), other);
    refuses();
  }

  private void refuses() {
    assertThatIOException()
        .isThrownBy(
            () -> NativeCache.unpack(NativeCacheTest::write, Map.of(), READ_ONLY_HOME, temporary()))
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .asString()
                    .endsWith("peaberry-ada is there and not ours alone"));
  }

  @Test
  void whoNamesAFolderThatCannotBeWrittenToIsTold() {
    var named = Map.of("PEABERRY_CACHE", READ_ONLY_HOME + "/cache");
    assertThatIOException()
        .isThrownBy(
            () -> NativeCache.unpack(NativeCacheTest::write, named, "/home/ada", temporary()))
        .withMessageContaining(READ_ONLY_HOME);
    assertThat(temporary()).doesNotExist();
  }
}
