/*
 * A batch against its messages one by one, with every kernel: keys, sizes, operations, bases and forgeries
 * mixed, messages side by side or apart, in place or not, the last of them right before a forbidden page.
 */
#include "target.h"

#define MOST        40
#define KEYS        4
#define LARGEST     6000
#define LARGEST_AAD 400
#define ARENA       (64 * 1024)
#define ARENAS      3

enum { IN, OUT, AAD };

/* What the input says of a message, and where its parts are in the arenas. */
struct plan {
  bool left_out, sealing, in_place, forged;
  size_t key, size, aad_size, forged_at;
  size_t at[ARENAS];
  uint8_t base[ARENAS];
  uint32_t nonce_high;
  uint64_t nonce_low;
};

static struct plan plans[MOST];
static size_t count, first, used[ARENAS];
static uint8_t key_bytes[KEYS][32];
static ecall_key *keys[KEYS];
static struct guarded key_memory, table_memory, arena_memory[ARENAS];
/* Before anything ran; by messages alone; and, in guarded memory, by the batch. */
static uint8_t before[ARENAS][ARENA], alone[ARENAS][ARENA], *arena[ARENAS];

static size_t reserve(int which, size_t size, size_t gap)
{
  size_t at = used[which] + gap;
  used[which] = at + size;
  return at;
}

static bool has_room(const struct plan *plan)
{
  size_t most = plan->size + ECALL_TAG_BYTES + 64;
  return used[IN] + most <= ARENA && used[OUT] + most <= ARENA &&
         used[AAD] + plan->aad_size + 64 <= ARENA;
}

static void read_plan(struct input *input, struct plan *plan, const struct plan *last)
{
  uint8_t flags = take_byte(input), bases = take_byte(input);
  plan->left_out = flags >= 0xf0;
  plan->sealing = (flags & 1) != 0;
  plan->in_place = (flags & 2) != 0;
  plan->forged = (flags & 4) != 0;
  plan->key = flags >> 3 & (KEYS - 1);
  /* Of the same size as the one before, as the frames are that go in a row. */
  bool same = last != NULL && (flags & 0x20) != 0;
  plan->size = same ? last->size : take_size(input, LARGEST);
  plan->aad_size = same ? last->aad_size : take_size(input, LARGEST_AAD);
  /* Or like it in all that such frames have in common. */
  bool alike = last != NULL && !last->left_out && (flags & 0x40) != 0;
  if (alike) {
    plan->sealing = last->sealing;
    plan->in_place = last->in_place;
    plan->key = last->key;
  }
  if (plan->sealing) plan->forged = false;
  plan->nonce_high = take_byte(input);
  plan->nonce_low = take(input, 2) * UINT64_C(0x0001000100010001);
  plan->forged_at = plan->forged ? (size_t)take(input, 2) : 0;
  size_t gap = (bases & 0x80) != 0 ? bases & 0x3f : 0;
  if (!has_room(plan)) plan->left_out = true;
  if (plan->left_out) return;
  for (int i = 0; i < ARENAS; i++) {
    plan->base[i] = (bases >> i & 1) != 0 ? (uint8_t)(1 + i) : 0;
    if (alike) plan->base[i] = last->base[i];
  }
  plan->at[AAD] = reserve(AAD, plan->aad_size, gap);
  size_t in_size = plan->size + (plan->sealing && !plan->in_place ? 0 : (size_t)ECALL_TAG_BYTES);
  plan->at[IN] = reserve(IN, in_size, gap);
  plan->at[OUT] = plan->at[IN];
  if (plan->in_place) {
    plan->base[OUT] = plan->base[IN];
  } else {
    plan->at[OUT] = reserve(OUT, plan->size + (plan->sealing ? (size_t)ECALL_TAG_BYTES : 0), gap);
  }
}

static void expand_keys(const struct kernel *kernel)
{
  engine_use(kernel);
  for (size_t i = 0; i < KEYS; i++) {
    keys[i] = (ecall_key *)(void *)(key_memory.start + i * ecall_key_bytes());
    CHECK(ecall_key_expand(keys[i], key_bytes[i], i % 2 == 0 ? 32 : 16) == 1, "key %zu", i);
  }
}

