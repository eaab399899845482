/*
 * What the kernels for AVX-512 use of it, block by block: ECALL_EMULATED_AVX512 compiles them with this, so
 * that they can be tested where the processor lacks it. It shows what they compute and which bytes they
 * touch, not what their own instructions would do, nor how fast.
 */
#ifndef ECALL_EMULATED_AVX512_H
#define ECALL_EMULATED_AVX512_H

#include <immintrin.h>
#include <stdint.h>
#include <string.h>

/* Not in line: a compiler would be busy with them for many minutes. */
#define EMULATED static __attribute__((noinline, unused))

typedef struct {
  __m128i lane[4];
} emulated512;

#define EMULATED_LANES(expression)                        \
  emulated512 out;                                        \
  for (int i = 0; i < 4; i++) out.lane[i] = (expression); \
  return out

EMULATED emulated512 emulated_load(const void *p)
{
  EMULATED_LANES(_mm_loadu_si128((const __m128i *)p + i));
}

EMULATED void emulated_store(void *p, emulated512 v)
{
  for (int i = 0; i < 4; i++) _mm_storeu_si128((__m128i *)p + i, v.lane[i]);
}

/* Touches no byte whose bit is not set. */
EMULATED emulated512 emulated_maskz_load(uint64_t mask, const void *p)
{
  uint8_t bytes[64] = {0};
  for (int i = 0; i < 64; i++) {
    if (mask >> i & 1) bytes[i] = ((const uint8_t *)p)[i];
  }
  return emulated_load(bytes);
}

EMULATED __m128i emulated_maskz_load_block(uint16_t mask, const void *p)
{
  return emulated_maskz_load(mask, p).lane[0];
}

EMULATED void emulated_mask_store(void *p, uint64_t mask, emulated512 v)
{
  uint8_t bytes[64];
  emulated_store(bytes, v);
  for (int i = 0; i < 64; i++) {
    if (mask >> i & 1) ((uint8_t *)p)[i] = bytes[i];
  }
}

EMULATED emulated512 emulated_maskz_mov(uint64_t mask, emulated512 v)
{
  uint8_t bytes[64];
  emulated_store(bytes, v);
  return emulated_maskz_load(mask, bytes);
}

EMULATED emulated512 emulated_zero(void)
{
  EMULATED_LANES(_mm_setzero_si128());
}

EMULATED emulated512 emulated_spread(__m128i b)
{
  EMULATED_LANES(b);
}

EMULATED emulated512 emulated_set1(int64_t n)
{
  return emulated_spread(_mm_set1_epi64x(n));
}

EMULATED emulated512 emulated_set(int p, int o, int n, int m, int l, int k, int j, int i, int h, int g,
                                  int f, int e, int d, int c, int b, int a)
{
  return (emulated512){{_mm_set_epi32(d, c, b, a), _mm_set_epi32(h, g, f, e), _mm_set_epi32(l, k, j, i),
                        _mm_set_epi32(p, o, n, m)}};
}

EMULATED emulated512 emulated_xor(emulated512 a, emulated512 b)
{
  EMULATED_LANES(_mm_xor_si128(a.lane[i], b.lane[i]));
}

EMULATED emulated512 emulated_ternary(emulated512 a, emulated512 b, emulated512 c, int table)
{
  emulated512 out = emulated_zero();
  for (int row = 0; row < 8; row++) {
    if (!(table >> row & 1)) continue;
    for (int i = 0; i < 4; i++) {
      __m128i flip_a = _mm_set1_epi32(row & 4 ? 0 : -1), flip_b = _mm_set1_epi32(row & 2 ? 0 : -1);
      __m128i flip_c = _mm_set1_epi32(row & 1 ? 0 : -1);
      __m128i ab = _mm_and_si128(_mm_xor_si128(a.lane[i], flip_a), _mm_xor_si128(b.lane[i], flip_b));
      out.lane[i] = _mm_or_si128(out.lane[i], _mm_and_si128(ab, _mm_xor_si128(c.lane[i], flip_c)));
    }
  }
  return out;
}

EMULATED emulated512 emulated_add(emulated512 a, emulated512 b)
{
  EMULATED_LANES(_mm_add_epi32(a.lane[i], b.lane[i]));
}

EMULATED emulated512 emulated_shift_left(emulated512 v, unsigned bits)
{
  EMULATED_LANES(_mm_slli_epi64(v.lane[i], (int)bits));
}

EMULATED emulated512 emulated_shuffle_bytes(emulated512 v, emulated512 order)
{
  EMULATED_LANES(_mm_shuffle_epi8(v.lane[i], order.lane[i]));
}

EMULATED emulated512 emulated_shuffle_words(emulated512 v, int order)
{
  uint32_t from[16], to[16];
  emulated_store(from, v);
  for (int i = 0; i < 16; i++) to[i] = from[i / 4 * 4 + (order >> i % 4 * 2 & 3)];
  return emulated_load(to);
}

EMULATED emulated512 emulated_shuffle_lanes(emulated512 a, emulated512 b, int order)
{
  return (emulated512){
      {a.lane[order & 3], a.lane[order >> 2 & 3], b.lane[order >> 4 & 3], b.lane[order >> 6 & 3]}};
}

