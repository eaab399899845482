/* Test programs that use the shared library as anybody does; CTest sets ECALL_NATIVE_KERNEL. */
#include "test.h"

bool test_use_kernel(const char *name)
{
  if (ecall_kernel() == NULL) {
    printf("skipped: %s\n", ecall_kernel_error());
    return false;
  }
  CHECK(strcmp(ecall_kernel(), name) == 0, "%s instead of %s", ecall_kernel(), name);
  return true;
}
