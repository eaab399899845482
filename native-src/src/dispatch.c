#include "dispatch.h"

#include <stdio.h>
#include <string.h>

/* The build says which kernels are part of it. */
#ifdef ECALL_WITH_X86_VAES512_ZEN
#define X86_VAES512_ZEN &ecall_x86_vaes512_zen
#else
#define X86_VAES512_ZEN NULL
#endif
#ifdef ECALL_WITH_X86_VAES512
#define X86_VAES512 &ecall_x86_vaes512
#else
#define X86_VAES512 NULL
#endif
#ifdef ECALL_WITH_X86_VAES256
#define X86_VAES256 &ecall_x86_vaes256
#else
#define X86_VAES256 NULL
#endif
#ifdef ECALL_WITH_X86_AESNI
#define X86_AESNI &ecall_x86_aesni
#else
#define X86_AESNI NULL
#endif
#ifdef ECALL_WITH_ARM_CE
#define ARM_CE &ecall_arm_ce
#else
#define ARM_CE NULL
#endif
#ifdef ECALL_WITH_PORTABLE
#define PORTABLE &ecall_portable
#else
#define PORTABLE NULL
#endif

#define NEEDS_AESNI   (CPU_SSSE3 | CPU_SSE41 | CPU_AES | CPU_PCLMULQDQ)
#define NEEDS_VAES256 (NEEDS_AESNI | CPU_BMI2 | CPU_AVX2 | CPU_VAES | CPU_VPCLMULQDQ)
#ifdef ECALL_EMULATED_AVX512
#define NEEDS_VAES512 (NEEDS_AESNI | CPU_BMI2 | CPU_AVX2)
#else
#define NEEDS_VAES512 (NEEDS_VAES256 | CPU_AVX512F | CPU_AVX512DQ | CPU_AVX512BW | CPU_AVX512VL)
#endif

struct candidate {
  const char *name;
  const struct kernel *kernel; /* NULL if it is not part of this library */
  uint32_t needs;
  uint32_t is_for; /* where it is preferred; on other processors it comes last */
};

/* In order of preference. */
static const struct candidate candidates[KERNELS] = {
    {"x86_vaes512_zen", X86_VAES512_ZEN, NEEDS_VAES512, CPU_AMD},
    {"x86_vaes512", X86_VAES512, NEEDS_VAES512, 0},
    {"x86_vaes256", X86_VAES256, NEEDS_VAES256, 0},
    {"x86_aesni", X86_AESNI, NEEDS_AESNI, 0},
    {"arm_ce", ARM_CE, CPU_ARM_AES | CPU_ARM_PMULL, 0},
    {"portable", PORTABLE, 0, 0},
};

static int runs(const struct candidate *candidate, const struct cpu *cpu)
{
  return candidate->kernel != NULL && (candidate->needs & ~cpu->usable) == 0;
}

static int is_preferred(const struct candidate *candidate, const struct cpu *cpu)
{
  return (candidate->is_for & ~cpu->present) == 0;
}

size_t kernel_list(const struct cpu *cpu, const struct kernel *kernels[KERNELS])
{
  size_t count = 0;
  for (int preferred = 1; preferred >= 0; preferred--) {
    for (size_t i = 0; i < KERNELS; i++) {
      if (runs(&candidates[i], cpu) && is_preferred(&candidates[i], cpu) == preferred)
        kernels[count++] = candidates[i].kernel;
    }
  }
  return count;
}

void kernel_names(const struct cpu *cpu, char *out, size_t size)
{
  const struct kernel *kernels[KERNELS];
  size_t count = kernel_list(cpu, kernels), used = 0;
  out[0] = 0;
  for (size_t i = 0; i < count && used < size; i++) {
    int length = snprintf(out + used, size - used, "%s%s", i > 0 ? " " : "", kernels[i]->name);
    used += (size_t)length;
  }
}

/* Why a kernel that was asked for by name cannot be had. */
static void refuse(const struct candidate *candidate, const struct cpu *cpu, const char *wanted,
                   char *error, size_t error_size)
{
  char features[128], possible[128];
  kernel_names(cpu, possible, sizeof possible);
  if (candidate == NULL) {
    snprintf(error, error_size, "%s=%.40s: there is no such kernel; possible here: %s", KERNEL_VARIABLE,
             wanted, possible);
  } else if (candidate->kernel == NULL) {
    snprintf(error, error_size,
             "%s=%s: this kernel is not part of this build of the library; possible here: %s",
             KERNEL_VARIABLE, wanted, possible);
  } else if ((candidate->needs & ~cpu->present) != 0) {
    cpu_names(candidate->needs & ~cpu->present, features, sizeof features);
    snprintf(error, error_size, "%s=%s: the processor lacks %s; possible here: %s", KERNEL_VARIABLE,
             wanted, features, possible);
  } else {
    cpu_names(candidate->needs & ~cpu->usable, features, sizeof features);
    snprintf(error, error_size,
             "%s=%s: the operating system does not save the registers of %s; possible here: %s",
             KERNEL_VARIABLE, wanted, features, possible);
  }
}

const struct kernel *kernel_choose(const struct cpu *cpu, const char *wanted, char *error,
                                   size_t error_size)
{
  if (wanted == NULL || wanted[0] == 0) {
    const struct kernel *kernels[KERNELS];
    if (kernel_list(cpu, kernels) > 0) return kernels[0];
    snprintf(error, error_size, "no kernel of this build of the library can run on this processor");
    return NULL;
  }
  const struct candidate *candidate = NULL;
  for (size_t i = 0; i < KERNELS; i++) {
    if (strcmp(candidates[i].name, wanted) == 0) candidate = &candidates[i];
  }
  if (candidate != NULL && runs(candidate, cpu)) return candidate->kernel;
  refuse(candidate, cpu, wanted, error, error_size);
  return NULL;
}
