/* Comparison of tags in constant time. */
#ifndef ECALL_COMPARE_H
#define ECALL_COMPARE_H

#include <stdint.h>
#include <string.h>

#include "ecall/engine.h"
#include "secret.h"

/* 1 if the tags are the same, else 0. Only this verdict may be branched on. */
static inline int32_t tags_equal(const uint8_t a[ECALL_TAG_BYTES], const uint8_t b[ECALL_TAG_BYTES])
{
  uint64_t left[2], right[2];
  memcpy(left, a, sizeof left);
  memcpy(right, b, sizeof right);
  uint64_t difference = (left[0] ^ right[0]) | (left[1] ^ right[1]);
  int32_t equal = (int32_t)(((difference | (0 - difference)) >> 63) ^ 1);
  ECALL_PUBLIC(&equal, sizeof equal);
  return equal;
}

#endif
