package org.ecall.engine.ffm;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ecall.engine.spi.BackendProperty;

/**
 * A library that is loaded, fits this module, and has a kernel.
 *
 * @param version of the library
 * @param kernel that does the work
 * @param kernels that can run here, separated by spaces
 * @param cpuFeatures by which kernels are chosen, separated by spaces
 * @param functions of the library
 */
record NativeLibrary(
    String version, String kernel, String kernels, String cpuFeatures, NativeFunctions functions) {

  /** ECALL_ABI_VERSION of the header that this module was written to. */
  static final int ABI_VERSION = 2;

  /** Of every kernel. */
  static final Set<BackendProperty> INHERENT =
      Set.of(BackendProperty.CONSTANT_TIME, BackendProperty.NATIVE_CODE);

  /** The kernel that does without the processor's instructions for AES. */
  private static final String PORTABLE = "portable";

  /** Steps 5 to 7 of {@link NativeLoader}. */
  static NativeLibrary of(SymbolLookup symbols) throws LoadException {
    int abi = abiVersion(symbols);
    if (abi != ABI_VERSION) {
      throw new LoadException(
          "the library has ABI version " + abi + ", this module needs " + ABI_VERSION);
    }
    String kernel = text(symbols, "ecall_kernel");
    if (kernel.isEmpty()) {
      throw new LoadException(text(symbols, "ecall_kernel_error"));
    }
    return new NativeLibrary(
        text(symbols, "ecall_version"),
        kernel,
        text(symbols, "ecall_kernels"),
        text(symbols, "ecall_cpu_features"),
        NativeFunctions.link(symbols));
  }

  /** What is claimed of the kernel. */
  Set<BackendProperty> properties() {
    EnumSet<BackendProperty> properties = EnumSet.copyOf(INHERENT);
    if (!kernel.equals(PORTABLE)) {
      properties.add(BackendProperty.HARDWARE_AES);
    }
    return properties;
  }

  /** What people want to know of it. */
  Map<String, String> details() {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("kernel", kernel);
    details.put("kernels", kernels);
    details.put("cpu", cpuFeatures);
    return Collections.unmodifiableMap(details);
  }

  private static int abiVersion(SymbolLookup symbols) throws LoadException {
    MethodHandle function =
        NativeFunctions.downcall(
            symbols, "ecall_abi_version", FunctionDescriptor.of(ValueLayout.JAVA_INT));
    try {
      return (int) function.invokeExact();
    } catch (Throwable e) {
      throw NativeCalls.unexpected(e);
    }
  }

  /** What a function without parameters says; empty for NULL. */
  @SuppressWarnings("restricted") // a string of the library, whose size only its end tells
  private static String text(SymbolLookup symbols, String name) throws LoadException {
    MethodHandle function =
        NativeFunctions.downcall(symbols, name, FunctionDescriptor.of(ValueLayout.ADDRESS));
    try {
      MemorySegment text = (MemorySegment) function.invokeExact();
      return text.address() == 0 ? "" : text.reinterpret(Long.MAX_VALUE).getString(0);
    } catch (Throwable e) {
      throw NativeCalls.unexpected(e);
    }
  }
}
