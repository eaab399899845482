/*
 * Published vectors: the test cases of the GCM specification that SP 800-38D builds on ("The
 * Galois/Counter Mode of Operation", McGrew and Viega, appendix B), those with 96-bit nonces.
 */
#ifndef ECALL_PUBLISHED_H
#define ECALL_PUBLISHED_H

struct published {
  const char *name;
  const char *key, *nonce, *aad, *plain, *sealed; /* hexadecimal; sealed is ciphertext and tag */
};

#define PUBLISHED 8
extern const struct published published[PUBLISHED];

#endif
