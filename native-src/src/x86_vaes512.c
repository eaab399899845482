/* AVX-512 with VAES, for processors that multiply on units which AES leaves free, as Intel's. */
#include "kernel.h"
#include "x86_vector512.h"

#define GROUP 4
#define BULK  8

X86_INLINE acc acc_add(acc a, vec x, vec p)
{
  return acc_add_four(a, x, p);
}

X86_INLINE acc acc_add_two(acc a, block x, block p, block y, block q)
{
  __m256i xy = _mm256_set_m128i(y, x), pq = _mm256_set_m128i(q, p);
  __m256i middle =
      _mm256_xor_si256(_mm256_clmulepi64_epi128(xy, pq, 0x01), _mm256_clmulepi64_epi128(xy, pq, 0x10));
  a.low = vec_xor(a.low, _mm512_zextsi256_si512(_mm256_clmulepi64_epi128(xy, pq, 0x00)));
  a.high = vec_xor(a.high, _mm512_zextsi256_si512(_mm256_clmulepi64_epi128(xy, pq, 0x11)));
  a.middle = vec_xor(a.middle, _mm512_zextsi256_si512(middle));
  return a;
}

X86_INLINE block acc_reduce(acc a)
{
  return acc_sum_lanes(acc_reduce_lanes(a));
}

#include "gcm.inc.h"

const struct kernel ecall_x86_vaes512 = {
    .name = "x86_vaes512", .call_bytes = 512 * 1024, KERNEL_FUNCTIONS};
