package peaberry.kernel.resolve;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads Maven's resolver and what drives it from the jar beside the kernel's; from the class path
 * if there is no such jar, as when the kernel is run from a folder of classes.
 */
final class ResolverLoader extends URLClassLoader {
  private static final String IMPLEMENTATION = "peaberry.kernel.resolve.maven.AetherResolver";
  private static final String JAR = "peaberry-kernel-*-resolver.jar";

  private ResolverLoader(URL jar) {
    super("resolver", new URL[] {jar}, new Shared());
  }

  static Resolver load() {
    try {
      URL jar = jar();
      ClassLoader loader =
          jar == null ? ResolverLoader.class.getClassLoader() : new ResolverLoader(jar);
      return (Resolver)
          Class.forName(IMPLEMENTATION, true, loader).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | IOException | URISyntaxException e) {
      throw new ResolveException(
          "the part of the kernel that speaks with Maven is missing (" + e + "): install it again");
    }
  }

  private static URL jar() throws IOException, URISyntaxException {
    Path own =
        Path.of(ResolverLoader.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (!Files.isRegularFile(own)) {
      return null;
    }
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(own.getParent(), JAR)) {
      for (Path jar : jars) {
        return url(jar);
      }
    }
    return null;
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }

  /** The JDK, and what the kernel and the resolver say to each other. */
  private static final class Shared extends ClassLoader {
    private static final String PACKAGE = ResolverLoader.class.getPackageName() + ".";

    Shared() {
      super("resolver's contract", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith(PACKAGE) && name.indexOf('.', PACKAGE.length()) < 0) {
        return Class.forName(name, false, ResolverLoader.class.getClassLoader());
      }
      throw new ClassNotFoundException(name);
    }
  }
}
