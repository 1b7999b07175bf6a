package peaberry.kernel.assist;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.ModuleSymbol;
import com.sun.tools.javac.code.Symbol.PackageSymbol;
import com.sun.tools.javac.code.Symbol.RecordComponent;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what is known of a symbol, in Markdown. */
final class InspectionPage {
  private static final int MOST = 12;

  private final Types types;
  private final Wording wording;
  private final Documentation documentation;

  InspectionPage(Types types, Documentation documentation) {
    this.types = types;
    this.wording = new Wording(types);
    this.documentation = documentation;
  }

  /**
   * The page.
   *
   * @param where where a declaration of the notebook stands, or null
   * @param value the text of a variable's value, or empty
   * @param argument the argument in which the cursor stands, counted from 0; -1 if in none
   * @param source the source text, or empty
   */
  String of(Subject subject, String where, String value, int argument, String source) {
    Symbol symbol = subject.symbol();
    Optional<DocComment> comment = documentation.on(symbol);
    StringBuilder page = new StringBuilder();
    page.append(fenced(declaration(symbol, subject.site(), comment.orElse(null))));
    page.append(where == null ? home(symbol) : where).append("\n\n");
    if (symbol instanceof MethodSymbol method && argument >= 0) {
      page.append(parameter(method, subject.site(), argument, comment.orElse(null)));
    }
    if (!value.isEmpty()) {
      page.append(value.indexOf('\n') < 0 ? "Value: " + code(value) : "Value:\n\n" + fenced(value));
      page.append("\n\n");
    }
    comment.ifPresent(text -> page.append(text.markdown()).append("\n\n"));
    if (!subject.others().isEmpty()) {
      page.append(symbol instanceof MethodSymbol ? "**Overloads**" : "**Constructors**");
      page.append("\n\n").append(fenced(list(subject)));
    }
    if (!source.isEmpty()) {
      page.append("**Source**\n\n").append(fenced(source.stripTrailing()));
    }
    return page.toString().strip() + "\n";
  }

  private static String fenced(String code) {
    return "```java\n" + code + "\n```\n\n";
  }

  private static String code(String text) {
    return text.indexOf('`') < 0 ? "`" + text + "`" : "`` " + text + " ``";
  }

  private String list(Subject subject) {
    List<String> lines = new ArrayList<>();
    for (MethodSymbol other : subject.others()) {
      if (lines.size() == MOST) {
        lines.add("// and " + (subject.others().size() - MOST) + " more");
        break;
      }
      lines.add(declaration(other, subject.site(), documentation.on(other).orElse(null)));
    }
    return String.join("\n", lines);
  }

  private String declaration(Symbol symbol, Type site, DocComment comment) {
    return switch (symbol) {
      case MethodSymbol method -> method(method, site, comment);
      case ClassSymbol type -> type(type);
      case VarSymbol variable -> variable(variable, site);
      case PackageSymbol p -> "package " + p.fullname;
      default -> symbol.toString();
    };
  }

  private String method(MethodSymbol method, Type site, DocComment comment) {
    Type type =
        site == null || method.isConstructor() ? method.type : types.memberType(site, method);
    List<String> names = parameterNames(method, comment);
    List<String> parameters = new ArrayList<>();
    int i = 0;
    for (Type parameter : type.getParameterTypes()) {
      String text = wording.text(parameter);
      if (method.isVarArgs() && i == names.size() - 1 && text.endsWith("[]")) {
        text = text.substring(0, text.length() - 2) + "...";
      }
      parameters.add((text + " " + (i < names.size() ? names.get(i) : "")).strip());
      i++;
    }
    StringBuilder text = new StringBuilder();
    boolean topLevel = isNotebook(method.owner);
    text.append(method.isStatic() && !topLevel ? "static " : "");
    text.append(typeParameters(type.getTypeArguments()));
    if (method.isConstructor()) {
      text.append("new ").append(method.owner.name);
    } else {
      text.append(wording.text(type.getReturnType())).append(' ');
      text.append(topLevel ? "" : method.owner.name + ".").append(method.name);
    }
    text.append('(').append(String.join(", ", parameters)).append(')');
    if (!method.getThrownTypes().isEmpty()) {
      List<String> thrown = new ArrayList<>();
      method.getThrownTypes().forEach(one -> thrown.add(wording.text(one)));
      text.append(" throws ").append(String.join(", ", thrown));
    }
    return text.toString();
  }

  /** Whether a class is that of a whole cell, whose members are top-level names. */
  private static boolean isNotebook(Symbol owner) {
    return owner instanceof ClassSymbol type
        && type.owner instanceof PackageSymbol p
        && p.fullname.contentEquals("notebook");
  }

