/** {@code ecall sframe}: single frames of RFC 9605, for interoperation checks. */
@NullMarked
package org.ecall.cli.sframe;

import org.jspecify.annotations.NullMarked;
