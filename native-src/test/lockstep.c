/*
 * Constant time where neither MemorySanitizer nor valgrind can look, as at what gcc makes of the newest
 * instructions: two processes do the same with different secrets, an instruction at a time. They always
 * have to be at the same one, and wherever it accesses memory the registers of its address, which objdump
 * names, have to be the same. The program is static, so that it has all code that runs. Keys are expanded
 * beforehand.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define LARGEST 4200
#define AAD     300
#define FRAMES  18

static uint8_t aad[AAD], plain[LARGEST], sealed[LARGEST + ECALL_TAG_BYTES];
static uint8_t out[LARGEST + ECALL_TAG_BYTES], frames[FRAMES][LARGEST + ECALL_TAG_BYTES];
static _Alignas(ECALL_ALIGNMENT) uint8_t key_memory[2][8192], stream_memory[512];
static _Alignas(ECALL_ALIGNMENT) ecall_message table[FRAMES];
static ecall_key *const key = (ecall_key *)(void *)key_memory[0];
static ecall_key *const same_key = (ecall_key *)(void *)key_memory[1];
static ecall_stream *const stream = (ecall_stream *)(void *)stream_memory;
static size_t size, aad_size;

/* ------------------------------------------------------------------ what is done */

static void seal(void)
{
  ecall_seal(key, 1, 2, aad, aad_size, plain, size, out);
}

static void open(void)
{
  (void)ecall_open(key, 1, 2, aad, aad_size, sealed, size, out);
}

static void batch(void)
{
  ecall_batch(table, 0, FRAMES, NULL, NULL, NULL, NULL);
}

static void seal_stream(void)
{
  ecall_stream_begin(stream, key, 1, 2);
  ecall_stream_aad(stream, key, aad, aad_size);
  ecall_stream_seal(stream, key, plain, size, out);
  ecall_stream_seal_end(stream, key, out + size);
}

static void (*const operations[])(void) = {seal, open, seal_stream, batch, batch, batch};
#define OPERATIONS (sizeof operations / sizeof operations[0])

/* What is different about each of the batches: its messages lie in rows of another order. */
enum { OPERATIONS_TAKE_TURNS = 3, KEYS_TAKE_TURNS, NO_TURNS };

/* Secrets of this process; sealed and the sealed frames can be opened, or, if forged, none can. */
static __attribute__((noinline)) void prepare(size_t which, unsigned secret, bool forged)
{
  uint8_t bytes[32];
  for (unsigned i = 0; i < 3 * secret; i++) (void)random_number();
  random_fill(bytes, sizeof bytes);
  random_fill(plain, size);
  CHECK(ecall_key_expand(key, bytes, sizeof bytes) == 1, "key");
  CHECK(ecall_key_expand(same_key, bytes, sizeof bytes) == 1, "key");
  seal();
  memcpy(sealed, out, size + ECALL_TAG_BYTES);
  if (forged) sealed[size] ^= 1;
  for (size_t i = 0; i < FRAMES; i++) {
    bool opening = which == NO_TURNS ? i < FRAMES / 2 : i % 2 == 0;
    const ecall_key *by = which == KEYS_TAKE_TURNS && i % 4 < 2 ? same_key : key;
    memcpy(frames[i], opening ? sealed : plain, size + (opening ? ECALL_TAG_BYTES : 0u));
    table[i] = (ecall_message){.key = (uintptr_t)by,
                               .nonce_low = 2,
                               .operation = opening ? ECALL_OPEN : ECALL_SEAL,
                               .aad_offset = (uintptr_t)aad,
                               .in_offset = (uintptr_t)frames[i],
                               .out_offset = (uintptr_t)frames[i],
                               .size = (uint32_t)size,
                               .aad_size = (uint32_t)aad_size};
    table[i].nonce_high = 1;
  }
}

/* ------------------------------------------------------------------ addresses */

#define REGISTERS 15
static const struct {
  const char *name;
  size_t offset;
} registers[REGISTERS] = {
#define REGISTER(name) {"%" #name, offsetof(struct user_regs_struct, name)}
    REGISTER(rax), REGISTER(rbx), REGISTER(rcx), REGISTER(rdx), REGISTER(rsi),
    REGISTER(rdi), REGISTER(rbp), REGISTER(r8),  REGISTER(r9),  REGISTER(r10),
    REGISTER(r11), REGISTER(r12), REGISTER(r13), REGISTER(r14), REGISTER(r15),
};

/* Bits of the registers that make up the address of an instruction's operand in memory, by where it is. */
#define CODE_START 0x400000u
#define CODE_SIZE  0x400000u
static uint16_t address_of[CODE_SIZE];

