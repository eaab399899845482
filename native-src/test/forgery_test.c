/* Every change of one bit is refused, and leaves zeros. So are other sizes, nonces and keys. */
#include "test.h"

#define LARGEST 2100
#define MARK    0xa5

static uint8_t aad[80], plain[LARGEST], sealed[LARGEST + ECALL_TAG_BYTES];
static uint8_t out[LARGEST + ECALL_TAG_BYTES];

static void refused(const struct test_key *key, const struct message *m, const char *what, size_t bit)
{
  memset(out, MARK, sizeof out);
  CHECK(ecall_open(key->expanded, m->nonce_high, m->nonce_low, m->aad, m->aad_size, sealed, m->size,
                   out) == 0,
        "%s bit %zu, size %zu, AAD %zu", what, bit, m->size, m->aad_size);
  CHECK(all_zero(out, m->size), "%s bit %zu, size %zu: output", what, bit, m->size);
  CHECK(out[m->size] == MARK, "%s bit %zu, size %zu: behind", what, bit, m->size);
}

static void refused_in_place(const struct test_key *key, const struct message *m, size_t bit)
{
  memcpy(out, sealed, m->size + ECALL_TAG_BYTES);
  CHECK(ecall_open(key->expanded, m->nonce_high, m->nonce_low, m->aad, m->aad_size, out, m->size,
                   out) == 0 &&
            all_zero(out, m->size),
        "in place, bit %zu, size %zu", bit, m->size);
}

static void flip(uint8_t *bytes, size_t bit)
{
  bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
}

static void each_bit(const struct test_key *key, struct message m)
{
  for (size_t bit = 0; bit < 32; bit++) {
    m.nonce_high ^= 1u << bit;
    refused(key, &m, "nonce_high", bit);
    m.nonce_high ^= 1u << bit;
  }
  for (size_t bit = 0; bit < 64; bit++) {
    m.nonce_low ^= 1ull << bit;
    refused(key, &m, "nonce_low", bit);
    m.nonce_low ^= 1ull << bit;
  }
  for (size_t bit = 0; bit < m.aad_size * 8; bit++) {
    flip(aad, bit);
    refused(key, &m, "AAD", bit);
    flip(aad, bit);
  }
  /* Long messages: all bits of the tag and around both ends, others by a stride that meets all. */
  size_t bits = (m.size + ECALL_TAG_BYTES) * 8;
  for (size_t bit = 0; bit < bits; bit++) {
    bool near = bit < 600 || bit + 600 > bits;
    if (!near && m.size > 1200 && bit % 5 != 0) continue;
    if (!near && test_reduced && bit % 23 != 0) continue;
    flip(sealed, bit);
    refused(key, &m, "sealed", bit);
    if (near) refused_in_place(key, &m, bit);
    flip(sealed, bit);
  }
}

/* The tag is good for this message only, not for a part of it or one with its parts moved. */
static void other_shapes(const struct test_key *key, struct message m)
{
  if (m.aad_size > 0) {
    m.aad_size--;
    refused(key, &m, "shorter AAD", 0);
    m.aad_size++;
  }
  m.aad_size++;
  refused(key, &m, "longer AAD", 0);
  m.aad_size--;
  if (m.size > 0) {
    m.size--;
    refused(key, &m, "shorter", 0);
  }
}

void test(void)
{
  static const size_t sizes[] = {0, 1, 15, 16, 17, 40, 63, 64, 65, 160, 400, 1200, LARGEST};
  static const size_t aad_sizes[] = {0, 1, 16, 21, 64};
  for (size_t key_size = 16; key_size <= 32; key_size += 16) {
    struct test_key key = key_new(key_size), other = key_new(key_size);
    random_fill(aad, sizeof aad);
    random_fill(plain, sizeof plain);
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
      struct message m = {
          (uint32_t)random_number(), random_number(), aad, aad_sizes[s % 5], plain, sizes[s], sealed};
      message_seal(&m, &key);
      each_bit(&key, m);
      other_shapes(&key, m);
      refused(&other, &m, "other key", 0);
      CHECK(ecall_open(key.expanded, m.nonce_high, m.nonce_low, aad, m.aad_size, sealed, m.size, out) ==
                1,
            "size %zu as it was", m.size);
    }
    key_free(&key);
    key_free(&other);
  }
}
