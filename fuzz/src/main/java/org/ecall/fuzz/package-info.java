/**
 * Fuzz targets, one a file: a class {@code <Name>Target} with {@code fuzzerTestOneInput}, whose
 * corpus lies in {@code fuzz/corpus/<name>}.
 */
@NullMarked
package org.ecall.fuzz;

import org.jspecify.annotations.NullMarked;
