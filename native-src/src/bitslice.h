/*
 * AES of eight blocks at once without tables, constant-time: see bitslice_sbox.h. ShiftRows is never
 * carried out. As in Adomnicai and Peyrin, "Fixslicing AES-like Ciphers" (TCHES 2021), MixColumns takes
 * the bytes of a column from where they are, and round keys are shifted like the state that they meet.
 */
#ifndef ECALL_BITSLICE_H
#define ECALL_BITSLICE_H

#include <string.h>

#include "bitslice_sbox.h"
#include "wipe.h"

#define SLICED_BLOCKS 8

typedef uint32_t plane_columns __attribute__((vector_size(16)));

/* Each byte gets the byte that is so many rows below and columns to the right, both in circles. */
SLICED_INLINE plane turn(plane x, unsigned rows, unsigned columns)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  unsigned n = 32 - 8 * rows;
#else
  unsigned n = 8 * rows;
#endif
  plane_columns c = (plane_columns)x;
  c = c >> n | c << (32 - n);
  return (plane)(plane_columns){c[columns % 4], c[(1 + columns) % 4], c[(2 + columns) % 4],
                                c[(3 + columns) % 4]};
}

/* MixColumns of a state that lacks so many ShiftRows. */
SLICED_INLINE void mix_columns(plane x[8], unsigned shifts)
{
  plane below[8], sum[8];
  for (int i = 0; i < 8; i++) {
    below[i] = turn(x[i], 1, shifts);
    sum[i] = x[i] ^ below[i];
  }
  /* 2 (a0 + a1) + a1 + (a2 + a3) */
  for (int i = 0; i < 8; i++) x[i] = sum[(i + 7) % 8] ^ below[i] ^ turn(sum[i], 2, 2 * shifts);
  /* The bit that doubling drops is x^4 + x^3 + x + 1. Its 1 is in already. */
  x[1] ^= sum[7];
  x[3] ^= sum[7];
  x[4] ^= sum[7];
}

/* Undoes two ShiftRows in a block: its rows 1 and 3 are two columns off. */
SLICED_INLINE plane shift_two(plane block)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  plane rows = plane_of(0x00ff00ff00ff00ff);
#else
  plane rows = plane_of(0xff00ff00ff00ff00);
#endif
  plane other = {block[1], block[0]};
  return block ^ ((block ^ other) & rows);
}

/* Adds a round key, the same to all blocks: each of its bits is made a byte of eight. */
SLICED_INLINE void add_round_key(plane x[8], const uint8_t key[16])
{
  plane k;
  memcpy(&k, key, sizeof k);
  for (int i = 0; i < 8; i++) {
    plane bit = (k >> i) & plane_of(0x0101010101010101);
    x[i] ^= (bit << 8) - bit;
  }
}

SLICED_INLINE void full_round(plane x[8], const uint8_t key[16], unsigned shifts)
{
  sub_bytes(x);
  mix_columns(x, shifts);
  add_round_key(x, key);
}

/*
 * Makes the round keys of so many rounds, 10 or 14, what encrypt_sliced needs: shifted as the state is
 * in their round, and with the constant of the SubBytes before them. The last one stays unshifted.
 */
SLICED_INLINE void fix_round_keys(uint8_t key[][16], unsigned rounds)
{
  for (unsigned round = 1; round <= rounds; round++) {
    uint8_t k[16];
    memcpy(k, key[round], sizeof k);
    unsigned shifts = round == rounds ? 0 : round;
    for (unsigned i = 0; i < 16; i++) {
      unsigned row = i % 4;
      key[round][(i + 4 * row * shifts) % 16] = k[i] ^ SUB_BYTES_CONSTANT;
    }
    wipe(k, sizeof k);
  }
}

/* Encrypts eight blocks. After 10 and after 14 rounds, the state lacks the same two ShiftRows. */
SLICED_INLINE void encrypt_sliced(plane x[8], const uint8_t key[][16], unsigned rounds)
{
  plane first, last;
  memcpy(&first, key[0], sizeof first);
  memcpy(&last, key[rounds], sizeof last);
  for (int i = 0; i < 8; i++) x[i] ^= first;
  transpose(x);
  full_round(x, key[1], 1);
  for (unsigned round = 2; round < rounds; round += 4) {
    full_round(x, key[round], 2);
    full_round(x, key[round + 1], 3);
    full_round(x, key[round + 2], 0);
    full_round(x, key[round + 3], 1);
  }
  sub_bytes(x);
  transpose(x);
  for (int i = 0; i < 8; i++) x[i] = shift_two(x[i]) ^ last;
}

#endif
