# Which kernels this build has, and what their files are compiled with. The result:
#   ECALL_KERNELS_BUILT        names, the preferred first
#   ECALL_KERNEL_SOURCES, ECALL_KERNEL_DEFINITIONS, ECALL_CPU_SOURCE

include(CheckCCompilerFlag)

set(ECALL_KERNELS "" CACHE STRING "Kernels to build; empty for all that the compiler knows")

# ecall_kernel(name SOURCES files… FLAGS flags…)
macro(ecall_kernel name)
  cmake_parse_arguments(kernel "" "" "SOURCES;FLAGS" ${ARGN})
  if(NOT ECALL_KERNELS OR ${name} IN_LIST ECALL_KERNELS)
    string(REPLACE ";" " " kernel_flags "${kernel_FLAGS}")
    check_c_compiler_flag("${kernel_flags}" ECALL_COMPILES_${name})
    if(ECALL_COMPILES_${name})
      string(TOUPPER ${name} kernel_upper)
      list(APPEND ECALL_KERNELS_BUILT ${name})
      list(APPEND ECALL_KERNEL_SOURCES ${kernel_SOURCES})
      list(APPEND ECALL_KERNEL_DEFINITIONS ECALL_WITH_${kernel_upper})
      # Kernels are vectors as they are. What a compiler vectorises besides are neighbouring fields,
      # and to load these as one it would wait for the stores that wrote them one by one.
      set_source_files_properties(${kernel_SOURCES} PROPERTIES
        COMPILE_OPTIONS "${kernel_FLAGS};-fno-tree-slp-vectorize")
    else()
      message(WARNING "Kernel ${name} is left out: the compiler does not know ${kernel_flags}")
    endif()
  endif()
endmacro()

string(TOLOWER "${CMAKE_SYSTEM_PROCESSOR}" processor)
if(processor MATCHES "^(x86_64|amd64)$" AND CMAKE_SIZEOF_VOID_P EQUAL 8)
  set(ECALL_CPU_SOURCE src/cpu_x86.c)
  set(avx512 -mavx512f -mavx512bw -mavx512vl -mavx512dq -mvaes -mvpclmulqdq -maes -mpclmul -mbmi2)
  if(ECALL_EMULATED_AVX512)
    # Loops that were unrolled would take a compiler many minutes.
    set(avx512 -include ${CMAKE_CURRENT_SOURCE_DIR}/test/emulated_avx512.h -O0 -mavx2 -maes -mpclmul -mbmi2)
    list(APPEND ECALL_KERNEL_DEFINITIONS ECALL_EMULATED_AVX512)
  endif()
  ecall_kernel(x86_vaes512_zen SOURCES src/x86_vaes512_zen.c FLAGS ${avx512})
  ecall_kernel(x86_vaes512 SOURCES src/x86_vaes512.c FLAGS ${avx512})
  ecall_kernel(x86_vaes256 SOURCES src/x86_vaes256.c FLAGS
    -mavx2 -mvaes -mvpclmulqdq -maes -mpclmul -mbmi2)
  # Sums as they are written: as trees they would need more registers than there are.
  check_c_compiler_flag(-fno-tree-reassoc ECALL_COMPILES_IN_ORDER)
  if(ECALL_COMPILES_IN_ORDER)
    set_property(SOURCE src/x86_vaes256.c APPEND PROPERTY COMPILE_OPTIONS -fno-tree-reassoc)
  endif()
  ecall_kernel(x86_aesni SOURCES src/x86_aesni.c FLAGS -maes -mpclmul -mssse3 -msse4.1)
elseif(processor MATCHES "^(aarch64|arm64)$" AND CMAKE_SIZEOF_VOID_P EQUAL 8)
  set(ECALL_CPU_SOURCE src/cpu_arm.c)
  ecall_kernel(arm_ce SOURCES src/arm_ce.c FLAGS -march=armv8-a+crypto)
else()
  set(ECALL_CPU_SOURCE src/cpu_other.c)
endif()
ecall_kernel(portable SOURCES src/portable.c)

message(STATUS "Kernels: ${ECALL_KERNELS_BUILT}")
