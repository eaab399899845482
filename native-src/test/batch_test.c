/*
 * Batches: operations, keys, sizes, bases and forgeries mixed. Each message is what it would be alone;
 * nothing else in the memory that it lies in changes, nor does its description but for the result.
 */
#include "test.h"

#define MOST        40
#define LARGEST     5000
#define LARGEST_AAD 300
#define ARENA       (MOST * (LARGEST + ECALL_TAG_BYTES + 64))
#define KEYS        5
#define ARENAS      3

enum { IN, OUT, AAD };

static uint8_t arena[ARENAS][ARENA], expected[ARENAS][ARENA];
static size_t used[ARENAS];
static struct test_key keys[KEYS];
static struct guarded table_memory;

/*
 * What this batch has in common, or messages of it that follow each other, if that changes on the way;
 * else it is random for each message. Places are short AAD, in place or not, and bases.
 */
static struct {
  bool size, key, operation, places, no_gaps;
  size_t the_size, the_key, the_operation, largest;
  bool in_place, by_base[ARENAS];
} shape;

static void choose(void)
{
  shape.the_size = random_below(shape.largest + 1);
  shape.the_key = random_below(KEYS);
  shape.the_operation = random_below(2);
  shape.in_place = random_below(3) == 0;
  for (int i = 0; i < ARENAS; i++) shape.by_base[i] = random_below(2) == 0;
}

/* The position of new bytes in an arena, at random distance from those before. */
static size_t reserve(int which, size_t size)
{
  size_t at = used[which] + (shape.no_gaps ? 0 : random_below(64));
  used[which] = at + size;
  return at;
}

/* Refers to bytes by an address, or by one of the bases. */
static void refer(int which, size_t at, uint64_t *offset, uint8_t *base)
{
  bool by_base = shape.places ? shape.by_base[which] : random_below(2) == 0;
  *base = by_base ? (uint8_t)(1 + which) : 0;
  *offset = (*base == 0 ? (uintptr_t)arena[which] : 0) + at;
}

static void left_out(ecall_message *m)
{
  random_fill((uint8_t *)m, sizeof *m);
  m->key = 0;
}

/* Writes a message into arenas and table, and what is to become of it into what is expected. */
static int32_t place(ecall_message *m)
{
  static uint8_t plain[LARGEST], sealed[LARGEST + ECALL_TAG_BYTES];
  size_t size = shape.size ? shape.the_size : random_below(shape.largest + 1);
  size_t largest_aad = shape.places ? 16 : LARGEST_AAD;
  size_t aad_size = random_below(3) == 0 ? 16 : random_below(largest_aad + 1);
  bool sealing = (shape.operation ? shape.the_operation : random_below(2)) == 0;
  const struct test_key *key = &keys[shape.key ? shape.the_key : random_below(KEYS)];
  bool forged = !sealing && random_below(shape.places ? 9 : 3) == 0;
  bool in_place = shape.places ? shape.in_place : random_below(3) == 0;

  size_t aad_at = reserve(AAD, aad_size), in_at = reserve(IN, size + ECALL_TAG_BYTES);
  int out_arena = in_place ? IN : OUT;
  size_t out_size = size + (sealing ? (size_t)ECALL_TAG_BYTES : 0);
  size_t out_at = in_place ? in_at : reserve(OUT, out_size);

  random_fill(arena[AAD] + aad_at, aad_size);
  memcpy(expected[AAD] + aad_at, arena[AAD] + aad_at, aad_size);
  random_fill(plain, size);
  struct message message = {
      (uint32_t)random_number(), random_number(), arena[AAD] + aad_at, aad_size, plain, size, sealed};
  message_seal(&message, key);
  if (forged) sealed[random_below(size + ECALL_TAG_BYTES)] ^= (uint8_t)(1 << random_below(8));
  if (sealing) {
    memcpy(arena[IN] + in_at, plain, size);
    memcpy(expected[IN] + in_at, plain, size);
    memcpy(expected[out_arena] + out_at, sealed, out_size);
  } else {
    memcpy(arena[IN] + in_at, sealed, size + ECALL_TAG_BYTES);
    memcpy(expected[IN] + in_at, sealed, size + ECALL_TAG_BYTES);
    memset(expected[out_arena] + out_at, 0, size);
    if (!forged) memcpy(expected[out_arena] + out_at, plain, size);
  }

  random_fill((uint8_t *)m, sizeof *m);
  m->key = (uintptr_t)key->expanded;
  m->nonce_high = message.nonce_high;
  m->nonce_low = message.nonce_low;
  m->aad_size = (uint32_t)aad_size;
  m->size = (uint32_t)size;
  m->operation = sealing ? ECALL_SEAL : ECALL_OPEN;
  refer(AAD, aad_at, &m->aad_offset, &m->aad_base);
  refer(IN, in_at, &m->in_offset, &m->in_base);
  refer(out_arena, out_at, &m->out_offset, &m->out_base);
  return forged ? 0 : 1;
}

