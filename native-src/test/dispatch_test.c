/* Which kernel is chosen, on this processor and on others, and what is said where none can be. */
#include "dispatch.h"
#include "test.h"

bool test_use_kernel(const char *name)
{
  (void)name;
  return true;
}

static const char *const names[KERNELS] = {"x86_vaes512_zen", "x86_vaes512", "x86_vaes256",
                                           "x86_aesni",       "arm_ce",      "portable"};
static const struct cpu none = {0, 0}, all = {~0u, ~0u};
static char error[KERNEL_TEXT_BYTES];

/* All that this build has, as a processor with everything has them. */
static const struct kernel *built[KERNELS];
static size_t count;

static bool is_built(const char *name)
{
  for (size_t i = 0; i < count; i++) {
    if (strcmp(built[i]->name, name) == 0) return true;
  }
  return false;
}

static void expect_error(const struct cpu *cpu, const char *wanted, const char *part)
{
  error[0] = 0;
  CHECK(kernel_choose(cpu, wanted, error, sizeof error) == NULL, "%s", wanted);
  CHECK(strstr(error, part) != NULL, "\"%s\" does not say \"%s\"", error, part);
  CHECK(error[strlen(error) - 1] != '.', "%s", error);
  CHECK(strstr(error, KERNEL_VARIABLE "=") == error, "%s", error);
}

static void by_name(void)
{
  for (size_t i = 0; i < KERNELS; i++) {
    const char *name = names[i];
    if (is_built(name)) {
      const struct kernel *kernel = kernel_choose(&all, name, error, sizeof error);
      CHECK(kernel != NULL && strcmp(kernel->name, name) == 0, "%s", name);
    } else {
      expect_error(&all, name, "not part of this build");
    }
    if (is_built(name) && strcmp(name, "portable") != 0) {
      struct cpu not_saved = {~0u, 0};
      expect_error(&none, name, "the processor lacks");
      expect_error(&none, name, "aes");
      expect_error(&not_saved, name, "does not save the registers");
    }
  }
  expect_error(&all, "nonsense", "there is no such kernel");
  expect_error(&all, "Portable", built[0]->name);
  expect_error(&all, "x86_vaes512 ", "there is no such kernel");
  char longest[1000];
  memset(longest, 'x', sizeof longest);
  longest[sizeof longest - 1] = 0;
  expect_error(&all, longest, "possible here");
}

static void preferred(void)
{
  CHECK(count > 0, "no kernel in this build");
  CHECK(kernel_choose(&all, NULL, error, sizeof error) == built[0], "not the first one");
  CHECK(kernel_choose(&all, "", error, sizeof error) == built[0], "not the first one");
  size_t next = 0;
  for (size_t i = 0; i < count; i++) {
    while (next < KERNELS && strcmp(built[i]->name, names[next]) != 0) next++;
    CHECK(next < KERNELS, "%s is out of order", built[i]->name);
    CHECK(built[i]->call_bytes > 0 && built[i]->call_bytes % 64 == 0, "%s: %zu bytes a call",
          built[i]->name, built[i]->call_bytes);
  }
}

#ifdef ECALL_TEST_X86
/* A processor with AVX-512 under an operating system that does not save its registers. */
static void less_than_all(void)
{
  const uint32_t zmm = CPU_AVX512F | CPU_AVX512DQ | CPU_AVX512BW | CPU_AVX512VL;
  const uint32_t ymm = CPU_AVX2 | CPU_VAES | CPU_VPCLMULQDQ;
  const struct {
    struct cpu cpu;
    const char *kernel;
  } cases[] = {
      {{~0u, ~0u}, "x86_vaes512_zen"},
      {{~(uint32_t)CPU_AMD, ~0u}, "x86_vaes512"},
      {{~(uint32_t)CPU_AMD, ~zmm}, "x86_vaes256"},
      {{~0u, ~zmm}, "x86_vaes256"},
      {{~zmm, ~zmm}, "x86_vaes256"},
      {{~0u, ~(zmm | ymm)}, "x86_aesni"},
      {{~0u, ~(uint32_t)CPU_VAES}, "x86_aesni"},
      {{~0u, ~(uint32_t)CPU_BMI2}, "x86_aesni"},
      {{~0u, ~(uint32_t)CPU_AVX512BW}, "x86_vaes256"},
      {{~0u, ~(uint32_t)CPU_AVX512VL}, "x86_vaes256"},
      {{~0u, ~(uint32_t)CPU_AVX512DQ}, "x86_vaes256"},
      {{~0u, ~(uint32_t)CPU_AES}, "portable"},
      {{~0u, ~(uint32_t)CPU_PCLMULQDQ}, "portable"},
      {{~0u, ~(uint32_t)CPU_SSSE3}, "portable"},
      {{~0u, ~(uint32_t)CPU_SSE41}, "portable"},
      {{0, 0}, "portable"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    if (!is_built(cases[i].kernel)) continue;
    const struct kernel *chosen = kernel_choose(&cases[i].cpu, NULL, error, sizeof error);
    CHECK(chosen != NULL && strcmp(chosen->name, cases[i].kernel) == 0, "case %zu: %s instead of %s", i,
          chosen != NULL ? chosen->name : error, cases[i].kernel);
  }
}
#else
static void less_than_all(void)
{
  const struct kernel *chosen = kernel_choose(&none, NULL, error, sizeof error);
  CHECK(is_built("portable") ? chosen == &ecall_portable : chosen == NULL, "%s", error);
}
#endif

void test(void)
{
  count = kernel_list(&all, built);
  preferred();
  by_name();
  less_than_all();
  char text[KERNEL_TEXT_BYTES];
  kernel_names(&all, text, sizeof text);
  for (size_t i = 0; i < count; i++) CHECK(strstr(text, built[i]->name) != NULL, "%s", text);
  cpu_names(~0u, text, 8);
  CHECK(strlen(text) < 8, "%s", text);
}
