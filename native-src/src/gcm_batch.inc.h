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
  const uint8_t *aad = aad_of(m, base), *in = in_of(m, base);
  if (m->operation == ECALL_SEAL) {
    gcm_seal(key_of(m), m->nonce_high, m->nonce_low, aad, m->aad_size, in, m->size, out_of(m, base));
    m->result = 1;
  } else {
    m->result = gcm_open(key_of(m), m->nonce_high, m->nonce_low, aad, m->aad_size, in, m->size,
                         out_of(m, base));
  }
}

#if LANES > 1

#define ROW_VECTORS 4 /* frames of more go alone */

#define ROW_QUEUE   (4 * LANES)

/*
 * Rounds that all keys have, counted as AES-256 counts them. While a row goes through them, the row before
 * it is ended, a frame behind each of the first rounds: left to itself the processor does not look that far
 * ahead.
 */
#define FIRST_ROUND 5
#define TAGS_ROUND  (MAX_ROUNDS - 3)

/* A row that is encrypted but for its last round. */
struct row {
  ecall_message *const *m;
  const struct ecall_key *key[LANES];
  vec b[LANES][ROW_VECTORS];
};

INLINE void row_round(struct row *row, int n, int r)
{
  UNROLL
  for (int j = 0; j < LANES; j++) {
    vec before = vec_key(row->key[j]->round_key[r - 1]), rk = vec_key(row->key[j]->round_key[r]);
    UNROLL
    for (int i = 0; i < n; i++) row->b[j][i] = vec_round(row->b[j][i], before, rk);
  }
}

/* Counter blocks, and the rounds that only AES-256 has. */
INLINE void begin_row(struct row *row, ecall_message *const *m, int n, int one_key)
{
  row->m = m;
  UNROLL
  for (int j = 0; j < LANES; j++) row->key[j] = key_of(m[one_key ? 0 : j]);
  uint32_t rounds = row->key[0]->rounds;
  UNROLL
  for (int j = 0; j < LANES; j++) {
    vec *b = row->b[j];
    vec nonce = vec_xor(vec_spread(block_nonce(&m[j]->nonce_low)),
                        vec_key(row->key[j]->round_key[MAX_ROUNDS - rounds]));
    UNROLL
    for (int i = 0; i < n - 1; i++) b[i] = vec_xor(nonce, vec_lanes_swapped(2 + i * LANES));
    b[n - 1] = vec_xor(nonce, vec_lanes_and_j0(2 + (n - 1) * LANES));
  }
  if (rounds == MAX_ROUNDS) {
    UNROLL
    for (int r = 1; r < FIRST_ROUND; r++) row_round(row, n, r);
  }
}

/* The sums of a row's hashes and what else its tags need. */
struct row_sums {
  vec ends[LANES];
  acc sums[LANES];
  block tags[LANES];
  const uint8_t *power[LANES];
  uint8_t *tag[LANES];
};

/* AAD and lengths of all frames; power is that of each frame's first block of data. */
INLINE acc add_row_ends(acc sum, const struct row *row, const uint8_t *const *power,
                        uint8_t *const *base)
{
  block aad[LANES], aad_power[LANES], lengths[LANES], h[LANES];
  UNROLL
  for (int j = 0; j < LANES; j++) {
    const ecall_message *m = row->m[j];
    aad[j] = block_load_part(aad_of(m, base), m->aad_size);
    aad_power[j] = block_load(power[j] - BLOCK);
    lengths[j] = block_widen((const uint64_t *)(const void *)&m->size);
    h[j] = block_load(powers(row->key[j], 1));
  }
  sum = acc_add_row(sum, vec_swap(vec_of(aad)), vec_of(aad_power));
  return acc_add_row(sum, vec_bits_of_bytes(vec_of(lengths)), vec_of(h));
}

APART void refuse_row(ecall_message *const *m, uint8_t *const *base)
{
  for (int j = 0; j < LANES; j++) {
    if (!m[j]->result) refuse(out_of(m[j], base), m[j]->size);
  }
}

/*
 * The rest of a frame but for its tag. An output is written before that is known, and overwritten if it is
 * wrong.
 */
