/* Key expansion: a part of gcm.inc.h. */

/* Words have their first byte in their low bits, in memory, on every machine. */
INLINE void little_endian(uint32_t *w, uint32_t count)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  for (uint32_t i = 0; i < count; i++) w[i] = __builtin_bswap32(w[i]);
#else
  (void)w, (void)count;
#endif
}

/* FIPS 197, 5.2. */
INLINE void expand_round_keys(struct ecall_key *key, const uint8_t *bytes, size_t size)
{
  uint32_t words = (uint32_t)size / 4;
  uint32_t count = 4 * (words + 7);
  uint32_t w[4 * (MAX_ROUNDS + 1)];
  uint32_t rcon = 1;
  memcpy(w, bytes, size);
  little_endian(w, words);
  for (uint32_t i = words; i < count; i++) {
    uint32_t t = w[i - 1];
    if (i % words == 0) {
      t = sub_word(t >> 8 | t << 24) ^ rcon;
      rcon = rcon << 1 ^ (rcon >> 7) * 0x11b;
    } else if (words == 8 && i % words == 4) {
      t = sub_word(t);
    }
    w[i] = w[i - words] ^ t;
  }
  key->rounds = words + 6;
  little_endian(w, count);
  memcpy(key->round_key[MAX_ROUNDS - key->rounds], w, count * sizeof w[0]);
  wipe(w, sizeof w);
}

INLINE void store_power(struct ecall_key *key, size_t exponent, block power)
{
  block_store(key->power[POWERS - exponent], power);
#ifdef OWN_PRODUCTS
  block_store(key->halves[POWERS - exponent], block_halves(power));
#endif
}

INLINE void expand_powers(struct ecall_key *key)
{
  block h = block_double(block_swap(encrypt_block(key, block_of(0, 0))));
  block power = h;
  store_power(key, 1, h);
  for (size_t i = 2; i <= CHUNK + 2; i++) {
    power = acc_reduce(acc_add_two(acc_zero(), power, h, block_of(0, 0), h));
    store_power(key, i, power);
  }
}

static void gcm_expand(struct ecall_key *key, const uint8_t *bytes, size_t size)
{
  memset(key, 0, sizeof *key);
  expand_round_keys(key, bytes, size);
#ifdef OWN_GROUP_CIPHER
  slice_round_keys(key);
#endif
  expand_powers(key);
}
