#include "target.h"

#include <stdarg.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#define WITH_ASAN 1
#endif
#if __has_feature(memory_sanitizer)
#include <sanitizer/msan_interface.h>
#define WITH_MSAN 1
#endif
#endif

_Noreturn void test_fail(const char *file, int line, const char *condition, const char *format, ...)
{
  const char *name = strrchr(file, '/');
  fprintf(stderr, "FAILED %s:%d %s: ", name != NULL ? name + 1 : file, line, condition);
  va_list arguments;
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fputc('\n', stderr);
  /* What every fuzzer takes for a crash. */
  abort();
}

bool all_zero(const uint8_t *bytes, size_t size)
{
  uint8_t any = 0;
  for (size_t i = 0; i < size; i++) any |= bytes[i];
  return any == 0;
}

const struct kernels *target_kernels(void)
{
  static struct kernels kernels;
  if (kernels.count == 0) {
    struct cpu cpu = cpu_detect();
    kernels.count = kernel_list(&cpu, kernels.kernel);
    CHECK(kernels.count > 0, "no kernel can run here");
  }
  return &kernels;
}

void target_forbid(void *memory, size_t size)
{
#if defined(WITH_ASAN)
  ASAN_POISON_MEMORY_REGION(memory, size);
#elif defined(WITH_MSAN)
  __msan_poison(memory, size);
#else
  (void)memory, (void)size;
#endif
}

void target_allow(void *memory, size_t size)
{
#if defined(WITH_ASAN)
  ASAN_UNPOISON_MEMORY_REGION(memory, size);
#elif defined(WITH_MSAN)
  __msan_unpoison(memory, size);
#else
  (void)memory, (void)size;
#endif
}

void target_defined(const void *memory, size_t size)
{
#if defined(WITH_MSAN)
  __msan_check_mem_is_initialized(memory, size);
#else
  (void)memory, (void)size;
#endif
}

#define MARGIN  64
#define PATTERN 0xc5

struct placed place(struct guarded memory, size_t size, size_t spot)
{
  uint8_t *end = memory.start + memory.size;
  size_t gap = spot % (SPOTS / 2);
  uint8_t *bytes = spot < SPOTS / 2 ? end - size - gap : memory.start + gap;
  CHECK(size + SPOTS <= memory.size, "%zu bytes into %zu", size, memory.size);
  size_t before = (size_t)(bytes - memory.start), behind = (size_t)(end - bytes) - size;
  struct placed placed = {bytes, size, bytes - (before < MARGIN ? before : MARGIN),
                          bytes + size + (behind < MARGIN ? behind : MARGIN)};
  target_allow(placed.low, (size_t)(placed.high - placed.low));
  memset(placed.low, PATTERN, (size_t)(placed.high - placed.low));
  target_forbid(placed.low, (size_t)(bytes - placed.low));
  target_forbid(bytes + size, (size_t)(placed.high - bytes) - size);
  return placed;
}

void placed_check(const struct placed *placed, const char *what)
{
  target_allow(placed->low, (size_t)(placed->high - placed->low));
  for (const uint8_t *p = placed->low; p < placed->high; p++) {
    if (p == placed->bytes) p += placed->size;
    if (p == placed->high) break;
    CHECK(*p == PATTERN, "%s: the byte at %td was written", what, p - placed->bytes);
  }
}
