/* Every buffer right before and right behind a page that may not be touched. */
#include "test.h"

#define AAD_BYTES 300

static uint8_t aad[AAD_BYTES], plain[SIZE_MAX_TRIED], sealed[SIZE_MAX_TRIED + ECALL_TAG_BYTES];
static struct guarded in_memory, out_memory, aad_memory, table_memory;

/* A buffer of this size at the end of memory, or at its start. */
static uint8_t *place(struct guarded memory, size_t size, bool end)
{
  return end ? guarded_end(memory, size) : memory.start;
}

static void check(const uint8_t *actual, const uint8_t *expected, size_t expected_size,
                  const struct message *m, const char *what)
{
  CHECK(memcmp(actual, expected, expected_size) == 0, "%s %zu, AAD %zu", what, m->size, m->aad_size);
}

static void one_shot(const ecall_key *key, const struct message *m, bool end)
{
  size_t n = m->size, sealed_size = n + ECALL_TAG_BYTES;
  uint8_t *a = place(aad_memory, m->aad_size, end);
  memcpy(a, aad, m->aad_size);

  uint8_t *in = place(in_memory, n, end), *out = place(out_memory, sealed_size, end);
  memcpy(in, plain, n);
  ecall_seal(key, m->nonce_high, m->nonce_low, a, m->aad_size, in, n, out);
  check(out, sealed, sealed_size, m, "seal");

  in = place(in_memory, sealed_size, end), out = place(out_memory, n, end);
  memcpy(in, sealed, sealed_size);
  CHECK(ecall_open(key, m->nonce_high, m->nonce_low, a, m->aad_size, in, n, out) == 1, "open %zu", n);
  check(out, plain, n, m, "open");

  in[n] ^= 1;
  CHECK(
      ecall_open(key, m->nonce_high, m->nonce_low, a, m->aad_size, in, n, out) == 0 && all_zero(out, n),
      "forged %zu", n);
}

/* The same twice in one batch, once sealing and once opening, so that one runs beside another. */
static void batch(const ecall_key *key, const struct message *m, bool end)
{
  size_t n = m->size, sealed_size = n + ECALL_TAG_BYTES;
  uint8_t *a = place(aad_memory, m->aad_size, end);
  uint8_t *in = place(in_memory, sealed_size, end), *out = place(out_memory, sealed_size, end);
  ecall_message *table = (ecall_message *)(void *)place(table_memory, 2 * sizeof *table, end);
  memcpy(in, sealed, sealed_size);
  memcpy(out, plain, n);
  table[0] = (ecall_message){.key = (uintptr_t)key,
                             .aad_offset = (uintptr_t)a,
                             .aad_size = (uint32_t)m->aad_size,
                             .size = (uint32_t)n,
                             .in_offset = (uintptr_t)in,
                             .out_offset = (uintptr_t)in,
                             .operation = ECALL_OPEN};
  table[0].nonce_high = m->nonce_high;
  table[0].nonce_low = m->nonce_low;
  table[1] = table[0];
  table[1].operation = ECALL_SEAL;
  table[1].in_offset = table[1].out_offset = (uintptr_t)out;
  ecall_batch(table, 0, 2, NULL, NULL, NULL, NULL);
  CHECK(table[0].result == 1 && table[1].result == 1, "batch of %zu", n);
  check(in, plain, n, m, "batch, open");
  check(out, sealed, sealed_size, m, "batch, seal");
}

static void stream(const ecall_key *key, const struct message *m, bool end)
{
  size_t n = m->size;
  struct guarded memory = table_memory;
  ecall_stream *state = (ecall_stream *)(void *)place(memory, ecall_stream_bytes(), end);
  uint8_t *a = place(aad_memory, m->aad_size, end), *in = place(in_memory, n, end);
  uint8_t *out = place(out_memory, n, end), tag[ECALL_TAG_BYTES];
  memcpy(in, plain, n);
  ecall_stream_begin(state, key, m->nonce_high, m->nonce_low);
  ecall_stream_aad(state, key, a, m->aad_size);
  ecall_stream_seal(state, key, in, n, out);
  ecall_stream_seal_end(state, key, tag);
  check(out, sealed, n, m, "stream");
  check(tag, sealed + n, ECALL_TAG_BYTES, m, "tag of a stream");

  memcpy(in, sealed, n);
  ecall_stream_begin(state, key, m->nonce_high, m->nonce_low);
  ecall_stream_aad(state, key, a, m->aad_size);
  ecall_stream_open(state, key, in, n, out);
  CHECK(ecall_stream_open_end(state, key, tag) == 1, "stream of %zu", n);
  check(out, plain, n, m, "open of a stream");
}

void test(void)
{
  in_memory = guarded_new(SIZE_MAX_TRIED + ECALL_TAG_BYTES);
  out_memory = guarded_new(SIZE_MAX_TRIED + ECALL_TAG_BYTES);
  aad_memory = guarded_new(AAD_BYTES);
  table_memory = guarded_new(4096);
  for (size_t key_size = 16; key_size <= 32; key_size += 16) {
    struct test_key key = key_new(key_size);
    random_fill(aad, sizeof aad);
    random_fill(plain, sizeof plain);
    size_t size = 0;
    do {
      struct message m = {
          (uint32_t)random_number(), random_number(), aad, size % (AAD_BYTES + 1), plain, size, sealed};
      message_seal(&m, &key);
      for (int end = 0; end <= 1; end++) {
        one_shot(key.expanded, &m, end);
        batch(key.expanded, &m, end);
        stream(key.expanded, &m, end);
      }
    } while ((size = size_next(size)) != 0);
    key_free(&key);
  }
  guarded_free(in_memory);
  guarded_free(out_memory);
  guarded_free(aad_memory);
  guarded_free(table_memory);
}
