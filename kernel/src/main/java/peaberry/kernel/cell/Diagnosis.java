package peaberry.kernel.cell;

import static com.sun.tools.javac.code.Kinds.Kind.MTH;
import static com.sun.tools.javac.code.Kinds.Kind.TYP;
import static com.sun.tools.javac.code.Kinds.Kind.VAR;
import static com.sun.tools.javac.code.TypeTag.ARRAY;
import static com.sun.tools.javac.code.TypeTag.CLASS;
import static com.sun.tools.javac.code.TypeTag.PACKAGE;

import com.sun.tools.javac.api.ClientCodeWrapper.DiagnosticSourceUnwrapper;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Kinds.KindName;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCIdent;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.JCDiagnostic;
import com.sun.tools.javac.util.Log;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.tools.Diagnostic;

/** Reads what javac reports, while its symbols are at hand, into a {@link Problem}. */
final class Diagnosis {
  private final Context context;
  private final CellText text;
  private final WrittenTypes written;
  private boolean settled;

  Diagnosis(Context context, CellText text, NameSpace names) {
    this.context = context;
    this.text = text;
    this.written = new WrittenTypes(text, names);
  }

  /** Whether what was last read explains what the parser goes on to stumble over. */
  boolean settled() {
    return settled;
  }

  Problem of(Diagnostic<?> reported) {
    if (!(reported instanceof DiagnosticSourceUnwrapper wrapper)) {
      return problem(reported, reported.getMessage(Locale.ROOT), null, Set.of(), List.of());
    }
    JCDiagnostic diagnostic = wrapper.d;
    Set<String> types = new LinkedHashSet<>();
    classes(diagnostic, types);
    Advice advice = new Advice(context, diagnostic, text, written);
    String words = advice.words().orElseGet(() -> PlainWords.of(diagnostic));
    if (words == null) {
      words = Log.instance(context).getDiagnosticFormatter().formatMessage(diagnostic, Locale.ROOT);
    }
    settled = advice.isHabit();
    return problem(reported, words, unknown(diagnostic), types, advice.sentences());
  }

  private static Problem problem(
      Diagnostic<?> reported,
      String message,
      Problem.Unknown unknown,
      Set<String> types,
      List<String> advice) {
    return new Problem(
        reported.getCode(),
        message,
        (int) reported.getStartPosition(),
        (int) reported.getPosition(),
        (int) reported.getEndPosition(),
        unknown,
        types,
        advice);
  }

  private Problem.Unknown unknown(JCDiagnostic diagnostic) {
    JCTree tree =
        diagnostic.getDiagnosticPosition() == null
            ? null
            : diagnostic.getDiagnosticPosition().getTree();
    if (!diagnostic.getCode().startsWith("compiler.err.cant.resolve")
        || !(diagnostic.getArgs()[0] instanceof KindName found)) {
      return null;
    }
    Problem.Unknown.Kind kind =
        switch (found) {
          case METHOD -> Problem.Unknown.Kind.METHOD;
          case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION -> Problem.Unknown.Kind.TYPE;
          default -> Problem.Unknown.Kind.VARIABLE;
        };
    return switch (tree) {
      case JCIdent ident -> {
        String name = ident.name.toString();
        boolean isCall = kind == Problem.Unknown.Kind.METHOD;
        yield new Problem.Unknown(
            name, kind, null, isCall ? new UnknownCall(context, text).of(name, diagnostic) : null);
      }
      case JCFieldAccess access when access.selected.type != null ->
          new Problem.Unknown(
              access.name.toString(),
              kind,
              members(access.selected.type),
              new UnknownCall(context, text).ofMember(access, diagnostic));
      case null, default -> null;
    };
  }

  /** The names of all members that a type or package has, methods with {@code ()}. */
  private Set<String> members(Type site) {
    Set<String> names = new LinkedHashSet<>();
    Types types = Types.instance(context);
    for (Type type : site.hasTag(PACKAGE) ? List.of(site) : closure(types, site)) {
      for (Symbol member : type.tsym.members().getSymbols()) {
        boolean named = member.kind == VAR || member.kind == TYP || member.kind == MTH;
        if (named && !member.isConstructor() && (member.flags() & hidden(type)) == 0) {
          names.add(member.name + (member.kind == MTH ? "()" : ""));
        }
      }
    }
    if (site.hasTag(ARRAY)) {
      names.add("length");
    }
    return names;
  }

  /** The flags of members that a cell cannot use; private ones of the notebook's types it can. */
  private static long hidden(Type type) {
    boolean ours = type.tsym.packge().fullname.contentEquals(CellUnit.PACKAGE);
    return Flags.SYNTHETIC | (ours ? 0 : Flags.PRIVATE);
  }

  private static List<Type> closure(Types types, Type site) {
    Type type = types.skipTypeVars(site, false);
    return type.hasTag(CLASS) ? types.closure(type) : List.of();
  }

  private static void classes(JCDiagnostic diagnostic, Set<String> found) {
    for (Object argument : diagnostic.getArgs()) {
      Symbol symbol =
          switch (argument) {
            case Type type -> type.tsym;
            case Symbol other -> other;
            case JCDiagnostic inner -> {
              classes(inner, found);
              yield null;
            }
            case null, default -> null;
          };
      if (symbol instanceof ClassSymbol type) {
        found.add(type.flatname.toString());
      }
    }
  }
}
