package org.ecall.engine.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * The functions of libcrypto that seal and open. Addresses of its own objects and of native scratch
 * memory are raw numbers; memory of the caller is passed as segments, which may be on the heap.
 *
 * @param newContext EVP_CIPHER_CTX_new
 * @param freeContext EVP_CIPHER_CTX_free, which wipes
 * @param init EVP_CipherInit_ex2
 * @param update EVP_CipherUpdate from and to memory of the caller
 * @param updateArrays the same, for arrays
 * @param updateAad EVP_CipherUpdate without output
 * @param updateAadArrays the same, for arrays
 * @param finish EVP_CipherFinal_ex
 * @param control EVP_CIPHER_CTX_ctrl
 * @param clearErrors ERR_clear_error
 */
record OpenSslHandles(
    MethodHandle newContext,
    MethodHandle freeContext,
    MethodHandle init,
    MethodHandle update,
    MethodHandle updateArrays,
    MethodHandle updateAad,
    MethodHandle updateAadArrays,
    MethodHandle finish,
    MethodHandle control,
    MethodHandle clearErrors) {

  static OpenSslHandles of(SystemLibrary library) throws LoadException {
    Linker.Option quick = Linker.Option.critical(false);
    Linker.Option onHeap = Linker.Option.critical(true);
    return new OpenSslHandles(
        library.bind("EVP_CIPHER_CTX_new", FunctionDescriptor.of(JAVA_LONG)),
        library.bind("EVP_CIPHER_CTX_free", FunctionDescriptor.ofVoid(JAVA_LONG)),
        library.bind(
            "EVP_CipherInit_ex2",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG),
            quick),
        library.bind("EVP_CipherUpdate", update(ADDRESS), onHeap),
        library.bind("EVP_CipherUpdate", update(SystemLibrary.ofArray()), onHeap),
        library.bind("EVP_CipherUpdate", updateAad(ADDRESS), onHeap),
        library.bind("EVP_CipherUpdate", updateAad(SystemLibrary.ofArray()), onHeap),
        library.bind(
            "EVP_CipherFinal_ex",
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            quick),
        library.bind(
            "EVP_CIPHER_CTX_ctrl",
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG),
            quick),
        library.bind("ERR_clear_error", FunctionDescriptor.ofVoid()));
  }

  private static FunctionDescriptor update(AddressLayout data) {
    return FunctionDescriptor.of(JAVA_INT, JAVA_LONG, data, JAVA_LONG, data, JAVA_INT);
  }

  private static FunctionDescriptor updateAad(AddressLayout aad) {
    return FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, aad, JAVA_INT);
  }
}
