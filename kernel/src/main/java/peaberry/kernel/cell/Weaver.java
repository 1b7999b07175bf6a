package peaberry.kernel.cell;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.Superclass;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns javac's class files of a cell into those that are loaded.
 *
 * <ul>
 *   <li>References to the facade become references to the homes of what they mean.
 *   <li>Calls of notebook methods become {@code invokedynamic}, so that they follow a redefinition.
 *   <li>Loop back-edges, entries of lambdas and of methods that call something, and exception
 *       handlers get a check for interrupts; handlers too, so that {@code catch (Throwable)} does
 *       not keep a loop alive.
 *   <li>What is not private becomes public: each cell has a class loader, and so a run-time
 *       package, of its own.
 *   <li>{@code System.exit} ends the cell, and a printed stack trace ends where the cell begins.
 *   <li>{@code IO.readln} gives its prompt to who is asked, rather than printing it.
 * </ul>
 */
final class Weaver {
  private static final ClassDesc RUNTIME = CellRuntime.class.describeConstable().orElseThrow();
  private static final DirectMethodHandleDesc LINK =
      MethodHandleDesc.ofMethod(
          DirectMethodHandleDesc.Kind.STATIC,
          RUNTIME,
          "link",
          MethodTypeDesc.of(
              ConstantDescs.CD_CallSite,
              ConstantDescs.CD_MethodHandles_Lookup,
              ConstantDescs.CD_String,
              ConstantDescs.CD_MethodType));
  private static final DynamicCallSiteDesc CHECK =
      DynamicCallSiteDesc.of(LINK, Links.CHECK, ConstantDescs.MTD_void);
  private static final MethodTypeDesc CHECK_IN_HANDLER =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Class);
  private static final MethodTypeDesc EXIT =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

  private static final String READLN = "(Ljava/lang/String;)Ljava/lang/String;";
  private static final MethodTypeDesc PRINT =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Throwable);

  private final String cellClass; // internal names
  private final String facadeClass;
  private final Facade facade;
  private final Set<String> methods;
  private final Map<String, NameSpace.Variable> homes;
  private final String sourceName;
  private final ClassFile classFile;

  /**
   * @param methods name and descriptor of the methods that the cell declares
   * @param homes what the fields of the facade mean; also those of the cell's class that live
   *     elsewhere, since an earlier cell declared the same variable with the same type
   * @param sourceName what a raw stack trace shows, such as {@code cell [7]}
   */
  Weaver(
      String binaryName,
      Facade facade,
      Set<String> methods,
      Map<String, NameSpace.Variable> homes,
      String sourceName,
      ClassHierarchyResolver hierarchy) {
    this.cellClass = binaryName.replace('.', '/');
    this.facadeClass = facade.binaryName().replace('.', '/');
    this.facade = facade;
    this.methods = methods;
    this.homes = homes;
    this.sourceName = sourceName;
    this.classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
  }

  byte[] weave(byte[] bytes) {
    ClassModel model = classFile.parse(bytes);
    boolean isCell = model.thisClass().asInternalName().equals(cellClass);
    return classFile.transformClass(
        model,
        (builder, element) -> classElement(builder, element, model.thisClass().asSymbol(), isCell));
  }

  private void classElement(
      ClassBuilder builder, ClassElement element, ClassDesc type, boolean isCell) {
    switch (element) {
      case AccessFlags flags -> builder.withFlags(flags.flagsMask() | ClassFile.ACC_PUBLIC);
      case Superclass s when isFacade(s.superclassEntry().asInternalName()) ->
          builder.withSuperclass(ConstantDescs.CD_Object);
      case SourceFileAttribute s -> builder.with(SourceFileAttribute.of(sourceName));
      case FieldModel field -> {
        if (!isCell || !homes.containsKey(field.fieldName().stringValue())) {
          builder.transformField(
              field,
              (fields, part) -> {
                if (part instanceof AccessFlags flags) {
                  fields.withFlags(open(flags));
                } else {
                  fields.with(part);
                }
              });
        }
      }
      case MethodModel method ->
          builder.transformMethod(
              method,
              (parts, part) -> {
                switch (part) {
                  case AccessFlags flags -> parts.withFlags(open(flags));
                  case CodeModel code ->
                      parts.transformCode(code, new Body(method, code, type, isCell));
                  case MethodElement other -> parts.with(other);
                }
              });
      default -> builder.with(element);
    }
  }

  private static int open(AccessFlags flags) {
    return flags.has(AccessFlag.PRIVATE)
        ? flags.flagsMask()
        : flags.flagsMask() & ~ClassFile.ACC_PROTECTED | ClassFile.ACC_PUBLIC;
  }

  private boolean isFacade(String internalName) {
    return internalName.equals(facadeClass);
  }

  private boolean isCellOrFacade(String internalName) {
    return internalName.equals(cellClass) || isFacade(internalName);
  }

  /** The code of one method. */
  private final class Body implements CodeTransform {
    private final ClassDesc type;
    private final String self;
    private final boolean checkEntry;
    private final Set<Label> handlers = new HashSet<>();
    private final Set<Label> passed = new HashSet<>();

    Body(MethodModel method, CodeModel code, ClassDesc type, boolean isCell) {
      this.type = type;
      this.self =
          isCell ? method.methodName().stringValue() + method.methodType().stringValue() : "";
      boolean calls = false;
      for (CodeElement element : code) {
        calls |= element instanceof InvokeInstruction i && i.opcode() != Opcode.INVOKESPECIAL;
      }
      Set<Label> covered = new HashSet<>();
      CodeAttribute positions = (CodeAttribute) code; // a parsed method's code is always one
      for (ExceptionCatch handler : code.exceptionHandlers()) {
        handlers.add(handler.handler());
        int at = positions.labelToBci(handler.handler());
        if (positions.labelToBci(handler.tryStart()) <= at
            && at < positions.labelToBci(handler.tryEnd())) {
          covered.add(handler.handler());
        }
      }
      // javac's handler that leaves a monitor covers itself: a check there would never end.
      handlers.removeAll(covered);
      this.checkEntry =
          (calls || self.startsWith("lambda$"))
              && !self.startsWith("run$")
              && !self.startsWith("<clinit>");
    }

    @Override
    public void atStart(CodeBuilder code) {
      if (checkEntry) {
        code.invokedynamic(CHECK);
      }
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      switch (element) {
        case LabelTarget target -> {
          passed.add(target.label());
          code.with(target);
          if (handlers.contains(target.label())) {
            // A call site is linked by allocating, for which there is no room after an
            // OutOfMemoryError.
            code.loadConstant(type).invokestatic(RUNTIME, "checkInHandler", CHECK_IN_HANDLER);
          }
        }
        case BranchInstruction branch -> {
          backEdge(code, List.of(branch.target()));
          code.with(branch);
        }
        case TableSwitchInstruction s -> {
          backEdge(code, s.cases().stream().map(c -> c.target()).toList());
          code.with(s);
        }
        case LookupSwitchInstruction s -> {
          backEdge(code, s.cases().stream().map(c -> c.target()).toList());
          code.with(s);
        }
        case FieldInstruction field -> field(code, field);
        case InvokeInstruction call -> call(code, call);
        default -> code.with(element);
      }
    }

    private void backEdge(CodeBuilder code, List<Label> targets) {
      for (Label target : targets) {
        if (passed.contains(target)) {
          code.invokedynamic(CHECK);
          return;
        }
      }
    }

    private void field(CodeBuilder code, FieldInstruction field) {
      String name = field.name().stringValue();
      if (isCellOrFacade(field.owner().asInternalName())) {
        NameSpace.Variable home = homes.get(name);
        if (home != null) {
          code.fieldAccess(
              field.opcode(),
              ClassDesc.of(home.home().className()),
              home.name(),
              field.typeSymbol());
          return;
        }
      }
      code.with(field);
    }

    private void call(CodeBuilder code, InvokeInstruction call) {
      String owner = call.owner().asInternalName();
      String name = call.name().stringValue();
      String type = call.type().stringValue();
      if (isCellOrFacade(owner)) {
        if (call.opcode() == Opcode.INVOKESPECIAL && isFacade(owner)) {
          code.invokespecial(ConstantDescs.CD_Object, name, call.typeSymbol());
          return;
        }
        boolean live = methods.contains(name + type) || facade.hasMethod(name, type);
        if (call.opcode() == Opcode.INVOKESTATIC && live && !self.equals(name + type)) {
          code.invokedynamic(DynamicCallSiteDesc.of(LINK, name, call.typeSymbol()));
          return;
        }
      } else if (owner.equals("java/lang/System") && name.equals("exit")) {
        code.invokestatic(RUNTIME, "exit", EXIT);
        return;
      } else if (owner.equals("java/lang/IO") && name.equals("readln") && type.equals(READLN)) {
        code.invokestatic(RUNTIME, "readln", call.typeSymbol());
        return;
      } else if (owner.equals("java/lang/Runtime")
          && (name.equals("exit") || name.equals("halt"))) {
        code.invokestatic(RUNTIME, "exit", EXIT).pop();
        return;
      } else if (name.equals("printStackTrace")
          && type.equals("()V")
          && call.opcode() == Opcode.INVOKEVIRTUAL
          && !owner.startsWith(CellUnit.PACKAGE + "/")) {
        code.invokestatic(RUNTIME, "printStackTrace", PRINT);
        return;
      }
      code.with(call);
    }
  }
}
