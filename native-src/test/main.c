/* main() of a test program; its argument is the name of a kernel. */
#include <stdarg.h>

#include "test.h"

bool test_reduced;

static uint64_t seed, state;

void test_fail(const char *file, int line, const char *condition, const char *format, ...)
{
  const char *name = strrchr(file, '/');
  fprintf(stderr, "FAILED %s:%d %s: ", name != NULL ? name + 1 : file, line, condition);
  va_list arguments;
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fprintf(stderr, "\nECALL_TEST_SEED=%llu\n", (unsigned long long)seed);
  exit(1);
}

/* SplitMix64: short, and the same everywhere. */
uint64_t random_number(void)
{
  uint64_t x = state += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

size_t random_below(size_t bound)
{
  return (size_t)(random_number() % bound);
}

void random_fill(uint8_t *out, size_t size)
{
  for (size_t i = 0; i < size; i++) {
    out[i] = (uint8_t)random_number();
  }
}

bool all_zero(const uint8_t *bytes, size_t size)
{
  uint8_t any = 0;
  for (size_t i = 0; i < size; i++) any |= bytes[i];
  return any == 0;
}

static bool is_set(const char *variable)
{
  const char *value = getenv(variable);
  return value != NULL && value[0] != 0 && strcmp(value, "0") != 0;
}

int main(int argc, char **argv)
{
  const char *given = getenv("ECALL_TEST_SEED");
  seed = state = given != NULL ? strtoull(given, NULL, 10) : 20240801;
  test_reduced = is_set("ECALL_TEST_REDUCED");
  if (argc > 1 && !test_use_kernel(argv[1])) return SKIPPED;
  printf("kernel %s, seed %llu%s\n", argc > 1 ? argv[1] : "-", (unsigned long long)seed,
         test_reduced ? ", reduced" : "");
  fflush(stdout);
  test();
  return 0;
}
