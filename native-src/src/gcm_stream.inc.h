/* A message in parts, of which none is the last before it is said so: a part of gcm.inc.h. */

INLINE block stream_counter(const struct ecall_stream *stream)
{
  return counter_block(stream->nonce_high, stream->nonce_low);
}

INLINE void stream_hash(struct ecall_stream *stream, const struct ecall_key *key, const uint8_t *p,
                        size_t size)
{
  struct hash hash = {block_load(stream->hash), 0};
  block_store(stream->hash, hash_blocks(key, hash, p, size).state);
}

INLINE void stream_cipher(struct ecall_stream *stream, const struct ecall_key *key, const uint8_t *in,
                          size_t size, uint8_t *out)
{
  struct run run = {.key = key, .sum = acc_zero()};
  run.counters = vec_count(vec_xor(vec_spread(stream_counter(stream)), vec_lanes(2)), stream->blocks);
  stream->blocks += (uint32_t)blocks_of(size);
  while (size > 0) {
    vec b[GROUP], data[GROUP];
    size_t part = min_size(size, GROUP_BYTES);
    count_group(&run, b, GROUP);
    run.counters = vec_count(run.counters, GROUP_BLOCKS);
    UNROLL
    for (int i = 0; i < GROUP; i++) {
      size_t before = min_size(part, (size_t)i * VEC_BYTES);
      data[i] = vec_load_part(in + before, min_size(part - before, VEC_BYTES));
    }
    cipher_group(key, b, data, GROUP, &run.sum, data, 0, key->power[0]);
    UNROLL
    for (int i = 0; i < GROUP; i++) {
      size_t before = min_size(part, (size_t)i * VEC_BYTES);
      vec_store_part(out + before, b[i], min_size(part - before, VEC_BYTES));
    }
    in += part, out += part, size -= part;
  }
}

static void gcm_stream_aad(struct ecall_stream *stream, const struct ecall_key *key, const uint8_t *aad,
                           size_t size)
{
  stream->aad_size += size;
  stream_hash(stream, key, aad, size);
}

static void gcm_stream_seal(struct ecall_stream *stream, const struct ecall_key *key, const uint8_t *in,
                            size_t size, uint8_t *out)
{
  stream->size += size;
  stream_cipher(stream, key, in, size, out);
  stream_hash(stream, key, out, size);
}

static void gcm_stream_open(struct ecall_stream *stream, const struct ecall_key *key, const uint8_t *in,
                            size_t size, uint8_t *out)
{
  stream->size += size;
  stream_hash(stream, key, in, size);
  stream_cipher(stream, key, in, size, out);
}

static void gcm_stream_end(const struct ecall_stream *stream, const struct ecall_key *key,
                           uint8_t tag[ECALL_TAG_BYTES])
{
  uint8_t lengths[BLOCK];
  struct hash hash = {block_load(stream->hash), 0};
  block_store(lengths, block_swap(block_of(stream->aad_size * 8, stream->size * 8)));
  hash = hash_blocks(key, hash, lengths, BLOCK);
  block mask = encrypt_block(key, j0_of(stream_counter(stream)));
  block_store(tag, block_xor(block_swap(hash.state), mask));
}
