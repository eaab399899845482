/*
 * Every kernel against the reference, one message: sealed and opened, then changed somewhere and refused;
 * anywhere in memory, in place or apart.
 */
#include "reference.h"
#include "target.h"

#define LARGEST     9000
#define LARGEST_AAD 5000

enum change { NOTHING, CIPHERTEXT, TAG, ADDITIONAL, NONCE, KEY, CHANGES };

static struct {
  uint8_t key[32], aad[LARGEST_AAD], plain[LARGEST], sealed[LARGEST + ECALL_TAG_BYTES];
  size_t key_size, aad_size, size;
  uint32_t nonce_high;
  uint64_t nonce_low;
  bool in_place, by_offset;
  size_t aad_spot, in_spot, out_spot;
  enum change change;
  size_t change_at;
  uint8_t change_by;
} message;

static struct guarded key_memory, aad_memory, in_memory, out_memory;

static void read_message(struct input *input)
{
  uint8_t flags = take_byte(input);
  message.key_size = (flags & 1) != 0 ? 16 : 32;
  message.in_place = (flags & 2) != 0;
  message.by_offset = (flags & 4) != 0;
  message.change = (enum change)((flags >> 3) % CHANGES);
  message.size = take_size(input, LARGEST);
  message.aad_size = take_size(input, LARGEST_AAD);
  message.nonce_high = (uint32_t)take(input, 4);
  message.nonce_low = take(input, 8);
  message.aad_spot = take_below(input, SPOTS);
  message.in_spot = take_below(input, SPOTS);
  message.out_spot = take_below(input, SPOTS);
  message.change_at = (size_t)take(input, 2);
  message.change_by = (uint8_t)(1u << take_below(input, 8));
  take_content(input, message.key, sizeof message.key);
  take_content(input, message.aad, message.aad_size);
  take_content(input, message.plain, message.size);
}

static ecall_key *key_expanded(void)
{
  ecall_key *key = (ecall_key *)(void *)guarded_end(key_memory, ecall_key_bytes());
  target_forbid(key, ecall_key_bytes());
  target_allow(key, ecall_key_bytes());
  CHECK(ecall_key_expand(key, message.key, message.key_size) == 1, "%zu", message.key_size);
  return key;
}

static void name(char *text, size_t size, const char *what)
{
  snprintf(text, size, "%s: %s %zu, AAD %zu%s", ecall_kernel(), what, message.size, message.aad_size,
           message.in_place ? ", in place" : "");
}

/* Where offsets are counted from need not be anywhere near. */
static const uint8_t *base(void)
{
  return (const uint8_t *)(uintptr_t)(message.nonce_low & 0xffff);
}

static size_t offset(const void *at)
{
  return (uintptr_t)at - (uintptr_t)base();
}

static void seal(const ecall_key *key)
{
  char what[100];
  name(what, sizeof what, "seal");
  struct placed aad = place(aad_memory, message.aad_size, message.aad_spot);
  struct placed in = place(in_memory, message.size, message.in_spot);
  struct placed out = place(out_memory, message.size + ECALL_TAG_BYTES, message.out_spot);
  const uint8_t *from = message.in_place ? out.bytes : in.bytes;
  memcpy(aad.bytes, message.aad, message.aad_size);
  memcpy(in.bytes, message.plain, message.size);
  target_forbid(out.bytes, out.size);
  target_allow(out.bytes, out.size);
  if (message.in_place) memcpy(out.bytes, message.plain, message.size);
  if (message.by_offset) {
    ecall_seal_at(key, message.nonce_high, message.nonce_low, base(), offset(aad.bytes),
                  message.aad_size, base(), offset(from), message.size, (uint8_t *)(uintptr_t)base(),
                  offset(out.bytes));
  } else {
    ecall_seal(key, message.nonce_high, message.nonce_low, aad.bytes, message.aad_size, from,
               message.size, out.bytes);
  }
  target_defined(out.bytes, out.size);
  CHECK(memcmp(out.bytes, message.sealed, out.size) == 0, "%s", what);
  CHECK(memcmp(aad.bytes, message.aad, aad.size) == 0, "%s: AAD changed", what);
  CHECK(memcmp(in.bytes, message.plain, in.size) == 0, "%s: input changed", what);
  placed_check(&aad, what);
  placed_check(&in, what);
  placed_check(&out, what);
}

