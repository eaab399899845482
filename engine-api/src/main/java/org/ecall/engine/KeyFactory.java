package org.ecall.engine;

import org.ecall.engine.event.EventSink;
import org.ecall.engine.key.FrameKeys;
import org.ecall.engine.spi.LanePool;

/** Expands keys with what all sealers and openers of an engine share. */
record KeyFactory(
    EngineBackends backends, EngineOptions options, EventSink events, LanePool<Scratch> scratch) {

  CipherSuite suite() {
    return options.suite();
  }

  /**
   * Expands a key that will seal.
   *
   * @throws KeyReuseException if it has sealed in this process
   * @throws BackendUnavailableException if no admissible backend is left
   */
  SendKey sendKey(FrameKeys keys) {
    return new SendKey(keys, this);
  }

  /**
   * Expands a key that will open.
   *
   * @throws BackendUnavailableException if no admissible backend is left
   */
  ReceiveKey receiveKey(FrameKeys keys) {
    return new ReceiveKey(keys, this);
  }
}
