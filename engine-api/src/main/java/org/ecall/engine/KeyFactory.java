package org.ecall.engine;

import org.ecall.engine.event.EventSink;
import org.ecall.engine.key.FrameKeys;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.LanePool;

/** Expands keys with what all sealers and openers of an engine share. */
record KeyFactory(
    AeadBackend backend, EngineOptions options, EventSink events, LanePool<Scratch> scratch) {

  CipherSuite suite() {
    return options.suite();
  }

  /**
   * Expands a key that will seal.
   *
   * @throws KeyReuseException if it has sealed in this process
   */
  SendKey sendKey(FrameKeys keys) {
    return new SendKey(keys, backend, options.sealLimits(), events, scratch);
  }

  ReceiveKey receiveKey(FrameKeys keys) {
    return new ReceiveKey(keys, backend, options, events, scratch);
  }
}
