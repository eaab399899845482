/* Test programs that have the library's objects in them: any kernel that can run, by its row. */
#include "dispatch.h"
#include "test.h"

bool test_use_kernel(const char *name)
{
  char error[KERNEL_TEXT_BYTES];
  struct cpu cpu = cpu_detect();
  const struct kernel *kernel = kernel_choose(&cpu, name, error, sizeof error);
  if (kernel == NULL) {
    printf("skipped: %s\n", error);
    return false;
  }
  engine_use(kernel);
  CHECK(strcmp(ecall_kernel(), name) == 0, "%s instead of %s", ecall_kernel(), name);
  return true;
}
