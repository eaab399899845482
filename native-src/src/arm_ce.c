/* ARMv8 with AES and PMULL: one block in a vector. */
#include "arm_block.h"
#include "kernel.h"

#define LANES 1
#define GROUP 6
#define CHUNK 120

typedef block vec;

ARM_INLINE vec vec_load(const void *p)
{
  return block_load(p);
}

ARM_INLINE void vec_store(void *p, vec v)
{
  block_store(p, v);
}

ARM_INLINE vec vec_load_part(const uint8_t *p, size_t n)
{
  return n >= BLOCK ? block_load(p) : block_load_part(p, n);
}

ARM_INLINE void vec_store_part(uint8_t *p, vec v, size_t n)
{
  if (n >= BLOCK) {
    block_store(p, v);
  } else {
    block_store_part(p, v, n);
  }
}

ARM_INLINE vec vec_cut(vec v, size_t n)
{
  static const uint8_t place[BLOCK] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  uint8x16_t end = vdupq_n_u8((uint8_t)(n < BLOCK ? n : BLOCK));
  return vandq_u8(v, vcltq_u8(vld1q_u8(place), end));
}

ARM_INLINE vec vec_xor(vec a, vec b)
{
  return block_xor(a, b);
}

ARM_INLINE vec vec_swap(vec v)
{
  return block_swap(v);
}

ARM_INLINE block vec_last(vec v)
{
  return v;
}

ARM_INLINE vec vec_with_last(vec v, block b)
{
  (void)v;
  return b;
}

ARM_INLINE vec vec_spread(block b)
{
  return b;
}

ARM_INLINE vec vec_count(vec v, uint32_t n)
{
  return vreinterpretq_u8_u32(vaddq_u32(vreinterpretq_u32_u8(v), (uint32x4_t){n, 0, 0, 0}));
}

ARM_INLINE vec vec_lanes(int n)
{
  return block_of(0, (uint64_t)n);
}

ARM_INLINE vec vec_lanes_swapped(int n)
{
  return block_of((uint64_t)n << 56, 0);
}

ARM_INLINE vec vec_lanes_and_j0(int n)
{
  (void)n;
  return vec_lanes_swapped(1);
}

ARM_INLINE vec vec_key(const void *p)
{
  return block_load(p);
}

/* A round begins with the addition that ends the round before in FIPS 197. */
ARM_INLINE vec vec_first(vec v, vec k)
{
  (void)k;
  return v;
}

ARM_INLINE vec vec_round(vec v, vec before, vec k)
{
  (void)k;
  return vaesmcq_u8(vaeseq_u8(v, before));
}

ARM_INLINE vec vec_last_round(vec v, vec before, vec k)
{
  return vec_xor(vaeseq_u8(v, before), k);
}

/* With the word in all columns, ShiftRows changes nothing. */
ARM_INLINE uint32_t sub_word(uint32_t word)
{
  uint8x16_t columns = vreinterpretq_u8_u32(vdupq_n_u32(word));
  return vgetq_lane_u32(vreinterpretq_u32_u8(vaeseq_u8(columns, vdupq_n_u8(0))), 0);
}

ARM_INLINE vec multiply_low(vec a, vec b)
{
  poly64_t p = vgetq_lane_p64(vreinterpretq_p64_u8(a), 0);
  poly64_t q = vgetq_lane_p64(vreinterpretq_p64_u8(b), 0);
  return vreinterpretq_u8_p128(vmull_p64(p, q));
}

ARM_INLINE vec multiply_high(vec a, vec b)
{
  return vreinterpretq_u8_p128(vmull_high_p64(vreinterpretq_p64_u8(a), vreinterpretq_p64_u8(b)));
}

typedef struct {
  vec low, middle, high;
} acc;

ARM_INLINE acc acc_zero(void)
{
  vec zero = vdupq_n_u8(0);
  return (acc){zero, zero, zero};
}

ARM_INLINE acc acc_add(acc a, vec x, vec p)
{
  vec crossed = block_halves_swapped(p);
  a.low = vec_xor(a.low, multiply_low(x, p));
  a.high = vec_xor(a.high, multiply_high(x, p));
  a.middle = vec_xor(a.middle, multiply_low(x, crossed));
  a.middle = vec_xor(a.middle, multiply_high(x, crossed));
  return a;
}

ARM_INLINE acc acc_add_two(acc a, block x, block p, block y, block q)
{
  return acc_add(acc_add(a, x, p), y, q);
}

/* Folds from below, 64 bits at a time. */
ARM_INLINE block acc_reduce(acc a)
{
  vec polynomial = block_of(0, 0xc200000000000000);
  vec middle = vec_xor(a.middle, block_halves_swapped(a.low));
  middle = vec_xor(middle, multiply_low(a.low, polynomial));
  vec high = vec_xor(a.high, block_halves_swapped(middle));
  return vec_xor(high, multiply_low(middle, polynomial));
}

#include "gcm.inc.h"

const struct kernel ecall_arm_ce = {.name = "arm_ce", .call_bytes = 32 * 1024, KERNEL_FUNCTIONS};
