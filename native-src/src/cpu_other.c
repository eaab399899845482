#include "cpu.h"

/* There is no kernel for this architecture but the portable one, which needs no feature. */
struct cpu cpu_detect(void)
{
  return (struct cpu){0, 0};
}
