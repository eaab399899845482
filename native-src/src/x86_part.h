/* Parts of a block without AVX-512's masks. Only sizes are branched on. */
#ifndef ECALL_X86_PART_H
#define ECALL_X86_PART_H

#include "block_part.h"
#include "x86_block.h"

/* 32 bytes with all bits set in the first n of them, n at most 32. */
X86_INLINE const uint8_t *part_mask(size_t n)
{
  static const uint8_t window[64] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
                                     255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
                                     255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
  return window + 32 - n;
}

/* n is at most 16. */
X86_INLINE block block_load_part(const uint8_t *p, size_t n)
{
  if (n == 16) return block_load(p);
  struct part part = part_load(p, n);
  return block_of(part.high, part.low);
}

/* The first n bytes, at most 16. */
X86_INLINE void block_store_part(uint8_t *p, block b, size_t n)
{
  if (n == 16) {
    block_store(p, b);
  } else {
    struct part part = {(uint64_t)_mm_cvtsi128_si64(b), (uint64_t)_mm_extract_epi64(b, 1)};
    part_store(p, part, n);
  }
}

#endif
