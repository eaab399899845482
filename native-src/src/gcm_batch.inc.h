/*
 * Batches: a part of gcm.inc.h.
 *
 * A short frame leaves the processor waiting, for its rounds and then for its hash. So as many frames as
 * a vector has lanes go through together, if they have equally many vectors: a row, in which each has a
 * key of its own. Their rounds are interleaved, and the sums of their hashes change places, a lane to a
 * frame, so that AAD, lengths, reduction and tag are worked out for all at once. While a row is
 * encrypted, the row before it is hashed. Frames wait until there are ROW_QUEUE for it; what is left in
 * the end beside whole rows, and what is long, goes alone.
 */

INLINE uint32_t read_be32(const uint8_t *p)
{
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

INLINE uint64_t read_be64(const uint8_t *p)
{
  return (uint64_t)read_be32(p) << 32 | read_be32(p + 4);
}

INLINE const struct ecall_key *key_of(const ecall_message *m)
{
  return (const struct ecall_key *)(uintptr_t)m->key;
}

INLINE const uint8_t *aad_of(const ecall_message *m, uint8_t *const *base)
{
  return (const uint8_t *)((uintptr_t)base[m->aad_base] + m->aad_offset);
}

INLINE const uint8_t *in_of(const ecall_message *m, uint8_t *const *base)
{
  return (const uint8_t *)((uintptr_t)base[m->in_base] + m->in_offset);
}

INLINE uint8_t *out_of(const ecall_message *m, uint8_t *const *base)
{
  return (uint8_t *)((uintptr_t)base[m->out_base] + m->out_offset);
}

/* A message by itself. */
static void run_alone(ecall_message *m, uint8_t *const *base)
{
  uint32_t high = read_be32(m->nonce);
  uint64_t low = read_be64(m->nonce + 4);
  const uint8_t *aad = aad_of(m, base), *in = in_of(m, base);
  if (m->operation == ECALL_SEAL) {
    gcm_seal(key_of(m), high, low, aad, m->aad_size, in, m->size, out_of(m, base));
    m->result = 1;
  } else {
    m->result = gcm_open(key_of(m), high, low, aad, m->aad_size, in, m->size, out_of(m, base));
  }
}

#if LANES > 1

#define ROW_VECTORS 4 /* frames of more go alone */

#define ROW_QUEUE   (4 * LANES)

/* A row that is encrypted but for its last round. */
struct row {
  ecall_message *const *m;
  const struct ecall_key *key[LANES];
  vec b[LANES][ROW_VECTORS];
};

INLINE struct row cipher_row(ecall_message *const *m, int n, int one_key)
{
  struct row row;
  row.m = m;
  UNROLL
  for (int j = 0; j < LANES; j++) row.key[j] = key_of(m[one_key ? 0 : j]);
  uint32_t rounds = row.key[0]->rounds;
  UNROLL
  for (int j = 0; j < LANES; j++) {
    vec *b = row.b[j];
    vec nonce = vec_xor(vec_key(m[j]->nonce), vec_key(row.key[j]->round_key[MAX_ROUNDS - rounds]));
    UNROLL
    for (int i = 0; i < n - 1; i++) b[i] = vec_xor(nonce, vec_lanes_swapped(2 + i * LANES));
    b[n - 1] = vec_xor(nonce, vec_lanes_and_j0(2 + (n - 1) * LANES));
  }
  if (rounds == MAX_ROUNDS) {
    UNROLL
    for (int r = 1; r < 5; r++) {
      UNROLL
      for (int j = 0; j < LANES; j++) {
        vec before = vec_key(row.key[j]->round_key[r - 1]), rk = vec_key(row.key[j]->round_key[r]);
        UNROLL
        for (int i = 0; i < n; i++) row.b[j][i] = vec_round(row.b[j][i], before, rk);
      }
    }
  }
  UNROLL
  for (int r = 5; r < MAX_ROUNDS; r++) {
    UNROLL
    for (int j = 0; j < LANES; j++) {
      vec before = vec_key(row.key[j]->round_key[r - 1]), rk = vec_key(row.key[j]->round_key[r]);
      UNROLL
      for (int i = 0; i < n; i++) row.b[j][i] = vec_round(row.b[j][i], before, rk);
    }
  }
  return row;
}

/* AAD and lengths of all frames. */
INLINE acc add_row_ends(acc sum, const struct row *row, uint8_t *const *base)
{
  block aad[LANES], aad_power[LANES], lengths[LANES], h[LANES];
  UNROLL
  for (int j = 0; j < LANES; j++) {
    const ecall_message *m = row->m[j];
    aad[j] = block_load_part(aad_of(m, base), m->aad_size);
    aad_power[j] = block_load(powers(row->key[j], blocks_of(m->size) + 2));
    lengths[j] = block_widen((const uint64_t *)(const void *)&m->size);
    h[j] = block_load(powers(row->key[j], 1));
  }
  sum = acc_add(sum, vec_swap(vec_of(aad)), vec_of(aad_power));
  return acc_add(sum, vec_bits_of_bytes(vec_of(lengths)), vec_of(h));
}

APART void refuse_row(ecall_message *const *m, uint8_t *const *base)
{
  for (int j = 0; j < LANES; j++) {
    if (!m[j]->result) refuse(out_of(m[j], base), m[j]->size);
  }
}

/* The rest of a row. An output is written before its tag is known, and overwritten if that is wrong. */
INLINE void end_row(struct row *row, uint8_t *const *base, int n, int opening)
{
  vec ends[LANES];
  acc sums[LANES];
  block tags[LANES];
  UNROLL
  for (int j = 0; j < LANES; j++) {
    const ecall_message *m = row->m[j];
    vec *b = row->b[j], data[ROW_VECTORS];
    vec before = vec_key(row->key[j]->round_key[MAX_ROUNDS - 1]);
    vec last = vec_key(row->key[j]->round_key[MAX_ROUNDS]);
    size_t size = m->size;
    const uint8_t *in = in_of(m, base), *power = powers(row->key[j], blocks_of(size) + 1);
    uint8_t *out = out_of(m, base);
    UNROLL
    for (int i = 0; i < n; i++) {
      size_t part = part_of(size, i, n);
      data[i] = vec_load_part(in + i * VEC_BYTES, part);
      b[i] = vec_last_round(b[i], before, vec_xor(last, data[i]));
      if (!opening) data[i] = vec_cut(b[i], part);
    }
    ends[j] = b[n - 1];
    if (opening) tags[j] = block_load(in + size);
    store_last(out, size, b, n);
    sums[j] = acc_zero();
    UNROLL
    for (int i = 0; i < n; i++) sums[j] = hash_vec(sums[j], data, i, power);
  }
  vec hash = acc_reduce_lanes(add_row_ends(acc_fold(sums), row, base));
  vec computed = vec_xor(vec_swap(hash), vec_lasts(ends));
  if (opening) {
    unsigned good = vec_zero_lanes(vec_xor(computed, vec_of(tags)));
    ECALL_PUBLIC(&good, sizeof good);
    UNROLL
    for (int j = 0; j < LANES; j++) row->m[j]->result = (int32_t)(good >> j & 1);
    if (good != (1u << LANES) - 1) refuse_row(row->m, base);
  } else {
    vec_split(computed, tags);
    UNROLL
    for (int j = 0; j < LANES; j++) {
      ecall_message *m = row->m[j];
      block_store(out_of(m, base) + m->size, tags[j]);
      m->result = 1;
    }
  }
}

/* As many rows of n vectors a frame: each is ended while the next one is encrypted. */
INLINE void run_rows(ecall_message *const *m, size_t rows, uint8_t *const *base, int n, int opening,
                     int one_key)
{
  struct row current, next;
  for (size_t i = 0; i <= rows; i++) {
    if (i < rows) next = cipher_row(m + i * LANES, n, one_key);
    if (i > 0) end_row(&current, base, n, opening);
    current = next;
  }
}

/* Not in line: each has all registers for itself. */
#define ROWS(name, n, opening, one_key)                                             \
  APART void name##_##n(ecall_message *const *m, size_t rows, uint8_t *const *base) \
  {                                                                                 \
    run_rows(m, rows, base, n, opening, one_key);                                   \
  }
#define ROWS_OF(n)                \
  ROWS(seal_rows, n, 0, 0)        \
  ROWS(open_rows, n, 1, 0)        \
  ROWS(seal_rows_of_key, n, 0, 1) \
  ROWS(open_rows_of_key, n, 1, 1)
ROWS_OF(1)
ROWS_OF(2)
ROWS_OF(3)
ROWS_OF(4)
#define FUNCTIONS(name) {name##_1, name##_2, name##_3, name##_4}

static void (*const row_functions[2][2][ROW_VECTORS])(ecall_message *const *, size_t,
                                                      uint8_t *const *) = {
    {FUNCTIONS(seal_rows), FUNCTIONS(open_rows)},
    {FUNCTIONS(seal_rows_of_key), FUNCTIONS(open_rows_of_key)}};

/* Frames that wait: by key size, operation and number of vectors. */
#define QUEUES (2 * 2 * ROW_VECTORS)

struct queue {
  ecall_message *waiting[ROW_QUEUE];
  uint64_t first_key;
  uint64_t other_keys; /* 0 if all are of the first key */
};

struct queues {
  uint8_t count[QUEUES];
  struct queue queue[QUEUES];
};

APART void run_queue(struct queues *queues, size_t q, uint8_t *const *base)
{
  struct queue *queue = &queues->queue[q];
  size_t count = queues->count[q], rows = count / LANES;
  size_t opening = q / ROW_VECTORS % 2, n = q % ROW_VECTORS;
  if (rows > 0) row_functions[queue->other_keys == 0][opening][n](queue->waiting, rows, base);
  for (size_t i = rows * LANES; i < count; i++) run_alone(queue->waiting[i], base);
  queues->count[q] = 0;
}

static void gcm_batch(ecall_message *messages, size_t count, uint8_t *const base[1 + ECALL_BASES])
{
  struct queues queues;
  memset(queues.count, 0, sizeof queues.count);
  for (ecall_message *m = messages; m < messages + count; m++) {
    const struct ecall_key *key = key_of(m);
    size_t n = blocks_of(m->size) / LANES;
    if (!key) {
      m->result = 0;
    } else if (n < ROW_VECTORS && is_short(m->aad_size, m->size)) {
      size_t q =
          n + (m->operation == ECALL_OPEN ? ROW_VECTORS : 0) + 2 * ROW_VECTORS * (key->rounds / 12);
      struct queue *queue = &queues.queue[q];
      if (queues.count[q] == 0) {
        queue->first_key = m->key;
        queue->other_keys = 0;
      }
      queue->other_keys |= m->key ^ queue->first_key;
      queue->waiting[queues.count[q]++] = m;
      if (queues.count[q] == ROW_QUEUE) run_queue(&queues, q, base);
    } else {
      run_alone(m, base);
    }
  }
  for (size_t q = 0; q < QUEUES; q++) {
    if (queues.count[q] > 0) run_queue(&queues, q, base);
  }
}

#else

static void gcm_batch(ecall_message *messages, size_t count, uint8_t *const base[1 + ECALL_BASES])
{
  for (ecall_message *m = messages; m < messages + count; m++) {
    m->result = 0;
    if (m->key) run_alone(m, base);
  }
}

#endif
