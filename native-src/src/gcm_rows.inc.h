/*
 * Rows of messages: a part of gcm.inc.h.
 *
 * A short frame leaves the processor waiting, for its rounds and then for its hash. So as many frames as
 * a vector has lanes go through together, if they have equally many vectors: a row, in which each has a
 * key of its own. Their rounds are interleaved, and the sums of their hashes change places, a lane to a
 * frame, so that AAD, lengths, reduction and tag are worked out for all at once. While a row is
 * encrypted, the row before it is hashed. Where registers are too few for the rounds of all frames of a row,
 * these are encrypted one behind the other, each while its predecessor in the row before is hashed.
 *
 * Messages are alike if they have key, operation and bases in common. There is a function for rows of any
 * messages, one for rows of such that are alike, and one for those that lie one behind the other, too:
 * then there is little left to look up for each. Frames of more than four vectors have one for all.
 */
#ifndef ROW_VECTORS
#define ROW_VECTORS 4 /* frames of more go alone */
#endif
#ifndef ROW_TOGETHER
#define ROW_TOGETHER ROW_VECTORS /* rounds of frames of more are not interleaved */
#endif

enum order { MIXED, ALIKE, IN_ORDER };

/* Messages that go through rows. */
struct rows {
  enum order order; /* a constant in all but the longer rows */
  ecall_message *first;
  ecall_message *const *each; /* unless they are in order */
  uint8_t *const *base;
  uintptr_t aad, in, out; /* bases of those that are alike */
};

/* Message j of the row that begins with message number at. */
INLINE ecall_message *message_of(const struct rows *rows, size_t at, int j)
{
  size_t i = at + (size_t)j;
  return rows->order == IN_ORDER ? rows->first + i : rows->each[i];
}

INLINE const uint8_t *aad_at(const ecall_message *m, const struct rows *rows)
{
  return rows->order != MIXED ? (const uint8_t *)(rows->aad + m->aad_offset) : aad_of(m, rows->base);
}

INLINE const uint8_t *in_at(const ecall_message *m, const struct rows *rows)
{
  return rows->order != MIXED ? (const uint8_t *)(rows->in + m->in_offset) : in_of(m, rows->base);
}

INLINE uint8_t *out_at(const ecall_message *m, const struct rows *rows)
{
  return rows->order != MIXED ? (uint8_t *)(rows->out + m->out_offset) : out_of(m, rows->base);
}

/*
 * Rounds that all keys have, counted as AES-256 counts them. While a row goes through them, the row before
 * it is ended, a frame behind each of the first rounds: left to itself the processor does not look that far
 * ahead.
 */
#define FIRST_ROUND 5
#define TAGS_ROUND  (MAX_ROUNDS - 3)

struct head {
  size_t at; /* number of the first message */
  vec aad;   /* reversed */
  const struct ecall_key *key[LANES];
};

/* A row that is encrypted but for its last round. */
struct row {
  struct head head;
  vec b[LANES][ROW_VECTORS];
};

INLINE void frame_round(const struct head *head, int j, vec *b, int n, int r)
{
  vec before = vec_key(head->key[j]->round_key[r - 1]), rk = vec_key(head->key[j]->round_key[r]);
  UNROLL
  for (int i = 0; i < n; i++) b[i] = vec_round(b[i], before, rk);
}

INLINE void row_round(struct row *row, int n, int r)
{
  UNROLL
  for (int j = 0; j < LANES; j++) frame_round(&row->head, j, row->b[j], n, r);
}

/*
 * Keys and AAD. In a packet buffer AAD lies right behind the output of the frame before: it would be waited
 * for if that were stored first, even beside it by a mask.
 */
INLINE void begin_row(struct head *head, const struct rows *rows, size_t at)
{
  block aad[LANES];
  head->at = at;
  UNROLL
  for (int j = 0; j < LANES; j++) {
    const ecall_message *m = message_of(rows, at, j);
    aad[j] = block_load_part(aad_at(m, rows), m->aad_size);
  }
  head->aad = vec_swap(vec_of(aad));
  UNROLL
  for (int j = 0; j < LANES; j++)
    head->key[j] = key_of(rows->order == MIXED ? message_of(rows, at, j) : rows->first);
}

/* Counter blocks of a frame. All keys of a row have as many rounds. */
INLINE void count_frame(const struct head *head, const struct rows *rows, int j, vec *b, int n)
{
  const uint8_t *whitening = head->key[j]->round_key[MAX_ROUNDS - head->key[0]->rounds];
  vec nonce =
      vec_xor(vec_spread(block_nonce(&message_of(rows, head->at, j)->nonce_low)), vec_key(whitening));
  UNROLL
  for (int i = 0; i < n - 1; i++) b[i] = vec_xor(nonce, vec_lanes_swapped(2 + i * LANES));
  b[n - 1] = vec_xor(nonce, vec_lanes_and_j0(2 + (n - 1) * LANES));
}

