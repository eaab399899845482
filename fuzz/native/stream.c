/*
 * Messages in parts against the reference, with every kernel: cut anywhere, two at a time under one key,
 * in place or apart, with the right tag or another.
 */
#include "reference.h"
#include "target.h"

#define LARGEST     9000
#define LARGEST_AAD 5000
#define CUTS        32
#define STREAMS     2

struct side {
  uint8_t aad[LARGEST_AAD], plain[LARGEST], sealed[LARGEST + ECALL_TAG_BYTES];
  uint8_t out[LARGEST], cut[CUTS];
  size_t aad_size, size, aad_done, done, cuts;
  uint32_t nonce_high;
  uint64_t nonce_low;
  bool opening, in_place;
  size_t wrong_bit; /* of the tag; more than it has for none */
  ecall_stream *stream;
};

static struct side sides[STREAMS];
static uint8_t key_bytes[32], order[2 * CUTS];
static struct guarded key_memory, stream_memory[STREAMS];

static void read_side(struct input *input, struct side *side, size_t key_size)
{
  uint8_t flags = take_byte(input), nonce[12];
  side->opening = (flags & 1) != 0;
  side->in_place = (flags & 2) != 0;
  side->wrong_bit = (flags & 4) != 0 ? take_byte(input) : 255;
  side->size = take_size(input, LARGEST);
  side->aad_size = take_size(input, LARGEST_AAD);
  side->nonce_high = (uint32_t)take(input, 4);
  side->nonce_low = take(input, 8);
  take_content(input, side->aad, side->aad_size);
  take_content(input, side->plain, side->size);
  for (size_t i = 0; i < CUTS; i++) side->cut[i] = take_byte(input);
  reference_nonce(side->nonce_high, side->nonce_low, nonce);
  reference_seal(key_bytes, key_size, nonce, side->aad, side->aad_size, side->plain, side->size,
                 side->sealed);
}

/* How much of what is left comes next: so many times 64 bytes, or all. The last cuts repeat no more. */
static size_t next_part(struct side *side, size_t left)
{
  if (side->cuts == CUTS) return left;
  size_t part = (size_t)side->cut[side->cuts++] % 80 * 64;
  return part < left ? part : left;
}

static void begin(struct side *side, const ecall_key *key)
{
  side->aad_done = side->done = side->cuts = 0;
  memset(side->stream, 0xe5, ecall_stream_bytes());
  target_forbid(side->stream, ecall_stream_bytes());
  target_allow(side->stream, ecall_stream_bytes());
  if (side->in_place) memcpy(side->out, side->opening ? side->sealed : side->plain, side->size);
  ecall_stream_begin(side->stream, key, side->nonce_high, side->nonce_low);
}

/* One part; false if there is none left. */
static bool step(struct side *side, const ecall_key *key)
{
  if (side->aad_done < side->aad_size) {
    size_t part = next_part(side, side->aad_size - side->aad_done);
    ecall_stream_aad(side->stream, key, side->aad + side->aad_done, part);
    side->aad_done += part;
    return true;
  }
  if (side->done == side->size) return false;
  const uint8_t *from = side->in_place ? side->out : side->opening ? side->sealed : side->plain;
  size_t at = side->done, part = next_part(side, side->size - at);
  if (side->opening)
    ecall_stream_open(side->stream, key, from + at, part, side->out + at);
  else
    ecall_stream_seal(side->stream, key, from + at, part, side->out + at);
  side->done += part;
  return true;
}

static void end(struct side *side, const ecall_key *key)
{
  const char *name = ecall_kernel();
  const uint8_t *expected = side->opening ? side->plain : side->sealed;
  uint8_t tag[ECALL_TAG_BYTES];
  if (side->opening) {
    memcpy(tag, side->sealed + side->size, sizeof tag);
    bool wrong = side->wrong_bit < sizeof tag * 8;
    if (wrong) tag[side->wrong_bit / 8] ^= (uint8_t)(1u << side->wrong_bit % 8);
    CHECK(ecall_stream_open_end(side->stream, key, tag) == !wrong, "%s: %zu, AAD %zu", name, side->size,
          side->aad_size);
  } else {
    ecall_stream_seal_end(side->stream, key, tag);
    target_defined(tag, sizeof tag);
    CHECK(memcmp(tag, side->sealed + side->size, sizeof tag) == 0, "%s: tag, %zu, AAD %zu", name,
          side->size, side->aad_size);
  }
  target_defined(side->out, side->size);
  CHECK(memcmp(side->out, expected, side->size) == 0, "%s: %zu, AAD %zu", name, side->size,
        side->aad_size);
  CHECK(all_zero((const uint8_t *)side->stream, ecall_stream_bytes()), "%s: not wiped", name);
}

static void run(const struct kernel *kernel, size_t key_size)
{
  ecall_key *key = (ecall_key *)(void *)key_memory.start;
  engine_use(kernel);
  CHECK(ecall_key_expand(key, key_bytes, key_size) == 1, "%s", kernel->name);
  for (size_t i = 0; i < STREAMS; i++) begin(&sides[i], key);
  for (size_t i = 0; i < sizeof order; i++) (void)step(&sides[order[i] % STREAMS], key);
  for (size_t i = 0; i < STREAMS; i++) {
    while (step(&sides[i], key)) continue;
    end(&sides[i], key);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct input input = {data, size};
  const struct kernels *kernels = target_kernels();
  if (key_memory.start == NULL) {
    key_memory = guarded_new(ecall_key_bytes());
    for (size_t i = 0; i < STREAMS; i++) {
      stream_memory[i] = guarded_new(ecall_stream_bytes());
      sides[i].stream = (ecall_stream *)(void *)guarded_end(stream_memory[i], ecall_stream_bytes());
    }
  }
  size_t key_size = (take_byte(&input) & 1) != 0 ? 16 : 32;
  take_content(&input, key_bytes, sizeof key_bytes);
  for (size_t i = 0; i < STREAMS; i++) read_side(&input, &sides[i], key_size);
  for (size_t i = 0; i < sizeof order; i++) order[i] = take_byte(&input);
  for (size_t k = 0; k < kernels->count; k++) run(kernels->kernel[k], key_size);
  return 0;
}
