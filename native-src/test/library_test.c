/* What the shared library says of itself; the kernel is the one that ECALL_NATIVE_KERNEL names. */
#include "test.h"

static bool names(const char *list, const char *name)
{
  size_t length = strlen(name);
  for (const char *at = list; (at = strstr(at, name)) != NULL; at += length) {
    bool begins = at == list || at[-1] == ' ', ends = at[length] == 0 || at[length] == ' ';
    if (begins && ends) return true;
  }
  return false;
}

void test(void)
{
  CHECK(ecall_abi_version() == ECALL_ABI_VERSION, "%u", ecall_abi_version());
  CHECK(strcmp(ecall_version(), ECALL_TEST_VERSION) == 0, "%s", ecall_version());
  CHECK(ecall_kernel_error() == NULL, "%s", ecall_kernel_error());
  CHECK(names(ecall_kernels(), ecall_kernel()), "%s is not one of %s", ecall_kernel(), ecall_kernels());
  CHECK(ecall_key_bytes() % ECALL_ALIGNMENT == 0, "%zu", ecall_key_bytes());
  CHECK(ecall_stream_bytes() % ECALL_ALIGNMENT == 0, "%zu", ecall_stream_bytes());
  CHECK(sizeof(ecall_message) == 64, "%zu", sizeof(ecall_message));
  CHECK(ecall_call_bytes() >= 64 && ecall_call_bytes() % 64 == 0, "%zu", ecall_call_bytes());
  CHECK(strcmp(ecall_kernel(), "portable") == 0 || names(ecall_cpu_features(), "aes"),
        "%s without AES: %s", ecall_kernel(), ecall_cpu_features());
  printf("kernels: %s\nfeatures: %s\n", ecall_kernels(), ecall_cpu_features());
}
