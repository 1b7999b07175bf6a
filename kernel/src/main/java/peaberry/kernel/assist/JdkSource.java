package peaberry.kernel.assist;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Finds the source text of what the JDK declares, if it has brought its sources along. */
final class JdkSource {
  private static final int MOST_LINES = 400;

  private JdkSource() {}

  /** The text; empty if it is not there. */
  static String of(Symbol symbol, Documentation documentation) {
    Path archive = Path.of(System.getProperty("java.home"), "lib", "src.zip");
    boolean declares = symbol instanceof ClassSymbol || symbol.owner instanceof ClassSymbol;
    if (!declares || symbol.packge().modle.isUnnamed() || !Files.exists(archive)) {
      return "";
    }
    String path =
        symbol.packge().modle.name
            + "/"
            + symbol.outermostClass().flatName().toString().replace('.', '/')
            + ".java";
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = zip.getEntry(path);
      if (entry == null) {
        return "";
      }
      String text = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
      return part(text, symbol, documentation);
    } catch (IOException unreadable) {
      return "";
    }
  }

  /** The declaration of a symbol in a source file; empty if it is not there. */
  static String part(String file, Symbol symbol, Documentation documentation) {
    try {
      return cut(text(file, symbol, documentation));
    } catch (IOException unreadable) {
      return "";
    }
  }

  private static String text(String file, Symbol symbol, Documentation documentation)
      throws IOException {
    String key =
        switch (symbol) {
          case MethodSymbol method -> documentation.key(method);
          case VarSymbol field -> field.name.toString();
          default -> "";
        };
    ClassSymbol owner = symbol instanceof ClassSymbol type ? type : symbol.enclClass();
    return DocSources.text(file, owner.flatName().toString(), key).stripIndent();
  }

  private static String cut(String text) {
    String[] lines = text.split("\n", MOST_LINES + 1);
    if (lines.length <= MOST_LINES) {
      return text;
    }
    int left = (int) lines[MOST_LINES].lines().count();
    lines[MOST_LINES] = "// " + left + " more lines";
    return String.join("\n", lines);
  }
}
