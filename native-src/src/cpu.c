#include "cpu.h"

#include <string.h>

static const struct {
  uint32_t feature;
  const char *name;
} names[] = {
    {CPU_SSSE3, "ssse3"},       {CPU_SSE41, "sse4.1"},
    {CPU_AES, "aes"},           {CPU_PCLMULQDQ, "pclmulqdq"},
    {CPU_BMI2, "bmi2"},         {CPU_AVX2, "avx2"},
    {CPU_VAES, "vaes"},         {CPU_VPCLMULQDQ, "vpclmulqdq"},
    {CPU_AVX512F, "avx512f"},   {CPU_AVX512DQ, "avx512dq"},
    {CPU_AVX512BW, "avx512bw"}, {CPU_AVX512VL, "avx512vl"},
    {CPU_AMD, "amd"},           {CPU_ARM_AES, "aes"},
    {CPU_ARM_PMULL, "pmull"},
};

void cpu_names(uint32_t features, char *out, size_t size)
{
  size_t used = 0;
  out[0] = 0;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    size_t length = strlen(names[i].name);
    if ((features & names[i].feature) == 0 || used + length + 2 > size) continue;
    if (used > 0) out[used++] = ' ';
    memcpy(out + used, names[i].name, length + 1);
    used += length;
  }
}
