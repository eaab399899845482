/* Every size: sealed as the reference does it, opened again, apart and in place, nothing beside it. */
#include "test.h"

#define MARGIN 80
#define MARK   0xa5

static uint8_t plain[SIZE_MAX_TRIED], aad[32];
static uint8_t sealed[SIZE_MAX_TRIED + ECALL_TAG_BYTES];
static uint8_t room[MARGIN + SIZE_MAX_TRIED + ECALL_TAG_BYTES + MARGIN];
static uint8_t *const out = room + MARGIN;

static void mark(size_t size)
{
  memset(room, MARK, size + 2 * MARGIN);
}

/* Nothing but the given bytes is in the room. */
static void check(const uint8_t *expected, size_t size, size_t message_size, const char *what)
{
  CHECK(memcmp(out, expected, size) == 0, "%s, size %zu", what, message_size);
  for (size_t i = 0; i < MARGIN; i++) {
    CHECK(room[i] == MARK, "%s, size %zu: %zu bytes before", what, message_size, MARGIN - i);
    CHECK(out[size + i] == MARK, "%s, size %zu: %zu bytes behind", what, message_size, i);
  }
}

static void one(const struct test_key *key, const struct message *m)
{
  size_t n = m->size, sealed_size = n + ECALL_TAG_BYTES;
  uint32_t high = m->nonce_high;
  uint64_t low = m->nonce_low;

  mark(sealed_size);
  ecall_seal(key->expanded, high, low, aad, m->aad_size, plain, n, out);
  check(sealed, sealed_size, n, "seal");

  mark(sealed_size);
  memcpy(out, plain, n);
  ecall_seal(key->expanded, high, low, aad, m->aad_size, out, n, out);
  check(sealed, sealed_size, n, "seal in place");

  CHECK(ecall_open(key->expanded, high, low, aad, m->aad_size, out, n, out) == 1, "size %zu", n);
  CHECK(memcmp(out + n, sealed + n, ECALL_TAG_BYTES) == 0, "tag written over, size %zu", n);
  memset(out + n, MARK, ECALL_TAG_BYTES);
  check(plain, n, n, "open in place");

  mark(n);
  CHECK(ecall_open(key->expanded, high, low, aad, m->aad_size, sealed, n, out) == 1, "size %zu", n);
  check(plain, n, n, "open");

  static const uint8_t zeros[SIZE_MAX_TRIED];
  size_t broken = random_below(sealed_size);
  sealed[broken] ^= (uint8_t)(1 << random_below(8));
  mark(n);
  CHECK(ecall_open(key->expanded, high, low, aad, m->aad_size, sealed, n, out) == 0,
        "forged byte %zu, size %zu", broken, n);
  check(zeros, n, n, "open of a forgery");
}

void test(void)
{
  for (size_t key_size = 16; key_size <= 32; key_size += 16) {
    struct test_key key = key_new(key_size);
    size_t size = 0;
    do {
      struct message m = {
          (uint32_t)random_number(), random_number(), aad, size % sizeof aad, plain, size, sealed};
      random_fill(aad, sizeof aad);
      random_fill(plain, size);
      message_seal(&m, &key);
      one(&key, &m);
    } while ((size = size_next(size)) != 0);
    key_free(&key);
  }
}