  /** The names that the class file has or, if it has none, those that the comment has. */
  private static List<String> parameterNames(MethodSymbol method, DocComment comment) {
    List<String> names = new ArrayList<>();
    method.params().forEach(parameter -> names.add(parameter.name.toString()));
    if (names.stream().allMatch(name -> name.matches("arg\\d+|x\\d+"))) {
      List<String> told = comment == null ? List.of() : comment.parameters();
      return told.size() == names.size() ? told : List.of();
    }
    return names;
  }

  private String typeParameters(List<Type> variables) {
    List<String> all = new ArrayList<>();
    for (Type variable : variables) {
      if (variable.hasTag(TypeTag.TYPEVAR)) {
        Type bound = variable.getUpperBound();
        boolean any =
            bound == null || bound.tsym.getQualifiedName().contentEquals("java.lang.Object");
        all.add(variable.tsym.name + (any ? "" : " extends " + wording.text(bound)));
      }
    }
    return all.isEmpty() ? "" : "<" + String.join(", ", all) + "> ";
  }

  private String parameter(MethodSymbol method, Type site, int argument, DocComment comment) {
    List<String> names = parameterNames(method, comment);
    int count = method.params().size();
    if (count == 0 || argument >= count && !method.isVarArgs()) {
      return "";
    }
    int index = Math.min(argument, count - 1);
    Type type =
        site == null || method.isConstructor() ? method.type : types.memberType(site, method);
    String name = index < names.size() ? names.get(index) : "parameter " + (index + 1);
    String told = comment == null ? "" : comment.text("param", name);
    return "**"
        + name
        + "** "
        + code(wording.text(type.getParameterTypes().get(index)))
        + (told.isEmpty() ? "" : " – " + told)
        + "\n\n";
  }

  private String type(ClassSymbol type) {
    StringBuilder text = new StringBuilder();
    boolean isClass = wording.kind(type).equals("class");
    text.append(isClass && (type.flags() & Flags.ABSTRACT) != 0 ? "abstract " : "");
    text.append(isClass && (type.flags() & Flags.FINAL) != 0 ? "final " : "");
    text.append(type.isSealed() ? "sealed " : "");
    text.append(wording.kind(type).equals("annotation") ? "@interface" : wording.kind(type));
    text.append(' ').append(type.name);
    text.append(typeParameters(type.type.getTypeArguments()).strip());
    if (type.isRecord()) {
      List<String> components = new ArrayList<>();
      for (RecordComponent component : type.getRecordComponents()) {
        components.add(wording.text(component.type) + " " + component.name);
      }
      text.append('(').append(String.join(", ", components)).append(')');
    }
    Type upper = types.supertype(type.type);
    if (isClass
        && upper.tsym != null
        && !upper.tsym.getQualifiedName().contentEquals("java.lang.Object")) {
      text.append(" extends ").append(wording.text(upper));
    }
    List<String> interfaces = new ArrayList<>();
    types.interfaces(type.type).forEach(one -> interfaces.add(wording.text(one)));
    if (!interfaces.isEmpty() && !wording.kind(type).equals("annotation")) {
      text.append(type.isInterface() ? " extends " : " implements ");
      text.append(String.join(", ", interfaces));
    }
    return text.toString();
  }

  private String variable(VarSymbol variable, Type site) {
    boolean member = variable.owner instanceof ClassSymbol && !isNotebook(variable.owner);
    String owner = member && variable.owner.name.length() > 0 ? variable.owner.name + "." : "";
    String modifiers =
        (member && variable.isStatic() ? "static " : "")
            + ((variable.flags() & Flags.FINAL) != 0 && !owner.isEmpty() ? "final " : "");
    Object constant = variable.getConstValue();
    String name = variable.name.toString().replaceAll("\\$\\d*$", "");
    return modifiers
        + wording.signature(variable, site)
        + " "
        + owner
        + name
        + (constant == null ? "" : " = " + literal(constant));
  }

  private static String literal(Object constant) {
    return constant instanceof String text ? '"' + text + '"' : constant.toString();
  }

  private String home(Symbol symbol) {
    if (symbol instanceof VarSymbol && !(symbol.owner instanceof ClassSymbol)) {
      return symbol.owner instanceof MethodSymbol && (symbol.flags() & Flags.PARAMETER) != 0
          ? "a parameter"
          : "a local variable";
    }
    if (symbol.owner.name.contentEquals("Array") && symbol.packge().name.isEmpty()) {
      return "of every array";
    }
    if (symbol.packge().fullname.contentEquals("notebook")) {
      return "this cell";
    }
    ModuleSymbol module = symbol.packge().modle;
    String where = module == null || module.isUnnamed() ? "" : ", module " + code(module.name + "");
    return switch (symbol) {
      case ClassSymbol type -> code(type.getQualifiedName() + "") + where;
      case PackageSymbol p -> "a package" + where;
      default -> "in " + code(symbol.enclClass().getQualifiedName() + "") + where;
    };
  }
}
