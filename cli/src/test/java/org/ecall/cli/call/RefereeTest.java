package org.ecall.cli.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.ecall.cli.network.Datagram.Head;
import org.ecall.engine.OpenStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every way in which a call can go wrong is seen, and nothing else is held against it. */
class RefereeTest {

  private static final Head HEAD = new Head(1, 0, 10, 1);
  private static final Head SECOND = new Head(1, 1, 11, 1);
  private static final byte[] PAYLOAD = {1, 2, 3};
  private static final byte[] SEALED = {9, 8, 7, 6, 5};
  private static final byte[] FORGED = {9, 8, 7, 6, 4};

  private final Referee referee = new Referee("from the caller");

  @BeforeEach
  void send() {
    referee.sending(HEAD, PAYLOAD, new byte[] {9, 8, 7, 6, 5, 99}, SEALED.length);
  }

  private boolean judge(Head head, byte[] sealed, OpenStatus status) {
    // The plaintext lies in a larger buffer.
    return referee.judge(head, sealed, status, new byte[] {1, 2, 3, 77}, PAYLOAD.length);
  }

  private void assertFine(int delivered) {
    assertThat(referee.violations()).isEmpty();
    assertThat(referee.violationCount()).isZero();
    assertThat(referee.delivered(1)).isEqualTo(delivered);
  }

  private void assertViolation(String what) {
    assertThat(referee.violationCount()).isEqualTo(1);
    assertThat(referee.violations()).singleElement().asString().startsWith("from the caller: ");
    assertThat(referee.violations().getFirst()).contains(what, "sequence=0");
  }

  @Test
  void genuineFrameOpensOnce() {
    assertThat(judge(HEAD, SEALED, OpenStatus.OPENED)).isTrue();
    assertThat(judge(HEAD, SEALED, OpenStatus.REPLAYED)).isTrue();
    assertFine(1);
    assertThat(referee.delivered(0)).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = "OPENED", mode = Mode.EXCLUDE)
  void genuineFrameThatIsRefusedIsAViolation(OpenStatus status) {
    assertThat(judge(HEAD, SEALED, status)).isFalse();
    assertViolation("a genuine frame was refused as " + status);
    assertThat(referee.delivered(1)).isEqualTo(1);
  }

  @Test
  void frameThatOpensTwiceIsAViolation() {
    assertThat(judge(HEAD, SEALED, OpenStatus.OPENED)).isTrue();
    assertThat(judge(HEAD, SEALED, OpenStatus.OPENED)).isFalse();
    assertViolation("opened twice");
    assertThat(referee.delivered(1)).isEqualTo(1);
  }

  @Test
  void otherPlaintextIsAViolation() {
    assertThat(referee.judge(HEAD, SEALED, OpenStatus.OPENED, new byte[] {1, 2, 4}, 3)).isFalse();
    assertViolation("other bytes");
  }

  @Test
  void shorterPlaintextIsAViolation() {
    assertThat(referee.judge(HEAD, SEALED, OpenStatus.OPENED, PAYLOAD, 2)).isFalse();
    assertViolation("other bytes");
  }

  @Test
  void forgedFrameThatOpensIsAViolation() {
    assertThat(judge(HEAD, FORGED, OpenStatus.OPENED)).isFalse();
    assertViolation("never sent");
  }

  @Test
  void genuineBytesUnderAnotherHeadAreForged() {
    Head otherStream = new Head(2, 0, 10, 1);
    Head otherTick = new Head(1, 0, 11, 1);
    assertThat(judge(otherStream, SEALED, OpenStatus.OPENED)).isFalse();
    assertThat(judge(otherTick, SEALED, OpenStatus.OPENED)).isFalse();
    assertThat(judge(SECOND, SEALED, OpenStatus.OPENED)).isFalse();
    assertThat(judge(new Head(1, -1, 10, 1), SEALED, OpenStatus.OPENED)).isFalse();
    assertThat(judge(new Head(1, Integer.MAX_VALUE, 10, 1), SEALED, OpenStatus.OPENED)).isFalse();
    assertThat(referee.violationCount()).isEqualTo(5);
    assertThat(referee.delivered(1)).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = "OPENED", mode = Mode.EXCLUDE)
  void forgedFrameThatIsRefusedIsFine(OpenStatus status) {
    assertThat(judge(HEAD, FORGED, status)).isTrue();
    assertThat(judge(SECOND, SEALED, status)).isTrue();
    assertThat(judge(HEAD, SEALED, OpenStatus.OPENED)).isTrue();
    assertFine(1);
  }

  @Test
  void callInWhichNothingArrivesShowsNothing() {
    assertThat(referee.violations()).singleElement().asString().contains("no frame arrived");
  }

  @Test
  void onlyTheFirstViolationsAreKeptButAllAreCounted() {
    for (int i = 0; i < 1000; i++) {
      assertThat(judge(HEAD, FORGED, OpenStatus.OPENED)).isFalse();
    }
    assertThat(judge(HEAD, SEALED, OpenStatus.OPENED)).isTrue();
    assertThat(referee.violationCount()).isEqualTo(1000);
    assertThat(referee.violations()).hasSize(10);
  }

  @Test
  void violationsDoNotShowMedia() {
    byte[] secret = "the plaintext".getBytes(StandardCharsets.US_ASCII);
    referee.judge(HEAD, SEALED, OpenStatus.OPENED, secret, secret.length);
    assertThat(referee.violations().toString()).doesNotContain("plaintext", "116");
  }

  @Test
  void framesAreSentInTheirOrder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> referee.sending(new Head(1, 2, 0, 0), PAYLOAD, SEALED, SEALED.length));
  }
}
