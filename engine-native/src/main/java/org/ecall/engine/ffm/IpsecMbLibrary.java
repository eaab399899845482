package org.ecall.engine.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.BackendProperty;

/**
 * Gets libIPSec_MB ready for use:
 *
 * <ol>
 *   <li>load it by its versioned name;
 *   <li>refuse it if it is older than 1.3, or the processor lacks what its AES-GCM is made of;
 *   <li>initialise a manager for SSE, and see that it has the addresses of the exported functions
 *       where they are expected;
 *   <li>initialise a manager for this processor, and take the functions that it chose from there.
 * </ol>
 *
 * <p>The fastest functions are not exported by name in all versions, so their addresses have to be
 * read from the manager, a structure. Within {@code libIPSec_MB.so.1} the library adds to its end
 * only; a version that did otherwise, or a build that differs, would have us jump anywhere. The
 * third step therefore shows the layout to be the expected one, by addresses that are known from
 * the symbol table.
 */
final class IpsecMbLibrary {

  private static final String NAME = "libIPSec_MB.so.1";
  private static final int MIN_VERSION = 0x010300;

  /** On every machine; without AES instructions it is not used. */
  static final Set<BackendProperty> INHERENT =
      Set.of(
          BackendProperty.NATIVE_CODE, BackendProperty.CONSTANT_TIME, BackendProperty.HARDWARE_AES);

  /** Bits of imb_get_feature_flags(). */
  private static final long AESNI = 1 << 1;

  private static final long PCLMULQDQ = 1 << 2;
  private static final long VAES = 1 << 12;
  private static final long VPCLMULQDQ = 1 << 13;

  /** By the numbers of IMB_ARCH. */
  private static final List<String> ARCHITECTURES =
      List.of("none", "no AES instructions", "SSE", "AVX", "AVX2", "AVX512");

  /** The system's own, looked for when it is first asked about. */
  private static final class OfSystem {
    static final SystemLookup LOOKUP = SystemLookup.of(IpsecMbLibrary::search);
  }

  private final SystemLibrary library;

  IpsecMbLibrary(SystemLibrary library) {
    this.library = library;
  }

  /** What came of looking for the system's own. */
  static SystemLookup lookup() {
    return OfSystem.LOOKUP;
  }

  private static SystemLookup.Found search() throws LoadException {
    if (!NativePlatform.current().equals("linux-x86_64")) {
      throw new LoadException("it is used on Linux on x86-64 only");
    }
    return new IpsecMbLibrary(SystemLibrary.open(List.of(NAME))).bind();
  }

  SystemLookup.Found bind() throws LoadException {
    String version = requireVersion();
    long features = requireFeatures();
    try (Arena arena = Arena.ofConfined()) {
      requireLayout(arena);
      MemorySegment architecture = arena.allocate(JAVA_INT);
      MethodHandle initialise =
          library.bind("init_mb_mgr_auto", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
      MemorySegment manager = manager(arena, initialise, architecture);
      IpsecMbFunctions aes128 = IpsecMbFunctions.of(manager, 128);
      IpsecMbFunctions aes256 = IpsecMbFunctions.of(manager, 256);
      return new SystemLookup.Found(
          version,
          INHERENT,
          details(architecture.get(JAVA_INT, 0), features),
          key -> newKey(key.byteSize() == 16 ? aes128 : aes256, key));
    }
  }

  private static AeadKey newKey(IpsecMbFunctions functions, MemorySegment keyBytes) {
    return new SystemKey(
        IpsecMbCalls.KEY_SIZE,
        IpsecMbCalls.ALIGNMENT,
        expanded -> IpsecMbCalls.expand(functions.expand(), keyBytes, expanded.address()),
        expanded -> new IpsecMbLane(functions, expanded.address()));
  }

  private String requireVersion() throws LoadException {
    MethodHandle text = library.bind("imb_get_version_str", FunctionDescriptor.of(ADDRESS));
    MethodHandle number = library.bind("imb_get_version", FunctionDescriptor.of(JAVA_INT));
    String version = SystemLibrary.text((MemorySegment) SystemLibrary.call(text));
    if ((int) SystemLibrary.call(number) < MIN_VERSION) {
      throw new LoadException(library.name() + " is " + version + "; 1.3 or later is needed");
    }
    return version;
  }

  private long requireFeatures() throws LoadException {
    MethodHandle flags = library.bind("imb_get_feature_flags", FunctionDescriptor.of(JAVA_LONG));
    long features = (long) SystemLibrary.call(flags);
    if ((features & (AESNI | PCLMULQDQ)) != (AESNI | PCLMULQDQ)) {
      throw new LoadException("the processor has no instructions for AES-GCM");
    }
    return features;
  }

  private void requireLayout(Arena arena) throws LoadException {
    MethodHandle initialise = library.bind("init_mb_mgr_sse", FunctionDescriptor.ofVoid(ADDRESS));
    MemorySegment manager = manager(arena, initialise);
    for (int keyBits : new int[] {128, 256}) {
      if (!IpsecMbFunctions.of(manager, keyBits)
          .equals(IpsecMbFunctions.exported(library, keyBits))) {
        throw new LoadException(
            library.name() + " has its functions at places where they are not known");
      }
    }
  }

  /** A copy of what a manager has after its initialisation. */
  @SuppressWarnings("restricted")
  private MemorySegment manager(Arena arena, MethodHandle initialise, MemorySegment... more)
      throws LoadException {
    MethodHandle allocate = library.bind("alloc_mb_mgr", FunctionDescriptor.of(ADDRESS, JAVA_LONG));
    MethodHandle free = library.bind("free_mb_mgr", FunctionDescriptor.ofVoid(ADDRESS));
    MethodHandle error = library.bind("imb_get_errno", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    MemorySegment manager = (MemorySegment) SystemLibrary.call(allocate, 0L);
    if (manager.address() == 0) {
      throw new LoadException(library.name() + " does not initialise: no memory");
    }
    try {
      SystemLibrary.call(initialise.bindTo(manager), (Object[]) more);
      int number = (int) SystemLibrary.call(error, manager);
      if (number != 0) {
        // Its own self-test, for example.
        throw new LoadException(library.name() + " does not initialise: " + describe(number));
      }
      return arena
          .allocate(IpsecMbFunctions.MANAGER_SIZE, ADDRESS.byteAlignment())
          .copyFrom(manager.reinterpret(IpsecMbFunctions.MANAGER_SIZE));
    } finally {
      SystemLibrary.call(free, manager);
    }
  }

  private String describe(int error) throws LoadException {
    MethodHandle text = library.bind("imb_get_strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    return SystemLibrary.text((MemorySegment) SystemLibrary.call(text, error));
  }

  private Map<String, String> details(int architecture, long features) throws LoadException {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("library", library.pathOf(library.symbol("imb_get_version")));
    boolean known = architecture >= 0 && architecture < ARCHITECTURES.size();
    details.put(
        "kernel",
        (known ? ARCHITECTURES.get(architecture) : "number " + architecture)
            + ((features & (VAES | VPCLMULQDQ)) == (VAES | VPCLMULQDQ) ? ", VAES" : ""));
    return details;
  }
}
