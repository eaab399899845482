/* Keys: which sizes are refused, what is written, that wiping leaves zeros; messages of nothing. */
#include "test.h"

static void refused_sizes(uint8_t *key, size_t size)
{
  static const size_t wrong[] = {0, 1, 15, 17, 24, 31, 33, 64, (size_t)1 << 40};
  uint8_t bytes[64];
  random_fill(bytes, sizeof bytes);
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    memset(key, 0xa5, size);
    CHECK(ecall_key_expand((ecall_key *)(void *)key, bytes, wrong[i]) == 0, "size %zu", wrong[i]);
    for (size_t at = 0; at < size; at++) CHECK(key[at] == 0xa5, "size %zu wrote", wrong[i]);
  }
  CHECK(ecall_key_expand((ecall_key *)(void *)key, NULL, 0) == 0, "no bytes");
}

static void wiped(uint8_t *key, size_t size)
{
  uint8_t bytes[32];
  random_fill(bytes, sizeof bytes);
  for (size_t key_size = 16; key_size <= 32; key_size += 16) {
    CHECK(ecall_key_expand((ecall_key *)(void *)key, bytes, key_size) == 1, "size %zu", key_size);
    CHECK(!all_zero(key, size), "nothing expanded");
    ecall_key_wipe((ecall_key *)(void *)key);
    CHECK(all_zero(key, size), "not wiped");
  }
}

/* Memory that held something else before makes no difference, nor does the address. */
static void same_wherever(void)
{
  struct test_key a = key_new(32);
  struct guarded memory = guarded_new(ecall_key_bytes());
  ecall_key *b = (ecall_key *)(void *)memory.start;
  random_fill(memory.start, ecall_key_bytes());
  CHECK(ecall_key_expand(b, a.bytes, 32) == 1, "again");
  uint8_t plain[100] = {1}, first[116], second[116];
  ecall_seal(a.expanded, 1, 2, plain, 7, plain, sizeof plain, first);
  ecall_seal(b, 1, 2, plain, 7, plain, sizeof plain, second);
  CHECK(memcmp(first, second, sizeof first) == 0, "expanded differently");
  guarded_free(memory);
  key_free(&a);
}

/* Pointers to no bytes may be anything. */
static void nothing(void)
{
  struct test_key key = key_new(32);
  uint8_t tag[ECALL_TAG_BYTES], expected[ECALL_TAG_BYTES];
  struct message m = {7, 8, NULL, 0, NULL, 0, expected};
  message_seal(&m, &key);
  uint8_t *nowhere = (uint8_t *)(uintptr_t)1;
  ecall_seal(key.expanded, 7, 8, nowhere, 0, nowhere, 0, tag);
  CHECK(memcmp(tag, expected, sizeof tag) == 0, "seal");
  CHECK(ecall_open(key.expanded, 7, 8, NULL, 0, tag, 0, NULL) == 1, "open");
  CHECK(ecall_open(key.expanded, 7, 9, NULL, 0, tag, 0, NULL) == 0, "open with another nonce");
  key_free(&key);
}

void test(void)
{
  size_t size = ecall_key_bytes();
  CHECK(size % ECALL_ALIGNMENT == 0, "%zu bytes", size);
  struct guarded memory = guarded_new(size);
  refused_sizes(memory.start, size);
  wiped(memory.start, size);
  guarded_free(memory);
  same_wherever();
  nothing();
}
