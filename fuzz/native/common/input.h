/*
 * A fuzzer's bytes as a sequence of decisions, read from the front; where they end, all is zero. Content is
 * made of a few bytes, so that inputs stay short and what a fuzzer changes are decisions: a kernel in
 * constant time does the same whatever it is given.
 */
#ifndef ECALL_FUZZ_INPUT_H
#define ECALL_FUZZ_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct input {
  const uint8_t *next;
  size_t left;
};

static inline uint64_t take(struct input *input, size_t bytes)
{
  uint64_t value = 0;
  for (size_t i = 0; i < bytes && input->left > 0; i++, input->next++, input->left--) {
    value |= (uint64_t)*input->next << 8 * i;
  }
  return value;
}

static inline uint8_t take_byte(struct input *input)
{
  return (uint8_t)take(input, 1);
}

/* Less than bound, which is at most 65536. */
static inline size_t take_below(struct input *input, size_t bound)
{
  return (size_t)take(input, bound > 256 ? 2 : 1) % bound;
}

/* A size of up to most: mostly a frame's, sometimes right at a multiple of a block, sometimes any. */
static inline size_t take_size(struct input *input, size_t most)
{
  uint8_t kind = take_byte(input);
  size_t size;
  if (kind < 128) {
    size = take_byte(input);
  } else if (kind < 224) {
    size = (size_t)take_byte(input) * 16 + kind % 3;
    size -= size > 0 ? 1 : 0;
  } else {
    size = (size_t)take(input, 2);
  }
  return size <= most ? size : size % (most + 1);
}

/* Bytes made of a number of 16 bits: all the same for the first 256, else from SplitMix64. */
static inline void take_content(struct input *input, uint8_t *out, size_t size)
{
  uint64_t state = take(input, 2);
  if (state < 256) {
    for (size_t i = 0; i < size; i++) out[i] = (uint8_t)state;
    return;
  }
  for (size_t i = 0; i < size; i++) {
    uint64_t x = state += 0x9e3779b97f4a7c15;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    out[i] = (uint8_t)(x ^ (x >> 31));
  }
}

#endif
