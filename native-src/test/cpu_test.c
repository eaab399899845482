/* What CPUID and XGETBV answer, read right: above all, no registers that nobody saves. */
#include "cpu.h"
#include "test.h"

bool test_use_kernel(const char *name)
{
  (void)name;
  return true;
}

#if defined(__x86_64__)

/* A processor made up: leaves 0, 1 and 7, and XCR0. */
static struct {
  const char *vendor; /* twelve characters */
  uint32_t last_leaf, leaf1_ecx, leaf7_ebx, leaf7_ecx;
  uint64_t xcr0;
  bool asked_xgetbv;
} fake;

#define OSXSAVE (1u << 27)
#define AVX     (1u << 28)

static void fake_cpuid(uint32_t leaf, uint32_t subleaf, uint32_t registers[4])
{
  CHECK(subleaf == 0, "leaf %u", leaf);
  memset(registers, 0, 4 * sizeof registers[0]);
  if (leaf == 0) {
    registers[0] = fake.last_leaf;
    memcpy(&registers[1], fake.vendor, 4);
    memcpy(&registers[3], fake.vendor + 4, 4);
    memcpy(&registers[2], fake.vendor + 8, 4);
  }
  if (leaf == 1) registers[2] = fake.leaf1_ecx;
  if (leaf >= 7) {
    registers[1] = fake.leaf7_ebx;
    registers[2] = fake.leaf7_ecx;
  }
}

static uint64_t fake_xgetbv(void)
{
  fake.asked_xgetbv = true;
  return fake.xcr0;
}

static const struct cpu_x86_source source = {fake_cpuid, fake_xgetbv};

#define AESNI (CPU_SSSE3 | CPU_SSE41 | CPU_AES | CPU_PCLMULQDQ)
#define YMM   (CPU_AVX2 | CPU_VAES | CPU_VPCLMULQDQ)
#define ZMM   (CPU_AVX512F | CPU_AVX512DQ | CPU_AVX512BW | CPU_AVX512VL)
#define ALL   (AESNI | CPU_BMI2 | YMM | ZMM)

static void expect(uint32_t present, uint32_t usable, const char *what)
{
  struct cpu cpu = cpu_x86(&source);
  CHECK(cpu.present == present, "%s: %x", what, cpu.present);
  CHECK(cpu.usable == usable, "%s: %x", what, cpu.usable);
}

static void everything(void)
{
  fake.vendor = "GenuineIntel";
  fake.last_leaf = 7;
  fake.leaf1_ecx = fake.leaf7_ebx = fake.leaf7_ecx = ~0u;
  fake.xcr0 = ~0ull;
}

static void states(void)
{
  everything();
  expect(ALL, ALL, "all there, all saved");
  fake.xcr0 = 0xe7;
  expect(ALL, ALL, "x87, XMM, YMM, mask registers, both halves of ZMM");
  static const uint64_t incomplete[] = {0x07, 0x27, 0x67, 0xa7, 0xc7, 0x47, 0x87};
  for (size_t i = 0; i < sizeof incomplete / sizeof incomplete[0]; i++) {
    fake.xcr0 = incomplete[i];
    expect(ALL, ALL & ~(uint32_t)ZMM, "ZMM or mask registers not saved");
  }
  static const uint64_t no_ymm[] = {0, 1, 3, 5, 0xe3, 0xe5, 0xe1};
  for (size_t i = 0; i < sizeof no_ymm / sizeof no_ymm[0]; i++) {
    fake.xcr0 = no_ymm[i];
    expect(ALL, AESNI | CPU_BMI2, "YMM not saved");
  }
}

static void no_xgetbv(void)
{
  everything();
  fake.asked_xgetbv = false;
  fake.leaf1_ecx &= ~OSXSAVE;
  expect(ALL, AESNI | CPU_BMI2, "XSAVE not enabled");
  CHECK(!fake.asked_xgetbv, "XGETBV would be an invalid instruction");
  everything();
  fake.leaf1_ecx &= ~AVX;
  expect(ALL, AESNI | CPU_BMI2, "no AVX");
}

static void bits(void)
{
  static const struct {
    uint32_t *value;
    uint32_t bit, feature;
  } each[] = {
      {&fake.leaf1_ecx, 1, CPU_PCLMULQDQ}, {&fake.leaf1_ecx, 9, CPU_SSSE3},
      {&fake.leaf1_ecx, 19, CPU_SSE41},    {&fake.leaf1_ecx, 25, CPU_AES},
      {&fake.leaf7_ebx, 5, CPU_AVX2},      {&fake.leaf7_ebx, 8, CPU_BMI2},
      {&fake.leaf7_ebx, 16, CPU_AVX512F},  {&fake.leaf7_ebx, 17, CPU_AVX512DQ},
      {&fake.leaf7_ebx, 30, CPU_AVX512BW}, {&fake.leaf7_ebx, 31, CPU_AVX512VL},
      {&fake.leaf7_ecx, 9, CPU_VAES},      {&fake.leaf7_ecx, 10, CPU_VPCLMULQDQ},
  };
  for (size_t i = 0; i < sizeof each / sizeof each[0]; i++) {
    everything();
    *each[i].value &= ~(1u << each[i].bit);
    expect(ALL & ~each[i].feature, ALL & ~each[i].feature, "one bit missing");
  }
}

static void old_processor(void)
{
  everything();
  fake.last_leaf = 6;
  expect(AESNI, AESNI, "no leaf 7");
  memset(&fake, 0, sizeof fake);
  fake.vendor = "            ";
  expect(0, 0, "nothing");
}

static void vendors(void)
{
  everything();
  fake.vendor = "AuthenticAMD";
  expect(ALL | CPU_AMD, ALL | CPU_AMD, "AMD");
  fake.vendor = "AuthenticAMX";
  expect(ALL, ALL, "almost AMD");
}

/* This processor, as the compiler's own library sees it. */
static void this_one(void)
{
  uint32_t expected = 0;
  __builtin_cpu_init();
#define ASK(name, feature) \
  if (__builtin_cpu_supports(name)) expected |= feature
  ASK("ssse3", CPU_SSSE3);
  ASK("sse4.1", CPU_SSE41);
  ASK("aes", CPU_AES);
  ASK("pclmul", CPU_PCLMULQDQ);
  ASK("bmi2", CPU_BMI2);
  ASK("avx2", CPU_AVX2);
  ASK("vaes", CPU_VAES);
  ASK("vpclmulqdq", CPU_VPCLMULQDQ);
  ASK("avx512f", CPU_AVX512F);
  ASK("avx512dq", CPU_AVX512DQ);
  ASK("avx512bw", CPU_AVX512BW);
  ASK("avx512vl", CPU_AVX512VL);
  if (__builtin_cpu_is("amd")) expected |= CPU_AMD;
  CHECK(cpu_detect().usable == expected, "%x instead of %x", cpu_detect().usable, expected);
}

void test(void)
{
  states();
  no_xgetbv();
  bits();
  old_processor();
  vendors();
  this_one();
}

#elif defined(__aarch64__)

void test(void)
{
  CHECK(cpu_arm(0).usable == 0, "nothing");
  CHECK(cpu_arm(1 << 3).usable == CPU_ARM_AES, "AES");
  CHECK(cpu_arm(1 << 4).usable == CPU_ARM_PMULL, "PMULL");
  CHECK(cpu_arm(~0ul).usable == (CPU_ARM_AES | CPU_ARM_PMULL), "all");
}

#else

void test(void)
{
}

#endif
