package peaberry.kernel.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import peaberry.kernel.message.Composer;
import peaberry.kernel.message.Reply;

/** What the kernel says of itself. */
final class KernelInfo {
  /** The version of Peaberry; a test compares it with the build's. */
  static final String VERSION = "0.1.0";

  private KernelInfo() {}

  static Reply.KernelInfo reply() {
    String java = System.getProperty("java.version");
    Map<String, Object> language = new LinkedHashMap<>();
    language.put("name", "java");
    // Of the language, which no update of a JDK changes: a front end writes it into the notebook.
    language.put("version", Integer.toString(Runtime.version().feature()));
    language.put("mimetype", "text/x-java");
    language.put("file_extension", ".java");
    language.put("pygments_lexer", "java");
    language.put("codemirror_mode", "java");
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("protocol_version", Composer.PROTOCOL);
    about.put("implementation", "peaberry");
    about.put("implementation_version", VERSION);
    about.put("language_info", language);
    about.put("banner", "Peaberry " + VERSION + ", Java " + java);
    about.put("debugger", false);
    about.put("supported_features", List.of("kernel subshells"));
    about.put(
        "help_links",
        List.of(
            link("Java API", "https://docs.oracle.com/en/java/javase/25/docs/api/index.html"),
            link("Java language", "https://docs.oracle.com/javase/specs/jls/se25/html/index.html"),
            link("Learn Java", "https://dev.java/learn/")));
    return new Reply.KernelInfo(about);
  }

  private static Map<String, Object> link(String text, String url) {
    return Map.of("text", text, "url", url);
  }
}
