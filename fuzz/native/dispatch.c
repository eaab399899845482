/*
 * The choice between kernels, for any processor and any name: what a processor answers is made up, and
 * a kernel may be chosen only if the processor has what it needs and the operating system saves it.
 */
#include "target.h"

static uint32_t leaves[3][4]; /* 0, 1 and 7 */
static uint64_t xcr0;
static bool asked_xcr0;

static void cpuid(uint32_t leaf, uint32_t subleaf, uint32_t registers[4])
{
  CHECK(subleaf == 0 && (leaf <= 1 || leaf == 7), "leaf %u, %u", leaf, subleaf);
  CHECK(leaf <= 1 || leaves[0][0] >= 7, "leaf 7 of %u", leaves[0][0]);
  memcpy(registers, leaves[leaf == 7 ? 2 : leaf], sizeof leaves[0]);
}

static uint64_t xgetbv(void)
{
  asked_xcr0 = true;
  return xcr0;
}

static bool bit(int leaf, int reg, int number)
{
  if (leaf == 2 && leaves[0][0] < 7) return false;
  return (leaves[leaf][reg] >> number & 1) != 0;
}

enum { EAX, EBX, ECX, EDX };

/* As Intel's manual has it, written down once more. */
static bool may_run(const char *name)
{
  bool aesni = bit(1, ECX, 1) && bit(1, ECX, 9) && bit(1, ECX, 19) && bit(1, ECX, 25);
  bool os = bit(1, ECX, 27) && bit(1, ECX, 28);
  bool ymm = os && (xcr0 & 6) == 6, zmm = os && (xcr0 & 0xe6) == 0xe6;
  bool vaes = aesni && ymm && bit(2, EBX, 5) && bit(2, EBX, 8) && bit(2, ECX, 9) && bit(2, ECX, 10);
  if (strcmp(name, "portable") == 0) return true;
  if (strcmp(name, "x86_aesni") == 0) return aesni;
  if (strcmp(name, "x86_vaes256") == 0) return vaes;
  if (strcmp(name, "x86_vaes512") == 0 || strcmp(name, "x86_vaes512_zen") == 0)
    return vaes && zmm && bit(2, EBX, 16) && bit(2, EBX, 17) && bit(2, EBX, 30) && bit(2, EBX, 31);
  return false;
}

/* Mostly a processor that has all but what the input takes away, else none would have a kernel. */
static void read_processor(struct input *input)
{
  leaves[0][0] = take_byte(input) ^ 7u;
  for (int leaf = 1; leaf < 3; leaf++) {
    for (int reg = 0; reg < 4; reg++) leaves[leaf][reg] = ~(uint32_t)take(input, 4);
  }
  xcr0 = ~take(input, 8);
}

static void check_choice(const struct cpu *cpu, const char *wanted)
{
  char error[KERNEL_TEXT_BYTES] = "";
  const struct kernel *chosen = kernel_choose(cpu, wanted, error, sizeof error);
  bool is_any = wanted == NULL || wanted[0] == 0;
  if (chosen == NULL) {
    CHECK(memchr(error, 0, sizeof error) != NULL, "no end");
    size_t length = strlen(error);
    CHECK(length > 0 && error[length - 1] != '.', "%s", error);
    CHECK(!is_any, "portable runs anywhere");
  } else {
    CHECK(error[0] == 0, "%s", error);
    CHECK(may_run(chosen->name), "%s", chosen->name);
    CHECK(is_any || strcmp(chosen->name, wanted) == 0, "%s for %s", chosen->name, wanted);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const names[] = {
      "x86_vaes512_zen", "x86_vaes512", "x86_vaes256", "x86_aesni", "arm_ce", "portable", ""};
  struct cpu_x86_source source = {cpuid, xgetbv};
  struct input input = {data, size};
  read_processor(&input);
  asked_xcr0 = false;
  struct cpu cpu = cpu_x86(&source);
  CHECK(!asked_xcr0 || bit(1, ECX, 27), "XGETBV without OSXSAVE");
  CHECK((cpu.usable & ~cpu.present) == 0, "usable %x of %x", cpu.usable, cpu.present);

  const struct kernel *list[KERNELS];
  char text[KERNEL_TEXT_BYTES];
  size_t count = kernel_list(&cpu, list);
  for (size_t i = 0; i < count; i++) CHECK(may_run(list[i]->name), "%s", list[i]->name);
  kernel_names(&cpu, text, sizeof text);
  cpu_names(cpu.usable, text, sizeof text);
  check_choice(&cpu, NULL);
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) check_choice(&cpu, names[i]);

  char wanted[200] = "";
  memcpy(wanted, input.next, input.left < sizeof wanted ? input.left : sizeof wanted - 1);
  check_choice(&cpu, wanted);
  return 0;
}
