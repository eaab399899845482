#include "cpu.h"

/* Bits of AT_HWCAP, part of the kernel's interface for 64-bit Arm. */
#define ARM_HWCAP_AES   (1ul << 3)
#define ARM_HWCAP_PMULL (1ul << 4)

struct cpu cpu_arm(unsigned long hwcap)
{
  uint32_t present = 0;
  if ((hwcap & ARM_HWCAP_AES) != 0) present |= CPU_ARM_AES;
  if ((hwcap & ARM_HWCAP_PMULL) != 0) present |= CPU_ARM_PMULL;
  return (struct cpu){present, present};
}

#if defined(__linux__)
#include <sys/auxv.h>

struct cpu cpu_detect(void)
{
  return cpu_arm(getauxval(AT_HWCAP));
}
#else
/* Other systems have other ways to ask; the portable kernel runs on all of them. */
struct cpu cpu_detect(void)
{
  return (struct cpu){0, 0};
}
#endif
