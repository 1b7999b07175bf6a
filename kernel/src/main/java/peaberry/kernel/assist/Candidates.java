package peaberry.kernel.assist;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import peaberry.kernel.cell.Importable;

/**
 * Collects what begins as the name at the cursor does, and puts the best first: what has the wanted
 * type; then what is written with the same capitals; then by nearness, of types the shortest. What
 * is deprecated comes last.
 */
final class Candidates {

  /** How near a name is. The order is that of the suggestions. */
  enum Nearness {
    LOCAL,
    /** A member, or a name of the notebook. */
    OWN,
    OF_OBJECT,
    STATIC_IMPORT,
    JAVA_LANG,
    TYPE,
    KEYWORD,
    PACKAGE,
    NOT_IMPORTED
  }

  private static final int MOST = 1_000;

  private static final Comparator<Candidate> NEAREST =
      Comparator.comparing(Candidate::deprecated)
          .thenComparing(Candidate::fit)
          .thenComparing(Candidate::isFar)
          .thenComparing(candidate -> !candidate.sameCase())
          .thenComparing(Candidate::isThrown)
          .thenComparing(Candidate::nearness)
          .thenComparing(Candidate::rank);

  private static final Comparator<Candidate> BY_NAME =
      Comparator.comparing(
          candidate -> candidate.suggestion().text(), String.CASE_INSENSITIVE_ORDER);

  private static final Comparator<Candidate> ALPHABETICAL = NEAREST.thenComparing(BY_NAME);

  private static final Comparator<Candidate> ORDER =
      NEAREST.thenComparing(Candidate::typeLength).thenComparing(BY_NAME);

  private record Candidate(
      Suggestion suggestion,
      boolean deprecated,
      Expected.Fit fit,
      Nearness nearness,
      boolean sameCase,
      List<Symbol> overloads) {

    private boolean isImported() {
      return nearness == Nearness.JAVA_LANG || nearness == Nearness.TYPE;
    }

    /** Whether it is a class that code throws more often than it names it. */
    boolean isThrown() {
      return isImported() && suggestion.text().matches(".*(Exception|Error)");
    }

    int rank() {
      return nearness == Nearness.NOT_IMPORTED ? Importable.rank(suggestion.text()) : 0;
    }

    /** The basic type of a family has the short name: String, StringBuilder, StringTokenizer. */
    int typeLength() {
      String text = suggestion.text();
      return isImported() || nearness == Nearness.NOT_IMPORTED
          ? text.length() - text.lastIndexOf('.')
          : 0;
    }

    boolean isFar() {
      return nearness == Nearness.OF_OBJECT || nearness.compareTo(Nearness.PACKAGE) >= 0;
    }
  }

  private final String prefix;
  private final Expected expected;
  private final Wording wording;
  private final Map<String, Candidate> found = new LinkedHashMap<>();

  Candidates(String prefix, Expected expected, Wording wording) {
    this.prefix = prefix;
    this.expected = expected;
    this.wording = wording;
  }

  /** Whether a name begins as the one at the cursor, whatever its capitals. */
  boolean fits(CharSequence name) {
    return name.length() >= prefix.length()
        && name.toString().regionMatches(true, 0, prefix, 0, prefix.length());
  }

  boolean hasPrefix() {
    return !prefix.isEmpty();
  }

  String prefix() {
    return prefix;
  }

  /** Adds a variable, method or type as it is seen through {@code site}. */
  void add(Symbol symbol, Type site, Nearness nearness) {
    String name = symbol.name.toString();
    if (!fits(name) || name.isEmpty() || name.indexOf('$') >= 0) {
      return;
    }
    Candidate known = found.get(name);
    if (known != null && !(symbol instanceof MethodSymbol)) {
      return; // the nearer one hides it
    }
    if (known != null && wording.repeats(known.overloads(), symbol)) {
      return;
    }
    Expected.Fit fit = expected.fit(symbol, site);
    // Of equals the one that is declared first is told; javac lists a type's members backwards.
    boolean better =
        known == null
            || fit.compareTo(known.fit()) < 0
            || fit == known.fit() && symbol.owner == known.overloads().getLast().owner;
    List<Symbol> overloads = new ArrayList<>(known == null ? List.of() : known.overloads());
    overloads.add(symbol);
    boolean isMethod = known == null || known.overloads().getFirst() instanceof MethodSymbol;
    Suggestion suggestion =
        better || !isMethod
            ? new Suggestion(name, wording.kind(symbol), wording.signature(symbol, site))
            : known.suggestion();
    found.put(
        name,
        new Candidate(
            suggestion,
            deprecated(symbol) && (known == null || known.deprecated()),
            better ? fit : known.fit(),
            known == null ? nearness : known.nearness(),
            name.startsWith(prefix),
            overloads));
  }

  /** Adds a type that is to be written as {@code text}. */
  void type(ClassSymbol type, String text, Nearness nearness) {
    found.putIfAbsent(
        text,
        new Candidate(
            new Suggestion(text, wording.kind(type), wording.signature(type, type.type)),
            deprecated(type),
            expected.fit(type, type.type),
            nearness,
            type.name.toString().startsWith(prefix),
            List.of(type)));
  }

  /** Adds a constant of an enum, to be written with the enum's name. */
  void constant(VarSymbol symbol) {
    String text = symbol.owner.name + "." + symbol.name;
    if (fits(text) || fits(symbol.name)) {
      found.putIfAbsent(
          text,
          new Candidate(
              new Suggestion(text, "constant", ""),
              deprecated(symbol),
              Expected.Fit.TYPE,
              Nearness.TYPE,
              text.startsWith(prefix) || symbol.name.toString().startsWith(prefix),
              List.of(symbol)));
    }
  }

  /** Whether a type is among the candidates by its simple name. */
  boolean has(ClassSymbol type) {
    Candidate known = found.get(type.name.toString());
    return known != null && known.overloads().contains(type);
  }

  /** Adds a word that begins as the one at the cursor. */
  void word(String text, String kind, String signature, Nearness nearness) {
    if (fits(text)) {
      Expected.Fit fit = expected.fit(text);
      found.putIfAbsent(
          text,
          new Candidate(
              new Suggestion(text, kind, signature),
              false,
              fit,
              nearness,
              text.startsWith(prefix),
              List.of()));
    }
  }

  private static boolean deprecated(Symbol symbol) {
    return (symbol.flags() & Flags.DEPRECATED) != 0;
  }

  /** The best first. */
  List<Suggestion> sorted() {
    List<Suggestion> all = new ArrayList<>();
    found.values().stream()
        .sorted(hasPrefix() ? ORDER : ALPHABETICAL)
        .limit(MOST)
        .forEach(
            candidate ->
                all.add(wording.withOverloads(candidate.suggestion(), candidate.overloads())));
    return all;
  }
}