EMULATED emulated512 emulated_round(emulated512 v, emulated512 key)
{
  EMULATED_LANES(_mm_aesenc_si128(v.lane[i], key.lane[i]));
}

EMULATED emulated512 emulated_last_round(emulated512 v, emulated512 key)
{
  EMULATED_LANES(_mm_aesenclast_si128(v.lane[i], key.lane[i]));
}

EMULATED __m128i emulated_multiply_block(__m128i a, __m128i b, int halves)
{
  __m128i x = halves & 0x01 ? _mm_unpackhi_epi64(a, a) : a;
  __m128i y = halves & 0x10 ? _mm_unpackhi_epi64(b, b) : b;
  return _mm_clmulepi64_si128(x, y, 0x00);
}

EMULATED emulated512 emulated_multiply(emulated512 a, emulated512 b, int halves)
{
  EMULATED_LANES(emulated_multiply_block(a.lane[i], b.lane[i], halves));
}

EMULATED __m256i emulated_multiply_two(__m256i a, __m256i b, int halves)
{
  __m128i first = emulated_multiply_block(_mm256_castsi256_si128(a), _mm256_castsi256_si128(b), halves);
  __m128i second =
      emulated_multiply_block(_mm256_extracti128_si256(a, 1), _mm256_extracti128_si256(b, 1), halves);
  return _mm256_set_m128i(second, first);
}

/* A bit for each 64-bit number of which no bit is set in both. */
EMULATED uint8_t emulated_testn(emulated512 a, emulated512 b)
{
  uint64_t x[8], y[8];
  uint8_t out = 0;
  emulated_store(x, a);
  emulated_store(y, b);
  for (int i = 0; i < 8; i++) out = (uint8_t)(out | ((x[i] & y[i]) == 0) << i);
  return out;
}

EMULATED emulated512 emulated_from_half(__m256i half)
{
  emulated512 out = emulated_zero();
  out.lane[0] = _mm256_castsi256_si128(half);
  out.lane[1] = _mm256_extracti128_si256(half, 1);
  return out;
}

EMULATED __m256i emulated_half(emulated512 v, int i)
{
  return _mm256_set_m128i(v.lane[2 * i + 1], v.lane[2 * i]);
}

EMULATED emulated512 emulated_with_half(emulated512 v, __m256i half, int i)
{
  v.lane[2 * i] = _mm256_castsi256_si128(half);
  v.lane[2 * i + 1] = _mm256_extracti128_si256(half, 1);
  return v;
}

EMULATED emulated512 emulated_with_lane(emulated512 v, __m128i b, int i)
{
  v.lane[i] = b;
  return v;
}

#undef __m512i
#undef _mm256_clmulepi64_epi128
#undef _mm512_clmulepi64_epi128
#undef _mm512_extracti32x4_epi32
#undef _mm512_extracti64x4_epi64
#undef _mm512_inserti32x4
#undef _mm512_inserti64x4
#undef _mm512_shuffle_epi32
#undef _mm512_shuffle_i32x4
#undef _mm512_slli_epi64
#undef _mm512_ternarylogic_epi64

#define __m512i                         emulated512
#define _cvtmask8_u32(m)                ((unsigned)(m))
#define _cvtu64_mask64(n)               ((uint64_t)(n))
#define _mm256_clmulepi64_epi128        emulated_multiply_two
#define _mm512_add_epi32                emulated_add
#define _mm512_aesenc_epi128            emulated_round
#define _mm512_aesenclast_epi128        emulated_last_round
#define _mm512_broadcast_i32x4          emulated_spread
#define _mm512_castsi256_si512          emulated_from_half
#define _mm512_castsi512_si128(v)       ((v).lane[0])
#define _mm512_castsi512_si256(v)       emulated_half(v, 0)
#define _mm512_clmulepi64_epi128        emulated_multiply
#define _mm512_extracti32x4_epi32(v, i) ((v).lane[i])
#define _mm512_extracti64x4_epi64       emulated_half
#define _mm512_inserti32x4              emulated_with_lane
#define _mm512_inserti64x4              emulated_with_half
#define _mm512_loadu_si512              emulated_load
#define _mm512_mask_storeu_epi8         emulated_mask_store
#define _mm512_maskz_loadu_epi8         emulated_maskz_load
#define _mm512_maskz_mov_epi8           emulated_maskz_mov
#define _mm512_set1_epi64               emulated_set1
#define _mm512_set_epi32                emulated_set
#define _mm512_setzero_si512            emulated_zero
#define _mm512_shuffle_epi32            emulated_shuffle_words
#define _mm512_shuffle_epi8             emulated_shuffle_bytes
#define _mm512_shuffle_i32x4            emulated_shuffle_lanes
#define _mm512_slli_epi64               emulated_shift_left
#define _mm512_storeu_si512             emulated_store
#define _mm512_ternarylogic_epi64       emulated_ternary
#define _mm512_testn_epi64_mask         emulated_testn
#define _mm512_xor_si512                emulated_xor
#define _mm512_zextsi256_si512          emulated_from_half
#define _mm_maskz_loadu_epi8            emulated_maskz_load_block

#endif
