package peaberry.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build writes of the sources' comments, and what a kernel finds of it. */
class DocIndexTest {
  @TempDir Path folder;
  private Path sources;
  private Path docs;

  @BeforeEach
  void folders() throws IOException {
    sources = Files.createDirectories(folder.resolve("sources/p"));
    docs = folder.resolve("docs");
  }

  private Map<String, DocComment> indexed(String type, String code) throws IOException {
    Files.writeString(sources.resolve("A.java"), code);
    DocIndexer.main(new String[] {docs.toString(), sources.toString()});
    return new DocIndex(docs).ofAll(type);
  }

  private String body(String comment) throws IOException {
    String code = "package p;\n/**\n" + comment + "\n*/\npublic class A {}";
    return indexed("p.A", code).get("").body();
  }

  private String markdownComment(String comment) throws IOException {
    String code = "package p;\n" + comment + "\npublic class A {}";
    return indexed("p.A", code).get("").body();
  }

  @Test
  void aMethodIsFoundByTheSimpleNamesOfItsErasedParameters() throws IOException {
    Map<String, DocComment> found =
        indexed(
            "p.A$B",
            """
            package p;
            public class A<T extends Comparable<T>> {
              public static class B<E> {
                /** One. */ public <K extends E> void m(K key, java.util.List<? super E> all) {}
                /** Two. */ public <K extends Number> void m(K[] keys, int... more) {}
                /** Three. */ protected B(java.util.Map.Entry<E, int[][]> entry) {}
                /** Four. */ public static final int FOUR = 4;
                /** Hidden. */ private void hidden() {}
                /** Hidden too. */ void hiddenToo() {}
                public void silent() {}
              }
            }
            """);
    assertThat(found)
        .containsOnlyKeys("m(Object,List)", "m(Number[],int[])", "<init>(Entry)", "FOUR");
    assertThat(found.get("m(Number[],int[])").body()).isEqualTo("Two.");
  }

  @Test
  void membersOfInterfacesAndConstantsOfEnumsArePublic() throws IOException {
    assertThat(indexed("p.A", "package p; interface A { /** One. */ void one(); }"))
        .containsOnlyKeys("one()");
    assertThat(indexed("p.A", "package p; enum A { /** Low. */ LOW, HIGH }"))
        .containsOnlyKeys("LOW");
  }

  @Test
  void eachTagIsKeptWithItsName() throws IOException {
    DocComment comment =
        indexed(
                "p.A",
                """
                package p;
                public class A {
                  /**
                   * Finds {@code x}.
                   * And more.
                   *
                   * @param <T> what is sought
                   * @param x the <b>key</b>
                   * @return the place of {@link java.util.Map.Entry#getKey()}
                   * @throws java.io.IOException if x &lt; 0
                   * @exception IllegalStateException if closed
                   * @since 1.5
                   * @deprecated use {@link #other(int, String)}
                   * @see java.util.List#of(Object)
                   * @apiNote Mind it.
                   * @author Nobody
                   */
                  public <T> int find(int x) { return x; }
                }
                """)
            .get("find(int)");
    assertThat(comment.body()).isEqualTo("Finds `x`. And more.");
    assertThat(comment.tags())
        .containsExactly(
            new DocComment.Tag("param", "<T>", "what is sought"),
            new DocComment.Tag("param", "x", "the **key**"),
            new DocComment.Tag("return", "", "the place of `Map.Entry.getKey()`"),
            new DocComment.Tag("throws", "IOException", "if x \\< 0"),
            new DocComment.Tag("throws", "IllegalStateException", "if closed"),
            new DocComment.Tag("since", "", "1.5"),
            new DocComment.Tag("deprecated", "", "use `other(int, String)`"),
            new DocComment.Tag("see", "", "`List.of(Object)`"),
            new DocComment.Tag("apiNote", "", "Mind it."));
  }

