# Constant time of each kernel, and that leaks are found: see constant_time.c.

ecall_program(constant_time constant_time.c kernel_row.c)
foreach(kernel IN LISTS ECALL_KERNELS_BUILT)
  ecall_test(${kernel}.constant_time COMMAND constant_time ${kernel} KERNEL ${kernel})
endforeach()

ecall_program(planted_leak constant_time.c planted_leak.c)
foreach(leak table branch compare)
  add_test(NAME planted_leak.${leak} COMMAND planted_leak ${leak})
  set_tests_properties(planted_leak.${leak} PROPERTIES
    PASS_REGULAR_EXPRESSION "leaking\n[=0-9]*WARNING: MemorySanitizer: use-of-uninitialized-value")
endforeach()
