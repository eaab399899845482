package org.ecall.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.ecall.cli.network.Datagram.Head;
import org.ecall.cli.network.Side;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.CallKid;
import org.ecall.engine.key.Direction;
import org.ecall.engine.key.MediaStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way to be wrong is noticed, and each excuse counts only where it holds. */
class JudgeTest {

  private static final int WINDOW = 128;
  private static final long LONG_AGO = System.nanoTime() - 1;
  private static final long FAR_OFF = LONG_AGO + (1L << 60);

  private final Life life = new Life();
  private final Tally tally = new Tally();
  private final Violations violations = new Violations();
  private SoakMedia media;
  private Judge judge;

  @BeforeEach
  void makeJudge() throws IOException {
    media = SoakMedia.samples();
    judge = new Judge(life, new KidScheme.OfCall(), WINDOW, media, tally, violations);
  }

  private static Head head(int sequence) {
    return new Head(0, sequence, 7, 0);
  }

  private static long kid(long epoch) {
    return new CallKid(epoch, MediaStream.AUDIO, Direction.CALLER_TO_CALLEE).value();
  }

  /** What the judge takes for a frame; it never looks behind the header. */
  private static byte[] frame(long kid, long ctr) {
    byte[] header = new FrameHeader(kid, ctr).encode();
    return Arrays.copyOf(header, header.length + 40);
  }

  private byte[] seal(int ctr) {
    byte[] frame = frame(kid(1), ctr);
    judge.sealed(head(ctr), frame, frame.length, false);
    return frame;
  }

  private Judge.Question ask(int ctr) {
    return judge.ask(Side.CALLEE, head(ctr), frame(kid(1), ctr));
  }

  private void answer(Judge.Question asked, @Nullable OpenStatus status) {
    byte[] payload = media.payload(asked.head());
    judge.answered(asked, status, payload, payload.length);
  }

  private void assertFine() {
    assertThat(violations.first()).isEmpty();
  }

  private void assertWrong(String what) {
    assertThat(violations.first()).singleElement().asString().contains(what);
    assertThat(violations.count()).isEqualTo(1);
  }

  @Test
  void genuineFrameThatOpensIsRight() {
    seal(0);
    answer(ask(0), OpenStatus.OPENED);
    assertFine();
    assertThat(tally.opened.sum()).isEqualTo(1);
  }

  @Test
  void otherBytesAreWrong() {
    seal(0);
    byte[] payload = media.payload(head(0));
    payload[payload.length - 1] ^= 1;
    judge.answered(ask(0), OpenStatus.OPENED, payload, payload.length);
    assertWrong("other bytes");
  }

  @Test
  void fewerBytesAreWrong() {
    seal(0);
    byte[] payload = media.payload(head(0));
    judge.answered(ask(0), OpenStatus.OPENED, payload, payload.length - 1);
    assertWrong("other bytes");
  }

  @Test
  void bytesOfAnotherFrameAreWrong() {
    seal(0);
    byte[] payload = media.payload(head(1));
    judge.answered(ask(0), OpenStatus.OPENED, payload, payload.length);
    assertWrong("other bytes");
  }

  @Test
  void openingTwiceIsWrong() {
    seal(0);
    answer(ask(0), OpenStatus.OPENED);
    answer(ask(0), OpenStatus.OPENED);
    assertWrong("opened twice");
  }

  @Test
  void openingTwiceAtTheSameTimeIsWrong() {
    seal(0);
    var one = ask(0);
    var other = ask(0);
    answer(one, OpenStatus.OPENED);
    answer(other, OpenStatus.OPENED);
    assertWrong("opened twice");
  }

  @Test
  void frameThatWasNeverSealedMustNotOpen() {
    seal(0);
    answer(ask(1), OpenStatus.OPENED);
    assertWrong("never sealed");
  }

  @Test
  void changedFrameMustNotOpen() {
    byte[] frame = seal(0);
    frame[frame.length - 1] ^= 1;
    answer(judge.ask(Side.CALLEE, head(0), frame), OpenStatus.OPENED);
    assertWrong("never sealed");
  }

  @Test
  void relabelledFrameMustNotOpen() {
    answer(judge.ask(Side.CALLEE, head(1), seal(0)), OpenStatus.OPENED);
    assertWrong("never sealed");
  }

  @Test
  void reflectedFrameMustNotOpen() {
    answer(judge.ask(Side.CALLER, head(0), seal(0)), OpenStatus.OPENED);
    assertWrong("never sealed");
  }

