package peaberry.kernel.cell;

import com.sun.tools.javac.util.JCDiagnostic;
import java.util.stream.Stream;

/** Tells whether javac complains of a lambda that gives no value where one is needed. */
final class VoidLambda {
  static final String WORDS = "this lambda gives no value, and one is needed";
  static final String ADVICE =
      "let it end with one, as in `x -> { ...; return value; }`;"
          + " to do something with each value there is `forEach`";

  private VoidLambda() {}

  static boolean isIn(JCDiagnostic diagnostic) {
    return switch (key(diagnostic)) {
      case "incompatible.ret.type.in.lambda" -> inner(diagnostic).anyMatch(VoidLambda::isNothing);
      case "incompatible.bounds" ->
          inner(diagnostic)
              .anyMatch(bound -> key(bound).equals("lower.bounds") && isNothing(bound));
      default -> inner(diagnostic).anyMatch(VoidLambda::isIn);
    };
  }

  private static boolean isNothing(JCDiagnostic why) {
    return key(why).equals("missing.ret.val")
        || Stream.of(why.getArgs()).anyMatch(type -> String.valueOf(type).equals("void"));
  }

  private static Stream<JCDiagnostic> inner(JCDiagnostic diagnostic) {
    Stream<JCDiagnostic> arguments =
        Stream.of(diagnostic.getArgs())
            .filter(JCDiagnostic.class::isInstance)
            .map(JCDiagnostic.class::cast);
    return Stream.concat(arguments, diagnostic.getSubdiagnostics().stream());
  }

  private static String key(JCDiagnostic diagnostic) {
    return diagnostic.getCode().replaceFirst("^compiler\\.(misc|err)\\.", "");
  }
}
