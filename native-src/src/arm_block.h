/* Blocks in 128-bit registers of 64-bit Arm, and arithmetic on single ones. */
#ifndef ECALL_ARM_BLOCK_H
#define ECALL_ARM_BLOCK_H

#include <arm_neon.h>
#include <stddef.h>
#include <string.h>

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

/* Two loads of a fitting size that overlap in the middle; n is below 17. Only n is branched on. */
ARM_INLINE block block_load_part(const uint8_t *p, size_t n)
{
  uint64_t low = 0, high = 0;
  if (n >= 8) {
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

/* The first n bytes, fewer than 16. */
ARM_INLINE void block_store_part(uint8_t *p, block b, size_t n)
{
  uint64_t rest = block_low(b);
  if (n & 8) {
    memcpy(p, &rest, 8);
    p += 8;
    rest = block_high(b);
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
