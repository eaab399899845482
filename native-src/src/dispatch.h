/* The choice between kernels. */
#ifndef ECALL_DISPATCH_H
#define ECALL_DISPATCH_H

#include <stddef.h>

#include "cpu.h"
#include "kernel.h"

/* The environment variable that names the kernel to use. */
#define KERNEL_VARIABLE "ECALL_NATIVE_KERNEL"

/* Kernels that there are, and the room that their names or an error need. */
#define KERNELS           6
#define KERNEL_TEXT_BYTES 512

/*
 * The kernel of this name, or for NULL and "" the first one that can run on this processor. NULL if it
 * cannot be had; error then holds a sentence without a full stop.
 */
const struct kernel *kernel_choose(const struct cpu *cpu, const char *wanted, char *error,
                                   size_t error_size);

/* The kernels that can run on this processor, the preferred first; returns how many. */
size_t kernel_list(const struct cpu *cpu, const struct kernel *kernels[KERNELS]);

/* Writes their names, separated by spaces. */
void kernel_names(const struct cpu *cpu, char *out, size_t size);

/* What stands in for a kernel where there is none: seals and opens nothing, and writes zeros. */
extern const struct kernel kernel_none;

/* Has the public functions use this kernel, and keys that were expanded by it. */
void engine_use(const struct kernel *kernel);

#endif
