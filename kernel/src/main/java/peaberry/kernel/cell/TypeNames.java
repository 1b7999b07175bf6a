package peaberry.kernel.cell;

import java.lang.classfile.Signature;
import java.lang.constant.ClassDesc;
import java.util.List;
import java.util.StringJoiner;

/** Writes types of class files as Java source does, with simple names. */
final class TypeNames {
  private TypeNames() {}

  static String of(NameSpace.Variable variable) {
    if (!variable.bounds().isEmpty()) {
      StringJoiner parts = new StringJoiner(" & ");
      for (String bound : variable.bounds()) {
        if (!bound.isEmpty()) {
          parts.add(of(bound));
        }
      }
      return parts.toString();
    }
    return of(variable.signature() == null ? variable.type() : variable.signature());
  }

  private static String of(String signature) {
    return of(Signature.parseFrom(signature));
  }

  private static String of(Signature type) {
    return switch (type) {
      case Signature.BaseTypeSig base ->
          ClassDesc.ofDescriptor(base.signatureString()).displayName();
      case Signature.ArrayTypeSig array -> of(array.componentSignature()) + "[]";
      case Signature.TypeVarSig variable -> variable.identifier();
      case Signature.ClassTypeSig named -> simple(named.className()) + arguments(named.typeArgs());
    };
  }

  /** The last part of a binary name; of an anonymous class, what it can be called. */
  private static String simple(String binaryName) {
    String name = binaryName.substring(binaryName.lastIndexOf('/') + 1);
    String last = name.substring(name.lastIndexOf('$') + 1);
    return last.isEmpty() || Character.isDigit(last.charAt(0)) ? "anonymous class" : last;
  }

  private static String arguments(List<Signature.TypeArg> arguments) {
    if (arguments.isEmpty()) {
      return "";
    }
    StringJoiner all = new StringJoiner(", ", "<", ">");
    for (Signature.TypeArg argument : arguments) {
      all.add(
          switch (argument) {
            case Signature.TypeArg.Unbounded any -> "?";
            case Signature.TypeArg.Bounded bounded ->
                switch (bounded.wildcardIndicator()) {
                      case NONE -> "";
                      case EXTENDS -> "? extends ";
                      case SUPER -> "? super ";
                    }
                    + of(bounded.boundType());
          });
    }
    return all.toString();
  }
}
