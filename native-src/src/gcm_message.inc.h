/* One message, sealed or opened in one go: a part of gcm.inc.h. */

struct run {
  const struct ecall_key *key;
  vec counters;         /* of the next vector */
  block counter0;       /* the nonce and 0, reversed */
  block lengths;        /* reversed */
  struct hash hash;     /* of all chunks before this one */
  acc sum;              /* of this one */
  const uint8_t *power; /* for the next vector to be hashed */
  size_t run_blocks;    /* of this chunk, with the block of lengths in the last one */
  size_t data_blocks;   /* from the beginning of this chunk on */
  size_t vectors_left;  /* to be hashed before this chunk ends; the last one ends otherwise */
};

INLINE void begin_chunk(struct run *run)
{
  int is_last = run->data_blocks <= CHUNK;
  run->sum = acc_zero();
  run->run_blocks = is_last ? run->data_blocks + 1 : CHUNK;
  run->vectors_left = is_last ? SIZE_MAX : CHUNK_VECTORS;
  run->power = powers(run->key, run->run_blocks);
}

INLINE void vectors_were_hashed(struct run *run, int n)
{
  run->power += n * VEC_BYTES;
  run->vectors_left -= (size_t)n;
  if (run->vectors_left == 0) {
    add_state(&run->sum, run->key, run->hash, run->run_blocks);
    run->hash = (struct hash){acc_reduce(run->sum), 0};
    run->data_blocks -= CHUNK;
    begin_chunk(run);
  }
}

/* SP 800-38D, 7.1 step 2: the nonce, then a 32-bit counter; this one is 0. Reversed. */
INLINE block counter_block(uint32_t nonce_high, uint64_t nonce_low)
{
  return block_of((uint64_t)nonce_high << 32 | nonce_low >> 32, nonce_low << 32);
}

INLINE block j0_of(block counter0)
{
  return block_xor(block_swap(counter0), block_swap(block_of(0, 1)));
}

INLINE void count_group(const struct run *run, vec *b, int n)
{
  UNROLL
  for (int i = 0; i < n; i++) b[i] = vec_swap(vec_count(run->counters, (uint32_t)(i * LANES)));
}

/* n vectors that are not the last. x is what is hashed meanwhile when sealing; NULL for nothing. */
INLINE void whole_group(struct run *run, const uint8_t *in, uint8_t *out, vec *b, int n, int opening,
                        const vec *x)
{
  vec data[BULK];
  count_group(run, b, n);
  run->counters = vec_count(run->counters, (uint32_t)(n * LANES));
  UNROLL
  for (int i = 0; i < n; i++) data[i] = vec_load(in + i * VEC_BYTES);
  if (opening) x = data;
  cipher_group(run->key, b, data, n, &run->sum, x, x ? n : 0, run->power);
  UNROLL
  for (int i = 0; i < n; i++) vec_store(out + i * VEC_BYTES, b[i]);
  if (x) vectors_were_hashed(run, n);
}

/*
 * Counters of the last group. If it is the first one, too, they are constants, which need not be
 * reversed.
 */
INLINE void count_last(const struct run *run, vec *b, int n, int first)
{
  if (first) {
    vec nonce = vec_spread(block_swap(run->counter0));
    UNROLL
    for (int i = 0; i < n - 1; i++) b[i] = vec_xor(nonce, vec_lanes_swapped(2 + i * LANES));
    b[n - 1] = vec_xor(nonce, vec_lanes_and_j0(2 + (n - 1) * LANES));
  } else {
    count_group(run, b, n);
    b[n - 1] = vec_with_last(b[n - 1], j0_of(run->counter0));
  }
}

/* Bytes from vector i on, where size bytes are left in n vectors: only the last two may be cut. */
INLINE size_t part_of(size_t size, int i, int n)
{
  size_t before = (size_t)i * VEC_BYTES;
  if (i < n - 2) return VEC_BYTES;
  return i == n - 2 || size > before ? size - before : 0;
}

/*
 * The last n vectors: up to n * LANES - 1 blocks of data, and J0. b takes the result, which is not
 * written yet. The answer is the tag.
 */
INLINE block last_group(struct run *run, const uint8_t *in, size_t size, vec *b, int n, int opening,
                        const vec *x)
{
  vec data[LAST_GROUP];
  UNROLL
  for (int i = 0; i < n; i++) data[i] = vec_load_part(in + i * VEC_BYTES, part_of(size, i, n));
  if (opening) {
    cipher_group(run->key, b, data, n, &run->sum, data, n, run->power);
  } else {
    cipher_group(run->key, b, data, n, &run->sum, x, x ? GROUP : 0, run->power);
    if (x) vectors_were_hashed(run, GROUP);
    UNROLL
    for (int i = 0; i < n; i++) data[i] = vec_cut(b[i], part_of(size, i, n));
    UNROLL
    for (int i = 0; i < n; i++) run->sum = hash_vec(run->sum, data, i, run->power);
  }
  add_ends(&run->sum, run->key, run->hash, run->run_blocks, run->lengths);
  return block_xor(block_swap(acc_reduce(run->sum)), vec_last(b[n - 1]));
}

