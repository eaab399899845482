package org.ecall.engine.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The functions of {@code ecall/engine.h} as method handles, and the sizes that it leaves to the
 * library. Memory of the embedder is passed as segments, heap arrays included; keys, streams and
 * tables of messages are passed as addresses, because a segment of a shared arena would cost more
 * than the rest of the call.
 *
 * <p>Functions that take heap arrays are linked as critical: the thread does not leave the Java
 * state, so that the arrays cannot move, and a collector has to wait for it.
 *
 * <p>Sealing and opening are linked once for each kind of memory: for arrays, for native memory,
 * for a mixture, and for native memory {@code AtLeisure}, which no collector waits for. The code
 * that the linker makes for a handle is compiled to what has passed through it; through a handle of
 * its own, the segments around arrays disappear whatever else the process does. They are passed
 * whole, with offsets: to slice one takes so many methods that the compiler may leave out one of
 * them, and then each frame allocates.
 */
@SuppressWarnings("restricted") // the types are those of the header
record NativeFunctions(
    long keyBytes,
    long streamBytes,
    long callBytes,
    MethodHandle keyExpand,
    MethodHandle keyWipe,
    MethodHandle sealArrays,
    MethodHandle openArrays,
    MethodHandle sealNative,
    MethodHandle openNative,
    MethodHandle sealMixed,
    MethodHandle openMixed,
    MethodHandle sealAtLeisure,
    MethodHandle openAtLeisure,
    MethodHandle batch,
    MethodHandle streamBegin,
    MethodHandle streamAad,
    MethodHandle streamSeal,
    MethodHandle streamOpen,
    MethodHandle streamSealEnd,
    MethodHandle streamOpenEnd) {

  private static final Linker.Option[] CRITICAL = {Linker.Option.critical(true)};
  private static final Linker.Option[] CRITICAL_NATIVE = {Linker.Option.critical(false)};

  /** The linker makes one code for all functions of one type: this makes it another type. */
  private static final AddressLayout OF_MIXED = ADDRESS.withTargetLayout(JAVA_BYTE);

  private static final FunctionDescriptor SEAL = seal(ADDRESS);
  private static final FunctionDescriptor SEAL_MIXED = seal(OF_MIXED);
  private static final FunctionDescriptor OPEN = SEAL.changeReturnLayout(JAVA_INT);
  private static final FunctionDescriptor OPEN_MIXED = SEAL_MIXED.changeReturnLayout(JAVA_INT);
  private static final FunctionDescriptor BATCH =
      FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
  private static final FunctionDescriptor STREAM_PART =
      FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS);
  private static final FunctionDescriptor STREAM_END =
      FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, ADDRESS);

  static NativeFunctions link(SymbolLookup symbols) throws LoadException {
    return new NativeFunctions(
        size(symbols, "ecall_key_bytes"),
        size(symbols, "ecall_stream_bytes"),
        size(symbols, "ecall_call_bytes"),
        downcall(
            symbols,
            "ecall_key_expand",
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG)),
        downcall(symbols, "ecall_key_wipe", FunctionDescriptor.ofVoid(JAVA_LONG)),
        downcall(symbols, "ecall_seal_at", SEAL, CRITICAL),
        downcall(symbols, "ecall_open_at", OPEN, CRITICAL),
        downcall(symbols, "ecall_seal_at", SEAL, CRITICAL_NATIVE),
        downcall(symbols, "ecall_open_at", OPEN, CRITICAL_NATIVE),
        downcall(symbols, "ecall_seal_at", SEAL_MIXED, CRITICAL),
        downcall(symbols, "ecall_open_at", OPEN_MIXED, CRITICAL),
        downcall(symbols, "ecall_seal_at", SEAL),
        downcall(symbols, "ecall_open_at", OPEN),
        downcall(symbols, "ecall_batch", BATCH, CRITICAL),
        downcall(
            symbols,
            "ecall_stream_begin",
            FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG)),
        downcall(
            symbols,
            "ecall_stream_aad",
            FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG),
            CRITICAL),
        downcall(symbols, "ecall_stream_seal", STREAM_PART, CRITICAL),
        downcall(symbols, "ecall_stream_open", STREAM_PART, CRITICAL),
        downcall(symbols, "ecall_stream_seal_end", STREAM_END, CRITICAL),
        downcall(
            symbols, "ecall_stream_open_end", STREAM_END.changeReturnLayout(JAVA_INT), CRITICAL));
  }

  private static FunctionDescriptor seal(AddressLayout memory) {
    return FunctionDescriptor.ofVoid(
        JAVA_LONG, JAVA_INT, JAVA_LONG, memory, JAVA_LONG, JAVA_LONG, memory, JAVA_LONG, JAVA_LONG,
        memory, JAVA_LONG);
  }

  private static long size(SymbolLookup symbols, String name) throws LoadException {
    MethodHandle function = downcall(symbols, name, FunctionDescriptor.of(JAVA_LONG));
    try {
      return (long) function.invokeExact();
    } catch (Throwable e) {
      throw NativeCalls.unexpected(e);
    }
  }

  static MethodHandle downcall(
      SymbolLookup symbols, String name, FunctionDescriptor type, Linker.Option... options)
      throws LoadException {
    var address = symbols.find(name);
    if (address.isEmpty()) {
      throw new LoadException("the library has no function " + name);
    }
    return Linker.nativeLinker().downcallHandle(address.get(), type, options);
  }
}
