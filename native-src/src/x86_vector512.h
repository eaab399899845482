/* AVX-512 with VAES and VPCLMULQDQ: four blocks in a vector, parts of it by mask. */
#ifndef ECALL_X86_VECTOR512_H
#define ECALL_X86_VECTOR512_H

#include "secret.h"
#include "x86_block.h"

#define LANES 4

typedef __m512i vec;

X86_INLINE vec vec_load(const void *p)
{
  return _mm512_loadu_si512(p);
}

X86_INLINE void vec_store(void *p, vec v)
{
  _mm512_storeu_si512(p, v);
}

/* All bytes, if n is more than 64; it is less than 256. */
X86_INLINE __mmask64 mask_of(size_t n)
{
  return _cvtu64_mask64(_bzhi_u64(UINT64_MAX, (unsigned)n));
}

X86_INLINE vec vec_load_part(const void *p, size_t n)
{
  return _mm512_maskz_loadu_epi8(mask_of(n), p);
}

X86_INLINE void vec_store_part(void *p, vec v, size_t n)
{
  _mm512_mask_storeu_epi8(p, mask_of(n), v);
}

X86_INLINE vec vec_cut(vec v, size_t n)
{
  return _mm512_maskz_mov_epi8(mask_of(n), v);
}

X86_INLINE block block_load_part(const void *p, size_t n)
{
  return _mm_maskz_loadu_epi8((__mmask16)_bzhi_u64(UINT64_MAX, (unsigned)n), p);
}

X86_INLINE vec vec_xor(vec a, vec b)
{
  return _mm512_xor_si512(a, b);
}

X86_INLINE vec vec_swap(vec v)
{
  return _mm512_shuffle_epi8(
      v, _mm512_broadcast_i32x4(_mm_set_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)));
}

X86_INLINE block vec_last(vec v)
{
  return _mm512_extracti32x4_epi32(v, 3);
}

X86_INLINE vec vec_with_last(vec v, block b)
{
  return _mm512_inserti32x4(v, b, 3);
}

X86_INLINE vec vec_count(vec v, uint32_t n)
{
  return _mm512_add_epi32(v, _mm512_broadcast_i32x4(_mm_cvtsi32_si128((int)n)));
}

X86_INLINE vec vec_spread(block b)
{
  return _mm512_broadcast_i32x4(b);
}

X86_INLINE vec vec_lanes(int n)
{
  return _mm512_set_epi32(0, 0, 0, n + 3, 0, 0, 0, n + 2, 0, 0, 0, n + 1, 0, 0, 0, n);
}

X86_INLINE vec vec_lanes_swapped(int n)
{
  return _mm512_set_epi32((n + 3) << 24, 0, 0, 0, (n + 2) << 24, 0, 0, 0, (n + 1) << 24, 0, 0, 0,
                          n << 24, 0, 0, 0);
}

X86_INLINE vec vec_lanes_and_j0(int n)
{
  return _mm512_set_epi32(1 << 24, 0, 0, 0, (n + 2) << 24, 0, 0, 0, (n + 1) << 24, 0, 0, 0, n << 24, 0,
                          0, 0);
}

X86_INLINE vec vec_key(const void *p)
{
  return _mm512_broadcast_i32x4(block_load(p));
}

X86_INLINE vec vec_first(vec v, vec k)
{
  return vec_xor(v, k);
}

X86_INLINE vec vec_round(vec v, vec before, vec k)
{
  (void)before;
  return _mm512_aesenc_epi128(v, k);
}

X86_INLINE vec vec_last_round(vec v, vec before, vec k)
{
  (void)before;
  return _mm512_aesenclast_epi128(v, k);
}

typedef struct {
  vec low, middle, high;
} acc;

X86_INLINE acc acc_zero(void)
{
  vec zero = _mm512_setzero_si512();
  return (acc){zero, zero, zero};
}

#define vec_multiply _mm512_clmulepi64_epi128

/* Halves of each block exchanged. */
X86_INLINE vec vec_turn(vec v)
{
  return _mm512_shuffle_epi32(v, 0x4e);
}

X86_INLINE vec vec_of_two(block x, block y)
{
  return _mm512_zextsi256_si512(_mm256_set_m128i(y, x));
}

X86_INLINE vec xor3(vec a, vec b, vec c)
{
#ifdef ECALL_MSAN
  return vec_xor(vec_xor(a, b), c); /* MemorySanitizer does not know the other */
#else
  return _mm512_ternarylogic_epi64(a, b, c, 0x96);
#endif
}

X86_INLINE acc acc_add_four(acc a, vec x, vec p)
{
  a.low = vec_xor(a.low, vec_multiply(x, p, 0x00));
  a.high = vec_xor(a.high, vec_multiply(x, p, 0x11));
  a.middle = xor3(a.middle, vec_multiply(x, p, 0x01), vec_multiply(x, p, 0x10));
  return a;
}

/* Folds each lane from below, 64 bits at a time. */
X86_INLINE vec acc_reduce_lanes(acc a)
{
  vec polynomial = _mm512_set1_epi64((int64_t)0xc200000000000000);
  vec middle = xor3(a.middle, vec_multiply(a.low, polynomial, 0x00), vec_turn(a.low));
  return xor3(a.high, vec_multiply(middle, polynomial, 0x00), vec_turn(middle));
}

X86_INLINE block acc_sum_lanes(vec v)
{
  __m256i half = _mm256_xor_si256(_mm512_castsi512_si256(v), _mm512_extracti64x4_epi64(v, 1));
  return _mm_xor_si128(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1));
}

X86_INLINE vec vec_of(const block *b)
{
  __m256i low = _mm256_set_m128i(b[1], b[0]), high = _mm256_set_m128i(b[3], b[2]);
  return _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1);
}

X86_INLINE vec vec_bits_of_bytes(vec v)
{
  return _mm512_slli_epi64(v, 3);
}

X86_INLINE void vec_split(vec v, block *b)
{
  b[0] = _mm512_castsi512_si128(v);
  b[1] = _mm512_extracti32x4_epi32(v, 1);
  b[2] = _mm512_extracti32x4_epi32(v, 2);
  b[3] = _mm512_extracti32x4_epi32(v, 3);
}

/* A bit for each lane. */
X86_INLINE unsigned vec_zero_lanes(vec v)
{
  unsigned zero = _cvtmask8_u32(_mm512_testn_epi64_mask(v, v));
  return _pext_u32(zero & zero >> 1, 0x55);
}

X86_INLINE vec vec_lasts(const vec *v)
{
  vec low = _mm512_shuffle_i32x4(v[0], v[1], 0xff), high = _mm512_shuffle_i32x4(v[2], v[3], 0xff);
  return _mm512_shuffle_i32x4(low, high, 0x88);
}

X86_INLINE vec fold(vec a, vec b, vec c, vec d)
{
  vec ab = vec_xor(_mm512_shuffle_i32x4(a, b, 0x44), _mm512_shuffle_i32x4(a, b, 0xee));
  vec cd = vec_xor(_mm512_shuffle_i32x4(c, d, 0x44), _mm512_shuffle_i32x4(c, d, 0xee));
  return vec_xor(_mm512_shuffle_i32x4(ab, cd, 0x88), _mm512_shuffle_i32x4(ab, cd, 0xdd));
}

X86_INLINE acc acc_fold(const acc *a)
{
  return (acc){fold(a[0].low, a[1].low, a[2].low, a[3].low),
               fold(a[0].middle, a[1].middle, a[2].middle, a[3].middle),
               fold(a[0].high, a[1].high, a[2].high, a[3].high)};
}

#endif
