/*
 * The row of functions where there is no kernel. No key can be expanded then, so that nobody should get
 * here; who does all the same gets zeros and refusals, not a crash and never plaintext.
 */
#include <string.h>

#include "dispatch.h"

#define UNUSED(x) (void)(x)

static void none_expand(struct ecall_key *key, const uint8_t *bytes, size_t size)
{
  UNUSED(key), UNUSED(bytes), UNUSED(size);
}

/* Not memset alone: where there are no bytes, pointers may be anything. */
static void zero(uint8_t *out, size_t size)
{
  if (size > 0) memset(out, 0, size);
}

static void none_seal(const struct ecall_key *key, uint32_t nonce_high, uint64_t nonce_low,
                      const uint8_t *aad, size_t aad_size, const uint8_t *in, size_t size, uint8_t *out)
{
  UNUSED(key), UNUSED(nonce_high), UNUSED(nonce_low), UNUSED(aad), UNUSED(aad_size), UNUSED(in);
  zero(out, size + ECALL_TAG_BYTES);
}

static int32_t none_open(const struct ecall_key *key, uint32_t nonce_high, uint64_t nonce_low,
                         const uint8_t *aad, size_t aad_size, const uint8_t *in, size_t size,
                         uint8_t *out)
{
  UNUSED(key), UNUSED(nonce_high), UNUSED(nonce_low), UNUSED(aad), UNUSED(aad_size), UNUSED(in);
  zero(out, size);
  return 0;
}

static void none_batch(ecall_message *messages, size_t count, uint8_t *const base[1 + ECALL_BASES])
{
  for (size_t i = 0; i < count; i++) {
    ecall_message *message = &messages[i];
    message->result = 0;
    if (message->key == 0) continue;
    uint8_t *out = (uint8_t *)((uintptr_t)base[message->out_base] + message->out_offset);
    zero(out, message->size + (message->operation == ECALL_SEAL ? (size_t)ECALL_TAG_BYTES : 0));
  }
}

static void none_stream_aad(struct ecall_stream *stream, const struct ecall_key *key,
                            const uint8_t *aad, size_t size)
{
  UNUSED(stream), UNUSED(key), UNUSED(aad), UNUSED(size);
}

static void none_stream_part(struct ecall_stream *stream, const struct ecall_key *key,
                             const uint8_t *in, size_t size, uint8_t *out)
{
  UNUSED(stream), UNUSED(key), UNUSED(in);
  zero(out, size);
}

static void none_stream_end(const struct ecall_stream *stream, const struct ecall_key *key,
                            uint8_t tag[ECALL_TAG_BYTES])
{
  UNUSED(stream), UNUSED(key);
  zero(tag, ECALL_TAG_BYTES);
}

const struct kernel kernel_none = {
    .name = NULL,
    .call_bytes = ECALL_ALIGNMENT,
    .expand = none_expand,
    .seal = none_seal,
    .open = none_open,
    .batch = none_batch,
    .stream_aad = none_stream_aad,
    .stream_seal = none_stream_part,
    .stream_open = none_stream_part,
    .stream_end = none_stream_end,
};
