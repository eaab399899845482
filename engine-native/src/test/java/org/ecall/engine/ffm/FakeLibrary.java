package org.ecall.engine.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A library of which some functions are other ones, or missing. */
@SuppressWarnings("restricted")
final class FakeLibrary {

  private final Map<String, Optional<MemorySegment>> replaced = new HashMap<>();
  private final SymbolLookup rest;

  private FakeLibrary(SymbolLookup rest) {
    this.rest = rest;
  }

  static FakeLibrary empty() {
    return new FakeLibrary(name -> Optional.empty());
  }

  static FakeLibrary like(String name) {
    return new FakeLibrary(SymbolLookup.libraryLookup(name, Arena.global()));
  }

  FakeLibrary without(String function) {
    replaced.put(function, Optional.empty());
    return this;
  }

  FakeLibrary withInt(String function, int result, MemoryLayout... parameters) {
    return with(
        function, MethodHandles.constant(int.class, result), ValueLayout.JAVA_INT, parameters);
  }

  FakeLibrary withLong(String function, long result, MemoryLayout... parameters) {
    return with(
        function, MethodHandles.constant(long.class, result), ValueLayout.JAVA_LONG, parameters);
  }

  FakeLibrary withText(String function, String result, MemoryLayout... parameters) {
    MemorySegment text = Arena.global().allocateFrom(result);
    return with(
        function,
        MethodHandles.constant(MemorySegment.class, text),
        ValueLayout.ADDRESS,
        parameters);
  }

  /** What another function of the library does. */
  FakeLibrary withOther(String function, String other) {
    replaced.put(function, rest.find(other));
    return this;
  }

  private FakeLibrary with(
      String function, MethodHandle constant, MemoryLayout result, MemoryLayout... parameters) {
    FunctionDescriptor descriptor = FunctionDescriptor.of(result, parameters);
    MethodHandle target =
        MethodHandles.dropArguments(constant, 0, descriptor.toMethodType().parameterList());
    replaced.put(
        function,
        Optional.of(Linker.nativeLinker().upcallStub(target, descriptor, Arena.global())));
    return this;
  }

  SystemLibrary as(String name) {
    return new SystemLibrary(
        name,
        function -> {
          Optional<MemorySegment> found = replaced.get(function);
          return found != null ? found : rest.find(function);
        });
  }
}
