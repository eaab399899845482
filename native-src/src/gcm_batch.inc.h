/*
 * Batches: a part of gcm.inc.h.
 *
 * Short messages go through in rows, see gcm_rows.inc.h: at once if enough that are alike follow each
 * other. Others wait until there are ROW_QUEUE for a row; what is left in the end beside whole rows, and
 * what is long, goes alone.
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

#include "gcm_rows.inc.h"

#define ROW_QUEUE (4 * LANES)

/* Frames that wait: by key size, operation and number of vectors. */
#define QUEUE_VECTORS 8 /* at least ROW_VECTORS */
#define QUEUES        (2 * 2 * QUEUE_VECTORS)
_Static_assert(ROW_VECTORS <= QUEUE_VECTORS && QUEUES <= 32,
               "a queue for each, and a bit for each queue");

struct queue {
  ecall_message *waiting[ROW_QUEUE];
  enum order order; /* MIXED or ALIKE */
};

struct queues {
  uint32_t waiting; /* a bit for each queue in which there are messages */
  uint8_t count[QUEUES];
  struct queue queue[QUEUES];
};

APART void run_queue(struct queues *queues, size_t q, uint8_t *const *base)
{
  struct queue *queue = &queues->queue[q];
  size_t count = queues->count[q], rows = count / LANES;
  size_t opening = q / QUEUE_VECTORS % 2, n = q % QUEUE_VECTORS;
  if (rows > 0) run_messages(queue->order, queue->waiting[0], queue->waiting, rows, base, opening, n);
  for (size_t i = rows * LANES; i < count; i++) run_alone(queue->waiting[i], base);
  queues->waiting &= ~(1u << q);
}

/* Operation and bases. */
INLINE uint32_t kind_of(const ecall_message *m)
{
  uint32_t kind;
  memcpy(&kind, (const uint8_t *)m + offsetof(ecall_message, operation), sizeof kind);
  return kind;
}

INLINE int is_alike(const ecall_message *a, const ecall_message *b)
{
  return a->key == b->key && kind_of(a) == kind_of(b);
}

/* Vectors of a message but one, or ROW_VECTORS if it goes alone. */
INLINE size_t vectors_of(const ecall_message *m)
{
  size_t n = blocks_of(m->size) / LANES;
  return n < ROW_VECTORS && m->aad_size <= BLOCK ? n : ROW_VECTORS;
}

/* The queue of a message, or QUEUES if it goes alone. */
INLINE size_t queue_of(const ecall_message *m, const struct ecall_key *key)
{
  size_t n = vectors_of(m);
  if (n == ROW_VECTORS) return QUEUES;
  /* ECALL_SEAL and ECALL_OPEN differ in bit 1, 10 and 14 rounds in bit 2. */
  return n + (m->operation & 2u) / 2 * QUEUE_VECTORS + (key->rounds & 4) / 4 * 2 * QUEUE_VECTORS;
}

/* Puts messages that belong to a queue into it, as many as there is room for; the answer is behind them. */
INLINE ecall_message *wait_in(struct queues *queues, size_t q, ecall_message *m, ecall_message *end,
                              uint8_t *const *base)
{
  struct queue *queue = &queues->queue[q];
  size_t waiting = queues->waiting >> q & 1 ? queues->count[q] : 0;
  const struct ecall_key *key;
  enum order order = waiting == 0 ? ALIKE : queue->order;
  const ecall_message *first = waiting == 0 ? m : queue->waiting[0];
  do {
    if (order == ALIKE && !is_alike(m, first)) order = MIXED;
    queue->waiting[waiting++] = m++;
  } while (waiting < ROW_QUEUE && m < end && (key = key_of(m)) && queue_of(m, key) == q);
  queues->waiting |= 1u << q;
  queues->count[q] = (uint8_t)waiting;
  queue->order = order;
  if (waiting == ROW_QUEUE) run_queue(queues, q, base);
  return m;
}

/* Runs messages that are alike and follow each other, as many as fill rows; the answer is behind them. */
INLINE ecall_message *run_in_order(ecall_message *m, ecall_message *end, size_t q, uint8_t *const *base)
{
  ecall_message *next = m + 1;
  size_t opening = q / QUEUE_VECTORS % 2, n = q % QUEUE_VECTORS;
  while (next < end && is_alike(next, m) && vectors_of(next) == n) next++;
  size_t rows = (size_t)(next - m) / LANES;
  if (rows > 0) run_messages(IN_ORDER, m, NULL, rows, base, opening, n);
  return m + rows * LANES;
}

static void gcm_batch(ecall_message *messages, size_t count, uint8_t *const base[1 + ECALL_BASES])
{
  struct queues queues;
  queues.waiting = 0;
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
    ecall_message *behind = run_in_order(m, end, q, base);
    m = behind != m ? behind : wait_in(&queues, q, m, end, base);
  }
  while (queues.waiting) run_queue(&queues, (size_t)__builtin_ctz(queues.waiting), base);
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
