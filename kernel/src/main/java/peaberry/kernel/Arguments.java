package peaberry.kernel;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import peaberry.kernel.cell.JavaInterpreter;

/**
 * The command line.
 *
 * @param connectionFile the file that says where to listen; null if help was asked for
 * @param interpreter what cells are compiled with
 */
record Arguments(Path connectionFile, JavaInterpreter.Options interpreter) {

  /** The command line is wrong; the message says how. */
  static final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UsageException(String message) {
      super(message + " (--help lists what can be given)");
    }
  }

  /**
   * Reads the command line.
   *
   * @throws UsageException if something is missing, unknown or malformed
   */
  static Arguments of(String... args) {
    JavaInterpreter.Options defaults = JavaInterpreter.Options.defaults();
    List<Path> classPath = new ArrayList<>(defaults.classPath());
    List<String> compiler = new ArrayList<>(defaults.compilerOptions());
    List<String> imports = new ArrayList<>(defaults.defaultImports());
    boolean preview = defaults.preview();
    Path file = null;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--help" -> {
          return new Arguments(null, defaults);
        }
        case "--preview" -> preview = true;
        case "--class-path" -> {
          for (String entry : value(args, i++).split(File.pathSeparator)) {
            classPath.add(path(entry));
          }
        }
        case "--compiler-option" -> compiler.add(value(args, i++));
        case "--import" -> imports.add(value(args, i++));
        default -> {
          if (args[i].startsWith("-")) {
            throw new UsageException("expected a known option, got " + args[i]);
          }
          if (file != null) {
            throw new UsageException("expected one connection file, got also " + args[i]);
          }
          file = path(args[i]);
        }
      }
    }
    if (file == null) {
      throw new UsageException("expected the name of a connection file, got none");
    }
    return new Arguments(file, new JavaInterpreter.Options(classPath, compiler, imports, preview));
  }

  /** What cells are compiled with, what the environment asks for added. */
  JavaInterpreter.Options interpreter(Startup startup) {
    List<Path> classPath = new ArrayList<>(interpreter.classPath());
    classPath.addAll(startup.classPath());
    List<String> compiler = new ArrayList<>(interpreter.compilerOptions());
    compiler.addAll(startup.compilerOptions());
    return new JavaInterpreter.Options(
        classPath, compiler, interpreter.defaultImports(), interpreter.preview());
  }

  /** What can be given. */
  String help() {
    return """
    usage: java -jar peaberry-kernel.jar [options] connection-file
      --class-path PATH      jars and folders that cells can use
      --compiler-option OPT  an option for javac; may be repeated
      --import NAME          one more default import, such as java.nio.charset.*
      --preview              turns Java's preview features on
    IJava's and JJava's environment variables CLASSPATH, COMPILER_OPTS, STARTUP_SCRIPTS_PATH,
    STARTUP_SCRIPT and TIMEOUT are honoured, each with IJAVA_ or JJAVA_ before it.
    Front ends start the kernel by its kernelspec; there is seldom a need to do it by hand.\
    """;
  }

  private static String value(String[] args, int option) {
    if (option + 1 == args.length) {
      throw new UsageException("expected a value after " + args[option] + ", got none");
    }
    return args[option + 1];
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException("expected a path, got " + text);
    }
  }
}
