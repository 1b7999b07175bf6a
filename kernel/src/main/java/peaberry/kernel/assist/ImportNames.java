package peaberry.kernel.assist;

import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.List;
import peaberry.kernel.assist.Candidates.Nearness;
import peaberry.kernel.assist.Tokens.Token;

/** Lists what may stand in an import. */
final class ImportNames {
  private final Spot spot;
  private final Candidates candidates;
  private final TypeIndex index;

  ImportNames(Spot spot, Candidates candidates, TypeIndex index) {
    this.spot = spot;
    this.candidates = candidates;
    this.index = index;
  }

  /**
   * Adds what fits.
   *
   * @param typed the tokens behind {@code import} and before the name at the cursor
   */
  void add(List<Token> typed) {
    boolean first = typed.isEmpty();
    String word = first ? "" : typed.getFirst().text();
    boolean isStatic = word.equals("static");
    boolean isModule = word.equals("module") && (typed.size() == 1 || !typed.get(1).is("."));
    StringBuilder name = new StringBuilder();
    for (Token token : typed.subList(isStatic || isModule ? 1 : 0, typed.size())) {
      name.append(token.text());
    }
    if (!name.isEmpty() && name.charAt(name.length() - 1) != '.') {
      return; // import java.util |
    }
    String owner = name.isEmpty() ? "" : name.substring(0, name.length() - 1);
    if (isModule) {
      modules(name.toString());
      return;
    }
    if (first) {
      candidates.word("static", "keyword", "", Nearness.KEYWORD);
      candidates.word("module", "keyword", "", Nearness.KEYWORD);
    }
    new Members(spot, candidates).packageMembers(owner, index);
    if (owner.isEmpty()) {
      new ScopeNames(spot, candidates, Cursor.Place.TYPE).addNotImported(index);
    }
    nested(owner, isStatic);
  }

  private void modules(String begun) {
    for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
      String name = module.descriptor().name();
      if (name.startsWith(begun)) {
        candidates.word(name.substring(begun.length()), "module", "", Nearness.PACKAGE);
      }
    }
  }

  /** Adds the types in a type, and its other static members if the import is static. */
  private void nested(String owner, boolean isStatic) {
    int dot = owner.lastIndexOf('.');
    var type = owner.isEmpty() ? null : spot.type(owner);
    for (String binary = owner; type == null && dot > 0; dot = binary.lastIndexOf('.')) {
      binary = binary.substring(0, dot) + "$" + binary.substring(dot + 1);
      type = spot.type(binary);
    }
    if (type != null) {
      new Members(spot, candidates).forImport(type, isStatic);
    }
  }
}
