package peaberry.kernel.assist;

import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCIdent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import peaberry.kernel.assist.Candidates.Nearness;
import peaberry.kernel.assist.Tokens.Token;
import peaberry.kernel.cell.Importable;
import peaberry.kernel.cell.Interpreter;
import peaberry.kernel.cell.Sketch;
import peaberry.kernel.magic.MagicCompletion;
import peaberry.kernel.magic.Magics;

/**
 * Completes cells.
 *
 * <pre>{@code
 * new Completer(interpreter, magics, docs).complete("Math.sq", 7).all().getFirst().text();  // "sqrt"
 * }</pre>
 *
 * <p>Safe for use by several threads; also while a cell runs.
 */
public final class Completer {
  /** A longer text is not read: it would not be done while the user waits. */
  static final int LONGEST = 200_000;

  private final Interpreter interpreter;
  private final MagicCompletion magics;
  private final ParameterNames parameterNames;
  private TypeIndex index;

  /**
   * @param docs the folder that {@link DocIndexer} has filled, or null
   */
  public Completer(Interpreter interpreter, Magics magics, Path docs) {
    this.interpreter = interpreter;
    this.parameterNames = new ParameterNames(new DocIndex(docs));
    this.magics = new MagicCompletion(magics, interpreter::knows);
  }

  /** Makes the next question quick: reads what is read at the first one only. */
  public void warmUp() {
    index().await();
    for (String code :
        List.of(
            "Str",
            "String a = List.of(\"\").stream().map(x -> x.",
            "List.of(1).",
            "import java.util.A",
            "new Arr")) {
      complete(code, code.length());
    }
  }

  /**
   * What could stand at a place of a cell. Never throws.
   *
   * @param code the cell as the user sees it, with its magics
   * @param at the place, in chars; one outside of the text counts as its nearest end
   */
  public Suggestions complete(String code, int at) {
    int cursor = Math.clamp(at, 0, code.length());
    try {
      return code.length() > LONGEST ? Suggestions.none(cursor) : answer(code, cursor);
    } catch (RuntimeException | StackOverflowError defect) {
      // Help that fails is no help, but no harm either: the user goes on typing.
      return Suggestions.none(cursor);
    }
  }

  private Suggestions answer(String code, int at) {
    return switch (magics.at(code, at)) {
      case MagicCompletion.Java(String java) -> java(java, at);
      case MagicCompletion.Words(List<String> words, int start, boolean names) -> {
        List<Suggestion> all = new ArrayList<>();
        words.forEach(word -> all.add(new Suggestion(word, names ? "magic" : "path", "")));
        yield new Suggestions(all, start, at);
      }
    };
  }

  private Suggestions java(String code, int at) {
    Cursor cursor = Cursor.of(code, at);
    return switch (cursor.place()) {
      case NOTHING -> Suggestions.none(at);
      case STRING -> files(cursor);
      case HEADER -> new Suggestions(keywords(cursor), cursor.start(), at);
      case IMPORT -> of(cursor, List.of(""), sketch -> imports(cursor, sketch));
      default -> of(cursor, Draft.texts(cursor), sketch -> names(cursor, sketch));
    };
  }

  private static Suggestions files(Cursor cursor) {
    List<Suggestion> all = new ArrayList<>();
    for (String name : FileNames.startingWith(cursor.prefix())) {
      if (name.indexOf('\\') < 0 && name.indexOf('"') < 0) {
        all.add(new Suggestion(name, "path", ""));
      }
    }
    return new Suggestions(all, cursor.start(), cursor.at());
  }

  private List<Suggestion> keywords(Cursor cursor) {
    List<Suggestion> all = new ArrayList<>();
    for (List<String> words : Keywords.at(cursor.place())) {
      for (String word : words) {
        if (word.startsWith(cursor.prefix())) {
          all.add(new Suggestion(word, "keyword", ""));
        }
      }
    }
    return all;
  }

  /** Asks with one text after another, until one makes sense. */
  private Suggestions of(
      Cursor cursor, List<String> texts, Function<Sketch, Optional<List<Suggestion>>> reader) {
    for (String text : texts) {
      Optional<List<Suggestion>> all = interpreter.sketch(text, reader).flatMap(answer -> answer);
      if (all.isPresent()) {
        return new Suggestions(all.get(), cursor.start(), cursor.at());
      }
    }
    return Suggestions.none(cursor.at());
  }

  private Optional<List<Suggestion>> imports(Cursor cursor, Sketch sketch) {
    Spot spot = Spot.find(sketch, tree -> false);
    Candidates candidates = candidates(cursor, spot, List.of());
    List<Token> typed = cursor.before().subList(cursor.importStart() + 1, cursor.before().size());
    new ImportNames(spot, candidates, index()).add(typed);
    return Optional.of(candidates.sorted());
  }

  /** What fits where the marker stands; empty if javac does not know enough there. */
  private Optional<List<Suggestion>> names(Cursor cursor, Sketch sketch) {
    Spot spot = Spot.find(sketch, Completer::isMarker);
    List<Type> wanted = new Demand(spot).types();
    Candidates candidates = candidates(cursor, spot, wanted);
    if (cursor.place() == Cursor.Place.MEMBER || cursor.place() == Cursor.Place.REFERENCE) {
      boolean known =
          spot.tree() instanceof JCFieldAccess access
              && new Members(spot, candidates)
                  .add(access.selected, cursor.place() == Cursor.Place.REFERENCE, index());
      return known ? Optional.of(candidates.sorted()) : Optional.empty();
    }
    if (cursor.place() == Cursor.Place.NEW && spot.tree() instanceof JCFieldAccess access) {
      new Members(spot, candidates).add(access.selected, false, index());
      return Optional.of(candidates.sorted());
    }
    ScopeNames names = new ScopeNames(spot, candidates, cursor.place());
    names.addWanted(wanted, cursor.place());
    names.add();
    if (candidates.hasPrefix()) {
      for (List<String> words : Keywords.at(cursor.place())) {
        words.forEach(word -> candidates.word(word, "keyword", "", Nearness.KEYWORD));
      }
      new Members(spot, candidates).packageMembers("", index());
      names.addNotImported(index());
    }
    return Optional.of(candidates.sorted());
  }

  private Candidates candidates(Cursor cursor, Spot spot, List<Type> wanted) {
    boolean toMake = cursor.place() == Cursor.Place.NEW;
    return new Candidates(
        cursor.prefix(),
        new Expected(wanted, toMake, spot.types()),
        new Wording(spot.types(), method -> parameterNames.of(method, spot.types())));
  }

  private static boolean isMarker(JCTree tree) {
    return switch (tree) {
      case JCIdent ident -> ident.name.contentEquals(Draft.MARKER);
      case JCFieldAccess access -> access.name.contentEquals(Draft.MARKER);
      default -> false;
    };
  }

  /** The qualified names of the classes of this simple name that can be imported. */
  List<String> classesNamed(String name) {
    return index().startingWith(name).stream().filter(one -> one.endsWith("." + name)).toList();
  }

  /** The index of what can be imported now. */
  private synchronized TypeIndex index() {
    Importable now = interpreter.importable();
    if (index == null || !index.isOf(now)) {
      index = new TypeIndex(now);
    }
    return index;
  }
}
