/*
 * ecall engine: AES-256-GCM and AES-128-GCM for the frames of calls.
 *
 * This header is the only contract of the library, and its manual. SP 800-38D is meant by "GCM".
 *
 * Conventions of all functions
 *   - Sizes are in bytes. Pointers to no bytes may be anything, NULL included.
 *   - Nonces have 96 bits and come in two numbers, big-endian: nonce_high is bytes 0 to 3, nonce_low
 *     bytes 4 to 11. A nonce must never seal twice under one key; this library does not keep count.
 *   - Tags have 16 bytes.
 *   - Input and output either start at the same address or do not overlap. Additional data (AAD) does
 *     not overlap the output. Nothing needs to be aligned but keys and streams. Nothing outside the
 *     given ranges is read or written.
 *   - Time and memory addresses depend on sizes and on whether a tag matched, on no other secret.
 *   - A key may be used by any number of threads at once. A stream or a batch belongs to one thread.
 *   - No function allocates, locks, or calls another library. None fails but those that say so:
 *     wrong arguments are the caller's, and are undefined.
 *   - While a message is opened, its output may hold plaintext that is not verified yet; when the
 *     function returns, it holds verified plaintext or zeros.
 */
#ifndef ECALL_ENGINE_H
#define ECALL_ENGINE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32)
#define ECALL_API __declspec(dllexport)
#else
#define ECALL_API __attribute__((visibility("default")))
#endif

/* Changes with everything below that a caller compiled for an older one would get wrong. */
#define ECALL_ABI_VERSION 2

#define ECALL_TAG_BYTES   16
/* Alignment of keys and streams. */
#define ECALL_ALIGNMENT 64

/* ECALL_ABI_VERSION of the library; to be compared before anything else is called. */
ECALL_API uint32_t ecall_abi_version(void);

/* Version of the library, for people: "0.1.0". */
ECALL_API const char *ecall_version(void);

/*
 * The kernel that does the work: "portable", "x86_aesni", "x86_vaes256", "x86_vaes512",
 * "x86_vaes512_zen" or "arm_ce". It is chosen once, when the library is loaded: the first of the
 * fastest ones that processor and operating system support, or the one that the environment variable
 * ECALL_NATIVE_KERNEL names.
 * NULL if that cannot be had: ecall_kernel_error() says why, and no key can be expanded.
 */
ECALL_API const char *ecall_kernel(void);

/* Why ecall_kernel() is NULL, as a sentence without a full stop; NULL if it is not. */
ECALL_API const char *ecall_kernel_error(void);

/* The kernels that can run here, separated by spaces, the preferred first. */
ECALL_API const char *ecall_kernels(void);

/* What of the processor's features kernels are chosen by, separated by spaces. */
ECALL_API const char *ecall_cpu_features(void);

/*
 * Bytes of input and AAD that one call of the chosen kernel works off in about 50 microseconds on a
 * slow machine of its kind: a bound for callers that hold something up meanwhile. A multiple of 64.
 */
ECALL_API size_t ecall_call_bytes(void);

/* ------------------------------------------------------------------ keys */

/* An expanded key: round keys and powers of the hash key. Its content is secret. */
typedef struct ecall_key ecall_key;

/* Size of an expanded key. */
ECALL_API size_t ecall_key_bytes(void);

/*
 * Expands a key of 16 (AES-128) or 32 bytes (AES-256) into ecall_key_bytes() bytes of memory, aligned
 * to ECALL_ALIGNMENT. Returns 1; or 0 if the size is another or there is no kernel, and writes nothing.
 */
ECALL_API int32_t ecall_key_expand(ecall_key *key, const uint8_t *bytes, size_t size);

/* Overwrites an expanded key with zeros. No other thread may be using it. */
ECALL_API void ecall_key_wipe(ecall_key *key);

/* ------------------------------------------------------------------ one message */

/* Seals: writes size bytes of ciphertext and then the tag to out. */
ECALL_API void ecall_seal(const ecall_key *key, uint32_t nonce_high, uint64_t nonce_low,
                          const uint8_t *aad, size_t aad_size, const uint8_t *in, size_t size,
                          uint8_t *out);

/*
 * Opens: reads size bytes of ciphertext and then the tag from in, writes size bytes to out. Returns 1
 * and the plaintext if the tag matches, else 0 and zeros.
 */
ECALL_API int32_t ecall_open(const ecall_key *key, uint32_t nonce_high, uint64_t nonce_low,
                             const uint8_t *aad, size_t aad_size, const uint8_t *in, size_t size,
                             uint8_t *out);

