package peaberry.kernel.assist;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.*;
import com.sun.tools.javac.util.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import peaberry.kernel.assist.Tokens.Open;
import peaberry.kernel.assist.Tokens.Token;
import peaberry.kernel.cell.Interpreter;
import peaberry.kernel.cell.Sketch;
import peaberry.kernel.magic.Magic;
import peaberry.kernel.magic.MagicCompletion;
import peaberry.kernel.magic.Magics;

/**
 * Tells what is meant by the name at a cursor, or by the method whose arguments the cursor is in.
 *
 * <p>Safe for use by several threads; also while a cell runs.
 */
public final class Inspector {
  private static final Pattern MAGIC = Pattern.compile("\\s*%%?([\\w.-]+).*", Pattern.DOTALL);
  private static final Set<String> CONTROL =
      Set.of("if", "while", "for", "catch", "switch", "try", "synchronized", "return");

  private final Interpreter interpreter;
  private final Magics magics;
  private final Completer completer;
  private final MagicCompletion cells;
  private final DocIndex index;
  private final SourceJars sources;

  /**
   * @param completer knows what could be imported
   * @param docs the folder that {@link DocIndexer} has filled, or null
   */
  public Inspector(Interpreter interpreter, Magics magics, Completer completer, Path docs) {
    this.interpreter = interpreter;
    this.magics = magics;
    this.completer = completer;
    this.cells = new MagicCompletion(magics, interpreter::knows);
    this.index = new DocIndex(docs);
    this.sources = new SourceJars(() -> interpreter.libraries().path(), docs);
  }

  /** What is asked: a name in a text. */
  private record Asked(Token name, boolean called, int argument) {}

  /** A text that javac may be able to read, and where the name starts in it. */
  private record Try(String code, int start) {}

  /**
   * What stands at a place of a cell. Never throws.
   *
   * @param code the cell as the user sees it, with its magics
   * @param at the place, in chars; one outside of the text counts as its nearest end
   * @param detail 0, or 1 for the source text too
   * @return empty if nothing is known
   */
  public Optional<Inspection> inspect(String code, int at, int detail) {
    int cursor = Math.clamp(at, 0, code.length());
    if (code.length() > Completer.LONGEST) {
      return Optional.empty();
    }
    try {
      Optional<String> page =
          cells.at(code, cursor) instanceof MagicCompletion.Java(String java)
              ? java(java, cursor, detail > 0)
              : magic(code, cursor);
      return page.map(Inspection::of);
    } catch (RuntimeException | StackOverflowError defect) {
      // As for completion: no help, but no harm.
      return Optional.empty();
    }
  }

  /** Makes the next question quick: reads what is read at the first one only. */
  public void warmUp() {
    inspect("String.format(", 14, 0);
  }

  private Optional<String> magic(String code, int at) {
    int lineStart = Math.max(code.lastIndexOf('\n', at - 1), code.lastIndexOf('\r', at - 1)) + 1;
    String line = code.substring(lineStart).lines().findFirst().orElse("");
    Matcher name = MAGIC.matcher(line);
    String word = line.strip().startsWith("!") ? "!" : name.matches() ? name.group(1) : "";
    Magic magic = word.isEmpty() ? null : magics.find(word);
    return Optional.ofNullable(magic)
        .map(
            found ->
                "**" + line.strip().split("\\s", 2)[0] + "**\n\n```\n" + found.help() + "\n```\n");
  }

  private Optional<String> java(String code, int at, boolean withSource) {
    List<Asked> asked = asked(code, at);
    List<Asked> names = asked.stream().filter(one -> !one.called).toList();
    List<Asked> calls = asked.stream().filter(one -> one.called).toList();
    Tokens tokens = inCode(code, at) ? Tokens.of(code) : Tokens.of("");
    return KeywordPages.ofReserved(tokens, at)
        .or(() -> known(code, at, names, withSource))
        .or(() -> KeywordPages.ofAny(tokens, at))
        .or(() -> known(code, at, calls, withSource))
        .or(() -> names.stream().findFirst().flatMap(one -> notImported(code, one.name)));
  }

  private static boolean inCode(String code, int at) {
    return Tokens.of(code.substring(0, at)).open() == Open.CODE;
  }

  private Optional<String> known(String code, int at, List<Asked> wanted, boolean withSource) {
    for (Asked asked : wanted) {
      for (Try text : texts(code, at, asked)) {
        Optional<String> page =
            interpreter
                .sketch(text.code, sketch -> page(sketch, text, asked, withSource))
                .flatMap(answer -> answer);
        if (page.isPresent()) {
          return page;
        }
      }
    }
    return Optional.empty();
  }

  /** What a class, or a static method of our library, is that would have to be imported first. */
  private Optional<String> notImported(String code, Token name) {
    if (code.substring(0, name.start()).stripTrailing().endsWith(".")) {
      return Optional.empty();
    }
    boolean isClass = Character.isUpperCase(name.text().codePointAt(0));
    List<String> found =
        isClass
            ? completer.classesNamed(name.text())
            : interpreter.importable().staticOwners(name.text()).stream()
                .map(owner -> owner + "." + name.text())
                .toList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder imports = new StringBuilder("Not imported:\n\n```java\n");
    String word = isClass ? "import " : "import static ";
    found.stream().limit(5).forEach(one -> imports.append(word + one + ";\n"));
    String first = found.getFirst();
    List<Asked> asked = asked(first, first.length());
    return known(first, first.length(), asked, false).map(page -> imports + "```\n\n" + page);
  }

