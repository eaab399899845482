/*
 * AES-GCM (SP 800-38D) for 96-bit nonces: the skeleton of all kernels. A kernel's file defines its
 * vector type and the primitives below, includes this file, and fills in a row of functions.
 *
 *   LANES          blocks in a vector
 *   GROUP          vectors that are encrypted together, at most 8
 *   BULK           the same for messages of BULK_BYTES and more, at most 9; optional
 *   CHUNK          blocks of data between two reductions; optional
 *   ROW_VECTORS    vectors of frames that go in rows, see gcm_rows.inc.h, at most; optional
 *   ROW_TOGETHER   the same of frames whose rounds are interleaved; optional
 *   vec, block     types of a vector and of a block
 *   vec_load(p) vec_store(p, v)                whole vectors at any address
 *   vec_load_part(p, n) vec_store_part(p, v, n)   its first n bytes; the rest is zero or kept
 *   vec_cut(v, n)                              the first n bytes, then zeros; n may be more than all
 *   vec_xor(a, b) vec_swap(v)                  bytes of each block reversed
 *   vec_last(v) vec_with_last(v, b)            the block in the last lane; v with another one there
 *   vec_spread(b)                              a block in all lanes
 *   vec_count(v, n)                            n added to the counters of reversed blocks
 *   vec_lanes(n)                               n, n + 1, …, a number to a lane, reversed
 *   vec_lanes_swapped(n)                       the same, not reversed; n is a constant
 *   vec_lanes_and_j0(n)                        the same, but 1 in the last lane
 *   vec_key(p)                                 a round key in all lanes
 *   vec_first(v, k) vec_round(v, before, k) vec_last_round(v, before, k)   AES; the key of a round is
 *                                              added in it or, as before, at the start of the next
 *   block_load(p) block_store(p, b) block_load_part(p, n) block_swap(b) block_xor(a, b)
 *   block_of(high, low)                        of two 64-bit numbers, reversed
 *   block_is_zero(b)                           in constant time
 *   block_double(b)                            times x, to make H' of H, see below
 *   sub_word(w)                                SubWord of FIPS 197, 5.2
 *   acc, acc_zero() acc_add(a, x, p) acc_add_two(a, x, p, y, q) acc_reduce(a)
 *                                              sums of products, lane by lane, and their reduction
 *
 * With more than one lane, for batches:
 *
 *   vec_of(b) vec_split(v, b)                  LANES blocks to the lanes of a vector, and back
 *   vec_lasts(v)                               the last lanes of LANES vectors
 *   vec_zero_lanes(v)                          a bit for each lane that is zero, in constant time
 *   vec_bits_of_bytes(v)                       each 64-bit number times 8
 *   block_widen(p)                             block_of two 32-bit numbers in memory, low first
 *   block_nonce(p)                             J0 but for its counter, which is 0, of nonce_low in memory
 *                                              and nonce_high behind it
 *   acc_fold(a) acc_reduce_lanes(a)            LANES sums, a lane to each; a reduction of each lane
 *
 * A kernel for which not all products are alike defines OWN_PRODUCTS and:
 *
 *   block_halves(b)                            the sum of both halves, twice
 *   acc_add_powers(a, x, p)                    acc_add for powers of a key, by their address
 *   acc_add_row(a, x, p) acc_add_row_powers(a, x, p) acc_reduce_row(a)
 *                                              the same in rows, and acc_reduce_lanes for such sums
 *
 * A kernel that encrypts a group in a way of its own defines OWN_GROUP_CIPHER, and slice_round_keys,
 * hash_vec and cipher_group instead of vec_first, vec_round and vec_last_round.
 *
 * GHASH works on reversed blocks: bits and bytes of a block are then in the order of an integer's. The
 * product of two such polynomials lacks a factor x, which the powers of H bring along.
 *
 * How a message runs. Data blocks stay where they are in their vectors; the last vector has room left
 * in its last lane, where J0 is encrypted for the tag. AAD and lengths are hashed beside the data. Powers
 * lie in the order of the blocks, so that a vector finds its own with one load. Products are only summed;
 * a message of up to CHUNK blocks is reduced once. A group is encrypted while the group before it is
 * hashed; when opening, while it is hashed itself.
 */
#include <string.h>

#include "secret.h"
#include "wipe.h"

#define INLINE static inline __attribute__((always_inline))
#define APART  static __attribute__((noinline))
/* A kernel with a group cipher of its own wins nothing from knowing how many vectors there are. */
#if defined(OWN_GROUP_CIPHER) && defined(__clang__)
#define UNROLL _Pragma("clang loop unroll(disable)")
#elif defined(OWN_GROUP_CIPHER)
#define UNROLL _Pragma("GCC unroll 1")
#elif defined(__clang__)
#define UNROLL _Pragma("clang loop unroll(full)")
#else
#define UNROLL _Pragma("GCC unroll 16")
#endif

