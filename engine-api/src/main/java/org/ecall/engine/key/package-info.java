/**
 * Keys and where they come from: the labels of RFC 9605 §4.4.2, and the epochs of a two-party call
 * (PROTOCOL §3). Keys live outside the heap under one owner, are wiped on close, and never print.
 */
@NullMarked
package org.ecall.engine.key;

import org.jspecify.annotations.NullMarked;
