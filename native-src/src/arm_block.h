/* Blocks in 128-bit registers of 64-bit Arm, and arithmetic on single ones. */
#ifndef ECALL_ARM_BLOCK_H
#define ECALL_ARM_BLOCK_H

#include <arm_neon.h>
#include <stddef.h>

#include "block_part.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "lanes are numbered as on little-endian machines"
#endif

#define ARM_INLINE static inline __attribute__((always_inline))

typedef uint8x16_t block;

ARM_INLINE block block_load(const void *p)
{
  return vld1q_u8(p);
}

ARM_INLINE void block_store(void *p, block b)
{
  vst1q_u8(p, b);
}

ARM_INLINE block block_xor(block a, block b)
{
  return veorq_u8(a, b);
}

ARM_INLINE block block_of(uint64_t high, uint64_t low)
{
  return vreinterpretq_u8_u64(vcombine_u64(vcreate_u64(low), vcreate_u64(high)));
}

ARM_INLINE uint64_t block_low(block b)
{
  return vgetq_lane_u64(vreinterpretq_u64_u8(b), 0);
}

ARM_INLINE uint64_t block_high(block b)
{
  return vgetq_lane_u64(vreinterpretq_u64_u8(b), 1);
}

ARM_INLINE block block_halves_swapped(block b)
{
  return vextq_u8(b, b, 8);
}

ARM_INLINE block block_swap(block b)
{
  return block_halves_swapped(vrev64q_u8(b));
}

ARM_INLINE int32_t block_is_zero(block b)
{
  uint64_t bits = block_low(b) | block_high(b);
  return (int32_t)(1 ^ (bits | -bits) >> 63);
}

/* x^128 = x^127 + x^126 + x^121 + 1, of reversed polynomials; see gcm.inc.h. */
ARM_INLINE block block_double(block h)
{
  uint64_t low = block_low(h), high = block_high(h), over = -(high >> 63);
  return block_of((high << 1 | low >> 63) ^ (over & 0xc200000000000000), low << 1 ^ (over & 1));
}

/* n is at most 16. */
ARM_INLINE block block_load_part(const uint8_t *p, size_t n)
{
  struct part part = part_load(p, n);
  return block_of(part.high, part.low);
}

/* The first n bytes, fewer than 16. */
ARM_INLINE void block_store_part(uint8_t *p, block b, size_t n)
{
  part_store(p, (struct part){block_low(b), block_high(b)}, n);
}

#endif
