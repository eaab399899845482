/* Overwriting of secrets that no optimisation removes. */
#ifndef ECALL_WIPE_H
#define ECALL_WIPE_H

#include <stddef.h>
#include <string.h>

/* In a header, so that a small object is overwritten where it lies, with stores and without a call. */
static inline void wipe(void *memory, size_t size)
{
  memset(memory, 0, size);
  /* Might read all of memory through this pointer, as far as the compiler knows. */
  __asm__ volatile("" : : "r"(memory) : "memory");
}

#endif
