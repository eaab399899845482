package org.ecall.engine.java;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.AEADBadTagException;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.ShortBufferException;

/** A JCA provider that is the JDK's own but for one fault. */
final class FakeGcm extends Provider {

  private static final long serialVersionUID = 1L;

  /** What it does wrong. */
  enum Fault {
    NONE,
    WRONG_TAG,
    LEAVES_PLAINTEXT,
    THROWS
  }

  final AtomicInteger ciphersMade = new AtomicInteger();
  transient volatile byte[] lastKey = new byte[0];
  volatile Fault fault;

  FakeGcm(String name, Fault fault) {
    super(name, "1", "for tests");
    this.fault = fault;
    putService(
        new Service(
            this, "Cipher", JcaLane.TRANSFORMATION, Spi.class.getName(), List.of(), Map.of()) {
          @Override
          public Object newInstance(Object parameter) {
            ciphersMade.incrementAndGet();
            return new Spi(FakeGcm.this);
          }
        });
  }

  /** Delegates. */
  static final class Spi extends CipherSpi {
    private final FakeGcm provider;
    private final Cipher cipher;
    private int mode;

    Spi(FakeGcm provider) {
      this.provider = provider;
      try {
        cipher = Cipher.getInstance(JcaLane.TRANSFORMATION, "SunJCE");
      } catch (GeneralSecurityException e) {
        throw new ProviderException(e);
      }
    }

    @Override
    protected void engineInit(
        int opmode, Key key, AlgorithmParameterSpec params, SecureRandom random)
        throws InvalidKeyException, InvalidAlgorithmParameterException {
      mode = opmode;
      provider.lastKey = key.getEncoded();
      cipher.init(opmode, key, params);
    }

    @Override
    protected void engineUpdateAAD(byte[] src, int offset, int len) {
      cipher.updateAAD(src, offset, len);
    }

    @Override
    protected int engineDoFinal(byte[] in, int inOff, int length, byte[] out, int outOff)
        throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
      if (provider.fault == Fault.THROWS) {
        throw new ProviderException("out of order");
      }
      try {
        int written = cipher.doFinal(in, inOff, length, out, outOff);
        if (provider.fault == Fault.WRONG_TAG && mode == Cipher.ENCRYPT_MODE) {
          out[outOff + written - 1] ^= 1;
        }
        return written;
      } catch (AEADBadTagException e) {
        if (provider.fault == Fault.LEAVES_PLAINTEXT) {
          Arrays.fill(out, outOff, outOff + length - 16, (byte) 'p');
        }
        throw e;
      }
    }

    @Override
    protected byte[] engineDoFinal(byte[] in, int inOff, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected byte[] engineUpdate(byte[] in, int inOff, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected int engineUpdate(byte[] in, int inOff, int length, byte[] out, int outOff) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineInit(int opmode, Key key, SecureRandom random) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineInit(
        int opmode, Key key, AlgorithmParameters params, SecureRandom random) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineSetMode(String modeName) {}

    @Override
    protected void engineSetPadding(String padding) {}

    @Override
    protected int engineGetBlockSize() {
      return 16;
    }

    @Override
    protected int engineGetOutputSize(int length) {
      return cipher.getOutputSize(length);
    }

    @Override
    protected byte[] engineGetIV() {
      return cipher.getIV();
    }

    @Override
    protected AlgorithmParameters engineGetParameters() {
      return cipher.getParameters();
    }
  }
}
