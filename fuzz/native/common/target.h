/* What the targets share. Each is a file with LLVMFuzzerTestOneInput; CHECK is that of the tests. */
#ifndef ECALL_FUZZ_TARGET_H
#define ECALL_FUZZ_TARGET_H

#include "dispatch.h"
#include "input.h"
#include "test.h"

/* One input; 0, as libFuzzer wants it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The kernels that can run here, the preferred first. ECALL_NATIVE_KERNEL plays no part. */
struct kernels {
  size_t count;
  const struct kernel *kernel[KERNELS];
};
const struct kernels *target_kernels(void);

/* Memory that may not be touched, and memory with any content, to the sanitizer that is there. */
void target_forbid(void *memory, size_t size);
void target_allow(void *memory, size_t size);

/* A range of guarded memory, with a margin on each side that holds a pattern and may not be touched. */
struct placed {
  uint8_t *bytes;
  size_t size;
  uint8_t *low, *high; /* from the first byte of one margin to behind the last one of the other */
};
#define SPOTS 128
/* At one end of memory or the other, and at a distance of less than 64 from it. */
struct placed place(struct guarded memory, size_t size, size_t spot);
/* Ends the program if a margin has changed. */
void placed_check(const struct placed *placed, const char *what);

/* Ends the program if a byte does not depend on initialised memory alone: MemorySanitizer's. */
void target_defined(const void *memory, size_t size);

#endif
