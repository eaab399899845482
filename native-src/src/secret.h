/*
 * Marks for the constant-time check, which has secrets count as uninitialised memory: MemorySanitizer or
 * valgrind then reports a branch or an address that depends on one. Nothing in any other build.
 */
#ifndef ECALL_SECRET_H
#define ECALL_SECRET_H

#if defined(__has_feature)
#if __has_feature(memory_sanitizer)
#define ECALL_MSAN 1
#endif
#endif

#ifdef ECALL_MSAN

#include <sanitizer/msan_interface.h>

/* Bytes that may be branched on from here on, whatever they were computed from: a verdict. */
#define ECALL_PUBLIC(pointer, size) __msan_unpoison((pointer), (size))

/* Bytes on which no branch and no address may depend from here on. */
#define ECALL_SECRET(pointer, size) __msan_poison((pointer), (size))

#elif defined(ECALL_MEMCHECK)

#include <valgrind/memcheck.h>

#define ECALL_PUBLIC(pointer, size) ((void)VALGRIND_MAKE_MEM_DEFINED((pointer), (size)))
#define ECALL_SECRET(pointer, size) ((void)VALGRIND_MAKE_MEM_UNDEFINED((pointer), (size)))

#else

#define ECALL_PUBLIC(pointer, size) ((void)(pointer), (void)(size))
#define ECALL_SECRET(pointer, size) ((void)(pointer), (void)(size))

#endif

#endif
