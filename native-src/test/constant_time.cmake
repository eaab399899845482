# Constant time of each kernel, and that leaks are found in each: see constant_time.c.

if(ECALL_MEMCHECK)
  find_program(ECALL_VALGRIND valgrind REQUIRED)
  set(under ${ECALL_VALGRIND} -q --error-exitcode=1 --exit-on-first-error=yes)
  set(complaint "==[0-9]+== (Conditional jump or move depends on|Use of) uninitialised value")
else()
  set(complaint "[=0-9]*WARNING: MemorySanitizer: use-of-uninitialized-value")
endif()

ecall_program(constant_time constant_time.c kernel_row.c)
ecall_program(planted_leak constant_time.c planted_leak.c)
foreach(kernel IN LISTS ECALL_KERNELS_BUILT)
  ecall_test(${kernel}.constant_time KERNEL ${kernel}
    COMMAND ${under} $<TARGET_FILE:constant_time> ${kernel})
  foreach(leak table branch compare)
    ecall_test(${kernel}.planted_leak.${leak} KERNEL ${kernel}
      COMMAND ${under} $<TARGET_FILE:planted_leak> ${kernel}:${leak})
    set_tests_properties(${kernel}.planted_leak.${leak} PROPERTIES
      PASS_REGULAR_EXPRESSION "leaking\n${complaint}")
  endforeach()
endforeach()

# What valgrind does not know, where processes can be traced: see lockstep.c.
if(ECALL_MEMCHECK AND CMAKE_SYSTEM_NAME STREQUAL "Linux" AND CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
  ecall_program(lockstep lockstep.c kernel_row.c)
  ecall_program(lockstep_leak lockstep.c planted_leak.c)
  foreach(program lockstep lockstep_leak)
    set_target_properties(${program} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_link_options(${program} PRIVATE -static -no-pie)
  endforeach()
  foreach(kernel IN ITEMS x86_vaes512_zen x86_vaes512 x86_vaes256)
    if(kernel IN_LIST ECALL_KERNELS_BUILT)
      ecall_test(${kernel}.lockstep KERNEL ${kernel} COMMAND lockstep ${kernel})
      foreach(leak table branch compare)
        ecall_test(${kernel}.lockstep_leak.${leak} KERNEL ${kernel}
          COMMAND lockstep_leak ${kernel}:${leak})
        set_tests_properties(${kernel}.lockstep_leak.${leak} PROPERTIES
          PASS_REGULAR_EXPRESSION "leaking\n(leaking\n)*FAILED [^\n]*LOCKSTEP")
      endforeach()
    endif()
  endforeach()
endif()