static void read_instruction(const char *line)
{
  char *colon;
  uint64_t at = strtoull(line, &colon, 16);
  const char *operand = strrchr(line, '(');
  if (*colon != ':' || operand == NULL || strstr(line, "lea ") != NULL) return;
  CHECK(at - CODE_START < CODE_SIZE, "code at %llx", (unsigned long long)at);
  for (size_t i = 0; i < REGISTERS; i++) {
    const char *found = strstr(operand, registers[i].name);
    if (found == NULL) continue;
    char behind = found[strlen(registers[i].name)];
    if (behind == ',' || behind == ')') address_of[at - CODE_START] |= (uint16_t)(1u << i);
  }
}

static void read_instructions(void)
{
  char command[100], line[400];
  size_t count = 0;
  snprintf(command, sizeof command, "objdump -d --no-show-raw-insn /proc/%d/exe", (int)getpid());
  FILE *objdump = popen(command, "r");
  CHECK(objdump != NULL, "no objdump");
  for (; fgets(line, sizeof line, objdump) != NULL; count++) read_instruction(line);
  CHECK(pclose(objdump) == 0 && count > 1000, "objdump failed");
}

static uint64_t content(const struct user_regs_struct *of, size_t i)
{
  uint64_t value;
  memcpy(&value, (const uint8_t *)of + registers[i].offset, sizeof value);
  return value;
}

/* ------------------------------------------------------------------ two processes */

static _Noreturn __attribute__((noinline)) void done(void)
{
  _exit(0);
}

static pid_t start(size_t which, unsigned secret, bool forged)
{
  pid_t child = fork();
  CHECK(child >= 0, "no process");
  if (child > 0) return child;
  CHECK(ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0, "processes may not be traced here");
  prepare(which, secret, forged);
  __asm__ volatile("int3" ::: "memory");
  operations[which]();
  done();
}

static void wait_for(pid_t child)
{
  int status;
  CHECK(waitpid(child, &status, 0) == child && WIFSTOPPED(status) && WSTOPSIG(status) == SIGTRAP,
        "status %x", (unsigned)status);
}

static struct user_regs_struct step(pid_t child)
{
  struct user_regs_struct state;
  CHECK(ptrace(PTRACE_SINGLESTEP, child, NULL, NULL) == 0, "no step");
  wait_for(child);
  CHECK(ptrace(PTRACE_GETREGS, child, NULL, &state) == 0, "no registers");
  return state;
}

static size_t compare(size_t which, bool forged)
{
  pid_t children[2];
  size_t steps = 0;
  /* Other secrets than the last time. */
  (void)random_number();
  for (unsigned i = 0; i < 2; i++) {
    children[i] = start(which, i, forged);
    wait_for(children[i]);
  }
  for (;; steps++) {
    struct user_regs_struct one = step(children[0]), other = step(children[1]);
    CHECK(one.rip == other.rip, "LOCKSTEP operation %zu, %zu bytes, AAD %zu: a branch, to %llx or %llx",
          which, size, aad_size, one.rip, other.rip);
    if (one.rip == (uintptr_t)done) break;
    CHECK(one.rip - CODE_START < CODE_SIZE, "code at %llx", one.rip);
    unsigned address = address_of[one.rip - CODE_START];
    for (size_t i = 0; address >> i != 0; i++) {
      CHECK((address >> i & 1) == 0 || content(&one, i) == content(&other, i),
            "LOCKSTEP operation %zu, %zu bytes, AAD %zu: an address, %s at %llx", which, size, aad_size,
            registers[i].name, one.rip);
    }
  }
  for (int i = 0; i < 2; i++) {
    CHECK(ptrace(PTRACE_CONT, children[i], NULL, NULL) == 0, "no end");
    int status;
    CHECK(waitpid(children[i], &status, 0) == children[i] && WIFEXITED(status), "no end");
  }
  return steps;
}

void test(void)
{
  static const size_t sizes[] = {0, 1, 16, 63, 100, 250, 1200, LARGEST};
  size_t steps = 0;
  read_instructions();
  random_fill(aad, sizeof aad);
  CHECK(ecall_key_bytes() <= sizeof key_memory[0] && ecall_stream_bytes() <= sizeof stream_memory,
        "room");
  for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
    size = sizes[s];
    aad_size = s % 3 == 2 ? AAD : 8 * (s % 3);
    for (size_t which = 0; which < OPERATIONS; which++) {
      for (int forged = 0; forged < 2; forged++) steps += compare(which, forged != 0);
    }
  }
  printf("%zu instructions\n", steps);
}
