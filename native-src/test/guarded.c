#if !defined(_WIN32)
#define _DEFAULT_SOURCE
#endif

#include "test.h"

#if defined(_WIN32)
#include <windows.h>

#define PAGE 4096u

static uint8_t *pages(size_t size)
{
  return VirtualAlloc(NULL, size, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
}

static bool forbid(uint8_t *page)
{
  DWORD before;
  return VirtualProtect(page, PAGE, PAGE_NOACCESS, &before) != 0;
}

static void release(uint8_t *start, size_t size)
{
  (void)size;
  VirtualFree(start, 0, MEM_RELEASE);
}
#else
#include <sys/mman.h>

/* The largest that Linux has on 64-bit Arm, and a multiple of all others. */
#define PAGE 65536u

static uint8_t *pages(size_t size)
{
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

static bool forbid(uint8_t *page)
{
  return mprotect(page, PAGE, PROT_NONE) == 0;
}

static void release(uint8_t *start, size_t size)
{
  munmap(start, size);
}
#endif

struct guarded guarded_new(size_t size)
{
  size_t inner = (size / PAGE + 1) * PAGE;
  uint8_t *memory = pages(inner + 2 * PAGE);
  CHECK(memory != NULL, "no memory");
  CHECK(forbid(memory) && forbid(memory + PAGE + inner), "no guard pages");
  return (struct guarded){memory + PAGE, inner};
}

void guarded_free(struct guarded memory)
{
  release(memory.start - PAGE, memory.size + 2 * PAGE);
}
