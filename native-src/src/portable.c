/*
 * Standard C with the compiler's vectors, for every processor: eight blocks encrypted at once, hashed
 * with ordinary products. Constant-time, see bitslice.h and portable_hash.h.
 */
#include "bitslice.h"
#include "kernel.h"
#include "portable_block.h"
#include "portable_hash.h"
#include "wipe.h"

#define LANES 1
#define GROUP SLICED_BLOCKS
#define CHUNK 16
#define OWN_GROUP_CIPHER

typedef block vec;

SLICED_INLINE vec vec_load(const void *p)
{
  return block_load(p);
}

SLICED_INLINE void vec_store(void *p, vec v)
{
  block_store(p, v);
}

SLICED_INLINE vec vec_load_part(const void *p, size_t n)
{
  return block_load_part(p, n);
}

SLICED_INLINE void vec_store_part(void *p, vec v, size_t n)
{
  if (n > 0) memcpy(p, &v, n);
}

SLICED_INLINE vec vec_cut(vec v, size_t n)
{
  return block_load_part(&v, n < BLOCK ? n : BLOCK);
}

SLICED_INLINE vec vec_xor(vec a, vec b)
{
  return a ^ b;
}

SLICED_INLINE vec vec_swap(vec v)
{
  return block_swap(v);
}

SLICED_INLINE block vec_last(vec v)
{
  return v;
}

SLICED_INLINE vec vec_with_last(vec v, block b)
{
  (void)v;
  return b;
}

SLICED_INLINE vec vec_spread(block b)
{
  return b;
}

SLICED_INLINE vec vec_lanes(int n)
{
  return block_of(0, (uint64_t)n);
}

SLICED_INLINE vec vec_lanes_swapped(int n)
{
  return block_swap(vec_lanes(n));
}

SLICED_INLINE vec vec_count(vec v, uint32_t n)
{
  plane counter = {0xffffffff, 0};
  return (v & ~counter) | ((v + (plane){n, 0}) & counter);
}

SLICED_INLINE vec vec_lanes_and_j0(int n)
{
  (void)n;
  return vec_lanes_swapped(1);
}

static uint32_t sub_word(uint32_t word)
{
  plane x[8] = {{word, 0}};
  transpose(x);
  sub_bytes(x);
  transpose(x);
  uint32_t substituted = (uint32_t)x[0][0] ^ SUB_BYTES_CONSTANT * UINT32_C(0x01010101);
  wipe(x, sizeof x);
  return substituted;
}

SLICED_INLINE acc acc_zero(void)
{
  return (acc){{0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}};
}

SLICED_INLINE acc acc_add(acc a, vec x, vec p)
{
  add_product(&a, x, p);
  return a;
}

SLICED_INLINE acc acc_add_two(acc a, block x, block p, block y, block q)
{
  return acc_add(acc_add(a, x, p), y, q);
}

SLICED_INLINE block acc_reduce(acc a)
{
  return reduce(a);
}

static void slice_round_keys(struct ecall_key *key)
{
  fix_round_keys(&key->round_key[MAX_ROUNDS - key->rounds], key->rounds);
}

static __attribute__((noinline)) void encrypt_group(const struct ecall_key *key, plane x[8])
{
  encrypt_sliced(x, &key->round_key[MAX_ROUNDS - key->rounds], key->rounds);
}

SLICED_INLINE acc hash_vec(acc sum, const vec *x, int i, const uint8_t *power)
{
  return acc_add(sum, vec_swap(x[i]), vec_load(power + i * BLOCK));
}

/* As in gcm.inc.h, but one after the other: both keep the same units busy. */
SLICED_INLINE void cipher_group(const struct ecall_key *key, vec *b, const vec *data, int n, acc *sum,
                                const vec *x, int m, const uint8_t *power)
{
  for (int i = 0; i < m; i++) add_product(sum, vec_swap(x[i]), vec_load(power + i * BLOCK));
  for (int done = 0; done < n; done += SLICED_BLOCKS) {
    plane blocks[SLICED_BLOCKS] = {{0, 0}};
    int count = n - done < SLICED_BLOCKS ? n - done : SLICED_BLOCKS;
    for (int i = 0; i < count; i++) blocks[i] = b[done + i];
    encrypt_group(key, blocks);
    for (int i = 0; i < count; i++) b[done + i] = blocks[i] ^ data[done + i];
    wipe(blocks, sizeof blocks);
  }
}

#include "gcm.inc.h"

const struct kernel ecall_portable = {.name = "portable", .call_bytes = 4 * 1024, KERNEL_FUNCTIONS};
