package peaberry.torch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.Test;

class FreedMemoryTest {
  private static final long SIZE = 24 << 20;
  private static final MethodHandle MALLOC = c("malloc", FunctionDescriptor.of(ADDRESS, JAVA_LONG));
  private static final MethodHandle FREE = c("free", FunctionDescriptor.ofVoid(ADDRESS));

  /** Of ten counts; {@code man 3 mallinfo2}. */
  private static final MethodHandle MALLINFO =
      c(
          "mallinfo2",
          FunctionDescriptor.of(
              MemoryLayout.structLayout(MemoryLayout.sequenceLayout(10, JAVA_LONG))));

  @SuppressWarnings("restricted")
  private static MethodHandle c(String function, FunctionDescriptor as) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(function).orElseThrow(), as);
  }

  /**
   * Bytes that were taken from the system each for one array, and go back to it when it is freed.
   */
  private static long mapped() throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      var info = (MemorySegment) MALLINFO.invokeExact((SegmentAllocator) arena);
      return info.getAtIndex(JAVA_LONG, 4);
    }
  }

  @Test
  void largeArraysComeFromTheHeapWhereWhatIsFreedStays() throws Throwable {
    Torch.threads(); // loads PyTorch
    long before = mapped();
    var array = (MemorySegment) MALLOC.invokeExact(SIZE);
    long with = mapped();
    FREE.invokeExact(array);
    assertThat(with - before).isLessThan(SIZE / 2);
  }
}
