/**
 * End-to-end encryption of encoded media frames: the frame format, the nonce, replay and key rules,
 * and the choice of a cipher backend. The ciphers themselves are supplied by other modules through
 * {@link org.ecall.engine.spi}.
 */
@SuppressWarnings("module") // the modules of the qualified exports are built after this one
module org.ecall.engine {
  requires static jdk.jfr;
  requires static transitive org.jspecify;

  exports org.ecall.engine;
  exports org.ecall.engine.event;
  exports org.ecall.engine.header;
  exports org.ecall.engine.key;
  exports org.ecall.engine.select;
  exports org.ecall.engine.spi;

  // Nonces chosen by the caller: interoperation checks of the command line.
  exports org.ecall.engine.hazmat to
      org.ecall.cli;

  uses org.ecall.engine.spi.AeadBackendProvider;
}
