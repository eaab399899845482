#include <cpuid.h>
#include <stdbool.h>

#include "cpu.h"

/* Bits of XCR0: registers that the operating system saves when it switches between threads. */
#define XCR0_XMM            (1u << 1)
#define XCR0_YMM            (1u << 2)
#define XCR0_OPMASK         (1u << 5)
#define XCR0_ZMM_0_15_UPPER (1u << 6)
#define XCR0_ZMM_16_31      (1u << 7)
#define XCR0_AVX            (XCR0_XMM | XCR0_YMM)
#define XCR0_AVX512         (XCR0_AVX | XCR0_OPMASK | XCR0_ZMM_0_15_UPPER | XCR0_ZMM_16_31)

/* Features whose instructions exist only in forms that work with YMM, or with ZMM and mask registers. */
#define NEEDS_YMM (CPU_AVX2 | CPU_VAES | CPU_VPCLMULQDQ)
#define NEEDS_ZMM (CPU_AVX512F | CPU_AVX512DQ | CPU_AVX512BW | CPU_AVX512VL)

enum { EAX, EBX, ECX, EDX };

struct bit {
  uint32_t leaf;
  uint32_t reg;
  uint32_t bit;
  uint32_t feature;
};

static const struct bit bits[] = {
    {1, ECX, 1, CPU_PCLMULQDQ}, {1, ECX, 9, CPU_SSSE3},     {1, ECX, 19, CPU_SSE41},
    {1, ECX, 25, CPU_AES},      {7, EBX, 5, CPU_AVX2},      {7, EBX, 8, CPU_BMI2},
    {7, EBX, 16, CPU_AVX512F},  {7, EBX, 17, CPU_AVX512DQ}, {7, EBX, 30, CPU_AVX512BW},
    {7, EBX, 31, CPU_AVX512VL}, {7, ECX, 9, CPU_VAES},      {7, ECX, 10, CPU_VPCLMULQDQ},
};

/* "AuthenticAMD", as CPUID has it. */
static bool is_amd(const uint32_t leaf0[4])
{
  return leaf0[EBX] == 0x68747541 && leaf0[EDX] == 0x69746e65 && leaf0[ECX] == 0x444d4163;
}

static bool has(uint32_t value, uint32_t bit)
{
  return (value >> bit & 1) != 0;
}

struct cpu cpu_x86(const struct cpu_x86_source *source)
{
  uint32_t leaf0[4], leaf1[4], leaf7[4] = {0};
  source->cpuid(0, 0, leaf0);
  source->cpuid(1, 0, leaf1);
  /* Beyond the last leaf a processor answers with the last one's content. */
  if (leaf0[EAX] >= 7) source->cpuid(7, 0, leaf7);

  struct cpu cpu = {is_amd(leaf0) ? CPU_AMD : 0, 0};
  for (size_t i = 0; i < sizeof bits / sizeof bits[0]; i++) {
    const uint32_t *leaf = bits[i].leaf == 1 ? leaf1 : leaf7;
    if (has(leaf[bits[i].reg], bits[i].bit)) cpu.present |= bits[i].feature;
  }

  /* XGETBV is an invalid instruction where the operating system has not set OSXSAVE. */
  bool osxsave = has(leaf1[ECX], 27), avx = has(leaf1[ECX], 28);
  uint64_t xcr0 = osxsave && avx ? source->xgetbv() : 0;
  cpu.usable = cpu.present;
  if ((xcr0 & XCR0_AVX) != XCR0_AVX) cpu.usable &= ~(uint32_t)(NEEDS_YMM | NEEDS_ZMM);
  if ((xcr0 & XCR0_AVX512) != XCR0_AVX512) cpu.usable &= ~(uint32_t)NEEDS_ZMM;
  return cpu;
}

static void processor_cpuid(uint32_t leaf, uint32_t subleaf, uint32_t registers[4])
{
  __cpuid_count(leaf, subleaf, registers[EAX], registers[EBX], registers[ECX], registers[EDX]);
}

static uint64_t processor_xgetbv(void)
{
  uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (uint64_t)high << 32 | low;
}

struct cpu cpu_detect(void)
{
  static const struct cpu_x86_source processor = {processor_cpuid, processor_xgetbv};
  return cpu_x86(&processor);
}
