/*
 * Keys as a sequence of operations against a model: expanded, expanded again over another, refused,
 * used, wiped; by every kernel and by the row of functions that stands in for none. Memory without a key
 * may not be touched by anything.
 */
#include "reference.h"
#include "target.h"

#define SLOTS   4
#define STEPS   24
#define MESSAGE 100

/* A key as the model knows it; of no bytes if there is none. */
struct slot {
  ecall_key *key;
  uint8_t bytes[32];
  size_t size;
};

static struct slot slots[SLOTS];

static void drop(struct slot *slot)
{
  slot->size = 0;
  target_forbid(slot->key, ecall_key_bytes());
}

static void expand(struct input *input, struct slot *slot)
{
  static const size_t sizes[] = {16, 32, 0, 1, 15, 17, 24, 31, 33, 64, (size_t)1 << 40, SIZE_MAX};
  size_t size = sizes[take_below(input, sizeof sizes / sizeof sizes[0])];
  uint8_t bytes[64];
  take_content(input, bytes, sizeof bytes);
  if (size == 16 || size == 32) {
    target_allow(slot->key, ecall_key_bytes());
    CHECK(ecall_key_expand(slot->key, bytes, size) == 1, "%s: %zu", ecall_kernel(), size);
    target_defined(slot->key, ecall_key_bytes());
    memcpy(slot->bytes, bytes, size);
    slot->size = size;
  } else {
    /* Whatever was there stays as it is; a key goes on to be used below. */
    CHECK(ecall_key_expand(slot->key, bytes, size) == 0, "%s: %zu", ecall_kernel(), size);
  }
}

static void wipe_key(struct slot *slot)
{
  target_allow(slot->key, ecall_key_bytes());
  ecall_key_wipe(slot->key);
  CHECK(all_zero((const uint8_t *)slot->key, ecall_key_bytes()), "%s: not wiped", ecall_kernel());
  drop(slot);
}

static void use(struct input *input, const struct slot *slot)
{
  uint8_t plain[MESSAGE], expected[MESSAGE + ECALL_TAG_BYTES], sealed[MESSAGE + ECALL_TAG_BYTES];
  uint8_t nonce[12], copy[1 << 13];
  size_t size = take_below(input, MESSAGE + 1), aad_size = take_below(input, size + 1);
  uint64_t low = take(input, 2);
  take_content(input, plain, size);
  reference_nonce(7, low, nonce);
  reference_seal(slot->bytes, slot->size, nonce, plain, aad_size, plain, size, expected);
  CHECK(ecall_key_bytes() <= sizeof copy, "%zu", ecall_key_bytes());
  memcpy(copy, slot->key, ecall_key_bytes());
  ecall_seal(slot->key, 7, low, plain, aad_size, plain, size, sealed);
  CHECK(memcmp(sealed, expected, size + ECALL_TAG_BYTES) == 0, "%s: %zu", ecall_kernel(), size);
  CHECK(ecall_open(slot->key, 7, low, plain, aad_size, sealed, size, sealed) == 1, "%s: %zu",
        ecall_kernel(), size);
  CHECK(memcmp(sealed, plain, size) == 0, "%s: %zu", ecall_kernel(), size);
  CHECK(memcmp(copy, slot->key, ecall_key_bytes()) == 0, "%s: use changes a key", ecall_kernel());
}

/* Where there is no kernel, nothing is expanded, sealed or opened, and nothing left as it was. */
static void without_kernel(struct input *input, struct slot *slot)
{
  uint8_t bytes[32] = {1}, out[MESSAGE + ECALL_TAG_BYTES];
  size_t size = take_below(input, MESSAGE + 1);
  engine_use(&kernel_none);
  CHECK(ecall_kernel() == NULL && ecall_kernel_error() != NULL, "a kernel");
  CHECK(ecall_key_expand(slot->key, bytes, sizeof bytes) == 0, "expanded without a kernel");
  memset(out, 1, sizeof out);
  ecall_seal(slot->key, 1, 2, bytes, 3, out, size, out);
  CHECK(all_zero(out, size + ECALL_TAG_BYTES), "sealed without a kernel");
  CHECK(ecall_open(slot->key, 1, 2, bytes, 3, out, size, out) == 0, "opened without a kernel");
}

static void run(struct input input, const struct kernel *kernel)
{
  for (size_t i = 0; i < SLOTS; i++) drop(&slots[i]);
  for (int i = 0; i < STEPS && input.left > 0; i++) {
    uint8_t what = take_byte(&input);
    struct slot *slot = &slots[what >> 4 & (SLOTS - 1)];
    engine_use(kernel);
    switch (what % 8) {
      case 0:
      case 1:
        expand(&input, slot);
        break;
      case 2:
        wipe_key(slot);
        break;
      case 3:
        without_kernel(&input, slot);
        break;
      default:
        if (slot->size > 0) use(&input, slot);
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const struct kernels *kernels = target_kernels();
  if (slots[0].key == NULL) {
    for (size_t i = 0; i < SLOTS; i++) {
      struct guarded memory = guarded_new(ecall_key_bytes());
      slots[i].key = (ecall_key *)(void *)guarded_end(memory, ecall_key_bytes());
    }
  }
  for (size_t k = 0; k < kernels->count; k++) run((struct input){data, size}, kernels->kernel[k]);
  return 0;
}
