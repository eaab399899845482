/* The reference against FIPS 197, appendix C, and the published vectors. */
#include "hex.h"
#include "published.h"
#include "reference.h"

bool test_use_kernel(const char *name)
{
  (void)name;
  return true;
}

static void aes(const char *key_hex, const char *expected_hex)
{
  uint8_t key[32], plain[16], expected[16], actual[16];
  size_t key_size = hex_read(key_hex, key, sizeof key);
  hex_read("00112233445566778899aabbccddeeff", plain, sizeof plain);
  hex_read(expected_hex, expected, sizeof expected);
  reference_aes(key, key_size, plain, actual);
  CHECK(memcmp(actual, expected, 16) == 0, "AES-%zu", key_size * 8);
}

static void gcm(const struct published *vector)
{
  uint8_t key[32], nonce[12], aad[64], plain[64], expected[80], actual[80];
  size_t key_size = hex_read(vector->key, key, sizeof key);
  hex_read(vector->nonce, nonce, sizeof nonce);
  size_t aad_size = hex_read(vector->aad, aad, sizeof aad);
  size_t size = hex_read(vector->plain, plain, sizeof plain);
  size_t sealed = hex_read(vector->sealed, expected, sizeof expected);
  CHECK(sealed == size + ECALL_TAG_BYTES, "%s", vector->name);
  reference_seal(key, key_size, nonce, aad, aad_size, plain, size, actual);
  CHECK(memcmp(actual, expected, sealed) == 0, "%s", vector->name);
}

void test(void)
{
  aes("000102030405060708090a0b0c0d0e0f", "69c4e0d86a7b0430d8cdb78070b4c55a");
  aes("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
      "8ea2b7ca516745bfeafc49904b496089");
  for (size_t i = 0; i < PUBLISHED; i++) gcm(&published[i]);
}
