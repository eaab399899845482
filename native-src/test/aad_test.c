/* AAD of every size to 300 bytes and around some large ones, with messages of many sizes. */
#include "test.h"

#define LARGEST_AAD 65600
#define LARGEST     5000

static uint8_t aad[LARGEST_AAD], plain[LARGEST], sealed[LARGEST + ECALL_TAG_BYTES];
static uint8_t out[LARGEST + ECALL_TAG_BYTES];

static int32_t open(const struct test_key *key, const struct message *m)
{
  return ecall_open(key->expanded, m->nonce_high, m->nonce_low, aad, m->aad_size, sealed, m->size, out);
}

static void one(const struct test_key *key, size_t aad_size, size_t size)
{
  struct message m = {(uint32_t)random_number(), random_number(), aad, aad_size, plain, size, sealed};
  message_seal(&m, key);
  ecall_seal(key->expanded, m.nonce_high, m.nonce_low, aad, aad_size, plain, size, out);
  CHECK(memcmp(out, sealed, size + ECALL_TAG_BYTES) == 0, "seal %zu, AAD %zu", size, aad_size);
  CHECK(open(key, &m) == 1 && memcmp(out, plain, size) == 0, "open %zu, AAD %zu", size, aad_size);
  if (aad_size == 0) return;
  aad[random_below(aad_size)] ^= (uint8_t)(1 << random_below(8));
  CHECK(open(key, &m) == 0 && all_zero(out, size), "forged AAD, %zu, AAD %zu", size, aad_size);
}

void test(void)
{
  static const size_t sizes[] = {0,   1,   15,  16,  17,  33,  40,   48,   64,   100,  128,
                                 160, 240, 256, 400, 511, 800, 1200, 2032, 2048, 2049, LARGEST};
  static const size_t large[] = {511,  512,  1000, 1023, 1024, 1025,  2031,  2032,  2047,       2048,
                                 2049, 2064, 4095, 4096, 4097, 16383, 16384, 16389, LARGEST_AAD};
  const size_t size_count = sizeof sizes / sizeof sizes[0];
  for (size_t key_size = 16; key_size <= 32; key_size += 16) {
    struct test_key key = key_new(key_size);
    random_fill(plain, sizeof plain);
    random_fill(aad, sizeof aad);
    for (size_t s = 0; s < size_count; s++) {
      size_t step = test_reduced || sizes[s] > 500 ? 7 : 1;
      for (size_t a = 0; a <= 300; a += step) one(&key, a, sizes[s]);
    }
    for (size_t l = 0; l < sizeof large / sizeof large[0]; l++) {
      for (size_t s = 0; s < size_count; s += test_reduced ? 5 : 2) one(&key, large[l], sizes[s]);
    }
    key_free(&key);
  }
}
