package org.ecall.cli.adversary;

/** A group whose keys the embedder manages, and which may have a traitor who knows some of them. */
interface Room extends AutoCloseable {

  /** A member who seals; closing it ends that. */
  interface Sender extends AutoCloseable {

    /** The frame that this member sends. */
    byte[] seal(byte[] payload);

    @Override
    void close();
  }

  /** A member who receives. */
  interface Member extends Receiver {

    /** Learns a key. */
    void admit(long kid, byte[] baseKey);

    /** Drops a key. */
    void expel(long kid);
  }

  /** A member gets a key to seal with. */
  Sender sender(long kid, byte[] baseKey);

  /** Another member. */
  Member member();

  /** How keys come from a base key is no secret. */
  GcmKey keyOf(long kid, byte[] baseKey);

  /** What members compare to see whether they hold the same key. */
  byte[] commitment(long kid, byte[] baseKey);

  @Override
  void close();
}
