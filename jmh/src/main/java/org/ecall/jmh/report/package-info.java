/** Reports of results: a page in HTML that needs nothing else, and Markdown. */
@NullMarked
package org.ecall.jmh.report;

import org.jspecify.annotations.NullMarked;
