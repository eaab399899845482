/* AVX2 with VAES and VPCLMULQDQ: two blocks in a vector. */
#include "kernel.h"
#include "x86_block.h"
#include "x86_part.h"

#define LANES 2
#define GROUP 6
#define CHUNK 120

/* All short frames go in rows; rounds are interleaved as far as registers last. */
#define ROW_VECTORS  7
#define ROW_TOGETHER 3

typedef __m256i vec;

X86_INLINE vec vec_load(const void *p)
{
  return _mm256_loadu_si256(p);
}

X86_INLINE void vec_store(void *p, vec v)
{
  _mm256_storeu_si256(p, v);
}

X86_INLINE vec vec_load_part(const uint8_t *p, size_t n)
{
  if (n >= 32) return vec_load(p);
  if (n >= 16) return _mm256_set_m128i(block_load_part(p + 16, n - 16), block_load(p));
  return _mm256_zextsi128_si256(block_load_part(p, n));
}

X86_INLINE void vec_store_part(uint8_t *p, vec v, size_t n)
{
  if (n >= 32) {
    vec_store(p, v);
  } else if (n >= 16) {
    block_store(p, _mm256_castsi256_si128(v));
    block_store_part(p + 16, _mm256_extracti128_si256(v, 1), n - 16);
  } else {
    block_store_part(p, _mm256_castsi256_si128(v), n);
  }
}

X86_INLINE vec vec_cut(vec v, size_t n)
{
  return _mm256_and_si256(v, _mm256_loadu_si256((const void *)part_mask(n < 32 ? n : 32)));
}

X86_INLINE vec vec_xor(vec a, vec b)
{
  return _mm256_xor_si256(a, b);
}

X86_INLINE vec vec_swap(vec v)
{
  return _mm256_shuffle_epi8(v, _mm256_broadcastsi128_si256(_mm_set_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
                                                                         10, 11, 12, 13, 14, 15)));
}

X86_INLINE block vec_last(vec v)
{
  return _mm256_extracti128_si256(v, 1);
}

X86_INLINE vec vec_with_last(vec v, block b)
{
  return _mm256_inserti128_si256(v, b, 1);
}

X86_INLINE vec vec_spread(block b)
{
  return _mm256_broadcastsi128_si256(b);
}

X86_INLINE vec vec_count(vec v, uint32_t n)
{
  return _mm256_add_epi32(v, vec_spread(_mm_cvtsi32_si128((int)n)));
}

X86_INLINE vec vec_lanes(int n)
{
  return _mm256_set_epi32(0, 0, 0, n + 1, 0, 0, 0, n);
}

X86_INLINE vec vec_lanes_swapped(int n)
{
  return _mm256_set_epi32((n + 1) << 24, 0, 0, 0, n << 24, 0, 0, 0);
}

X86_INLINE vec vec_lanes_and_j0(int n)
{
  return _mm256_set_epi32(1 << 24, 0, 0, 0, n << 24, 0, 0, 0);
}

X86_INLINE vec vec_key(const void *p)
{
  return vec_spread(block_load(p));
}

X86_INLINE vec vec_first(vec v, vec k)
{
  return vec_xor(v, k);
}

X86_INLINE vec vec_round(vec v, vec before, vec k)
{
  (void)before;
  return _mm256_aesenc_epi128(v, k);
}

X86_INLINE vec vec_last_round(vec v, vec before, vec k)
{
  (void)before;
  return _mm256_aesenclast_epi128(v, k);
}

typedef struct {
  vec low, middle, high;
} acc;

X86_INLINE acc acc_zero(void)
{
  vec zero = _mm256_setzero_si256();
  return (acc){zero, zero, zero};
}

#define vec_multiply _mm256_clmulepi64_epi128

/* Halves of each block exchanged. */
X86_INLINE vec vec_turn(vec v)
{
  return _mm256_shuffle_epi32(v, 0x4e);
}

X86_INLINE vec vec_of_two(block x, block y)
{
  return _mm256_set_m128i(y, x);
}

X86_INLINE vec xor3(vec a, vec b, vec c)
{
  return vec_xor(vec_xor(a, b), c);
}

/* Folds each lane from below, 64 bits at a time. */
X86_INLINE vec acc_reduce_lanes(acc a)
{
  vec polynomial = _mm256_set1_epi64x((int64_t)0xc200000000000000);
  vec middle = xor3(a.middle, vec_turn(a.low), vec_multiply(a.low, polynomial, 0x00));
  return xor3(a.high, vec_turn(middle), vec_multiply(middle, polynomial, 0x00));
}

X86_INLINE block acc_sum_lanes(vec v)
{
  return block_xor(_mm256_castsi256_si128(v), vec_last(v));
}

X86_INLINE vec vec_of(const block *b)
{
  return _mm256_set_m128i(b[1], b[0]);
}

X86_INLINE vec vec_bits_of_bytes(vec v)
{
  return _mm256_slli_epi64(v, 3);
}

X86_INLINE void vec_split(vec v, block *b)
{
  b[0] = _mm256_castsi256_si128(v);
  b[1] = vec_last(v);
}

/* A bit for each lane. */
X86_INLINE unsigned vec_zero_lanes(vec v)
{
  return (unsigned)(block_is_zero(_mm256_castsi256_si128(v)) | block_is_zero(vec_last(v)) << 1);
}

X86_INLINE vec vec_lasts(const vec *v)
{
  return _mm256_permute2x128_si256(v[0], v[1], 0x31);
}

X86_INLINE vec fold(vec a, vec b)
{
  return vec_xor(_mm256_permute2x128_si256(a, b, 0x20), _mm256_permute2x128_si256(a, b, 0x31));
}

X86_INLINE acc acc_fold(const acc *a)
{
  return (acc){fold(a[0].low, a[1].low), fold(a[0].middle, a[1].middle), fold(a[0].high, a[1].high)};
}

/*
 * Processors of AMD multiply on units that AES needs, and begin a product every other cycle. Those of
 * Intel that have no AVX-512 take either kind of products equally fast.
 */
#include "x86_karatsuba.h"

#define acc_add_row        acc_add
#define acc_add_row_powers acc_add_powers
#define acc_reduce_row     acc_reduce_products

#include "gcm.inc.h"

const struct kernel ecall_x86_vaes256 = {
    .name = "x86_vaes256", .call_bytes = 256 * 1024, KERNEL_FUNCTIONS};
