#ifndef ECALL_HEX_H
#define ECALL_HEX_H

#include "test.h"

static inline int hex_digit(char c)
{
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Reads hexadecimal digits up to the first other character; returns how many bytes. */
static inline size_t hex_read(const char *text, uint8_t *out, size_t room)
{
  size_t size = 0;
  for (; hex_digit(text[0]) >= 0 && hex_digit(text[1]) >= 0; text += 2) {
    CHECK(size < room, "longer than %zu bytes", room);
    out[size++] = (uint8_t)(hex_digit(text[0]) * 16 + hex_digit(text[1]));
  }
  return size;
}

/* The nonce of 12 bytes as engine.h has it. */
static inline void hex_nonce(const uint8_t nonce[12], uint32_t *high, uint64_t *low)
{
  *high = 0;
  *low = 0;
  for (int i = 0; i < 4; i++) *high = *high << 8 | nonce[i];
  for (int i = 4; i < 12; i++) *low = *low << 8 | nonce[i];
}

#endif
