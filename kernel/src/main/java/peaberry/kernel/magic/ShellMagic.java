package peaberry.kernel.magic;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import peaberry.kernel.cell.Console;
import peaberry.kernel.cell.Outcome;

/**
 * {@code !command}: runs a line in the shell, in the kernel's working folder. What it prints is
 * shown as it comes; an interrupt ends it together with what it has started.
 */
public final class ShellMagic implements LineMagic {
  static final String NAME = "!";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "runs a line in the shell";
  }

  @Override
  public boolean inOrder() {
    return true;
  }

  @Override
  public Outcome line(String command, MagicContext context) throws Exception {
    Console console = context.console();
    Process process = start(command);
    Thread out = pump(process.getInputStream(), console::out);
    Thread err = pump(process.getErrorStream(), console::err);
    try {
      int status = process.waitFor();
      out.join();
      err.join();
      if (status != 0) {
        console.err("the command ended with status " + status + "\n");
      }
      return new Outcome.Nothing();
    } catch (InterruptedException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw e;
    }
  }

  private static Process start(String command) throws IOException {
    try {
      return new ProcessBuilder("/bin/sh", "-c", command)
          .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
          .start();
    } catch (IOException e) {
      throw new MagicException("the shell /bin/sh cannot be started: " + e.getMessage());
    }
  }

  private static Thread pump(InputStream from, Consumer<String> to) {
    return Thread.ofVirtual()
        .start(
            () -> {
              char[] buffer = new char[8192];
              try (Reader text = new InputStreamReader(from, StandardCharsets.UTF_8)) {
                for (int n = text.read(buffer); n >= 0; n = text.read(buffer)) {
                  to.accept(new String(buffer, 0, n));
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e); // the process was ended
              }
            });
  }
}