/* Turns content into something sealed, where a message is to be opened. */
static void seal_inputs(void)
{
  for (size_t i = 0; i < count; i++) {
    const struct plan *plan = &plans[i];
    if (plan->left_out || plan->sealing) continue;
    uint8_t *in = before[IN] + plan->at[IN];
    ecall_seal(keys[plan->key], plan->nonce_high, plan->nonce_low, before[AAD] + plan->at[AAD],
               plan->aad_size, in, plan->size, in);
    if (plan->forged) {
      size_t bit = plan->forged_at % ((plan->size + ECALL_TAG_BYTES) * 8);
      in[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
  }
}

static int32_t run_alone(const struct plan *plan)
{
  if (plan->left_out) return 0;
  const uint8_t *aad = alone[AAD] + plan->at[AAD], *in = alone[IN] + plan->at[IN];
  uint8_t *out = alone[plan->in_place ? IN : OUT] + plan->at[OUT];
  if (!plan->sealing)
    return ecall_open(keys[plan->key], plan->nonce_high, plan->nonce_low, aad, plan->aad_size, in,
                      plan->size, out);
  ecall_seal(keys[plan->key], plan->nonce_high, plan->nonce_low, aad, plan->aad_size, in, plan->size,
             out);
  return 1;
}

static ecall_message describe(const struct plan *plan)
{
  ecall_message m;
  memset(&m, 0x5a, sizeof m);
  m.key = 0;
  if (plan->left_out) return m;
  uint64_t offset[ARENAS];
  for (int i = 0; i < ARENAS; i++) {
    const uint8_t *start = arena[i == OUT && plan->in_place ? IN : i];
    offset[i] = (plan->base[i] == 0 ? (uintptr_t)start : 0) + plan->at[i];
  }
  m.key = (uintptr_t)keys[plan->key];
  m.operation = plan->sealing ? ECALL_SEAL : ECALL_OPEN;
  m.nonce_high = plan->nonce_high;
  m.nonce_low = plan->nonce_low;
  m.size = (uint32_t)plan->size;
  m.aad_size = (uint32_t)plan->aad_size;
  m.in_offset = offset[IN], m.in_base = plan->base[IN];
  m.out_offset = offset[OUT], m.out_base = plan->base[OUT];
  m.aad_offset = offset[AAD], m.aad_base = plan->base[AAD];
  return m;
}

static void compare(const struct kernel *kernel)
{
  for (int i = 0; i < ARENAS; i++) {
    target_defined(arena[i], used[i]);
    if (used[i] == 0 || memcmp(arena[i], alone[i], used[i]) == 0) continue;
    size_t at = 0;
    while (arena[i][at] == alone[i][at]) at++;
    CHECK(false, "%s: byte %zu of arena %d, %zu messages", kernel->name, at, i, count);
  }
}

static void run(const struct kernel *kernel)
{
  ecall_message expected[MOST];
  ecall_message *table = (ecall_message *)(void *)guarded_end(table_memory, count * sizeof *table);
  expand_keys(kernel);
  for (int i = 0; i < ARENAS; i++) {
    arena[i] = guarded_end(arena_memory[i], used[i]);
    memcpy(arena[i], before[i], used[i]);
    memcpy(alone[i], before[i], used[i]);
  }
  for (size_t i = 0; i < count; i++) {
    table[i] = expected[i] = describe(&plans[i]);
    expected[i].result = run_alone(&plans[i]);
    CHECK(plans[i].left_out || expected[i].result == !plans[i].forged, "%s: message %zu of %zu bytes",
          kernel->name, i, plans[i].size);
  }
  ecall_batch(table, first, count - first, arena[IN], arena[OUT], arena[AAD], NULL);
  ecall_batch(table, 0, first, arena[IN], arena[OUT], arena[AAD], NULL);
  for (size_t i = 0; i < count; i++) {
    CHECK(memcmp(&table[i], &expected[i], sizeof *table) == 0,
          "%s: message %zu of %zu, %zu bytes: result %d for %d", kernel->name, i, count, plans[i].size,
          table[i].result, expected[i].result);
  }
  compare(kernel);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct input input = {data, size};
  const struct kernels *kernels = target_kernels();
  if (key_memory.start == NULL) {
    key_memory = guarded_new(KEYS * ecall_key_bytes());
    table_memory = guarded_new(MOST * sizeof(ecall_message));
    for (int i = 0; i < ARENAS; i++) arena_memory[i] = guarded_new(ARENA);
  }
  memset(used, 0, sizeof used);
  count = take_below(&input, MOST + 1);
  first = count > 0 ? take_below(&input, count + 1) : 0;
  for (size_t i = 0; i < KEYS; i++) take_content(&input, key_bytes[i], sizeof key_bytes[i]);
  struct input content = input;
  (void)take(&input, 2 * ARENAS);
  for (size_t i = 0; i < count; i++) read_plan(&input, &plans[i], i > 0 ? &plans[i - 1] : NULL);
  for (int i = 0; i < ARENAS; i++) take_content(&content, before[i], used[i]);
  expand_keys(kernels->kernel[kernels->count - 1]);
  seal_inputs();
  for (size_t k = 0; k < kernels->count; k++) run(kernels->kernel[k]);
  return 0;
}
