/**
 * Backends on native libraries. {@code native} is the library of {@code native-src}, which this
 * module carries: {@code NativeLoader} gets it from there into the process, {@code NativeFunctions}
 * are its functions as method handles, {@code NativeCalls} calls them with types and bounds.
 *
 * <p>Expanded keys lie outside the heap and are reached by address, which nothing in the JVM
 * guards: {@code GuardedKey} and {@code FrameSections} see to it that no key is wiped or freed
 * while a frame is being sealed or opened with it.
 *
 * <p>{@code openssl} and {@code ipsec-mb} bind libraries that the system may have: {@code
 * SystemLibrary} finds one, and {@code SystemKey} lends its contexts to threads.
 */
@NullMarked
package org.ecall.engine.ffm;

import org.jspecify.annotations.NullMarked;
