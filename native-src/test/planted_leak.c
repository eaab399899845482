/*
 * Leaks on purpose, each in a function of an otherwise good kernel: the check has to see them. The
 * program's argument is kernel:leak.
 */
#include "dispatch.h"
#include "test.h"

static const struct kernel *good;
static volatile unsigned seen;

static const uint8_t table[256] = {1, 2, 3};

/* What MemorySanitizer or valgrind says has to come right after this, so that nothing else passes for the leak. */
static void announce(void)
{
  fprintf(stderr, "leaking\n");
}

/* A load from an address that depends on the key. */
static void table_seal(const struct ecall_key *key, uint32_t nonce_high, uint64_t nonce_low,
                       const uint8_t *aad, size_t aad_size, const uint8_t *in, size_t size,
                       uint8_t *out)
{
  announce();
  seen += table[key->round_key[MAX_ROUNDS][0]];
  good->seal(key, nonce_high, nonce_low, aad, aad_size, in, size, out);
}

/* A branch on a bit of the hash key. */
static void branch_seal(const struct ecall_key *key, uint32_t nonce_high, uint64_t nonce_low,
                        const uint8_t *aad, size_t aad_size, const uint8_t *in, size_t size,
                        uint8_t *out)
{
  announce();
  if ((key->power[POWERS - 1][0] & 1) != 0) seen++;
  good->seal(key, nonce_high, nonce_low, aad, aad_size, in, size, out);
}

/* A comparison that ends at the first byte that differs. */
static int32_t compare_open(const struct ecall_key *key, uint32_t nonce_high, uint64_t nonce_low,
                            const uint8_t *aad, size_t aad_size, const uint8_t *in, size_t size,
                            uint8_t *out)
{
  announce();
  for (int i = 0; i < ECALL_TAG_BYTES && in[size + (size_t)i] != 0; i++) seen++;
  return good->open(key, nonce_high, nonce_low, aad, aad_size, in, size, out);
}

bool test_use_kernel(const char *name)
{
  struct cpu cpu = cpu_detect();
  char error[KERNEL_TEXT_BYTES], kernel[32];
  const char *leak = strchr(name, ':');
  CHECK(leak != NULL, "%s is not kernel:leak", name);
  snprintf(kernel, sizeof kernel, "%.*s", (int)(leak++ - name), name);
  good = kernel_choose(&cpu, kernel, error, sizeof error);
  if (good == NULL) {
    printf("skipped: %s\n", error);
    return false;
  }
  struct kernel leaking = *good;
  if (strcmp(leak, "table") == 0)
    leaking.seal = table_seal;
  else if (strcmp(leak, "branch") == 0)
    leaking.seal = branch_seal;
  else if (strcmp(leak, "compare") == 0)
    leaking.open = compare_open;
  else
    CHECK(false, "%s", name);
  engine_use(&leaking);
  return true;
}
