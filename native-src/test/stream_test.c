/* Messages in parts: as the same message at once, however it is cut; verdicts; nothing left behind. */
#include "test.h"

#define LARGEST     20000
#define LARGEST_AAD 3000

static uint8_t aad[LARGEST_AAD], plain[LARGEST], sealed[LARGEST + ECALL_TAG_BYTES], out[LARGEST];
static ecall_stream *stream;

/* How much of what is left comes next: whole 64 bytes, or all. */
static size_t cut(size_t left)
{
  size_t part = random_below(40) < 30 ? random_below(8) * 64 : random_below(64) * 64;
  return part < left ? part : left;
}

static void begin(const struct test_key *key, const struct message *m)
{
  /* Whatever the memory held before. */
  random_fill((uint8_t *)stream, ecall_stream_bytes());
  ecall_stream_begin(stream, key->expanded, m->nonce_high, m->nonce_low);
  for (size_t at = 0; at < m->aad_size;) {
    size_t part = cut(m->aad_size - at);
    ecall_stream_aad(stream, key->expanded, aad + at, part);
    at += part;
  }
}

static void wiped(void)
{
  CHECK(all_zero((const uint8_t *)stream, ecall_stream_bytes()), "the stream is not wiped");
}

static void seal(const struct test_key *key, const struct message *m, bool in_place)
{
  uint8_t tag[ECALL_TAG_BYTES];
  begin(key, m);
  if (in_place) memcpy(out, plain, m->size);
  for (size_t at = 0; at < m->size;) {
    size_t part = cut(m->size - at);
    ecall_stream_seal(stream, key->expanded, (in_place ? out : plain) + at, part, out + at);
    at += part;
  }
  ecall_stream_seal_end(stream, key->expanded, tag);
  wiped();
  CHECK(memcmp(out, sealed, m->size) == 0, "size %zu, AAD %zu", m->size, m->aad_size);
  CHECK(memcmp(tag, sealed + m->size, sizeof tag) == 0, "size %zu, AAD %zu", m->size, m->aad_size);
}

static int32_t open(const struct test_key *key, const struct message *m, bool in_place,
                    const uint8_t *tag)
{
  begin(key, m);
  if (in_place) memcpy(out, sealed, m->size);
  for (size_t at = 0; at < m->size;) {
    size_t part = cut(m->size - at);
    ecall_stream_open(stream, key->expanded, (in_place ? out : sealed) + at, part, out + at);
    at += part;
  }
  int32_t opened = ecall_stream_open_end(stream, key->expanded, tag);
  wiped();
  CHECK(memcmp(out, plain, m->size) == 0, "size %zu, AAD %zu", m->size, m->aad_size);
  return opened;
}

static void verdicts(const struct test_key *key, const struct message *m)
{
  uint8_t tag[ECALL_TAG_BYTES];
  memcpy(tag, sealed + m->size, sizeof tag);
  CHECK(open(key, m, false, tag) == 1, "size %zu", m->size);
  CHECK(open(key, m, true, tag) == 1, "size %zu, in place", m->size);
  size_t bit = random_below(sizeof tag * 8);
  tag[bit / 8] ^= (uint8_t)(1 << bit % 8);
  CHECK(open(key, m, false, tag) == 0, "size %zu, bit %zu of the tag", m->size, bit);
}

static void every_tag_bit(const struct test_key *key, const struct message *m)
{
  uint8_t tag[ECALL_TAG_BYTES];
  memcpy(tag, sealed + m->size, sizeof tag);
  for (size_t bit = 0; bit < sizeof tag * 8; bit++) {
    tag[bit / 8] ^= (uint8_t)(1 << bit % 8);
    CHECK(open(key, m, false, tag) == 0, "bit %zu", bit);
    tag[bit / 8] ^= (uint8_t)(1 << bit % 8);
  }
}

void test(void)
{
  struct guarded memory = guarded_new(ecall_stream_bytes());
  stream = (ecall_stream *)(void *)guarded_end(memory, ecall_stream_bytes());
  int rounds = test_reduced ? 40 : 400;
  for (size_t key_size = 16; key_size <= 32; key_size += 16) {
    struct test_key key = key_new(key_size);
    random_fill(aad, sizeof aad);
    random_fill(plain, sizeof plain);
    for (int i = 0; i < rounds; i++) {
      size_t size = random_below(i % 4 == 0 ? LARGEST : 1000);
      size_t aad_size = random_below(i % 8 == 0 ? LARGEST_AAD : 200);
      if (i < 8) size = (i & 1) == 0 ? 0 : size, aad_size = (i & 2) == 0 ? 0 : aad_size;
      struct message m = {
          (uint32_t)random_number(), random_number(), aad, aad_size, plain, size, sealed};
      message_seal(&m, &key);
      seal(&key, &m, (i & 1) != 0);
      verdicts(&key, &m);
      if (i == 9) every_tag_bit(&key, &m);
    }
    key_free(&key);
  }
  guarded_free(memory);
}
