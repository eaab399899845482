/*
 * AES-GCM as FIPS 197 and SP 800-38D write it down, slow and plain: what kernels are compared with. It
 * shares nothing with them. Not for secrets: its tables and branches depend on them.
 */
#ifndef ECALL_REFERENCE_H
#define ECALL_REFERENCE_H

#include <stddef.h>
#include <stdint.h>

/* FIPS 197, section 5.1; a key of 16 or 32 bytes. */
void reference_aes(const uint8_t *key, size_t key_size, const uint8_t in[16], uint8_t out[16]);

/* SP 800-38D, algorithm 4, with a nonce of 96 bits; writes size + 16 bytes. */
void reference_seal(const uint8_t *key, size_t key_size, const uint8_t nonce[12], const uint8_t *aad,
                    size_t aad_size, const uint8_t *in, size_t size, uint8_t *out);

/* The nonce as engine.h has it, in bytes. */
void reference_nonce(uint32_t high, uint64_t low, uint8_t nonce[12]);

#endif