INLINE void store_last(uint8_t *out, size_t size, const vec *b, int n)
{
  /* Not a pointer's sum: where there is nothing to store, it may be NULL. */
  UNROLL
  for (int i = 0; i < n; i++) {
    vec_store_part((uint8_t *)((uintptr_t)out + (size_t)i * VEC_BYTES), b[i], part_of(size, i, n));
  }
}

INLINE void seal_last(struct run *run, const uint8_t *in, size_t size, uint8_t *out, int n,
                      const vec *x, int first)
{
  vec b[LAST_GROUP];
  count_last(run, b, n, first);
  block tag = last_group(run, in, size, b, n, 0, x);
  store_last(out, size, b, n);
  block_store(out + size, tag);
}

/*
 * The answer is whether the tag matches. If not, zeros are written: that takes as long, and a frame that is
 * all in its last group then needs no other wiping.
 */
INLINE int32_t open_last(struct run *run, const uint8_t *in, size_t size, uint8_t *out, int n,
                         int first)
{
  vec b[LAST_GROUP];
  count_last(run, b, n, first);
  block tag = last_group(run, in, size, b, n, 1, NULL);
  int32_t authentic = block_is_zero(block_xor(tag, block_load(in + size)));
  ECALL_PUBLIC(&authentic, sizeof authentic);
  if (!authentic) {
    UNROLL
    for (int i = 0; i < n; i++) b[i] = vec_spread(block_of(0, 0));
  }
  store_last(out, size, b, n);
  return authentic;
}

/*
 * One case for each number of vectors that can be left behind whole groups: one more than a group has
 * if its last block is not whole.
 */
#if defined(OWN_GROUP_CIPHER)
#define FOR_VECTORS(n, f) \
  switch (n) {            \
    default:              \
      f((int)(n));        \
  }
#elif LAST_GROUP == 5
#define FOR_VECTORS(n, f) \
  switch (n) {            \
    case 1:               \
      f(1);               \
    case 2:               \
      f(2);               \
    case 3:               \
      f(3);               \
    case 4:               \
      f(4);               \
    default:              \
      f(5);               \
  }
#elif LAST_GROUP == 7
#define FOR_VECTORS(n, f) \
  switch (n) {            \
    case 1:               \
      f(1);               \
    case 2:               \
      f(2);               \
    case 3:               \
      f(3);               \
    case 4:               \
      f(4);               \
    case 5:               \
      f(5);               \
    case 6:               \
      f(6);               \
    default:              \
      f(7);               \
  }
#elif LAST_GROUP == 9
#define FOR_VECTORS(n, f) \
  switch (n) {            \
    case 1:               \
      f(1);               \
    case 2:               \
      f(2);               \
    case 3:               \
      f(3);               \
    case 4:               \
      f(4);               \
    case 5:               \
      f(5);               \
    case 6:               \
      f(6);               \
    case 7:               \
      f(7);               \
    case 8:               \
      f(8);               \
    default:              \
      f(9);               \
  }
#else
#error "a case for each vector of a group is missing"
#endif

INLINE struct run begin(const struct ecall_key *key, block counter0, struct hash aad, size_t aad_size,
                        size_t size)
{
  struct run run;
  run.key = key;
  run.counter0 = counter0;
  run.counters = vec_xor(vec_spread(counter0), vec_lanes(2));
  run.lengths = block_of((uint64_t)aad_size * 8, (uint64_t)size * 8);
  run.hash = aad;
  run.data_blocks = blocks_of(size);
  begin_chunk(&run);
  return run;
}

/* A frame: its data fits into the last group, and its AAD into a block. Nothing else is looked at. */
INLINE int is_short(size_t aad_size, size_t size)
{
  return size < GROUP_BYTES && aad_size <= BLOCK;
}

INLINE struct run begin_short(const struct ecall_key *key, block counter0, const uint8_t *aad,
                              size_t aad_size, size_t size)
{
  struct hash hash = {block_swap(block_load_part(aad, aad_size)), 1};
  return begin(key, counter0, hash, aad_size, size);
}

