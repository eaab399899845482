package org.ecall.engine.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The library's functions for one size of keys, for one architecture.
 *
 * @param expand aes_gcm_pre
 * @param seal aes_gcm_enc, in one call
 * @param open aes_gcm_dec, in one call
 * @param begin aes_gcm_init
 * @param sealPart aes_gcm_enc_update
 * @param openPart aes_gcm_dec_update
 * @param sealEnd aes_gcm_enc_finalize
 * @param openEnd aes_gcm_dec_finalize
 */
record IpsecMbFunctions(
    MemorySegment expand,
    MemorySegment seal,
    MemorySegment open,
    MemorySegment begin,
    MemorySegment sealPart,
    MemorySegment openPart,
    MemorySegment sealEnd,
    MemorySegment openEnd) {

  /** Bytes of a manager that are read. */
  static final long MANAGER_SIZE = handler(54);

  /** For AES-128; those for AES-192 and AES-256 follow each. */
  private static final List<Integer> HANDLERS = List.of(48, 24, 27, 30, 33, 36, 39, 42);

  private static final List<String> NAMES =
      List.of(
          "pre_%d",
          "enc_%d",
          "dec_%d",
          "init_%d",
          "enc_%d_update",
          "dec_%d_update",
          "enc_%d_finalize",
          "dec_%d_finalize");

  /** Where a manager (IMB_MGR) has the address of a function. */
  private static long handler(int index) {
    return 64 + index * ADDRESS.byteSize();
  }

  /** Those that an initialised manager has chosen. */
  static IpsecMbFunctions of(MemorySegment manager, int keyBits) {
    int step = keyBits / 64 - 2;
    return of(HANDLERS.stream().map(i -> manager.get(ADDRESS, handler(i + step))).toList());
  }

  /** Those for SSE, which the library exports by name. */
  static IpsecMbFunctions exported(SystemLibrary library, int keyBits) throws LoadException {
    MemorySegment[] found = new MemorySegment[NAMES.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = library.symbol("aes_gcm_" + NAMES.get(i).formatted(keyBits) + "_sse");
    }
    return of(List.of(found));
  }

  private static IpsecMbFunctions of(List<MemorySegment> in) {
    return new IpsecMbFunctions(
        in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), in.get(5), in.get(6), in.get(7));
  }
}
