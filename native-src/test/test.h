/* What all test programs share. A program defines test(); main() is in main.c. */
#ifndef ECALL_TEST_H
#define ECALL_TEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ecall/engine.h"

/* As CTest is told by SKIP_RETURN_CODE. */
#define SKIPPED 77

#if defined(__MINGW32__)
#define PRINTF_FORMAT __MINGW_PRINTF_FORMAT
#else
#define PRINTF_FORMAT printf
#endif

/* CHECK(condition, format, …): ends the program, and says what was tried, if that does not hold. */
#define CHECK(condition, ...)                                                 \
  do {                                                                        \
    if (!(condition)) test_fail(__FILE__, __LINE__, #condition, __VA_ARGS__); \
  } while (0)

_Noreturn void test_fail(const char *file, int line, const char *condition, const char *format, ...)
    __attribute__((format(PRINTF_FORMAT, 4, 5)));

/* What the program is about. */
void test(void);

/*
 * Has the public functions use a kernel; false if it cannot run here, with the reason printed. One
 * program has it by its row of functions, another by the library that was loaded.
 */
bool test_use_kernel(const char *name);

/* Fewer sizes and rounds, for emulated processors: ECALL_TEST_REDUCED=1. */
extern bool test_reduced;

/* Random numbers, from ECALL_TEST_SEED or a fixed seed. */
uint64_t random_number(void);
size_t random_below(size_t bound);
void random_fill(uint8_t *out, size_t size);

/* Memory with a page behind and a page before that may not be touched. */
struct guarded {
  uint8_t *start;
  size_t size;
};
/* At least this size. */
struct guarded guarded_new(size_t size);
void guarded_free(struct guarded memory);
/* The last so many bytes of it. */
static inline uint8_t *guarded_end(struct guarded memory, size_t size)
{
  return memory.start + memory.size - size;
}

/* A key from random bytes of this size, 16 or 32, of which a copy is kept for the reference. */
struct test_key {
  struct guarded memory;
  ecall_key *expanded;
  uint8_t bytes[32];
  size_t size;
};
struct test_key key_new(size_t size);
void key_free(struct test_key *key);

/* A message and what it has to be sealed to, by the reference. */
struct message {
  uint32_t nonce_high;
  uint64_t nonce_low;
  const uint8_t *aad;
  size_t aad_size;
  const uint8_t *plain;
  size_t size;
  uint8_t *sealed; /* size + ECALL_TAG_BYTES */
};
void message_seal(struct message *message, const struct test_key *key);

/* Sizes to be tried: all small ones, and around those where kernels change what they do. */
#define SIZE_MAX_TRIED (65536 + 33)
/* The one after this, or 0; starts at 0 after that. */
size_t size_next(size_t size);

bool all_zero(const uint8_t *bytes, size_t size);

#endif