/* Whole groups of n vectors, as many as there are, at least one. The answer is their size. */
INLINE size_t seal_groups(struct run *run, const uint8_t *in, size_t size, uint8_t *out, vec *hashed,
                          int n)
{
  size_t done = (size_t)n * VEC_BYTES;
  whole_group(run, in, out, hashed, n, 0, NULL);
  for (; size - done >= (size_t)n * VEC_BYTES; done += (size_t)n * VEC_BYTES) {
    vec b[BULK];
    whole_group(run, in + done, out + done, b, n, 0, hashed);
    UNROLL
    for (int i = 0; i < n; i++) hashed[i] = b[i];
  }
  return done;
}

INLINE size_t open_groups(struct run *run, const uint8_t *in, size_t size, uint8_t *out, int n)
{
  size_t done = 0;
  for (; size - done >= (size_t)n * VEC_BYTES; done += (size_t)n * VEC_BYTES) {
    vec b[BULK];
    whole_group(run, in + done, out + done, b, n, 1, NULL);
  }
  return done;
}

/* The same in larger groups, of which none is left to be hashed. */
INLINE size_t seal_bulk(struct run *run, const uint8_t *in, size_t size, uint8_t *out)
{
  vec hashed[BULK];
  size_t done = seal_groups(run, in, size, out, hashed, BULK);
  UNROLL
  for (int i = 0; i < BULK; i++) run->sum = hash_vec(run->sum, hashed, i, run->power);
  vectors_were_hashed(run, BULK);
  return done;
}

APART void seal_long(const struct ecall_key *key, block counter0, const uint8_t *aad, size_t aad_size,
                     const uint8_t *in, size_t size, uint8_t *out)
{
  struct run run = begin(key, counter0, hash_aad(key, aad, aad_size), aad_size, size);
  if (BULK > GROUP && size >= BULK_BYTES) {
    size_t done = seal_bulk(&run, in, size, out);
    in += done, out += done, size -= done;
  }
  if (size < GROUP_BYTES) {
#define SEAL_REST(n)                          \
  seal_last(&run, in, size, out, n, NULL, 0); \
  return
    FOR_VECTORS(blocks_of(size) / LANES + 1, SEAL_REST)
  }
  vec hashed[BULK];
  size_t done = seal_groups(&run, in, size, out, hashed, GROUP);
  in += done, out += done, size -= done;
#define SEAL_LONG(n)                            \
  seal_last(&run, in, size, out, n, hashed, 0); \
  return
  FOR_VECTORS(blocks_of(size) / LANES + 1, SEAL_LONG)
}

static void gcm_seal(const struct ecall_key *key, uint32_t nonce_high, uint64_t nonce_low,
                     const uint8_t *aad, size_t aad_size, const uint8_t *in, size_t size, uint8_t *out)
{
  block counter0 = counter_block(nonce_high, nonce_low);
  if (is_short(aad_size, size)) {
    struct run run = begin_short(key, counter0, aad, aad_size, size);
#define SEAL_SHORT(n)                         \
  seal_last(&run, in, size, out, n, NULL, 1); \
  return
    FOR_VECTORS(run.data_blocks / LANES + 1, SEAL_SHORT)
  }
  seal_long(key, counter0, aad, aad_size, in, size, out);
}

/* Not authentic: nothing of it may be seen, nor what a caller would take for it. */
APART int32_t refuse(uint8_t *out, size_t size)
{
  if (size > 0) memset(out, 0, size);
  return 0;
}

APART int32_t open_long(const struct ecall_key *key, block counter0, const uint8_t *aad,
                        size_t aad_size, const uint8_t *in, size_t size, uint8_t *out)
{
  struct run run = begin(key, counter0, hash_aad(key, aad, aad_size), aad_size, size);
  size_t done = 0;
  int32_t authentic;
  if (BULK > GROUP && size >= BULK_BYTES) {
    done = open_groups(&run, in, size, out, BULK);
  }
  done += open_groups(&run, in + done, size - done, out + done, GROUP);
#define OPEN_LAST(n)                                                     \
  authentic = open_last(&run, in + done, size - done, out + done, n, 0); \
  break
  FOR_VECTORS(blocks_of(size - done) / LANES + 1, OPEN_LAST)
  return authentic ? authentic : refuse(out, size);
}

static int32_t gcm_open(const struct ecall_key *key, uint32_t nonce_high, uint64_t nonce_low,
                        const uint8_t *aad, size_t aad_size, const uint8_t *in, size_t size,
                        uint8_t *out)
{
  block counter0 = counter_block(nonce_high, nonce_low);
  if (is_short(aad_size, size)) {
    struct run run = begin_short(key, counter0, aad, aad_size, size);
#define OPEN_SHORT(n) return open_last(&run, in, size, out, n, 1)
    FOR_VECTORS(run.data_blocks / LANES + 1, OPEN_SHORT)
  }
  return open_long(key, counter0, aad, aad_size, in, size, out);
}