/* Counter blocks of a row, and the rounds that only AES-256 has. */
INLINE void count_row(struct row *row, const struct rows *rows, int n)
{
  UNROLL
  for (int j = 0; j < LANES; j++) count_frame(&row->head, rows, j, row->b[j], n);
  if (row->head.key[0]->rounds == MAX_ROUNDS) {
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
INLINE acc add_row_ends(acc sum, const struct head *head, const uint8_t *const *power,
                        const struct rows *rows)
{
  block aad_power[LANES], lengths[LANES], h[LANES];
  UNROLL
  for (int j = 0; j < LANES; j++) {
    const ecall_message *m = message_of(rows, head->at, j);
    aad_power[j] = block_load(power[j] - BLOCK);
    lengths[j] = block_widen((const uint64_t *)(const void *)&m->size);
    h[j] = block_load(powers(head->key[j], 1));
  }
  sum = acc_add_row(sum, head->aad, vec_of(aad_power));
  vec lengths_power = rows->order != MIXED ? vec_key(powers(head->key[0], 1)) : vec_of(h);
  return acc_add_row(sum, vec_bits_of_bytes(vec_of(lengths)), lengths_power);
}

INLINE void refuse_row(const struct head *head, const struct rows *rows)
{
  for (int j = 0; j < LANES; j++) {
    const ecall_message *m = message_of(rows, head->at, j);
    if (!m->result) refuse(out_at(m, rows), m->size);
  }
}

/*
 * The rest of a frame but for its tag. An output is written before that is known, and overwritten if it is
 * wrong.
 */
INLINE void end_frame(struct row *row, struct row_sums *s, const struct rows *rows, int n, int opening,
                      int j)
{
  const ecall_message *m = message_of(rows, row->head.at, j);
  vec *b = row->b[j], data[ROW_VECTORS];
  vec before = vec_key(row->head.key[j]->round_key[MAX_ROUNDS - 1]);
  vec last = vec_key(row->head.key[j]->round_key[MAX_ROUNDS]);
  size_t size = m->size;
  const uint8_t *in = in_at(m, rows);
  uint8_t *out = out_at(m, rows);
  s->power[j] = powers(row->head.key[j], blocks_of(size) + 1);
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
    s->sums[j] = acc_add_row_powers(s->sums[j], vec_swap(data[i]), s->power[j] + i * VEC_BYTES);
  }
}

INLINE void end_row(const struct head *head, struct row_sums *s, const struct rows *rows, int opening)
{
  vec hash = acc_reduce_row(add_row_ends(acc_fold(s->sums), head, s->power, rows));
  vec computed = vec_xor(vec_swap(hash), vec_lasts(s->ends));
  if (opening) {
    unsigned good = vec_zero_lanes(vec_xor(computed, vec_of(s->tags)));
    ECALL_PUBLIC(&good, sizeof good);
    UNROLL
    for (int j = 0; j < LANES; j++) message_of(rows, head->at, j)->result = (int32_t)(good >> j & 1);
    if (good != (1u << LANES) - 1) refuse_row(head, rows);
  } else {
    vec_split(computed, s->tags);
    UNROLL
    for (int j = 0; j < LANES; j++) {
      block_store(s->tag[j], s->tags[j]);
      message_of(rows, head->at, j)->result = 1;
    }
  }
}

/* Encrypts a row and ends the one before it meanwhile. */
INLINE void run_row(struct row *row, struct row *before, struct row_sums *s, const struct rows *rows,
                    int n, int opening)
{
  count_row(row, rows, n);
  UNROLL
  for (int r = FIRST_ROUND; r < MAX_ROUNDS; r++) {
    row_round(row, n, r);
    int j = r - FIRST_ROUND;
    if (j < LANES) end_frame(before, s, rows, n, opening, j);
    if (r == TAGS_ROUND) end_row(&before->head, s, rows, opening);
  }
}

/* The same, one frame behind the other. Each is put where the one was that has ended. */
INLINE void run_frames(const struct head *head, struct row *before, struct row_sums *s,
                       const struct rows *rows, int n, int opening)
{
  UNROLL
  for (int j = 0; j < LANES; j++) {
    vec b[ROW_VECTORS];
    count_frame(head, rows, j, b, n);
    if (head->key[0]->rounds == MAX_ROUNDS) {
      UNROLL
      for (int r = 1; r < FIRST_ROUND; r++) frame_round(head, j, b, n, r);
    }
    UNROLL
    for (int r = FIRST_ROUND; r < MAX_ROUNDS; r++) {
      frame_round(head, j, b, n, r);
      if (r == FIRST_ROUND) end_frame(before, s, rows, n, opening, j);
    }
    UNROLL
    for (int i = 0; i < n; i++) before->b[j][i] = b[i];
  }
  end_row(&before->head, s, rows, opening);
  before->head = *head;
}

/* As many rows of n vectors a frame: each is ended while the next one is encrypted. */
INLINE void run_rows(const struct rows *rows, size_t count, int n, int opening)
{
  struct row current, next;
  struct row_sums sums;
  begin_row(&current.head, rows, 0);
  count_row(&current, rows, n);
  UNROLL
  for (int r = FIRST_ROUND; r < MAX_ROUNDS; r++) row_round(&current, n, r);
  for (size_t i = 1; i < count; i++) {
    begin_row(&next.head, rows, i * LANES);
    if (n <= ROW_TOGETHER) {
      run_row(&next, &current, &sums, rows, n, opening);
      current = next;
    } else {
      run_frames(&next.head, &current, &sums, rows, n, opening);
    }
  }
  UNROLL
  for (int j = 0; j < LANES; j++) end_frame(&current, &sums, rows, n, opening, j);
  end_row(&current.head, &sums, rows, opening);
}

INLINE struct rows rows_of(enum order order, ecall_message *first, ecall_message *const *each,
                           uint8_t *const *base)
{
  struct rows rows = {order, first, each, base, 0, 0, 0};
  if (order != MIXED) {
    rows.aad = (uintptr_t)base[first->aad_base];
    rows.in = (uintptr_t)base[first->in_base];
    rows.out = (uintptr_t)base[first->out_base];
  }
  return rows;
}

/* Not in line: each has all registers for itself. */
#define ROWS(name, n, opening, its_order)                                         \
  APART void name(ecall_message *first, ecall_message *const *each, size_t count, \
                  uint8_t *const *base, enum order order)                         \
  {                                                                               \
    struct rows rows = rows_of(its_order, first, each, base);                     \
    (void)order;                                                                  \
    run_rows(&rows, count, n, opening);                                           \
  }
#define ROWS_OF(n)                        \
  ROWS(seal_mixed_##n, n, 0, MIXED)       \
  ROWS(open_mixed_##n, n, 1, MIXED)       \
  ROWS(seal_alike_##n, n, 0, ALIKE)       \
  ROWS(open_alike_##n, n, 1, ALIKE)       \
  ROWS(seal_in_order_##n, n, 0, IN_ORDER) \
  ROWS(open_in_order_##n, n, 1, IN_ORDER)

/* What is looked up for a frame counts little beside all else that a longer one takes. */
#define LONGER_ROWS_OF(n)            \
  ROWS(seal_longer_##n, n, 0, order) \
  ROWS(open_longer_##n, n, 1, order)

ROWS_OF(1)
ROWS_OF(2)
ROWS_OF(3)
ROWS_OF(4)
#define FUNCTIONS_TO_4(what, order) \
  what##_##order##_1, what##_##order##_2, what##_##order##_3, what##_##order##_4
#if ROW_VECTORS == 4
#define FUNCTIONS(what, order) {FUNCTIONS_TO_4(what, order)}
#elif ROW_VECTORS == 7
LONGER_ROWS_OF(5)
LONGER_ROWS_OF(6)
LONGER_ROWS_OF(7)
#define FUNCTIONS(what, order) \
  {FUNCTIONS_TO_4(what, order), what##_longer_5, what##_longer_6, what##_longer_7}
#else
#error "functions for each number of vectors are missing"
#endif

/* By order, operation and vectors of a frame but one; what they run is count * LANES messages. */
static void (*const row_functions[3][2][ROW_VECTORS])(ecall_message *, ecall_message *const *, size_t,
                                                      uint8_t *const *, enum order) = {
    {FUNCTIONS(seal, mixed), FUNCTIONS(open, mixed)},
    {FUNCTIONS(seal, alike), FUNCTIONS(open, alike)},
    {FUNCTIONS(seal, in_order), FUNCTIONS(open, in_order)}};

/* As many rows of messages, of an operation and of n vectors but one. */
INLINE void run_messages(enum order order, ecall_message *first, ecall_message *const *each,
                         size_t count, uint8_t *const *base, size_t opening, size_t n)
{
  row_functions[order][opening][n](first, each, count, base, order);
}
