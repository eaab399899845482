/* Hashing without encrypting, for AAD and streams: a part of gcm.inc.h. */

APART struct hash hash_blocks(const struct ecall_key *key, struct hash hash, const uint8_t *p,
                              size_t size)
{
  while (size > 0) {
    size_t part = min_size(size, CHUNK * BLOCK);
    size_t blocks = blocks_of(part);
    const uint8_t *power = powers(key, blocks);
    acc sum = acc_zero();
    add_state(&sum, key, hash, blocks);
    size -= part;
    for (; part >= VEC_BYTES; part -= VEC_BYTES, p += VEC_BYTES, power += VEC_BYTES)
      sum = acc_add_powers(sum, vec_swap(vec_load(p)), power);
    if (part > 0) sum = acc_add_powers(sum, vec_swap(vec_load_part(p, part)), power);
    p += part;
    hash = (struct hash){acc_reduce(sum), 0};
  }
  return hash;
}

INLINE struct hash hash_aad(const struct ecall_key *key, const uint8_t *aad, size_t size)
{
  if (size <= BLOCK) return (struct hash){block_swap(block_load_part(aad, size)), 1};
  return hash_blocks(key, (struct hash){block_of(0, 0), 0}, aad, size);
}
