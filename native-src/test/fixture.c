/* Keys, messages and sizes of the tests. */
#include "reference.h"
#include "test.h"

struct test_key key_new(size_t size)
{
  struct test_key key = {.memory = guarded_new(ecall_key_bytes()), .size = size};
  /* Right before a page that may not be touched; the size of a key keeps its alignment. */
  key.expanded = (ecall_key *)(void *)guarded_end(key.memory, ecall_key_bytes());
  random_fill(key.bytes, size);
  CHECK(ecall_key_expand(key.expanded, key.bytes, size) == 1, "key of %zu bytes", size);
  return key;
}

void key_free(struct test_key *key)
{
  ecall_key_wipe(key->expanded);
  guarded_free(key->memory);
}

void message_seal(struct message *message, const struct test_key *key)
{
  uint8_t nonce[12];
  reference_nonce(message->nonce_high, message->nonce_low, nonce);
  reference_seal(key->bytes, key->size, nonce, message->aad, message->aad_size, message->plain,
                 message->size, message->sealed);
}

/* Around these sizes, so far; kernels work in chunks of up to 2 KiB. */
static const struct {
  size_t size;
  size_t reach;
} boundaries[] = {
    {2048, 17},  {4096, 33},  {6144, 17},  {8192, 17},  {10240, 17},
    {12288, 17}, {14336, 17}, {16384, 33}, {18432, 17}, {65536, 33},
};

static bool kept(size_t size, size_t around)
{
  if (!test_reduced) return true;
  if (around == 0) return size <= 260 || size % 37 == 0 || size % 64 == 0;
  size_t distance = size < around ? around - size : size - around;
  return distance <= 1 || distance == 16 || distance == 33;
}

size_t size_next(size_t size)
{
  while (size < 1100) {
    size++;
    if (kept(size, 0)) return size;
  }
  for (size_t i = 0; i < sizeof boundaries / sizeof boundaries[0]; i++) {
    size_t first = boundaries[i].size - boundaries[i].reach;
    size_t last = boundaries[i].size + boundaries[i].reach;
    if (size < first) size = first - 1;
    while (size < last) {
      size++;
      if (kept(size, boundaries[i].size)) return size;
    }
  }
  return 0;
}
