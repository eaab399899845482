/*
 * AVX-512 with VAES, for processors of AMD: carry-less multiplication takes twice as long there as a round of
 * AES, on units that AES needs. So products are three multiplications instead of four (Karatsuba), and
 * groups are larger, to have more that can begin when a unit is free.
 */
#include "kernel.h"
#include "x86_vector512.h"

#define GROUP 8

/* middle is the product of sums, which has low and high in it, but for frames of a row. */
#define OWN_PRODUCTS

X86_INLINE vec vec_halves(vec v)
{
  return vec_xor(v, _mm512_shuffle_epi32(v, 0x4e));
}

X86_INLINE block block_halves(block b)
{
  return block_xor(b, _mm_shuffle_epi32(b, 0x4e));
}

X86_INLINE acc acc_add_halves(acc a, vec x, vec p, vec p_halves)
{
  a.low = vec_xor(a.low, _mm512_clmulepi64_epi128(x, p, 0x00));
  a.high = vec_xor(a.high, _mm512_clmulepi64_epi128(x, p, 0x11));
  a.middle = vec_xor(a.middle, _mm512_clmulepi64_epi128(vec_halves(x), p_halves, 0x00));
  return a;
}

X86_INLINE acc acc_add(acc a, vec x, vec p)
{
  return acc_add_halves(a, x, p, vec_halves(p));
}

X86_INLINE acc acc_add_powers(acc a, vec x, const uint8_t *power)
{
  return acc_add_halves(a, x, vec_load(power), vec_load(power + POWER_TO_HALVES));
}

/* A short frame waits more than it multiplies. */
X86_INLINE acc acc_add_row(acc a, vec x, vec p)
{
  return acc_add_four(a, x, p);
}

X86_INLINE acc acc_add_two(acc a, block x, block p, block y, block q)
{
  return acc_add(a, _mm512_zextsi256_si512(_mm256_set_m128i(y, x)),
                 _mm512_zextsi256_si512(_mm256_set_m128i(q, p)));
}

X86_INLINE block acc_reduce(acc a)
{
  a.middle = xor3(a.middle, a.low, a.high);
  return acc_sum_lanes(acc_reduce_lanes(a));
}

#include "gcm.inc.h"

const struct kernel ecall_x86_vaes512_zen = {
    .name = "x86_vaes512_zen", .call_bytes = 512 * 1024, KERNEL_FUNCTIONS};