  @Test
  void htmlBecomesMarkdown() throws IOException {
    assertThat(body("One.<p>Two <i>words</i>, <em> three </em>of &alpha;."))
        .isEqualTo("One.\n\nTwo *words*, *three* of α.");
    assertThat(
            body(
                "<h2>Title</h2>Text <a href=\"https://a.b/c\">there</a> and <a href=\"#x\">here</a>"))
        .isEqualTo("#### Title\n\nText [there](https://a.b/c) and here");
    assertThat(body("All:<ul><li>one<li>two<ol><li>deep</li></ol></li></ul>End"))
        .isEqualTo("All:\n\n- one\n- two\n  1. deep\n\nEnd");
    assertThat(body("<dl><dt>name<dd>what it is</dl>")).isEqualTo("- name – what it is");
    assertThat(body("<code>a*b {@code c}</code> 2 * 3 {@literal <T>} x<sup>2</sup>"))
        .isEqualTo("`a*b c` 2 \\* 3 \\<T> x^2");
  }

  @Test
  void codeKeepsItsLines() throws IOException {
    assertThat(body("See:<pre>{@code\n  int x = 1;\n    f(x);\n}</pre>Then"))
        .isEqualTo("See:\n\n```java\nint x = 1;\n  f(x);\n```\n\nThen");
    assertThat(body("See:<pre>a &lt; b\n<b>c</b></pre>")).isEqualTo("See:\n\n```\na < b\nc\n```");
    assertThat(body("See:\n{@snippet :\n   int y = 2; // @highlight\n}"))
        .contains("```java\nint y = 2;");
  }

  @Test
  void aTableKeepsItsRows() throws IOException {
    assertThat(
            body(
                "<table><caption>T</caption><tr><th>a</th><th>b</th></tr><tr><td>1<td>{@code |}</table>."))
        .isEqualTo("T\n\n| a | b |\n|---|---|\n| 1 | `\\|` |\n\n.");
  }

  @Test
  void aMarkdownCommentStaysAsItIs() throws IOException {
    assertThat(
            markdownComment("/// A *list* of [java.util.List#of()].\n///\n/// - one\n/// - `two`"))
        .isEqualTo("A *list* of `List.of()`.\n\n- one\n- `two`");
  }

  @Test
  void brokenHtmlLosesNoWord() throws IOException {
    assertThat(body("<b>open <ul><li>one </b> </p></td> two {@link } {@code x"))
        .contains("open", "one", "two", "x");
  }

  @Test
  void whatIsMissingIsInherited() {
    DocComment upper =
        new DocComment(
            "Says it.",
            List.of(
                new DocComment.Tag("param", "x", "the key"),
                new DocComment.Tag("return", "", "it"),
                new DocComment.Tag("throws", "E", "never")));
    DocComment own =
        new DocComment(
            "Quick. " + DocComment.INHERITED,
            List.of(new DocComment.Tag("throws", "E", DocComment.INHERITED + " Or so.")));
    assertThat(own.inherits()).isTrue();
    assertThat(own.inheriting(upper))
        .isEqualTo(
            new DocComment(
                "Quick. Says it.",
                List.of(
                    new DocComment.Tag("throws", "E", "never Or so."),
                    new DocComment.Tag("param", "x", "the key"),
                    new DocComment.Tag("return", "", "it"))));
    assertThat(own.complete().markdown()).doesNotContain(DocComment.INHERITED);
  }

  @Test
  void inheritDocIsMarked() throws IOException {
    assertThat(body("{@inheritDoc} More.")).isEqualTo(DocComment.INHERITED + " More.");
  }

  @Test
  void packagesHaveCommentsToo() throws IOException {
    Files.writeString(sources.resolve("package-info.java"), "/** All of it. */ package p;");
    DocIndexer.main(new String[] {docs.toString(), sources.toString()});
    assertThat(new DocIndex(docs).ofClass("p.package-info").orElseThrow().body())
        .isEqualTo("All of it.");
  }

