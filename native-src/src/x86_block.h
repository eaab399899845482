/* Blocks in 128-bit registers, and arithmetic on single ones: what all x86 kernels share. */
#ifndef ECALL_X86_BLOCK_H
#define ECALL_X86_BLOCK_H

#include <immintrin.h>
#include <stdint.h>

#define X86_INLINE static inline __attribute__((always_inline))

typedef __m128i block;

X86_INLINE block block_load(const void *p)
{
  return _mm_loadu_si128(p);
}

X86_INLINE void block_store(void *p, block b)
{
  _mm_storeu_si128(p, b);
}

X86_INLINE block block_xor(block a, block b)
{
  return _mm_xor_si128(a, b);
}

X86_INLINE block block_of(uint64_t high, uint64_t low)
{
  return _mm_set_epi64x((int64_t)high, (int64_t)low);
}

/* Of two neighbours in memory, which lie at a multiple of 8. */
X86_INLINE block block_widen(const uint64_t *pair)
{
  return _mm_cvtepu32_epi64(_mm_loadl_epi64((const void *)pair));
}

X86_INLINE block block_swap(block b)
{
  return _mm_shuffle_epi8(b, _mm_set_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
}

X86_INLINE block block_nonce(const uint64_t *low_and_high)
{
  return _mm_shuffle_epi8(block_load(low_and_high),
                          _mm_set_epi8(-1, -1, -1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
}

X86_INLINE int32_t block_is_zero(block b)
{
  return _mm_testz_si128(b, b);
}

/* x^128 = x^127 + x^126 + x^121 + 1, of reversed polynomials; see gcm.inc.h. */
X86_INLINE block block_double(block h)
{
  block carries = _mm_srli_epi64(h, 63);
  block over = _mm_srai_epi32(_mm_shuffle_epi32(h, 0xff), 31);
  block polynomial = _mm_set_epi64x((int64_t)0xc200000000000000, 1);
  h = _mm_or_si128(_mm_slli_epi64(h, 1), _mm_slli_si128(carries, 8));
  return _mm_xor_si128(h, _mm_and_si128(over, polynomial));
}

X86_INLINE uint32_t sub_word(uint32_t word)
{
  /* ShiftRows changes nothing where all columns are the same. */
  block b = _mm_set1_epi32((int)word);
  return (uint32_t)_mm_cvtsi128_si32(_mm_aesenclast_si128(b, _mm_setzero_si128()));
}

#endif
