#include "reference.h"

#include <string.h>

struct schedule {
  uint8_t round_key[15][16];
  int rounds;
};

/* FIPS 197, 4.2. */
static uint8_t times_x(uint8_t a)
{
  return (uint8_t)(a << 1 ^ ((a >> 7) * 0x1b));
}

static uint8_t times(uint8_t a, uint8_t b)
{
  uint8_t product = 0;
  for (; b != 0; b >>= 1, a = times_x(a)) {
    if ((b & 1) != 0) product ^= a;
  }
  return product;
}

static uint8_t sbox[256];

/* FIPS 197, 5.1.1: the inverse, which is the power of 254, and then an affine map. */
static void make_sbox(void)
{
  if (sbox[0] != 0) return;
  for (int a = 0; a < 256; a++) {
    uint8_t inverse = 1;
    for (int i = 0; i < 254; i++) inverse = times(inverse, (uint8_t)a);
    unsigned twice = inverse * 0x101u;
    sbox[a] = (uint8_t)(inverse ^ twice >> 7 ^ twice >> 6 ^ twice >> 5 ^ twice >> 4 ^ 0x63);
  }
}

/* FIPS 197, 5.2. */
static void expand(const uint8_t *key, size_t key_size, struct schedule *schedule)
{
  uint8_t *w = schedule->round_key[0];
  uint8_t round_constant = 1;
  make_sbox();
  schedule->rounds = key_size == 16 ? 10 : 14;
  memcpy(w, key, key_size);
  for (size_t i = key_size; i < (size_t)(schedule->rounds + 1) * 16; i += 4) {
    uint8_t t[4];
    memcpy(t, w + i - 4, 4);
    if (i % key_size == 0) {
      uint8_t first = t[0];
      t[0] = sbox[t[1]] ^ round_constant;
      t[1] = sbox[t[2]];
      t[2] = sbox[t[3]];
      t[3] = sbox[first];
      round_constant = times_x(round_constant);
    } else if (key_size == 32 && i % 32 == 16) {
      for (int j = 0; j < 4; j++) t[j] = sbox[t[j]];
    }
    for (size_t j = 0; j < 4; j++) w[i + j] = w[i + j - key_size] ^ t[j];
  }
}

static void add(uint8_t block[16], const uint8_t other[16])
{
  for (int i = 0; i < 16; i++) block[i] ^= other[i];
}

static void mix_columns(uint8_t s[16])
{
  for (int c = 0; c < 16; c += 4) {
    uint8_t a[4];
    memcpy(a, s + c, 4);
    uint8_t all = a[0] ^ a[1] ^ a[2] ^ a[3];
    for (int i = 0; i < 4; i++) s[c + i] = a[i] ^ all ^ times_x(a[i] ^ a[(i + 1) % 4]);
  }
}

static void encrypt(const struct schedule *schedule, const uint8_t in[16], uint8_t out[16])
{
  uint8_t s[16];
  memcpy(s, in, 16);
  add(s, schedule->round_key[0]);
  for (int round = 1; round <= schedule->rounds; round++) {
    uint8_t t[16];
    for (int i = 0; i < 16; i++) t[i] = sbox[s[(i * 5) % 16]]; /* SubBytes and ShiftRows */
    if (round < schedule->rounds) mix_columns(t);
    add(t, schedule->round_key[round]);
    memcpy(s, t, 16);
  }
  memcpy(out, s, 16);
}

/* SP 800-38D, algorithm 1: bits from the left, R = 11100001 and 120 zeros. */
static void multiply(uint8_t x[16], const uint8_t y[16])
{
  uint8_t z[16] = {0}, v[16];
  memcpy(v, y, 16);
  for (int i = 0; i < 128; i++) {
    if ((x[i / 8] >> (7 - i % 8) & 1) != 0) add(z, v);
    uint8_t carry = 0;
    for (int j = 0; j < 16; j++) {
      uint8_t next = (uint8_t)(v[j] << 7);
      v[j] = (uint8_t)(v[j] >> 1 | carry);
      carry = next;
    }
    if (carry != 0) v[0] ^= 0xe1;
  }
  memcpy(x, z, 16);
}

/* Algorithm 2, of bytes that are padded with zeros to whole blocks. */
static void hash(uint8_t y[16], const uint8_t h[16], const uint8_t *bytes, size_t size)
{
  for (size_t at = 0; at < size; at += 16) {
    for (size_t i = at; i < size && i < at + 16; i++) y[i - at] ^= bytes[i];
    multiply(y, h);
  }
}

static void put(uint8_t *out, uint64_t value, int bytes)
{
  for (int i = 0; i < bytes; i++) out[i] = (uint8_t)(value >> 8 * (bytes - 1 - i));
}

void reference_aes(const uint8_t *key, size_t key_size, const uint8_t in[16], uint8_t out[16])
{
  struct schedule schedule;
  expand(key, key_size, &schedule);
  encrypt(&schedule, in, out);
}

void reference_seal(const uint8_t *key, size_t key_size, const uint8_t nonce[12], const uint8_t *aad,
                    size_t aad_size, const uint8_t *in, size_t size, uint8_t *out)
{
  struct schedule schedule;
  uint8_t h[16] = {0}, counter[16], pad[16], s[16] = {0}, lengths[16];
  expand(key, key_size, &schedule);
  encrypt(&schedule, h, h);
  memcpy(counter, nonce, 12);
  for (size_t at = 0; at < size; at += 16) {
    put(counter + 12, at / 16 + 2, 4);
    encrypt(&schedule, counter, pad);
    for (size_t i = at; i < size && i < at + 16; i++) out[i] = in[i] ^ pad[i - at];
  }
  put(lengths, (uint64_t)aad_size * 8, 8);
  put(lengths + 8, (uint64_t)size * 8, 8);
  hash(s, h, aad, aad_size);
  hash(s, h, out, size);
  hash(s, h, lengths, 16);
  put(counter + 12, 1, 4);
  encrypt(&schedule, counter, pad);
  add(s, pad);
  memcpy(out + size, s, 16);
}

void reference_nonce(uint32_t high, uint64_t low, uint8_t nonce[12])
{
  put(nonce, high, 4);
  put(nonce + 4, low, 8);
}
