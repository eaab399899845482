/*
 * Constant time, under MemorySanitizer or valgrind: keys, plaintext, ciphertext and tags to be compared
 * count as uninitialised, so that a branch or an address that depends on one ends the program. Sizes,
 * nonces and AAD are public, and so is a verdict once the kernel says so (ECALL_PUBLIC).
 *
 * The marks have to arrive, else nothing would be checked: what comes out must be secret, every byte.
 */
#include "secret.h"
#include "test.h"

#if defined(ECALL_MSAN)
static bool is_secret(const uint8_t *byte)
{
  return __msan_test_shadow(byte, 1) == 0;
}
#elif defined(ECALL_MEMCHECK)
static bool is_secret(const uint8_t *byte)
{
  uint8_t bits = 0;
  CHECK(VALGRIND_GET_VBITS(byte, &bits, 1) == 1, "this is for valgrind to run");
  return bits != 0;
}
#else
#error "MemorySanitizer or valgrind is needed: -DECALL_SANITIZE=memory or -DECALL_MEMCHECK=ON"
#endif

#define LARGEST     5000
#define LARGEST_AAD 2100

static uint8_t aad[LARGEST_AAD], plain[LARGEST];
static uint8_t sealed[LARGEST + ECALL_TAG_BYTES], out[LARGEST + ECALL_TAG_BYTES];
static ecall_key *key, *same_key; /* the same bytes, expanded twice */
static ecall_stream *stream;
static size_t size, aad_size;

static void secret_random(uint8_t *bytes, size_t count)
{
  random_fill(bytes, count);
  ECALL_SECRET(bytes, count);
}

static void check_secret(const uint8_t *bytes, size_t count, const char *what)
{
  for (size_t i = 0; i < count; i++) {
    CHECK(is_secret(bytes + i), "%s of %zu bytes, AAD %zu: byte %zu", what, size, aad_size, i);
  }
}

/* Computed from secrets, but not to be one here. */
static void publish(uint8_t *bytes, size_t count)
{
  ECALL_PUBLIC(bytes, count);
}

static int32_t open(const uint8_t *in)
{
  return ecall_open(key, 1, 2, aad, aad_size, in, size, out);
}

static void one_shot(void)
{
  secret_random(plain, size);
  ecall_seal(key, 1, 2, aad, aad_size, plain, size, sealed);
  check_secret(sealed, size + ECALL_TAG_BYTES, "sealed");

  CHECK(open(sealed) == 1, "secret ciphertext, size %zu", size);
  publish(sealed, size + ECALL_TAG_BYTES);
  CHECK(open(sealed) == 1, "public ciphertext, size %zu", size);
  check_secret(out, size, "opened");

  sealed[size] ^= 1;
  CHECK(open(sealed) == 0 && all_zero(out, size), "forged, size %zu", size);
  ECALL_SECRET(sealed, size + ECALL_TAG_BYTES);
  CHECK(open(sealed) == 0 && all_zero(out, size), "secret and forged, size %zu", size);
  publish(sealed, size + ECALL_TAG_BYTES);
  sealed[size] ^= 1;
  ECALL_SECRET(sealed, size + ECALL_TAG_BYTES);
}

/*
 * In place; with a forgery among those that are opened. Messages are sealed and opened in turn, all under
 * one key or in pairs under two, or are first sealed and then opened: so they lie in rows of each order.
 */
enum turns { OPERATIONS_TAKE_TURNS, KEYS_TAKE_TURNS, NO_TURNS };