INLINE void end_frame(struct row *row, struct row_sums *s, uint8_t *const *base, int n, int opening,
                      int j)
{
  const ecall_message *m = row->m[j];
  vec *b = row->b[j], data[ROW_VECTORS];
  vec before = vec_key(row->key[j]->round_key[MAX_ROUNDS - 1]);
  vec last = vec_key(row->key[j]->round_key[MAX_ROUNDS]);
  size_t size = m->size;
  const uint8_t *in = in_of(m, base);
  uint8_t *out = out_of(m, base);
  s->power[j] = powers(row->key[j], blocks_of(size) + 1);
  s->tag[j] = out + size;
  UNROLL
  for (int i = 0; i < n; i++) {
    size_t part = part_of(size, i, n);
    data[i] = vec_load_part(in + i * VEC_BYTES, part);
    b[i] = vec_last_round(b[i], before, vec_xor(last, data[i]));
    if (!opening) data[i] = vec_cut(b[i], part);
  }
  s->ends[j] = b[n - 1];
  if (opening) s->tags[j] = block_load(in + size);
  store_last(out, size, b, n);
  s->sums[j] = acc_zero();
  UNROLL
  for (int i = 0; i < n; i++) {
    vec power = vec_load(s->power[j] + i * VEC_BYTES);
    s->sums[j] = acc_add_row(s->sums[j], vec_swap(data[i]), power);
  }
}

INLINE void end_row(struct row *row, struct row_sums *s, uint8_t *const *base, int opening)
{
  vec hash = acc_reduce_lanes(add_row_ends(acc_fold(s->sums), row, s->power, base));
  vec computed = vec_xor(vec_swap(hash), vec_lasts(s->ends));
  if (opening) {
    unsigned good = vec_zero_lanes(vec_xor(computed, vec_of(s->tags)));
    ECALL_PUBLIC(&good, sizeof good);
    UNROLL
    for (int j = 0; j < LANES; j++) row->m[j]->result = (int32_t)(good >> j & 1);
    if (good != (1u << LANES) - 1) refuse_row(row->m, base);
  } else {
    vec_split(computed, s->tags);
    UNROLL
    for (int j = 0; j < LANES; j++) {
      block_store(s->tag[j], s->tags[j]);
      row->m[j]->result = 1;
    }
  }
}

/* As many rows of n vectors a frame: each is ended while the next one is encrypted. */
INLINE void run_rows(ecall_message *const *m, size_t rows, uint8_t *const *base, int n, int opening,
                     int one_key)
{
  struct row current, next;
  struct row_sums sums;
  begin_row(&current, m, n, one_key);
  UNROLL
  for (int r = FIRST_ROUND; r < MAX_ROUNDS; r++) row_round(&current, n, r);
  for (size_t i = 1; i < rows; i++) {
    begin_row(&next, m + i * LANES, n, one_key);
    UNROLL
    for (int r = FIRST_ROUND; r < MAX_ROUNDS; r++) {
      row_round(&next, n, r);
      int j = r - FIRST_ROUND;
      if (j < LANES) end_frame(&current, &sums, base, n, opening, j);
      if (r == TAGS_ROUND) end_row(&current, &sums, base, opening);
    }
    current = next;
  }
  UNROLL
  for (int j = 0; j < LANES; j++) end_frame(&current, &sums, base, n, opening, j);
  end_row(&current, &sums, base, opening);
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
  uint64_t other_keys = 0;
  for (size_t i = 1; i < rows * LANES; i++)
    other_keys |= queue->waiting[i]->key ^ queue->waiting[0]->key;
  if (rows > 0) row_functions[other_keys == 0][opening][n](queue->waiting, rows, base);
  for (size_t i = rows * LANES; i < count; i++) run_alone(queue->waiting[i], base);
  queues->count[q] = 0;
}

/* The queue of a message, or QUEUES if it goes alone. */
INLINE size_t queue_of(const ecall_message *m, const struct ecall_key *key)
{
  size_t n = blocks_of(m->size) / LANES;
  if (n >= ROW_VECTORS || !is_short(m->aad_size, m->size)) return QUEUES;
  /* ECALL_SEAL and ECALL_OPEN differ in bit 1, 10 and 14 rounds in bit 2. */
  return n + (m->operation & 2u) / 2 * ROW_VECTORS + (key->rounds & 4) / 4 * 2 * ROW_VECTORS;
}

static void gcm_batch(ecall_message *messages, size_t count, uint8_t *const base[1 + ECALL_BASES])
{
  struct queues queues;
  memset(queues.count, 0, sizeof queues.count);
  for (ecall_message *m = messages, *end = messages + count; m < end;) {
    const struct ecall_key *key = key_of(m);
    if (!key) {
      m->result = 0;
      m++;
      continue;
    }
    size_t q = queue_of(m, key);
    if (q == QUEUES) {
      run_alone(m, base);
      m++;
      continue;
    }
    /* Mostly those that follow belong to it too. */
    struct queue *queue = &queues.queue[q];
    size_t waiting = queues.count[q];
    do {
      queue->waiting[waiting++] = m++;
    } while (waiting < ROW_QUEUE && m < end && (key = key_of(m)) && queue_of(m, key) == q);
    queues.count[q] = (uint8_t)waiting;
    if (waiting == ROW_QUEUE) run_queue(&queues, q, base);
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