static void batch(size_t count)
{
  ecall_message before[MOST];
  int32_t results[MOST];
  ecall_message *table =
      (ecall_message *)(void *)guarded_end(table_memory, count * sizeof(ecall_message));
  for (int i = 0; i < ARENAS; i++) {
    memset(arena[i], 0xa0 + i, ARENA);
    memset(expected[i], 0xa0 + i, ARENA);
    used[i] = 0;
  }
  for (size_t i = 0; i < count; i++) {
    results[i] = 0;
    if (shape.places && random_below(10) == 0) choose();
    if (random_below(shape.places ? 40 : 8) == 0)
      left_out(&table[i]);
    else
      results[i] = place(&table[i]);
    before[i] = table[i];
    before[i].result = results[i];
  }
  /* The fourth base is there to be passed along. */
  size_t first = random_below(count + 1), others = count - first;
  ecall_batch(table, first, others, arena[IN], arena[OUT], arena[AAD], NULL);
  ecall_batch(table, 0, first, arena[IN], arena[OUT], arena[AAD], NULL);
  for (size_t i = 0; i < count; i++) {
    CHECK(table[i].result == results[i], "message %zu of %zu, %u bytes: %d", i, count, table[i].size,
          table[i].result);
    CHECK(memcmp(&table[i], &before[i], sizeof *table) == 0, "message %zu of %zu changed", i, count);
  }
  for (int i = 0; i < ARENAS; i++) {
    if (memcmp(arena[i], expected[i], ARENA) == 0) continue;
    size_t at = 0;
    while (arena[i][at] == expected[i][at]) at++;
    CHECK(false, "batch of %zu: byte %zu of arena %d", count, at, i);
  }
}

/* A message that only the fourth base leads to. */
static void fourth_base(void)
{
  uint8_t plain[40], sealed[56], out[56];
  random_fill(plain, sizeof plain);
  struct message m = {1, 2, plain, 20, plain, 40, sealed};
  message_seal(&m, &keys[0]);
  ecall_message *table = (ecall_message *)(void *)table_memory.start;
  *table = (ecall_message){.key = (uintptr_t)keys[0].expanded,
                           .size = 40,
                           .aad_offset = (uintptr_t)plain,
                           .aad_size = 20,
                           .in_offset = (uintptr_t)plain,
                           .out_base = ECALL_BASES,
                           .operation = ECALL_SEAL};
  table->nonce_high = m.nonce_high;
  table->nonce_low = m.nonce_low;
  ecall_batch(table, 0, 1, NULL, NULL, NULL, out);
  CHECK(table->result == 1 && memcmp(out, sealed, sizeof out) == 0, "base 4");
}

void test(void)
{
  table_memory = guarded_new(MOST * sizeof(ecall_message));
  for (size_t i = 0; i < KEYS; i++) keys[i] = key_new(i % 2 == 0 ? 32 : 16);
  fourth_base();
  int rounds = test_reduced ? 1 : 4;
  for (int round = 0; round < rounds; round++) {
    for (size_t count = 0; count <= MOST; count += test_reduced && count > 8 ? 8 : 1) {
      for (int same = 0; same < 16; same++) {
        static const size_t largest[] = {40, 200, 1200, LARGEST};
        shape.size = (same & 1) != 0;
        shape.key = (same & 2) != 0;
        shape.operation = (same & 4) != 0;
        shape.places = (same & 8) != 0;
        shape.no_gaps = random_below(3) == 0;
        shape.largest = largest[random_below(4)];
        choose();
        batch(count);
      }
    }
  }
  for (size_t i = 0; i < KEYS; i++) key_free(&keys[i]);
  guarded_free(table_memory);
}
