/* Blocks in the compiler's vectors, and arithmetic on single ones. */
#ifndef ECALL_PORTABLE_BLOCK_H
#define ECALL_PORTABLE_BLOCK_H

#include <stddef.h>
#include <string.h>

#include "bitslice_sbox.h"

typedef plane block;

SLICED_INLINE block block_load(const void *p)
{
  block b;
  memcpy(&b, p, sizeof b);
  return b;
}

SLICED_INLINE void block_store(void *p, block b)
{
  memcpy(p, &b, sizeof b);
}

SLICED_INLINE block block_load_part(const void *p, size_t n)
{
  block b = {0, 0};
  if (n > 0) memcpy(&b, p, n);
  return b;
}

SLICED_INLINE block block_xor(block a, block b)
{
  return a ^ b;
}

SLICED_INLINE block block_of(uint64_t high, uint64_t low)
{
  return (block){low, high};
}

SLICED_INLINE block block_swap(block b)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  return (block){b[1], b[0]};
#else
  return (block){__builtin_bswap64(b[1]), __builtin_bswap64(b[0])};
#endif
}

SLICED_INLINE int32_t block_is_zero(block b)
{
  uint64_t bits = b[0] | b[1];
  return (int32_t)(1 ^ (bits | -bits) >> 63);
}

/* x^128 = x^127 + x^126 + x^121 + 1, of reversed polynomials; see gcm.inc.h. */
SLICED_INLINE block block_double(block h)
{
  uint64_t over = -(h[1] >> 63);
  return (block){h[0] << 1 ^ (over & 1), (h[1] << 1 | h[0] >> 63) ^ (over & 0xc200000000000000)};
}

#endif
