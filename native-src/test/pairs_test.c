/* Kernels against each other on random messages: what one seals, each opens. */
#include "dispatch.h"
#include "test.h"

#define LARGEST 70000

bool test_use_kernel(const char *name)
{
  (void)name;
  return true;
}

static const struct kernel *kernels[KERNELS];
static size_t count;
static uint8_t aad[2000], plain[LARGEST], first[LARGEST + ECALL_TAG_BYTES];
static uint8_t sealed[LARGEST + ECALL_TAG_BYTES], out[LARGEST];

static size_t random_size(void)
{
  switch (random_below(8)) {
    case 0:
      return random_below(LARGEST);
    case 1:
      return random_below(6000);
    default:
      return random_below(1400);
  }
}

static void round_of_all(struct ecall_key *key)
{
  uint8_t bytes[32];
  size_t key_size = random_below(2) == 0 ? 16 : 32, size = random_size();
  size_t aad_size = random_below(random_below(8) == 0 ? sizeof aad : 64);
  uint32_t high = (uint32_t)random_number();
  uint64_t low = random_number();
  random_fill(bytes, key_size);
  random_fill(aad, aad_size);
  random_fill(plain, size);
  for (size_t k = 0; k < count; k++) {
    const char *name = kernels[k]->name;
    kernels[k]->expand(key, bytes, key_size);
    kernels[k]->seal(key, high, low, aad, aad_size, plain, size, k == 0 ? first : sealed);
    CHECK(k == 0 || memcmp(sealed, first, size + ECALL_TAG_BYTES) == 0, "%s and %s: %zu, AAD %zu",
          kernels[0]->name, name, size, aad_size);
    CHECK(kernels[k]->open(key, high, low, aad, aad_size, first, size, out) == 1 &&
              memcmp(out, plain, size) == 0,
          "%s: %zu, AAD %zu", name, size, aad_size);
  }
}

void test(void)
{
  struct cpu cpu = cpu_detect();
  count = kernel_list(&cpu, kernels);
  if (count < 2) {
    printf("skipped: there is only one kernel here\n");
    exit(SKIPPED);
  }
  for (size_t k = 0; k < count; k++) printf("%s\n", kernels[k]->name);
  struct guarded memory = guarded_new(sizeof(struct ecall_key));
  for (int i = 0; i < (test_reduced ? 100 : 2000); i++) {
    round_of_all((struct ecall_key *)(void *)memory.start);
  }
  guarded_free(memory);
}
