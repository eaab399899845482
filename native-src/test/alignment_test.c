/* Every misalignment to 64 bytes of input, output and AAD. */
#include "test.h"

#define LARGEST   2100
#define AAD_BYTES 40

static _Alignas(64) uint8_t in[64 + LARGEST + ECALL_TAG_BYTES], out[64 + LARGEST + ECALL_TAG_BYTES];
static _Alignas(64) uint8_t aad_room[64 + AAD_BYTES];
static uint8_t plain[LARGEST], aad[AAD_BYTES], sealed[LARGEST + ECALL_TAG_BYTES];

static void one(const struct test_key *key, const struct message *m, size_t in_at, size_t out_at,
                size_t aad_at)
{
  size_t n = m->size, sealed_size = n + ECALL_TAG_BYTES;
  memcpy(aad_room + aad_at, aad, AAD_BYTES);

  memcpy(in + in_at, plain, n);
  ecall_seal_at(key->expanded, m->nonce_high, m->nonce_low, aad_room, aad_at, AAD_BYTES, in, in_at, n,
                out, out_at);
  CHECK(memcmp(out + out_at, sealed, sealed_size) == 0, "seal %zu: in %zu, out %zu, AAD %zu", n, in_at,
        out_at, aad_at);

  memcpy(in + in_at, sealed, sealed_size);
  CHECK(ecall_open_at(key->expanded, m->nonce_high, m->nonce_low, aad_room, aad_at, AAD_BYTES, in,
                      in_at, n, out, out_at) == 1 &&
            memcmp(out + out_at, plain, n) == 0,
        "open %zu: in %zu, out %zu, AAD %zu", n, in_at, out_at, aad_at);
}

static void in_place(const struct test_key *key, const struct message *m, size_t at)
{
  uint8_t *data = in + at;
  memcpy(data, plain, m->size);
  ecall_seal(key->expanded, m->nonce_high, m->nonce_low, aad, AAD_BYTES, data, m->size, data);
  CHECK(memcmp(data, sealed, m->size + ECALL_TAG_BYTES) == 0, "seal %zu at %zu", m->size, at);
  CHECK(ecall_open(key->expanded, m->nonce_high, m->nonce_low, aad, AAD_BYTES, data, m->size, data) ==
                1 &&
            memcmp(data, plain, m->size) == 0,
        "open %zu at %zu", m->size, at);
}

void test(void)
{
  static const size_t sizes[] = {1, 15, 16, 40, 64, 160, 400, 1200, LARGEST};
  for (size_t key_size = 16; key_size <= 32; key_size += 16) {
    struct test_key key = key_new(key_size);
    random_fill(plain, sizeof plain);
    random_fill(aad, sizeof aad);
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
      struct message m = {
          (uint32_t)random_number(), random_number(), aad, AAD_BYTES, plain, sizes[s], sealed};
      message_seal(&m, &key);
      size_t step = test_reduced ? 7 : 1;
      for (size_t i = 0; i < 64; i++) {
        in_place(&key, &m, i);
        one(&key, &m, random_below(64), random_below(64), i);
        for (size_t o = 0; o < 64; o += step) one(&key, &m, i, o, (i + o) % 64);
      }
    }
    key_free(&key);
  }
}
