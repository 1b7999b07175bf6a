package peaberry.torch;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtEngineProvider;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.nio.Buffer;

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
 * DataType)} is {@link Filled#create}. That is the quicker way, too: PyTorch uses the memory that
 * it has freed before, and a direct buffer is always new. The release after 0.35.1 has no native
 * binding in any repository.
 */
final class OwnMemory {
  private static final String MANAGER = "ai/djl/pytorch/engine/PtNDManager.class";
  private static final MethodTypeDesc CREATE =
      MethodTypeDesc.of(
          ClassDesc.of("ai.djl.pytorch.engine.PtNDArray"),
          ClassDesc.of("java.nio.Buffer"),
          ClassDesc.of("ai.djl.ndarray.types.Shape"),
          ClassDesc.of("ai.djl.ndarray.types.DataType"));
  private static final ClassDesc FILLED = Filled.class.describeConstable().orElseThrow();

  private OwnMemory() {}

  /** What the method does now; public, for DJL's class calls it. */
  public static final class Filled {
    private Filled() {}

    /**
     * An array of this shape in PyTorch's memory, with a copy of the buffer's numbers in row order;
     * the buffer's position stays.
     *
     * @throws IllegalArgumentException if the buffer has too few numbers, or is of another type
     */
    public static PtNDArray create(PtNDManager manager, Buffer data, Shape shape, DataType type) {
      BaseNDManager.validateBuffer(data, type, Math.toIntExact(shape.size()));
      PtNDArray array = manager.create(shape, type);
      if (shape.size() > 0) {
        BaseNDManager.copyBuffer(data.duplicate(), JniUtils.getByteBuffer(array, true));
      }
      return array;
    }
  }

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
        file.parse(manager), ClassTransform.transformingMethods(OwnMemory::creates, filled()));
  }

  private static boolean creates(MethodModel method) {
    return method.methodName().equalsString("create") && method.methodTypeSymbol().equals(CREATE);
  }

  /** The method's code becomes {@code return Filled.create(this, data, shape, dataType)}. */
  private static MethodTransform filled() {
    return (method, element) -> {
      if (element instanceof CodeModel) {
        ClassDesc manager = ClassDesc.of("ai.djl.pytorch.engine.PtNDManager");
        method.withCode(
            code ->
                code.aload(0)
                    .aload(1)
                    .aload(2)
                    .aload(3)
                    .invokestatic(FILLED, "create", CREATE.insertParameterTypes(0, manager))
                    .areturn());
      } else {
        method.with(element);
      }
    };
  }
}