/* Changes a byte of what is opened, if there is one; whether it did. */
static bool changed(uint8_t *bytes, size_t size)
{
  if (size == 0) return false;
  bytes[message.change_at % size] ^= message.change_by;
  return true;
}

static void open(ecall_key *key, enum change change)
{
  char what[100];
  name(what, sizeof what, change == NOTHING ? "open" : "open what was changed");
  struct placed aad = place(aad_memory, message.aad_size, message.aad_spot);
  struct placed in = place(in_memory, message.size + ECALL_TAG_BYTES, message.in_spot);
  struct placed out = place(out_memory, message.size, message.out_spot);
  uint8_t *to = message.in_place ? in.bytes : out.bytes;
  uint64_t nonce_low = message.nonce_low;
  bool forged = false;
  memcpy(aad.bytes, message.aad, message.aad_size);
  memcpy(in.bytes, message.sealed, in.size);
  if (change == CIPHERTEXT) forged = changed(in.bytes, message.size);
  if (change == TAG) forged = changed(in.bytes + message.size, ECALL_TAG_BYTES);
  if (change == ADDITIONAL) forged = changed(aad.bytes, message.aad_size);
  if (change == NONCE) forged = changed((uint8_t *)&nonce_low, sizeof nonce_low);
  if (change == KEY) {
    uint8_t other[32];
    memcpy(other, message.key, sizeof other);
    forged = changed(other, message.key_size);
    CHECK(ecall_key_expand(key, other, message.key_size) == 1, "another key");
  }
  int32_t result;
  if (message.by_offset) {
    result =
        ecall_open_at(key, message.nonce_high, nonce_low, base(), offset(aad.bytes), message.aad_size,
                      base(), offset(in.bytes), message.size, (uint8_t *)(uintptr_t)base(), offset(to));
  } else {
    result = ecall_open(key, message.nonce_high, nonce_low, aad.bytes, message.aad_size, in.bytes,
                        message.size, to);
  }
  target_defined(to, message.size);
  CHECK(result == (forged ? 0 : 1), "%s: %d", what, result);
  if (forged)
    CHECK(all_zero(to, message.size), "%s left something", what);
  else
    CHECK(memcmp(to, message.plain, message.size) == 0, "%s", what);
  if (!message.in_place && !forged)
    CHECK(memcmp(in.bytes, message.sealed, in.size) == 0, "%s: input changed", what);
  placed_check(&aad, what);
  placed_check(&in, what);
  placed_check(&out, what);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct input input = {data, size};
  const struct kernels *kernels = target_kernels();
  if (in_memory.start == NULL) {
    key_memory = guarded_new(ecall_key_bytes());
    aad_memory = guarded_new(LARGEST_AAD + SPOTS);
    in_memory = guarded_new(LARGEST + ECALL_TAG_BYTES + SPOTS);
    out_memory = guarded_new(LARGEST + ECALL_TAG_BYTES + SPOTS);
  }
  read_message(&input);
  uint8_t nonce[12];
  reference_nonce(message.nonce_high, message.nonce_low, nonce);
  reference_seal(message.key, message.key_size, nonce, message.aad, message.aad_size, message.plain,
                 message.size, message.sealed);
  for (size_t k = 0; k < kernels->count; k++) {
    engine_use(kernels->kernel[k]);
    ecall_key *key = key_expanded();
    seal(key);
    open(key, NOTHING);
    open(key, message.change);
    ecall_key_wipe(key);
  }
  return 0;
}
