/* Parts of a block without AVX-512's masks. Only sizes are branched on. */
#ifndef ECALL_X86_PART_H
#define ECALL_X86_PART_H

#include <string.h>

#include "x86_block.h"

/* 32 bytes with all bits set in the first n of them, n at most 32. */
X86_INLINE const uint8_t *part_mask(size_t n)
{
  static const uint8_t window[64] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
                                     255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
                                     255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
  return window + 32 - n;
}

/* Two loads of a fitting size that overlap in the middle; n is at most 16. */
X86_INLINE block block_load_part(const uint8_t *p, size_t n)
{
  uint64_t low = 0, high = 0;
  if (n >= 8) {
    if (n == 16) return block_load(p);
    memcpy(&low, p, 8);
    memcpy(&high, p + n - 8, 8);
    high = n > 8 ? high >> (128 - 8 * n) : 0;
  } else if (n >= 4) {
    uint32_t first, last;
    memcpy(&first, p, 4);
    memcpy(&last, p + n - 4, 4);
    low = first | (uint64_t)last << (8 * n - 32);
  } else if (n > 0) {
    low = p[0] | (uint64_t)p[n / 2] << (8 * (n / 2)) | (uint64_t)p[n - 1] << (8 * (n - 1));
  }
  return block_of(high, low);
}

/* The first n bytes, at most 16. */
X86_INLINE void block_store_part(uint8_t *p, block b, size_t n)
{
  uint64_t low = (uint64_t)_mm_cvtsi128_si64(b);
  if (n >= 8) {
    if (n == 16) {
      block_store(p, b);
      return;
    }
    memcpy(p, &low, 8);
    p += 8;
    n -= 8;
    low = (uint64_t)_mm_extract_epi64(b, 1);
  }
  if (n & 4) {
    memcpy(p, &low, 4);
    p += 4;
    low >>= 32;
  }
  if (n & 2) {
    memcpy(p, &low, 2);
    p += 2;
    low >>= 16;
  }
  if (n & 1) *p = (uint8_t)low;
}

#endif
