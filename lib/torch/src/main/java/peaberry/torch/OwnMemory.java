package peaberry.torch;

import ai.djl.pytorch.engine.PtEngineProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;

/**
 * Gives each PyTorch array memory of its own.
 *
 * <p>DJL 0.35.1 lays an array that is made of Java's numbers over a direct buffer, which lives as
 * long as the {@code NDArray}. But PyTorch keeps the array for longer: {@code loss.div(0.07)} makes
 * one of 0.07 and closes it at once, and the backward pass divides by it later. If the garbage
 * collector comes in between, it divides by whatever is in that memory then. Likewise a view, such
 * as {@code reshape}, outlives the array that it was taken of.
 *
 * <p>So we change one method before its class is loaded: {@code PtNDManager.create(Buffer, Shape,
 * DataType)} gives a copy in PyTorch's own memory. The release after 0.35.1 has no native binding
 * in any repository.
 */
final class OwnMemory {
  private static final String MANAGER = "ai/djl/pytorch/engine/PtNDManager.class";
  private static final ClassDesc ARRAY = ClassDesc.of("ai.djl.pytorch.engine.PtNDArray");
  private static final ClassDesc NATIVE = ClassDesc.of("ai.djl.pytorch.jni.JniUtils");
  private static final MethodTypeDesc CREATE =
      MethodTypeDesc.of(
          ARRAY,
          ClassDesc.of("java.nio.Buffer"),
          ClassDesc.of("ai.djl.ndarray.types.Shape"),
          ClassDesc.of("ai.djl.ndarray.types.DataType"));

  private OwnMemory() {}

  /** Defines the changed class, unless a class of that name is loaded already. */
  static void define() {
    ClassLoader loader = PtEngineProvider.class.getClassLoader();
    try (InputStream in = loader.getResourceAsStream(MANAGER)) {
      byte[] changed = changed(in.readAllBytes(), loader);
      MethodHandles.privateLookupIn(PtEngineProvider.class, MethodHandles.lookup())
          .defineClass(changed);
    } catch (LinkageError refused) {
      if (refused.getClass() != LinkageError.class) { // the JVM's word for a class that is no good
        throw refused;
      }
      // Loaded before, by a start that failed: a second one changes nothing.
    } catch (IOException | IllegalAccessException e) {
      throw new IllegalStateException("DJL's class for PyTorch's arrays cannot be changed", e);
    }
  }

  private static byte[] changed(byte[] manager, ClassLoader loader) {
    ClassFile file =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader)));
    return file.transformClass(
        file.parse(manager), ClassTransform.transformingMethodBodies(OwnMemory::creates, copies()));
  }

  private static boolean creates(MethodModel method) {
    return method.methodName().equalsString("create") && method.methodTypeSymbol().equals(CREATE);
  }

  /** {@code return array} becomes {@code copy = clone(array); array.close(); return copy}. */
  private static CodeTransform copies() {
    return (code, element) -> {
      if (element instanceof ReturnInstruction end && end.opcode() == Opcode.ARETURN) {
        int array = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(array)
            .aload(array)
            .invokestatic(NATIVE, "clone", MethodTypeDesc.of(ARRAY, ARRAY))
            .aload(array)
            .invokevirtual(ARRAY, "close", MethodTypeDesc.of(ConstantDescs.CD_void));
      }
      code.with(element);
    };
  }
}
