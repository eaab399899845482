/*
 * Parts of a block in two 64-bit numbers, for kernels whose vectors have no masks. Only sizes are
 * branched on.
 */
#ifndef ECALL_BLOCK_PART_H
#define ECALL_BLOCK_PART_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define PART_INLINE static inline __attribute__((always_inline))

struct part {
  uint64_t low, high;
};

/* Two loads of a fitting size that overlap in the middle; n is at most 16. */
PART_INLINE struct part part_load(const uint8_t *p, size_t n)
{
  struct part part = {0, 0};
  if (n >= 8) {
    memcpy(&part.low, p, 8);
    memcpy(&part.high, p + n - 8, 8);
    part.high = n > 8 ? part.high >> (128 - 8 * n) : 0;
  } else if (n >= 4) {
    uint32_t first, last;
    memcpy(&first, p, 4);
    memcpy(&last, p + n - 4, 4);
    part.low = first | (uint64_t)last << (8 * n - 32);
  } else if (n > 0) {
    part.low = p[0] | (uint64_t)p[n / 2] << (8 * (n / 2)) | (uint64_t)p[n - 1] << (8 * (n - 1));
  }
  return part;
}

/* The first n bytes, fewer than 16. */
PART_INLINE void part_store(uint8_t *p, struct part part, size_t n)
{
  uint64_t rest = part.low;
  if (n & 8) {
    memcpy(p, &rest, 8);
    p += 8;
    rest = part.high;
  }
  if (n & 4) {
    memcpy(p, &rest, 4);
    p += 4;
    rest >>= 32;
  }
  if (n & 2) {
    memcpy(p, &rest, 2);
    p += 2;
    rest >>= 16;
  }
  if (n & 1) *p = (uint8_t)rest;
}

#endif
