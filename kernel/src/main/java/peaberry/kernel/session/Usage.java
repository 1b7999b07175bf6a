package peaberry.kernel.session;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of the host the kernel uses, with the fields of ipykernel's {@code usage_reply}: memory
 * in bytes, processor load in percent, where a kernel that keeps two processors busy has 200.
 *
 * <p>Where the system has no {@code /proc}, the memory is that of the Java heap.
 */
final class Usage {
  private Usage() {}

  static Map<String, Object> now() {
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("hostname", hostName());
    usage.put("pid", ProcessHandle.current().pid());
    int processors = Runtime.getRuntime().availableProcessors();
    usage.put("cpu_count", processors);
    usage.put("kernel_memory", residentBytes());
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      usage.put("kernel_cpu", percent(system.getProcessCpuLoad() * processors));
      usage.put("host_cpu_percent", percent(system.getCpuLoad()));
      usage.put("host_virtual_memory", hostMemory(system));
    }
    return usage;
  }

  private static Map<String, Object> hostMemory(com.sun.management.OperatingSystemMXBean system) {
    long total = system.getTotalMemorySize();
    long free = system.getFreeMemorySize();
    long available = kilobytes("/proc/meminfo", "MemAvailable:", free >> 10) << 10;
    Map<String, Object> memory = new LinkedHashMap<>();
    memory.put("total", total);
    memory.put("available", Math.min(available, total));
    memory.put("percent", percent(1 - Math.min(available, total) / (double) total));
    memory.put("used", total - free);
    memory.put("free", free);
    return memory;
  }

  private static long residentBytes() {
    return kilobytes("/proc/self/status", "VmRSS:", Runtime.getRuntime().totalMemory() >> 10) << 10;
  }

  /** A figure of a file of the proc file system, whose lines look like {@code VmRSS: 92 kB}. */
  private static long kilobytes(String file, String name, long otherwise) {
    try {
      for (String line : Files.readAllLines(Path.of(file))) {
        if (line.startsWith(name)) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException | NumberFormatException notLinux) {
      return otherwise;
    }
    return otherwise;
  }

  /** In percent with one decimal; 0 while the system has not measured yet. */
  private static double percent(double share) {
    return share > 0 ? Math.round(share * 1000) / 10.0 : 0;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "localhost";
    }
  }
}
