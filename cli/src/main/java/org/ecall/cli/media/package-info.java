/**
 * Encoded media for a call: VP8 in IVF and Opus in Ogg, read frame by frame and written back from
 * frames that arrive in any order and with gaps. Nothing here decodes or encodes media.
 */
@NullMarked
package org.ecall.cli.media;

import org.jspecify.annotations.NullMarked;