  @Test
  void frameWithoutHeaderMustNotOpen() {
    answer(judge.ask(Side.CALLEE, head(0), new byte[0]), OpenStatus.OPENED);
    assertWrong("never sealed");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPENED")
  void whatIsForgedMayBeRefusedForAnyReason(OpenStatus status) {
    answer(ask(0), status);
    assertFine();
    assertThat(tally.forgedRefused()).containsOnlyKeys(status.name());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPENED")
  void genuineFrameMustNotBeRefusedWithoutACause(OpenStatus status) {
    seal(0);
    answer(ask(0), status);
    assertWrong("refused as " + status);
  }

  @ParameterizedTest
  @EnumSource(names = {"MALFORMED", "OWN_DIRECTION", "UNKNOWN_KID", "NOT_AUTHENTIC"})
  void nothingExcusesTheseRefusals(OpenStatus status) {
    life.mayEnd(1, LONG_AGO);
    life.beginClosing();
    seal(0);
    seal(WINDOW);
    answer(ask(WINDOW), OpenStatus.OPENED);
    answer(ask(0), OpenStatus.OPENED);
    answer(ask(0), status);
    assertWrong("refused as " + status);
  }

  @Test
  void replayIsRefusedRightlyOnceItsFrameHasOpened() {
    seal(0);
    answer(ask(0), OpenStatus.OPENED);
    answer(ask(0), OpenStatus.REPLAYED);
    assertFine();
  }

  @Test
  void replayIsRefusedRightlyWhileItsFrameIsOpened() {
    seal(0);
    var one = ask(0);
    answer(ask(0), OpenStatus.REPLAYED);
    answer(one, OpenStatus.OPENED);
    assertFine();
  }

  @Test
  void refusingBothOfTwoAtTheSameTimeIsWrong() {
    seal(0);
    var one = ask(0);
    answer(ask(0), OpenStatus.REPLAYED);
    assertFine();
    answer(one, OpenStatus.TOO_OLD);
    assertWrong("had never opened");
  }

  @Test
  void frameIsTooOldOnlyBehindTheWindow() {
    seal(0);
    seal(1);
    seal(WINDOW);
    answer(ask(WINDOW), OpenStatus.OPENED);
    answer(ask(0), OpenStatus.TOO_OLD);
    assertFine();
    answer(ask(1), OpenStatus.TOO_OLD);
    assertWrong("refused as TOO_OLD");
  }

  @Test
  void forgedFrameMovesNoWindow() {
    seal(0);
    answer(ask(10 * WINDOW), OpenStatus.NOT_AUTHENTIC);
    answer(ask(0), OpenStatus.TOO_OLD);
    assertWrong("refused as TOO_OLD");
  }

  @Test
  void epochIsRetiredOnlyOnceItMayBe() {
    seal(0);
    life.mayEnd(0, LONG_AGO);
    life.mayEnd(1, FAR_OFF);
    answer(ask(0), OpenStatus.EPOCH_RETIRED);
    assertWrong("refused as EPOCH_RETIRED");
  }

  @Test
  void epochIsRetiredRightlyOnceItMayBe() {
    seal(0);
    life.mayEnd(1, LONG_AGO);
    answer(ask(0), OpenStatus.EPOCH_RETIRED);
    assertFine();
  }

  @Test
  void epochMustNotOpenOnceItHadToEnd() {
    seal(0);
    seal(1);
    var inTime = ask(0);
    life.mustEnd(1, System.nanoTime());
    answer(inTime, OpenStatus.OPENED);
    assertFine();
    answer(ask(1), OpenStatus.OPENED);
    assertWrong("had to be gone");
  }

  @Test
  void openerThatNobodyClosesMustAnswer() {
    seal(0);
    answer(ask(0), null);
    assertWrong("closed by nobody");
  }

  @Test
  void openerThatIsBeingClosedNeedNotAnswer() {
    seal(0);
    seal(1);
    life.beginClosing();
    answer(ask(0), null);
    answer(ask(1), OpenStatus.EPOCH_RETIRED);
    assertFine();
  }

  @Test
  void openerThatWasClosedMustNotAnswer() {
    seal(0);
    life.beginClosing();
    var before = ask(0);
    life.endClosing();
    answer(before, OpenStatus.OPENED);
    assertFine();
    answer(ask(0), OpenStatus.REPLAYED);
    assertWrong("closed");
  }

  @Test
  void counterMustNotSealTwice() {
    seal(0);
    byte[] again = frame(kid(1), 0);
    judge.sealed(head(1), again, again.length, false);
    assertWrong("has sealed before");
  }

  @Test
  void streamMustSealUnderItsOwnKid() {
    byte[] frame = frame(new CallKid(1, MediaStream.VIDEO, Direction.CALLER_TO_CALLEE).value(), 0);
    judge.sealed(head(0), frame, frame.length, false);
    assertWrong("none of its stream");
  }

  @Test
  void sealerThatWasClosedMustNotSeal() {
    byte[] frame = frame(kid(1), 0);
    judge.sealed(head(0), frame, frame.length, true);
    assertWrong("closed");
  }
}
