/*
 * Products of three multiplications instead of four (Karatsuba), for processors that multiply on units which
 * AES needs, too. middle is the product of sums, which has low and high in it. A kernel that includes this
 * has defined, beside what x86 kernels share: vec_multiply(x, p, halves), vec_turn(v), vec_of_two(x, y),
 * xor3(a, b, c), acc_reduce_lanes(a) and acc_sum_lanes(v).
 */
#ifndef ECALL_X86_KARATSUBA_H
#define ECALL_X86_KARATSUBA_H

#define OWN_PRODUCTS

X86_INLINE vec vec_halves(vec v)
{
  return vec_xor(v, vec_turn(v));
}

X86_INLINE block block_halves(block b)
{
  return block_xor(b, _mm_shuffle_epi32(b, 0x4e));
}

X86_INLINE acc acc_add_halves(acc a, vec x, vec p, vec p_halves)
{
  a.low = vec_xor(a.low, vec_multiply(x, p, 0x00));
  a.high = vec_xor(a.high, vec_multiply(x, p, 0x11));
  a.middle = vec_xor(a.middle, vec_multiply(vec_halves(x), p_halves, 0x00));
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

X86_INLINE acc acc_add_two(acc a, block x, block p, block y, block q)
{
  return acc_add(a, vec_of_two(x, y), vec_of_two(p, q));
}

/* A reduction of each lane, not summed. */
X86_INLINE vec acc_reduce_products(acc a)
{
  a.middle = xor3(a.middle, a.low, a.high);
  return acc_reduce_lanes(a);
}

X86_INLINE block acc_reduce(acc a)
{
  return acc_sum_lanes(acc_reduce_products(a));
}

#endif