static void batch(enum turns turns)
{
  enum { COUNT = 18, FORGED = 13 };
  static _Alignas(ECALL_ALIGNMENT) ecall_message table[COUNT];
  static uint8_t data[COUNT][LARGEST + ECALL_TAG_BYTES];
  for (size_t i = 0; i < COUNT; i++) {
    bool sealing = turns == NO_TURNS ? i < COUNT / 2 : i % 2 == 0;
    if (sealing)
      secret_random(data[i], size);
    else
      memcpy(data[i], sealed, size + ECALL_TAG_BYTES);
    if (i == FORGED) data[i][size] ^= 1;
    const ecall_key *by = turns == KEYS_TAKE_TURNS && i % 4 < 2 ? same_key : key;
    table[i] = (ecall_message){.key = (uintptr_t)by,
                               .aad_offset = (uintptr_t)aad,
                               .aad_size = (uint32_t)aad_size,
                               .in_offset = (uintptr_t)data[i],
                               .out_offset = (uintptr_t)data[i],
                               .size = (uint32_t)size,
                               .operation = sealing ? ECALL_SEAL : ECALL_OPEN};
    table[i].nonce_high = 1;
    table[i].nonce_low = 2;
  }
  ecall_batch(table, 0, COUNT, NULL, NULL, NULL, NULL);
  for (size_t i = 0; i < COUNT; i++) {
    CHECK(table[i].result == (i == FORGED ? 0 : 1), "message %zu, size %zu", i, size);
    if (i == FORGED)
      CHECK(all_zero(data[i], size), "size %zu", size);
    else
      check_secret(data[i], size, "batch");
  }
}

static void parts(void (*part)(ecall_stream *, const ecall_key *, const uint8_t *, size_t, uint8_t *),
                  const uint8_t *in)
{
  size_t half = size / 128 * 64;
  ecall_stream_begin(stream, key, 1, 2);
  ecall_stream_aad(stream, key, aad, aad_size);
  part(stream, key, in, half, out);
  part(stream, key, in + half, size - half, out + half);
}

static void streams(void)
{
  uint8_t tag[ECALL_TAG_BYTES];
  secret_random(plain, size);
  parts(ecall_stream_seal, plain);
  ecall_stream_seal_end(stream, key, tag);
  check_secret(out, size, "stream");
  check_secret(tag, sizeof tag, "tag of a stream");
  memcpy(sealed, out, size);
  parts(ecall_stream_open, sealed);
  CHECK(ecall_stream_open_end(stream, key, tag) == 1, "stream, size %zu", size);
  tag[5] ^= 4;
  parts(ecall_stream_open, sealed);
  CHECK(ecall_stream_open_end(stream, key, tag) == 0, "forged stream, size %zu", size);
}

void test(void)
{
  static const size_t sizes[] = {0,   1,   15,  16,   17,   40,   63,   64,   65,   127,
                                 160, 255, 400, 1000, 1200, 2032, 2048, 2100, 4096, LARGEST};
  static const size_t aad_sizes[] = {0, 1, 16, 21, 64, 300, LARGEST_AAD};
  struct guarded memory = guarded_new(ecall_key_bytes() + ecall_stream_bytes());
  struct guarded more_memory = guarded_new(ecall_key_bytes());
  key = (ecall_key *)(void *)memory.start;
  same_key = (ecall_key *)(void *)more_memory.start;
  stream = (ecall_stream *)(void *)(memory.start + ecall_key_bytes());
  for (size_t key_size = 16; key_size <= 32; key_size += 16) {
    uint8_t bytes[32];
    secret_random(bytes, key_size);
    CHECK(ecall_key_expand(key, bytes, key_size) == 1, "key of %zu bytes", key_size);
    CHECK(ecall_key_expand(same_key, bytes, key_size) == 1, "key of %zu bytes", key_size);
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
      for (size_t a = 0; a < sizeof aad_sizes / sizeof aad_sizes[0]; a++) {
        size = sizes[s];
        aad_size = aad_sizes[a];
        random_fill(aad, aad_size);
        one_shot();
        batch(OPERATIONS_TAKE_TURNS);
        batch(KEYS_TAKE_TURNS);
        batch(NO_TURNS);
        streams();
      }
    }
    ecall_key_wipe(same_key);
    ecall_key_wipe(key);
    CHECK(all_zero(memory.start, ecall_key_bytes()), "not wiped");
  }
  guarded_free(more_memory);
  guarded_free(memory);
}
