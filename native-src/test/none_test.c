/* Without a kernel nothing is sealed or opened, nothing crashes: the library is told a wrong name. */
#include "test.h"

bool test_use_kernel(const char *name)
{
  (void)name;
  return true;
}

static ecall_key *key;
static ecall_stream *stream;
static uint8_t plain[100], sealed[116], out[116];

static void one_shot(void)
{
  ecall_seal(key, 1, 2, plain, 10, plain, sizeof plain, out);
  CHECK(all_zero(out, sizeof out), "sealed");
  memset(out, 0xa5, sizeof out);
  CHECK(ecall_open(key, 1, 2, NULL, 0, sealed, sizeof plain, out) == 0, "opened zeros");
  CHECK(all_zero(out, sizeof plain), "opened");
}

static void batch(void)
{
  static _Alignas(64) ecall_message table[2];
  for (int i = 0; i < 2; i++) {
    table[i] = (ecall_message){.key = (uintptr_t)key,
                               .in_offset = (uintptr_t)plain,
                               .out_offset = (uintptr_t)out,
                               .size = sizeof plain,
                               .operation = ECALL_SEAL,
                               .result = 1};
  }
  table[1].key = 0;
  memset(out, 0xa5, sizeof out);
  ecall_batch(table, 0, 2, NULL, NULL, NULL, NULL);
  CHECK(table[0].result == 0 && table[1].result == 0, "sealed");
  CHECK(all_zero(out, sizeof out), "not overwritten");
}

static void streams(void)
{
  uint8_t tag[ECALL_TAG_BYTES] = {1};
  ecall_stream_begin(stream, key, 1, 2);
  ecall_stream_aad(stream, key, plain, sizeof plain);
  ecall_stream_seal(stream, key, plain, sizeof plain, out);
  CHECK(all_zero(out, sizeof plain), "sealed");
  ecall_stream_seal_end(stream, key, tag);
  CHECK(all_zero(tag, sizeof tag), "a tag");
  ecall_stream_begin(stream, key, 1, 2);
  ecall_stream_open(stream, key, sealed, sizeof plain, out);
  CHECK(ecall_stream_open_end(stream, key, tag) == 0, "a tag of zeros is authentic");
}

void test(void)
{
  CHECK(ecall_kernel() == NULL, "%s", ecall_kernel());
  CHECK(strstr(ecall_kernel_error(), "there is no such kernel") != NULL, "%s", ecall_kernel_error());
  CHECK(ecall_kernels() != NULL && ecall_kernels()[0] != 0, "no kernels named");
  CHECK(ecall_call_bytes() % 64 == 0 && ecall_call_bytes() > 0, "%zu", ecall_call_bytes());

  struct guarded memory = guarded_new(ecall_key_bytes() + ecall_stream_bytes());
  key = (ecall_key *)(void *)memory.start;
  stream = (ecall_stream *)(void *)(memory.start + ecall_key_bytes());
  CHECK(ecall_key_expand(key, plain, 32) == 0 && all_zero(memory.start, ecall_key_bytes()),
        "a key was expanded");
  memset(plain, 7, sizeof plain);
  one_shot();
  batch();
  streams();
  guarded_free(memory);
}