#define VEC_BYTES    (LANES * BLOCK)
#define GROUP_BLOCKS (GROUP * LANES)
#define GROUP_BYTES  (GROUP * VEC_BYTES)
#ifndef CHUNK
#define CHUNK 128 /* blocks of data between two reductions, whole groups, at most POWERS - 2 */
#endif
#ifndef BULK
#define BULK GROUP
#endif
#define LAST_GROUP    (GROUP + 1) /* vectors of the last group at most */
#define CHUNK_VECTORS (CHUNK / LANES)
#ifndef BULK_BYTES
#define BULK_BYTES 3072
#endif

/* What is hashed so far. Its product with H is still to be made if there is one block only. */
struct hash {
  block state;
  size_t ahead; /* 1: still to be multiplied by H, 0: not */
};

/* Where the powers of a run of so many blocks begin. */
INLINE const uint8_t *powers(const struct ecall_key *key, size_t blocks)
{
  return key->power[POWERS - blocks];
}

/* Adds what is hashed so far, where so many blocks follow, and a block that is the last of them. */
INLINE void add_ends(acc *sum, const struct ecall_key *key, struct hash hash, size_t blocks, block end)
{
  *sum = acc_add_two(*sum, hash.state, block_load(powers(key, blocks + hash.ahead)), end,
                     block_load(powers(key, 1)));
}

INLINE void add_state(acc *sum, const struct ecall_key *key, struct hash hash, size_t blocks)
{
  add_ends(sum, key, hash, blocks, block_of(0, 0));
}

INLINE size_t min_size(size_t a, size_t b)
{
  return a < b ? a : b;
}

INLINE size_t blocks_of(size_t size)
{
  return (size + BLOCK - 1) / BLOCK;
}

#ifndef OWN_PRODUCTS
INLINE acc acc_add_powers(acc a, vec x, const uint8_t *power)
{
  return acc_add(a, x, vec_load(power));
}
#define acc_add_row        acc_add
#define acc_add_row_powers acc_add_powers
#define acc_reduce_row     acc_reduce_lanes
#endif

#ifndef OWN_GROUP_CIPHER
INLINE acc hash_vec(acc sum, const vec *x, int i, const uint8_t *power)
{
  return acc_add_powers(sum, vec_swap(x[i]), power + i * VEC_BYTES);
}

/*
 * Encrypts n counter vectors and adds each to its data; meanwhile hashes m vectors. The last round adds
 * the data together with the round key.
 */
INLINE void cipher_group(const struct ecall_key *key, vec *b, const vec *data, int n, acc *sum,
                         const vec *x, int m, const uint8_t *power)
{
  const uint8_t(*k)[BLOCK] = key->round_key;
  if (key->rounds == MAX_ROUNDS) {
    vec whitening = vec_key(k[0]);
    UNROLL
    for (int i = 0; i < n; i++) b[i] = vec_first(b[i], whitening);
    UNROLL
    for (int r = 1; r < 5; r++) {
      vec before = vec_key(k[r - 1]), rk = vec_key(k[r]);
      UNROLL
      for (int i = 0; i < n; i++) b[i] = vec_round(b[i], before, rk);
    }
  } else {
    vec whitening = vec_key(k[4]);
    UNROLL
    for (int i = 0; i < n; i++) b[i] = vec_first(b[i], whitening);
  }
  UNROLL
  for (int r = 5; r < MAX_ROUNDS; r++) {
    vec before = vec_key(k[r - 1]), rk = vec_key(k[r]);
    UNROLL
    for (int i = 0; i < n; i++) b[i] = vec_round(b[i], before, rk);
    if (r - 5 < m) *sum = hash_vec(*sum, x, r - 5, power);
  }
  vec before = vec_key(k[MAX_ROUNDS - 1]);
  vec last = vec_key(k[MAX_ROUNDS]);
  UNROLL
  for (int i = 0; i < n; i++) b[i] = vec_last_round(b[i], before, vec_xor(last, data[i]));
}
#endif

INLINE block encrypt_block(const struct ecall_key *key, block b)
{
  vec v[1] = {vec_spread(b)};
  vec zero[1] = {vec_spread(block_of(0, 0))};
  acc none = acc_zero();
  cipher_group(key, v, zero, 1, &none, zero, 0, key->power[0]);
  return vec_last(v[0]);
}

#include "gcm_key.inc.h"
#include "gcm_hash.inc.h"
#include "gcm_message.inc.h"
#include "gcm_stream.inc.h"
#include "gcm_batch.inc.h"

#define KERNEL_FUNCTIONS                                                                        \
  .expand = gcm_expand, .seal = gcm_seal, .open = gcm_open, .batch = gcm_batch,                 \
  .stream_aad = gcm_stream_aad, .stream_seal = gcm_stream_seal, .stream_open = gcm_stream_open, \
  .stream_end = gcm_stream_end
