package org.ecall.engine;

/** What an opener cannot know by itself: what a KID without a key means, and when epochs end. */
interface KidRules {

  /**
   * For keys that an embedder manages: a key that was retired is told apart from an unknown one.
   */
  KidRules EMBEDDER =
      new KidRules() {
        @Override
        public boolean manageKeys() {
          return false;
        }

        @Override
        public OpenStatus withoutKey(long kid, boolean retired) {
          return retired ? OpenStatus.EPOCH_RETIRED : OpenStatus.UNKNOWN_KID;
        }

        @Override
        public void checkEpochs(ReceiveKey key) {
          // The embedder ends its epochs itself.
        }
      };

  /** Whether keys come and go by these rules and not by the embedder's calls. */
  boolean manageKeys();

  /**
   * Why a frame cannot be opened that names a KID without a usable key. No allocation: attackers
   * choose the KID.
   *
   * @param kid as the frame says
   * @param retired whether there was a key that was closed
   */
  OpenStatus withoutKey(long kid, boolean retired);

  /**
   * Called outside the key's claim after the first frame of a key, every now and then, and when a
   * frame came after its key's grace period.
   */
  void checkEpochs(ReceiveKey key);
}
