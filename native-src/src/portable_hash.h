/*
 * GHASH without an instruction for carry-less products, see gcm.inc.h for what is computed.
 *
 * The carry-less product of two numbers is their product without its carries. As in Pornin's BearSSL,
 * both are split into four that have three empty bits behind each used one, where the carries of an
 * ordinary product end without reaching the next used bit: of 32 bits, eight are used, so that at most
 * eight ones are added there. Karatsuba's method makes nine such products of one of 128 bits.
 *
 * Assumed is that the processor takes the same time for all products of 32 by 32 bits. That is true of
 * the vector multiplications used, but not of small processors such as Arm's Cortex-M3.
 */
#ifndef ECALL_PORTABLE_HASH_H
#define ECALL_PORTABLE_HASH_H

#include <stdint.h>

#include "bitslice_sbox.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif

/* Products of the lower halves of both lanes, whose upper halves are zero. */
SLICED_INLINE plane multiply(plane a, plane b)
{
#if defined(__SSE2__)
  return (plane)_mm_mul_epu32((__m128i)a, (__m128i)b);
#elif defined(__ARM_NEON)
  return (plane)vmull_u32(vmovn_u64((uint64x2_t)a), vmovn_u64((uint64x2_t)b));
#else
  return a * b;
#endif
}

/* The same without carries. */
SLICED_INLINE plane multiply_carryless(plane a, plane b)
{
  const uint64_t used = 0x1111111111111111;
  plane product = {0, 0}, as[4], bs[4];
  for (int i = 0; i < 4; i++) {
    as[i] = a & plane_of(used << i);
    bs[i] = b & plane_of(used << i);
  }
  for (int i = 0; i < 4; i++) {
    plane sum = multiply(as[0], bs[i]);
    for (int j = 1; j < 4; j++) sum ^= multiply(as[j], bs[(4 + i - j) % 4]);
    product |= sum & plane_of(used << i);
  }
  return product;
}

/* The factors of Karatsuba's method, 32 bits to a lane. */
struct parts {
  plane low, high, sum; /* a lane for each half of the block: its lower part, its upper part, both */
  plane halves;         /* of the sum of the halves: the lower part, and in lane 1 the upper part */
  plane sum_of_halves;  /* both of these; in lane 1 for nothing */
};

SLICED_INLINE struct parts parts_of(plane x)
{
  plane lower = plane_of(0xffffffff);
  plane folded = x ^ (plane) { x[1], x[0] };
  plane low = folded & lower, high = folded >> 32;
  return (struct parts){x & lower, x >> 32, (x & lower) ^ (x >> 32), {low[0], high[1]}, low ^ high};
}

/* Sums of products of parts. */
typedef struct parts acc;

static __attribute__((noinline)) void add_product(acc *a, plane x, plane y)
{
  struct parts p = parts_of(x), q = parts_of(y);
  a->low ^= multiply_carryless(p.low, q.low);
  a->high ^= multiply_carryless(p.high, q.high);
  a->sum ^= multiply_carryless(p.sum, q.sum);
  a->halves ^= multiply_carryless(p.halves, q.halves);
  a->sum_of_halves ^= multiply_carryless(p.sum_of_halves, q.sum_of_halves);
}

/* Adds v times x^128 + x^127 + x^126 + x^121 + 1, so that the lowest 64 bits, which v are, go away. */
SLICED_INLINE void fold(uint64_t v, uint64_t *next, uint64_t *after)
{
  *next ^= v << 63 ^ v << 62 ^ v << 57;
  *after ^= v ^ v >> 1 ^ v >> 2 ^ v >> 7;
}

SLICED_INLINE plane reduce(acc a)
{
  plane middle = a.low ^ a.high ^ a.sum;
  plane lower = a.low ^ middle << 32, upper = a.high ^ middle >> 32;
  uint64_t both = a.halves[0] ^ a.halves[1] ^ a.sum_of_halves[0];
  uint64_t r0 = lower[0], r1 = upper[0], r2 = lower[1], r3 = upper[1];
  uint64_t m0 = a.halves[0] ^ both << 32 ^ r0 ^ r2;
  uint64_t m1 = a.halves[1] ^ both >> 32 ^ r1 ^ r3;
  r1 ^= m0;
  r2 ^= m1;
  fold(r0, &r1, &r2);
  fold(r1, &r2, &r3);
  return (plane){r2, r3};
}

#endif
