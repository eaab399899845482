/*
 * AVX-512 with VAES, for processors of AMD: carry-less multiplication takes twice as long there as a round of
 * AES, on units that AES needs. So products are three multiplications instead of four, and groups are
 * larger, to have more that can begin when a unit is free.
 */
#include "kernel.h"
#include "x86_vector512.h"
#include "x86_karatsuba.h"

#define GROUP 8

/* Four in rows: a short frame waits more than it multiplies. */
#define acc_add_row    acc_add_four
#define acc_reduce_row acc_reduce_lanes

X86_INLINE acc acc_add_row_powers(acc a, vec x, const uint8_t *power)
{
  return acc_add_four(a, x, vec_load(power));
}

#include "gcm.inc.h"

const struct kernel ecall_x86_vaes512_zen = {
    .name = "x86_vaes512_zen", .call_bytes = 512 * 1024, KERNEL_FUNCTIONS};
