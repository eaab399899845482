/* A kernel against the published vectors, and against Wycheproof's where ECALL_VECTORS leads to them. */
#include "hex.h"
#include "published.h"

#define ROOM 1024

struct vector {
  const char *name;
  uint8_t key[32], nonce[32], aad[ROOM], plain[ROOM], sealed[ROOM];
  size_t key_size, nonce_size, aad_size, size, tag_size;
  bool valid;
};

static ecall_key *key;

static void check(const struct vector *v)
{
  uint8_t out[ROOM + ECALL_TAG_BYTES];
  uint32_t high;
  uint64_t low;
  hex_nonce(v->nonce, &high, &low);
  CHECK(ecall_key_expand(key, v->key, v->key_size) == 1, "%s", v->name);
  if (v->valid) {
    ecall_seal(key, high, low, v->aad, v->aad_size, v->plain, v->size, out);
    CHECK(memcmp(out, v->sealed, v->size + ECALL_TAG_BYTES) == 0, "%s, seal", v->name);
  }
  memset(out, 0xaa, sizeof out);
  int32_t opened = ecall_open(key, high, low, v->aad, v->aad_size, v->sealed, v->size, out);
  CHECK(opened == (v->valid ? 1 : 0), "%s, open", v->name);
  CHECK(v->valid ? memcmp(out, v->plain, v->size) == 0 : all_zero(out, v->size), "%s", v->name);
}

static void check_published(const struct published *p)
{
  struct vector v = {.name = p->name, .valid = true};
  v.key_size = hex_read(p->key, v.key, sizeof v.key);
  hex_read(p->nonce, v.nonce, sizeof v.nonce);
  v.aad_size = hex_read(p->aad, v.aad, sizeof v.aad);
  v.size = hex_read(p->plain, v.plain, sizeof v.plain);
  hex_read(p->sealed, v.sealed, sizeof v.sealed);
  check(&v);
}

/* The string after "name": on this line, NULL if it has none. */
static const char *value(const char *line, const char *name)
{
  char quoted[32];
  snprintf(quoted, sizeof quoted, "\"%s\"", name);
  const char *at = strstr(line, quoted);
  if (at == NULL) return NULL;
  at = strchr(at + strlen(quoted), ':');
  if (at == NULL) return NULL;
  at += strspn(at, ": \t");
  return *at == '"' ? at + 1 : at;
}

/*
 * Reads JSON as that file has it, one value a line. "result" ends a test; others cannot be asked of
 * this library: other sizes of keys and nonces.
 */
static void check_wycheproof(FILE *file)
{
  static char line[8192];
  static struct vector v;
  char name[48], result[16];
  int checked = 0, other = 0;
  const char *at;
  while (fgets(line, sizeof line, file) != NULL) {
    if ((at = value(line, "tcId")) != NULL) snprintf(name, sizeof name, "tcId %d", atoi(at));
    if ((at = value(line, "key")) != NULL) v.key_size = hex_read(at, v.key, sizeof v.key);
    if ((at = value(line, "iv")) != NULL) {
      v.nonce_size = strcspn(at, "\"") / 2;
      if (v.nonce_size == 12) hex_read(at, v.nonce, sizeof v.nonce);
    }
    if ((at = value(line, "aad")) != NULL) v.aad_size = hex_read(at, v.aad, sizeof v.aad);
    if ((at = value(line, "msg")) != NULL) v.size = hex_read(at, v.plain, sizeof v.plain);
    if ((at = value(line, "ct")) != NULL) hex_read(at, v.sealed, sizeof v.sealed);
    if ((at = value(line, "tag")) != NULL) {
      v.tag_size = hex_read(at, v.sealed + v.size, ECALL_TAG_BYTES);
    }
    if ((at = value(line, "result")) == NULL || sscanf(at, "%15[a-z]", result) != 1) continue;
    v.name = name;
    v.valid = strcmp(result, "valid") == 0;
    if (v.nonce_size == 12 && v.tag_size == ECALL_TAG_BYTES && v.key_size != 24) {
      check(&v);
      checked++;
    } else {
      other++;
    }
  }
  printf("Wycheproof: %d checked, %d of other sizes\n", checked, other);
  CHECK(checked > 100, "only %d vectors were understood", checked);
}

void test(void)
{
  struct guarded memory = guarded_new(ecall_key_bytes());
  key = (ecall_key *)(void *)memory.start;
  for (size_t i = 0; i < PUBLISHED; i++) check_published(&published[i]);

  const char *folder = getenv("ECALL_VECTORS");
  char path[1024];
  snprintf(path, sizeof path, "%s/wycheproof/aes_gcm_test.json", folder != NULL ? folder : ".");
  FILE *file = folder != NULL ? fopen(path, "r") : NULL;
  if (file == NULL) {
    printf("skipped: Wycheproof (-DECALL_VECTORS=folder of vectors)\n");
  } else {
    check_wycheproof(file);
    fclose(file);
  }
  guarded_free(memory);
}