  @Test
  void eachOfManyClassesIsFound() throws IOException {
    TreeMap<String, Map<String, DocComment>> all = new TreeMap<>();
    for (int i = 0; i < 2000; i++) {
      String text = (i + " ").repeat(i);
      all.put("p.C" + i, Map.of("", new DocComment(text, List.of())));
    }
    Files.createDirectories(docs);
    DocIndexWriter.write(docs.resolve("many.docs"), "", all);
    DocIndex index = new DocIndex(docs);
    all.forEach((name, comments) -> assertThat(index.ofAll(name)).isEqualTo(comments));
    assertThat(index.ofAll("a")).isEmpty();
    assertThat(index.ofAll("p.C1x")).isEmpty();
    assertThat(index.ofAll("z")).isEmpty();
  }

  @Test
  void aBrokenFileIsPassedOver() throws IOException {
    indexed("p.A", "package p; /** Found. */ public class A {}");
    byte[] whole = Files.readAllBytes(docs.resolve(file()));
    Files.write(docs.resolve("a.docs"), new byte[] {1, 2, 3});
    Files.write(docs.resolve("b.docs"), java.util.Arrays.copyOf(whole, whole.length - 5));
    assertThat(new DocIndex(docs).ofClass("p.A").orElseThrow().body()).isEqualTo("Found.");
    assertThat(new DocIndex(folder.resolve("nowhere")).ofAll("p.A")).isEmpty();
    assertThat(new DocIndex(null).ofAll("p.A")).isEmpty();
  }

  private Path file() throws IOException {
    try (var files = Files.list(docs)) {
      return files.findFirst().orElseThrow().getFileName();
    }
  }

  @Test
  void onlyWhatHasChangedIsReadAnewAndWhatIsGoneGoes() throws IOException {
    Path jar = folder.resolve("lib-sources.jar");
    zip(jar, "/** Jar. */ public class J {}");
    Files.writeString(sources.resolve("A.java"), "package p; /** One. */ public class A {}");
    String[] both = {docs.toString(), sources.toString(), jar.toString()};
    DocIndexer.main(both);
    FileTime past = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(docs.resolve("lib.docs"), past);
    Files.setLastModifiedTime(docs.resolve(folderFile()), past);
    Files.writeString(sources.resolve("A.java"), "package p; /** Two. */ public class A {}");
    DocIndexer.main(both);
    assertThat(Files.getLastModifiedTime(docs.resolve("lib.docs"))).isEqualTo(past);
    assertThat(new DocIndex(docs).ofClass("p.A").orElseThrow().body()).isEqualTo("Two.");
    assertThat(new DocIndex(docs).ofClass("J").orElseThrow().body()).isEqualTo("Jar.");
    DocIndexer.main(new String[] {docs.toString(), jar.toString(), folder + "/none/src.zip"});
    assertThat(new DocIndex(docs).ofAll("p.A")).isEmpty();
    assertThat(new DocIndex(docs).ofAll("J")).isNotEmpty();
  }

  private String folderFile() throws IOException {
    try (var files = Files.list(docs)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.equals("lib.docs"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void ofAJdkOnlyWhatItExportsIsRead() throws IOException {
    Path zip = folder.resolve("src.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      put(entries, "java.base/java/util/A.java", "package java.util; /** Seen. */ class A {}");
      put(entries, "java.base/sun/misc/B.java", "package sun.misc; /** Inner. */ class B {}");
    }
    DocIndexer.main(new String[] {docs.toString(), zip.toString()});
    assertThat(new DocIndex(docs).ofAll("java.util.A")).isNotEmpty();
    assertThat(new DocIndex(docs).ofAll("sun.misc.B")).isEmpty();
  }

  private static void zip(Path jar, String code) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      put(entries, "J.java", code);
    }
  }

  private static void put(ZipOutputStream entries, String name, String code) throws IOException {
    entries.putNextEntry(new ZipEntry(name));
    entries.write(code.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    entries.closeEntry();
  }
}
