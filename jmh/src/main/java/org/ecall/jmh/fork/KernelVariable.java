package org.ecall.jmh.fork;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;

/**
 * The environment variable that the native library takes its kernel from. A harness that starts
 * forks by itself cannot give each an environment of its own, so a fork sets the variable before it
 * loads the library.
 */
final class KernelVariable {

  private static final String NAME = "ECALL_NATIVE_KERNEL";

  private KernelVariable() {}

  @SuppressWarnings("restricted") // a function of the C library
  static void set(String kernel) {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    SymbolLookup library = Linker.nativeLinker().defaultLookup();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(NAME);
      MemorySegment value = arena.allocateFrom(kernel);
      int failed =
          windows
              ? (int)
                  Linker.nativeLinker()
                      .downcallHandle(
                          library.findOrThrow("_putenv_s"),
                          FunctionDescriptor.of(
                              ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                      .invokeExact(name, value)
              : (int)
                  Linker.nativeLinker()
                      .downcallHandle(
                          library.findOrThrow("setenv"),
                          FunctionDescriptor.of(
                              ValueLayout.JAVA_INT,
                              ValueLayout.ADDRESS,
                              ValueLayout.ADDRESS,
                              ValueLayout.JAVA_INT))
                      .invokeExact(name, value, 1);
      if (failed != 0) {
        throw new IllegalStateException(NAME + " cannot be set");
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a C function threw " + e, e);
    }
  }
}
