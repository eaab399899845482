/* AES-NI and PCLMULQDQ with SSE4.1: one block in a vector. */
#include "kernel.h"
#include "x86_block.h"
#include "x86_part.h"

#define LANES 1
#define GROUP 6
#define CHUNK 120

typedef block vec;

X86_INLINE vec vec_load(const void *p)
{
  return block_load(p);
}

X86_INLINE void vec_store(void *p, vec v)
{
  block_store(p, v);
}

X86_INLINE vec vec_load_part(const uint8_t *p, size_t n)
{
  return n >= 16 ? block_load(p) : block_load_part(p, n);
}

X86_INLINE void vec_store_part(uint8_t *p, vec v, size_t n)
{
  if (n >= 16) {
    block_store(p, v);
  } else {
    block_store_part(p, v, n);
  }
}

X86_INLINE vec vec_cut(vec v, size_t n)
{
  return _mm_and_si128(v, block_load(part_mask(n < 16 ? n : 16)));
}

X86_INLINE vec vec_xor(vec a, vec b)
{
  return _mm_xor_si128(a, b);
}

X86_INLINE vec vec_swap(vec v)
{
  return block_swap(v);
}

X86_INLINE block vec_last(vec v)
{
  return v;
}

X86_INLINE vec vec_with_last(vec v, block b)
{
  (void)v;
  return b;
}

X86_INLINE vec vec_spread(block b)
{
  return b;
}

X86_INLINE vec vec_count(vec v, uint32_t n)
{
  return _mm_add_epi32(v, _mm_cvtsi32_si128((int)n));
}

X86_INLINE vec vec_lanes(int n)
{
  return _mm_cvtsi32_si128(n);
}

X86_INLINE vec vec_lanes_swapped(int n)
{
  return _mm_set_epi32(n << 24, 0, 0, 0);
}

X86_INLINE vec vec_lanes_and_j0(int n)
{
  (void)n;
  return _mm_set_epi32(1 << 24, 0, 0, 0);
}

X86_INLINE vec vec_key(const void *p)
{
  return block_load(p);
}

X86_INLINE vec vec_first(vec v, vec k)
{
  return vec_xor(v, k);
}

X86_INLINE vec vec_round(vec v, vec before, vec k)
{
  (void)before;
  return _mm_aesenc_si128(v, k);
}

X86_INLINE vec vec_last_round(vec v, vec before, vec k)
{
  (void)before;
  return _mm_aesenclast_si128(v, k);
}

typedef struct {
  vec low, middle, high;
} acc;

X86_INLINE acc acc_zero(void)
{
  vec zero = _mm_setzero_si128();
  return (acc){zero, zero, zero};
}

X86_INLINE acc acc_add(acc a, vec x, vec p)
{
  a.low = vec_xor(a.low, _mm_clmulepi64_si128(x, p, 0x00));
  a.high = vec_xor(a.high, _mm_clmulepi64_si128(x, p, 0x11));
  a.middle = vec_xor(a.middle, _mm_clmulepi64_si128(x, p, 0x01));
  a.middle = vec_xor(a.middle, _mm_clmulepi64_si128(x, p, 0x10));
  return a;
}

X86_INLINE acc acc_add_two(acc a, block x, block p, block y, block q)
{
  return acc_add(acc_add(a, x, p), y, q);
}

/* Folds from below, 64 bits at a time. */
X86_INLINE block acc_reduce(acc a)
{
  vec polynomial = _mm_set1_epi64x((int64_t)0xc200000000000000);
  vec middle = vec_xor(a.middle, _mm_shuffle_epi32(a.low, 0x4e));
  middle = vec_xor(middle, _mm_clmulepi64_si128(a.low, polynomial, 0x00));
  vec high = vec_xor(a.high, _mm_shuffle_epi32(middle, 0x4e));
  return vec_xor(high, _mm_clmulepi64_si128(middle, polynomial, 0x00));
}

#include "gcm.inc.h"

const struct kernel ecall_x86_aesni = {.name = "x86_aesni", .call_bytes = 128 * 1024, KERNEL_FUNCTIONS};
