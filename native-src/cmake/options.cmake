# Compiler and linker options of everything here.

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes
  -Wmissing-prototypes -Wvla)
if(CMAKE_C_COMPILER_ID MATCHES Clang)
  # That a loop was not unrolled, sanitizers in it, is no reason to stop.
  add_compile_options(-Wno-pass-failed)
endif()
if(ECALL_WERROR)
  add_compile_options(-Werror)
endif()

# The same sources give the same library, wherever they lie.
add_compile_options(
  -ffile-prefix-map=${CMAKE_CURRENT_SOURCE_DIR}=. -ffile-prefix-map=${CMAKE_CURRENT_BINARY_DIR}=.)

if(WIN32)
  # The stack has an alignment of 16 bytes there, and gcc keeps vectors of 32 and 64 on it.
  add_compile_options(-Wa,-muse-unaligned-vector-move)
  # No library but the system's is needed at run time.
  add_link_options(-static-libgcc)
  set(ECALL_LIBRARY_LINK_OPTIONS -Wl,--no-insert-timestamp)
elseif(APPLE)
  set(ECALL_LIBRARY_LINK_OPTIONS "")
else()
  set(ECALL_LIBRARY_LINK_OPTIONS -Wl,-z,relro,-z,now,-z,noexecstack)
  if(NOT ECALL_SANITIZE)
    list(APPEND ECALL_LIBRARY_LINK_OPTIONS -Wl,-z,defs)
  endif()
endif()

if(ECALL_SANITIZE)
  set(sanitize -fsanitize=${ECALL_SANITIZE} -fno-sanitize-recover=all)
  if(ECALL_SANITIZE STREQUAL "memory")
    # Secrets may be handed to functions; what counts is that nothing branches on them.
    list(APPEND sanitize -fno-sanitize-memory-param-retval -fsanitize-memory-track-origins)
  endif()
  add_compile_options(${sanitize} -g -fno-omit-frame-pointer)
  add_link_options(${sanitize})
endif()

if(ECALL_MEMCHECK)
  # What valgrind can read of every compiler.
  add_compile_options(-gdwarf-4)
  add_compile_definitions(ECALL_MEMCHECK)
endif()
