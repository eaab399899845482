package org.ecall.cli;

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

/**
 * A JCA provider whose AES-GCM passes the self-test and then goes wrong in mid-call: with it the
 * command must fail.
 */
public final class FaultyProvider extends Provider {

  private static final long serialVersionUID = 1L;

  /** More operations than the self-tests of both engines, fewer than a call. */
  private static final int FIRST_FAULT = 300;

  /** How many operations there are to a fault that only some have. */
  private static final int ONE_IN = 10;

  /** What goes wrong. */
  public enum Fault {
    REFUSES_ONE,
    REFUSES_SOME,
    LETS_FORGERIES_THROUGH,
    ALTERS_ONE,
    ALTERS_SOME,
    STOPS_SEALING
  }

  private final Fault fault;
  private final AtomicInteger seals = new AtomicInteger();
  private final AtomicInteger opens = new AtomicInteger();

  public FaultyProvider(Fault fault) {
    super("Faulty" + fault, "1", "goes wrong in mid-call");
    this.fault = fault;
    putService(
        new Service(this, "Cipher", "AES/GCM/NoPadding", Gcm.class.getName(), List.of(), Map.of()) {
          @Override
          public Object newInstance(Object parameter) {
            return new Gcm();
          }
        });
  }

  private final class Gcm extends CipherSpi {

    private final Cipher sound;
    private boolean opening;

    Gcm() {
      try {
        sound = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected void engineInit(int mode, Key key, AlgorithmParameterSpec spec, SecureRandom random)
        throws InvalidKeyException, InvalidAlgorithmParameterException {
      opening = mode == Cipher.DECRYPT_MODE;
      sound.init(mode, key, spec, random);
    }

    @Override
    protected void engineUpdateAAD(byte[] aad, int offset, int length) {
      sound.updateAAD(aad, offset, length);
    }

    @Override
    protected int engineDoFinal(byte[] in, int inOffset, int length, byte[] out, int outOffset)
        throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
      return opening
          ? open(in, inOffset, length, out, outOffset)
          : seal(in, inOffset, length, out, outOffset);
    }

    private int seal(byte[] in, int inOffset, int length, byte[] out, int outOffset)
        throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
      if (seals.incrementAndGet() >= FIRST_FAULT && fault == Fault.STOPS_SEALING) {
        throw new ProviderException("out of order");
      }
      return sound.doFinal(in, inOffset, length, out, outOffset);
    }

    private int open(byte[] in, int inOffset, int length, byte[] out, int outOffset)
        throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
      int count = opens.incrementAndGet();
      if (goesWrong(count, Fault.REFUSES_ONE, Fault.REFUSES_SOME)) {
        throw new AEADBadTagException();
      }
      try {
        int size = sound.doFinal(in, inOffset, length, out, outOffset);
        if (goesWrong(count, Fault.ALTERS_ONE, Fault.ALTERS_SOME)) {
          out[outOffset] ^= 1;
        }
        return size;
      } catch (AEADBadTagException e) {
        if (count >= FIRST_FAULT && fault == Fault.LETS_FORGERIES_THROUGH) {
          int size = length - 16;
          Arrays.fill(out, outOffset, outOffset + size, (byte) 0);
          return size;
        }
        throw e;
      }
    }

    private boolean goesWrong(int count, Fault once, Fault often) {
      return fault == once
          ? count == FIRST_FAULT
          : fault == often && count >= FIRST_FAULT && count % ONE_IN == 0;
    }

    @Override
    protected void engineSetMode(String mode) {}

    @Override
    protected void engineSetPadding(String padding) {}

    @Override
    protected int engineGetBlockSize() {
      return sound.getBlockSize();
    }

    @Override
    protected int engineGetOutputSize(int length) {
      return sound.getOutputSize(length);
    }

    @Override
    protected byte[] engineGetIV() {
      return sound.getIV();
    }

    @Override
    protected AlgorithmParameters engineGetParameters() {
      return sound.getParameters();
    }

    @Override
    protected void engineInit(int mode, Key key, SecureRandom random) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineInit(
        int mode, Key key, AlgorithmParameters parameters, SecureRandom random) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected byte[] engineUpdate(byte[] in, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected int engineUpdate(byte[] in, int inOffset, int length, byte[] out, int outOffset) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected byte[] engineDoFinal(byte[] in, int offset, int length) {
      throw new UnsupportedOperationException();
    }
  }
}
