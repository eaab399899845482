/* The functions of engine.h, over the kernel that was chosen. */
#include "ecall/engine.h"

#include <stdlib.h>

#include "compare.h"
#include "dispatch.h"
#include "wipe.h"

/* A copy, not a pointer to a row: the way into a kernel is one jump then, without a load before it. */
static struct kernel kernel;

static struct {
  char error[KERNEL_TEXT_BYTES];
  char kernels[KERNEL_TEXT_BYTES];
  char features[KERNEL_TEXT_BYTES];
} texts;

void engine_use(const struct kernel *chosen)
{
  kernel = *chosen;
}

__attribute__((constructor)) static void engine_load(void)
{
  struct cpu cpu = cpu_detect();
  const struct kernel *chosen =
      kernel_choose(&cpu, getenv(KERNEL_VARIABLE), texts.error, sizeof texts.error);
  engine_use(chosen != NULL ? chosen : &kernel_none);
  kernel_names(&cpu, texts.kernels, sizeof texts.kernels);
  cpu_names(cpu.usable, texts.features, sizeof texts.features);
}

uint32_t ecall_abi_version(void)
{
  return ECALL_ABI_VERSION;
}

const char *ecall_version(void)
{
  return ECALL_VERSION;
}

const char *ecall_kernel(void)
{
  return kernel.name;
}

const char *ecall_kernel_error(void)
{
  return kernel.name == NULL ? texts.error : NULL;
}

const char *ecall_kernels(void)
{
  return texts.kernels;
}

const char *ecall_cpu_features(void)
{
  return texts.features;
}

size_t ecall_call_bytes(void)
{
  return kernel.call_bytes;
}

size_t ecall_key_bytes(void)
{
  return sizeof(struct ecall_key);
}

int32_t ecall_key_expand(ecall_key *key, const uint8_t *bytes, size_t size)
{
  if ((size != 16 && size != 32) || kernel.name == NULL) return 0;
  kernel.expand(key, bytes, size);
  return 1;
}

void ecall_key_wipe(ecall_key *key)
{
  wipe(key, sizeof *key);
}

void ecall_seal(const ecall_key *key, uint32_t nonce_high, uint64_t nonce_low, const uint8_t *aad,
                size_t aad_size, const uint8_t *in, size_t size, uint8_t *out)
{
  kernel.seal(key, nonce_high, nonce_low, aad, aad_size, in, size, out);
}

int32_t ecall_open(const ecall_key *key, uint32_t nonce_high, uint64_t nonce_low, const uint8_t *aad,
                   size_t aad_size, const uint8_t *in, size_t size, uint8_t *out)
{
  return kernel.open(key, nonce_high, nonce_low, aad, aad_size, in, size, out);
}

/* Not a pointer's sum: a base need not point to what lies at the offset. */
static inline uint8_t *at(const uint8_t *base, size_t offset)
{
  return (uint8_t *)((uintptr_t)base + offset);
}

void ecall_seal_at(const ecall_key *key, uint32_t nonce_high, uint64_t nonce_low,
                   const uint8_t *aad_base, size_t aad_offset, size_t aad_size, const uint8_t *in_base,
                   size_t in_offset, size_t size, uint8_t *out_base, size_t out_offset)
{
  kernel.seal(key, nonce_high, nonce_low, at(aad_base, aad_offset), aad_size, at(in_base, in_offset),
              size, at(out_base, out_offset));
}

int32_t ecall_open_at(const ecall_key *key, uint32_t nonce_high, uint64_t nonce_low,
                      const uint8_t *aad_base, size_t aad_offset, size_t aad_size,
                      const uint8_t *in_base, size_t in_offset, size_t size, uint8_t *out_base,
                      size_t out_offset)
{
  return kernel.open(key, nonce_high, nonce_low, at(aad_base, aad_offset), aad_size,
                     at(in_base, in_offset), size, at(out_base, out_offset));
}

void ecall_batch(ecall_message *messages, size_t first, size_t count, uint8_t *base1, uint8_t *base2,
                 uint8_t *base3, uint8_t *base4)
{
  uint8_t *const base[1 + ECALL_BASES] = {NULL, base1, base2, base3, base4};
  kernel.batch(messages + first, count, base);
}

size_t ecall_stream_bytes(void)
{
  return sizeof(struct ecall_stream);
}

void ecall_stream_begin(ecall_stream *stream, const ecall_key *key, uint32_t nonce_high,
                        uint64_t nonce_low)
{
  (void)key;
  *stream = (struct ecall_stream){.nonce_high = nonce_high, .nonce_low = nonce_low};
}

void ecall_stream_aad(ecall_stream *stream, const ecall_key *key, const uint8_t *aad, size_t size)
{
  kernel.stream_aad(stream, key, aad, size);
}

void ecall_stream_seal(ecall_stream *stream, const ecall_key *key, const uint8_t *in, size_t size,
                       uint8_t *out)
{
  kernel.stream_seal(stream, key, in, size, out);
}

void ecall_stream_open(ecall_stream *stream, const ecall_key *key, const uint8_t *in, size_t size,
                       uint8_t *out)
{
  kernel.stream_open(stream, key, in, size, out);
}

void ecall_stream_seal_end(ecall_stream *stream, const ecall_key *key, uint8_t *tag)
{
  kernel.stream_end(stream, key, tag);
  wipe(stream, sizeof *stream);
}

int32_t ecall_stream_open_end(ecall_stream *stream, const ecall_key *key, const uint8_t *tag)
{
  uint8_t computed[ECALL_TAG_BYTES];
  kernel.stream_end(stream, key, computed);
  /* Without a kernel the tag is zeros, which must not pass for authentic. */
  int32_t equal = tags_equal(computed, tag) & (kernel.name != NULL);
  wipe(computed, sizeof computed);
  wipe(stream, sizeof *stream);
  return equal;
}
