package org.ecall.engine.ffm;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A shared library of the system, found by name, and the functions that are taken from it. */
final class SystemLibrary {

  /** A text of a library ends somewhere before this. */
  private static final int MAX_TEXT_BYTES = 1024;

  private final String name;
  private final SymbolLookup symbols;

  SystemLibrary(String name, SymbolLookup symbols) {
    this.name = name;
    this.symbols = symbols;
  }

  /**
   * Loads the first of some libraries that there is; it stays loaded.
   *
   * @throws LoadException if there is none
   * @throws IllegalCallerException if this module has no native access
   */
  @SuppressWarnings("restricted")
  static SystemLibrary open(List<String> names) throws LoadException {
    for (String name : names) {
      try {
        return new SystemLibrary(name, SymbolLookup.libraryLookup(name, Arena.global()));
      } catch (IllegalArgumentException e) {
        // Not there, or not for this processor: the next one may be.
      }
    }
    throw new LoadException(
        "no " + String.join(" or ", names) + " on this system that can be loaded");
  }

  /**
   * For addresses in functions that are only called with segments around arrays. The linker makes
   * one piece of code for all functions of one type, and it is compiled for the segments that came
   * by; this makes it another type, and those segments then cost nothing.
   */
  @SuppressWarnings("restricted")
  static AddressLayout ofArray() {
    return ValueLayout.ADDRESS.withTargetLayout(ValueLayout.JAVA_BYTE);
  }

  String name() {
    return name;
  }

  /** A function of the library. */
  MemorySegment symbol(String symbol) throws LoadException {
    return symbols
        .find(symbol)
        .orElseThrow(() -> new LoadException(name + " has no function " + symbol));
  }

  @SuppressWarnings("restricted")
  MethodHandle bind(String symbol, FunctionDescriptor descriptor, Linker.Option... options)
      throws LoadException {
    return Linker.nativeLinker().downcallHandle(symbol(symbol), descriptor, options);
  }

  /** A text that the library returned; empty for NULL. */
  @SuppressWarnings("restricted")
  static String text(MemorySegment address) {
    return address.address() == 0 ? "" : address.reinterpret(MAX_TEXT_BYTES).getString(0);
  }

  /** The file that a function comes from, as far as the system tells; else the library's name. */
  String pathOf(MemorySegment function) {
    long address = function.address();
    try (Stream<String> mappings = Files.lines(Path.of("/proc/self/maps"))) {
      return mappings
          .filter(line -> line.indexOf('/') > 0 && contains(line, address))
          .map(line -> line.substring(line.indexOf('/')))
          .findFirst()
          .orElse(name);
    } catch (IOException | RuntimeException e) {
      return name;
    }
  }

  private static boolean contains(String line, long address) {
    int dash = line.indexOf('-');
    long start = Long.parseUnsignedLong(line, 0, dash, 16);
    long end = Long.parseUnsignedLong(line, dash + 1, line.indexOf(' '), 16);
    return address >= start && address < end;
  }

  /** Calls what is called a few times only. */
  static Object call(MethodHandle handle, Object... arguments) {
    try {
      return handle.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** What a method handle threw: what Java may throw passes, there is nothing else. */
  static AssertionError unexpected(Throwable thrown) {
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
    return new AssertionError(thrown);
  }
}
