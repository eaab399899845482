/*
 * Bitsliced bytes: a plane holds one bit of all bytes of eight blocks. Bit j of its byte p is that bit
 * of byte p of block j. What is computed with planes takes the same time whatever they hold.
 */
#ifndef ECALL_BITSLICE_SBOX_H
#define ECALL_BITSLICE_SBOX_H

#include <stdint.h>

#define SLICED_INLINE static inline __attribute__((always_inline))

/* A vector of the compiler's: it has them for all machines, in vector registers where there are any. */
typedef uint64_t plane __attribute__((vector_size(16)));

SLICED_INLINE plane plane_of(uint64_t both)
{
  return (plane){both, both};
}

/* Exchanges the bits of a that are n above those of mask with the bits of b at mask. */
SLICED_INLINE void exchange(plane *a, plane *b, int n, uint64_t mask)
{
  plane t = ((*a >> n) ^ *b) & plane_of(mask);
  *b ^= t;
  *a ^= t << n;
}

/* Turns blocks into planes, and planes into blocks. */
SLICED_INLINE void transpose(plane x[8])
{
  for (int i = 0; i < 8; i += 2) exchange(&x[i], &x[i + 1], 1, 0x5555555555555555);
  for (int i = 0; i < 8; i += 4) {
    exchange(&x[i], &x[i + 2], 2, 0x3333333333333333);
    exchange(&x[i + 1], &x[i + 3], 2, 0x3333333333333333);
  }
  for (int i = 0; i < 4; i++) exchange(&x[i], &x[i + 4], 4, 0x0f0f0f0f0f0f0f0f);
}

/* What sub_bytes leaves out; it passes through all other steps as it is, into the round key. */
#define SUB_BYTES_CONSTANT 0x63

/*
 * SubBytes without its constant, as a circuit of 113 gates. It is that of Boyar, Matthews and Peralta,
 * "Logic Minimization Techniques with Applications to Cryptology" (J. Cryptology 2013), as improved by
 * Calik and published by NIST's project Circuit Complexity; names are as there. u0 is the highest bit
 * of the input, s0 that of the output.
 */
SLICED_INLINE void sub_bytes(plane x[8])
{
  plane u0 = x[7], u1 = x[6], u2 = x[5], u3 = x[4], u4 = x[3], u5 = x[2], u6 = x[1], u7 = x[0];

  /* Into GF((2^4)^2). */
  plane y14 = u3 ^ u5, y13 = u0 ^ u6, y9 = u0 ^ u3, y8 = u0 ^ u5, t0 = u1 ^ u2;
  plane y1 = t0 ^ u7, y4 = y1 ^ u3, y12 = y13 ^ y14, y2 = y1 ^ u0, y5 = y1 ^ u6, y3 = y5 ^ y8;
  plane t1 = u4 ^ y12, y15 = t1 ^ u5, y20 = t1 ^ u1, y6 = y15 ^ u7, y10 = y15 ^ t0;
  plane y11 = y20 ^ y9, y7 = u7 ^ y11, y17 = y10 ^ y11, y19 = y10 ^ y8, y16 = t0 ^ y11;
  plane y21 = y13 ^ y16, y18 = u0 ^ y16;

  /* Inversion. */
  plane t2 = y12 & y15, t4 = (y3 & y6) ^ t2, t6 = (y4 & u7) ^ t2;
  plane t7 = y13 & y16, t9 = (y5 & y1) ^ t7, t11 = (y2 & y7) ^ t7;
  plane t12 = y9 & y11, t14 = (y14 & y17) ^ t12, t16 = (y8 & y10) ^ t12;
  plane t21 = t4 ^ t14 ^ y20, t22 = t6 ^ t16 ^ y19, t23 = t9 ^ t14 ^ y21, t24 = t11 ^ t16 ^ y18;
  plane t25 = t21 ^ t22, t26 = t21 & t23, t27 = t24 ^ t26, t29 = (t25 & t27) ^ t22;
  plane t30 = t23 ^ t24, t31 = t22 ^ t26, t33 = (t31 & t30) ^ t24, t34 = t23 ^ t33;
  plane t35 = t27 ^ t33, t36 = t24 & t35, t37 = t36 ^ t34, t38 = t27 ^ t36, t40 = t25 ^ (t29 & t38);
  plane t41 = t40 ^ t37, t42 = t29 ^ t33, t43 = t29 ^ t40, t44 = t33 ^ t37, t45 = t42 ^ t41;
  plane z0 = t44 & y15, z1 = t37 & y6, z2 = t33 & u7, z3 = t43 & y16, z4 = t40 & y1, z5 = t29 & y7;
  plane z6 = t42 & y11, z7 = t45 & y17, z8 = t41 & y10, z9 = t44 & y12, z10 = t37 & y3;
  plane z11 = t33 & y4, z12 = t43 & y13, z13 = t40 & y5, z14 = t29 & y2, z15 = t42 & y9;
  plane z16 = t45 & y14, z17 = t41 & y8;

  /* Back, and the affine transformation. */
  plane t46 = z15 ^ z16, t47 = z10 ^ z11, t48 = z5 ^ z13, t49 = z9 ^ z10, t50 = z2 ^ z12;
  plane t51 = z2 ^ z5, t52 = z7 ^ z8, t53 = z0 ^ z3, t54 = z6 ^ z7, t55 = z16 ^ z17, t56 = z12 ^ t48;
  plane t57 = t50 ^ t53, t58 = z4 ^ t46, t59 = z3 ^ t54, t60 = t46 ^ t57, t61 = z14 ^ t57;
  plane t62 = t52 ^ t58, t63 = t49 ^ t58, t64 = z4 ^ t59, t65 = t61 ^ t62, t66 = z1 ^ t63;
  plane s3 = t53 ^ t66;
  x[7] = t59 ^ t63;
  x[6] = t64 ^ s3;
  x[5] = t55 ^ t64 ^ t65;
  x[4] = s3;
  x[3] = t51 ^ t66;
  x[2] = t47 ^ t65;
  x[1] = t56 ^ t62;
  x[0] = t48 ^ t60;
}

#endif