/*
 * The same with each range at an offset from a base, for callers to whom memory is an object and an
 * index, as arrays are to Java. A base may lie anywhere; only the range is accessed.
 */
ECALL_API void ecall_seal_at(const ecall_key *key, uint32_t nonce_high, uint64_t nonce_low,
                             const uint8_t *aad_base, size_t aad_offset, size_t aad_size,
                             const uint8_t *in_base, size_t in_offset, size_t size, uint8_t *out_base,
                             size_t out_offset);
ECALL_API int32_t ecall_open_at(const ecall_key *key, uint32_t nonce_high, uint64_t nonce_low,
                                const uint8_t *aad_base, size_t aad_offset, size_t aad_size,
                                const uint8_t *in_base, size_t in_offset, size_t size,
                                uint8_t *out_base, size_t out_offset);

/* ------------------------------------------------------------------ many messages */

#define ECALL_SEAL 1
#define ECALL_OPEN 2

/*
 * A message of a batch. Its AAD, input and output are each at offset + base[i], where i is the number
 * of the base that belongs to it and base[0] is 0: with 0, the offset is an address. 64 bytes, aligned
 * to 8. It is read in units of 8 bytes and more, and so best written in these, well before the call.
 */
typedef struct ecall_message {
  uint64_t key; /* address of an expanded key; 0 to leave this message out */
  uint64_t nonce_low;
  uint32_t nonce_high;
  uint8_t operation; /* ECALL_SEAL or ECALL_OPEN */
  uint8_t aad_base;  /* 0 to ECALL_BASES */
  uint8_t in_base;   /* 0 to ECALL_BASES */
  uint8_t out_base;  /* 0 to ECALL_BASES */
  uint64_t aad_offset;
  uint64_t in_offset;
  uint64_t out_offset;
  uint32_t size; /* of plaintext and ciphertext, without the tag */
  uint32_t aad_size;
  int32_t result; /* written: 1 if sealed or opened, 0 if not authentic or left out */
  uint32_t unused;
} ecall_message;

/* Bases that a batch has beside base[0]. */
#define ECALL_BASES 4

/*
 * Seals and opens count messages of a table, from the first one given, in any order and interleaved. Each
 * has its own key and result; one that is not authentic has zeros as output and affects no other. No
 * message's output overlaps anything of another message. Least is done for messages with key, operation and
 * bases in common that follow each other.
 */
ECALL_API void ecall_batch(ecall_message *messages, size_t first, size_t count, uint8_t *base1,
                           uint8_t *base2, uint8_t *base3, uint8_t *base4);

/* ------------------------------------------------------------------ one long message in parts */

/* State of a message that is sealed or opened in parts. Its content is secret. */
typedef struct ecall_stream ecall_stream;

/* Size of a stream; it is aligned to ECALL_ALIGNMENT. */
ECALL_API size_t ecall_stream_bytes(void);

/* Begins a message. */
ECALL_API void ecall_stream_begin(ecall_stream *stream, const ecall_key *key, uint32_t nonce_high,
                                  uint64_t nonce_low);

/* Adds AAD, before any input. All parts but the last have a multiple of 64 bytes. */
ECALL_API void ecall_stream_aad(ecall_stream *stream, const ecall_key *key, const uint8_t *aad,
                                size_t size);

/* Encrypts a part. All parts but the last have a multiple of 64 bytes. */
ECALL_API void ecall_stream_seal(ecall_stream *stream, const ecall_key *key, const uint8_t *in,
                                 size_t size, uint8_t *out);

/*
 * Decrypts a part, which is not verified before ecall_stream_open_end has returned 1: it must not be
 * used earlier, and is to be overwritten if that returns 0. All parts but the last have a multiple of
 * 64 bytes.
 */
ECALL_API void ecall_stream_open(ecall_stream *stream, const ecall_key *key, const uint8_t *in,
                                 size_t size, uint8_t *out);

/* Ends a message that was sealed: writes its tag, 16 bytes. Wipes the stream. */
ECALL_API void ecall_stream_seal_end(ecall_stream *stream, const ecall_key *key, uint8_t *tag);

/* Ends a message that was opened: 1 if these 16 bytes are its tag, else 0. Wipes the stream. */
ECALL_API int32_t ecall_stream_open_end(ecall_stream *stream, const ecall_key *key, const uint8_t *tag);

#ifdef __cplusplus
}
#endif

#endif
