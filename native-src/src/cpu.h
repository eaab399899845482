/* What of the processor's features kernels are chosen by. */
#ifndef ECALL_CPU_H
#define ECALL_CPU_H

#include <stddef.h>
#include <stdint.h>

enum {
  CPU_SSSE3 = 1 << 0,
  CPU_SSE41 = 1 << 1,
  CPU_AES = 1 << 2,
  CPU_PCLMULQDQ = 1 << 3,
  CPU_BMI2 = 1 << 4,
  CPU_AVX2 = 1 << 5,
  CPU_VAES = 1 << 6,
  CPU_VPCLMULQDQ = 1 << 7,
  CPU_AVX512F = 1 << 8,
  CPU_AVX512DQ = 1 << 9,
  CPU_AVX512BW = 1 << 10,
  CPU_AVX512VL = 1 << 11,
  CPU_AMD = 1 << 12, /* who made it, which says what is fast */
  CPU_ARM_AES = 1 << 13,
  CPU_ARM_PMULL = 1 << 14,
};

struct cpu {
  uint32_t present; /* the processor has it */
  uint32_t usable;  /* and the operating system saves the registers that it works with */
};

/* This machine. */
struct cpu cpu_detect(void);

/* Writes the names of features, separated by spaces. */
void cpu_names(uint32_t features, char *out, size_t size);

/* Where cpu_x86 asks: the processor, or a test. */
struct cpu_x86_source {
  void (*cpuid)(uint32_t leaf, uint32_t subleaf, uint32_t registers[4]); /* EAX, EBX, ECX, EDX */
  uint64_t (*xgetbv)(void);                                              /* XCR0 */
};

/* What an x86 processor answers, read as Intel's manual says (volume 1, 13.2, 14.3 and 15.2). */
struct cpu cpu_x86(const struct cpu_x86_source *source);

/* What Linux on 64-bit Arm says in AT_HWCAP. */
struct cpu cpu_arm(unsigned long hwcap);

#endif