  /** What the cursor may be about: the name that it touches, then the call that it is in. */
  private static List<Asked> asked(String code, int at) {
    List<Asked> all = new ArrayList<>();
    Tokens before = Tokens.of(code.substring(0, at));
    if (before.open() == Open.CODE) {
      for (Token token : Tokens.of(code).all()) {
        if (token.isWord() && token.start() <= at && at <= token.end()) {
          all.add(new Asked(token, false, -1));
        }
      }
    }
    if (before.open() == Open.CODE || before.open() == Open.STRING) {
      Asked call = call(before.all());
      if (call != null) {
        all.add(call);
      }
    }
    return all;
  }

  /** The innermost call whose arguments have begun, but not ended. */
  private static Asked call(List<Token> before) {
    int depth = 0;
    int argument = 0;
    for (int i = before.size() - 1; i > 0; i--) {
      Token token = before.get(i);
      if (token.kind() != Tokens.Kind.SYMBOL) {
        continue;
      }
      switch (token.text()) {
        case ")", "]", "}" -> depth++;
        case "[", "{" -> depth--;
        case "(" -> depth--;
        case "," -> argument += depth == 0 ? 1 : 0;
        default -> {}
      }
      if (depth < 0 && !token.is("(")) {
        return null; // in a block or an array
      }
      if (depth < 0) {
        Token name = before.get(beforeTypeArguments(before, i - 1));
        return name.isWord() && !CONTROL.contains(name.text())
            ? new Asked(name, true, argument)
            : null;
      }
    }
    return null;
  }

  /** The index of the token before {@code <...>}, if it ends at {@code last}. */
  private static int beforeTypeArguments(List<Token> tokens, int last) {
    int depth = 0;
    for (int i = last; i > 0; i--) {
      depth += tokens.get(i).is(">") ? 1 : tokens.get(i).is("<") ? -1 : 0;
      if (depth == 0) {
        return i == last ? last : i - 1;
      }
    }
    return last;
  }

  /** The texts to try, the best first. */
  private static List<Try> texts(String code, int at, Asked asked) {
    Set<Try> all = new LinkedHashSet<>();
    Try whole = new Try(code, asked.name.start());
    boolean finished = Draft.closing(Tokens.of(code).all()).isEmpty();
    if (finished) {
      all.add(whole);
    }
    if (asked.called) {
      List<Token> before = new ArrayList<>(Tokens.of(code.substring(0, at)).all());
      while (before.getLast().is(",") || before.getLast().is(".")) {
        before.removeLast();
      }
      String begun = code.substring(0, before.getLast().end());
      String quote = Tokens.of(begun).open() == Open.STRING ? "\"" : "";
      all.add(new Try(begun + quote + Draft.closing(before) + ";", asked.name.start()));
    }
    for (String draft : Draft.texts(Cursor.of(code, asked.name.end()))) {
      int start = draft.indexOf(Draft.MARKER);
      all.add(new Try(draft.replace(Draft.MARKER, asked.name.text()), start));
    }
    all.add(whole);
    return List.copyOf(all);
  }

  private Optional<String> page(Sketch sketch, Try text, Asked asked, boolean withSource) {
    String name = asked.name.text();
    Spot spot = Spot.find(sketch, tree -> stands(sketch, tree, name, text.start));
    if (spot.tree() == spot.cell()) {
      return Optional.empty();
    }
    return Subject.of(spot, Names.instance(sketch.context()).fromString(name), asked.argument)
        .filter(subject -> !asked.called || subject.symbol() instanceof MethodSymbol)
        .map(
            subject -> {
              OwnDeclarations own =
                  new OwnDeclarations(interpreter.names(), spot, text.code, subject);
              Documentation documentation = new Documentation(own, sources, index, spot.types());
              return new InspectionPage(spot.types(), documentation)
                  .of(
                      subject,
                      own.where(documentation),
                      own.value(),
                      asked.argument,
                      withSource ? source(subject, own, documentation) : "");
            });
  }

  private String source(Subject subject, OwnDeclarations own, Documentation documentation) {
    if (own.isOwn()) {
      return own.text(documentation);
    }
    Symbol symbol = subject.symbol();
    ClassSymbol type = symbol instanceof ClassSymbol one ? one : symbol.enclClass();
    return Optional.ofNullable(type)
        .flatMap(sources::file)
        .map(file -> JdkSource.part(file, symbol, documentation))
        .orElseGet(() -> JdkSource.of(symbol, documentation));
  }

  /** Whether a tree is where the name stands. */
  private static boolean stands(Sketch sketch, JCTree tree, String name, int start) {
    int end = start + name.length();
    return switch (tree) {
      case JCIdent ident -> ident.pos == start && ident.name.contentEquals(name);
      case JCFieldAccess access ->
          access.name.contentEquals(name) && sketch.unit().endPositions.getEndPos(access) == end;
      case JCMemberReference reference ->
          reference.name.contentEquals(name)
              && sketch.unit().endPositions.getEndPos(reference) == end;
      case JCVariableDecl variable ->
          variable.pos == start && variable.name.toString().replaceAll("\\$\\d+$", "").equals(name);
      case JCMethodDecl method -> method.pos == start && method.name.contentEquals(name);
      case JCClassDecl type ->
          type.name.contentEquals(name)
              && type.pos <= start
              && sketch.unit().endPositions.getEndPos(type) >= end;
      default -> false;
    };
  }
}
