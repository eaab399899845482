/** Tests of the media containers. */
@NullMarked
package org.ecall.cli.media;

import org.jspecify.annotations.NullMarked;
