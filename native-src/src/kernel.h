/* What a kernel is to the rest of the library: a row of functions, and the layout of a key. */
#ifndef ECALL_KERNEL_H
#define ECALL_KERNEL_H

#include <stddef.h>
#include <stdint.h>

#include "ecall/engine.h"

#define BLOCK      16
#define MAX_ROUNDS 14

/*
 * Powers of the hash key that a key has room for. Two more than a chunk (see gcm.inc.h) has blocks: the
 * last chunk of a message ends with the block of lengths, and may begin with AAD.
 */
#define POWERS 130

/*
 * An expanded key. power[POWERS - i] is H^i: descending, so that blocks that follow each other in a
 * message find their powers one after the other. A kernel reads whole vectors of powers at any block, and
 * so up to three blocks behind the last one; what stands there is multiplied by zero.
 */
struct ecall_key {
  _Alignas(ECALL_ALIGNMENT) uint8_t round_key[MAX_ROUNDS + 1][BLOCK]; /* AES-128: eleven, at the end */
  uint32_t rounds;                                                    /* 10 or 14 */
  _Alignas(ECALL_ALIGNMENT) uint8_t power[POWERS][BLOCK];
  uint8_t behind[3][BLOCK];
  /* For kernels that want them: of each power, the sum of its halves, twice. Read in the same way. */
  _Alignas(ECALL_ALIGNMENT) uint8_t halves[POWERS][BLOCK];
  uint8_t behind_halves[3][BLOCK];
};

/* Bytes from a power to the sum of its halves. */
#define POWER_TO_HALVES (offsetof(struct ecall_key, halves) - offsetof(struct ecall_key, power))

/* A message in parts. hash is GHASH so far, without what a key's kernel keeps to itself. */
struct ecall_stream {
  _Alignas(ECALL_ALIGNMENT) uint8_t hash[BLOCK];
  uint64_t nonce_low;
  uint32_t nonce_high;
  uint32_t blocks; /* encrypted so far, the last one perhaps partial */
  uint64_t aad_size;
  uint64_t size;
};

struct kernel {
  const char *name;
  size_t call_bytes; /* see ecall_call_bytes */
  /* Expands a key of 16 or 32 bytes. */
  void (*expand)(struct ecall_key *key, const uint8_t *bytes, size_t size);
  void (*seal)(const struct ecall_key *key, uint32_t nonce_high, uint64_t nonce_low, const uint8_t *aad,
               size_t aad_size, const uint8_t *in, size_t size, uint8_t *out);
  int32_t (*open)(const struct ecall_key *key, uint32_t nonce_high, uint64_t nonce_low,
                  const uint8_t *aad, size_t aad_size, const uint8_t *in, size_t size, uint8_t *out);
  void (*batch)(ecall_message *messages, size_t count, uint8_t *const base[1 + ECALL_BASES]);
  /* Parts of a message; what they are is said in engine.h. */
  void (*stream_aad)(struct ecall_stream *stream, const struct ecall_key *key, const uint8_t *aad,
                     size_t size);
  void (*stream_seal)(struct ecall_stream *stream, const struct ecall_key *key, const uint8_t *in,
                      size_t size, uint8_t *out);
  void (*stream_open)(struct ecall_stream *stream, const struct ecall_key *key, const uint8_t *in,
                      size_t size, uint8_t *out);
  /* The tag, neither compared nor written anywhere else. */
  void (*stream_end)(const struct ecall_stream *stream, const struct ecall_key *key,
                     uint8_t tag[ECALL_TAG_BYTES]);
};

/* Kernels that were compiled for this architecture, the preferred first. dispatch.c has the table. */
extern const struct kernel ecall_portable;
extern const struct kernel ecall_x86_aesni;
extern const struct kernel ecall_x86_vaes256;
extern const struct kernel ecall_x86_vaes512;
extern const struct kernel ecall_x86_vaes512_zen;
extern const struct kernel ecall_arm_ce;

#endif
