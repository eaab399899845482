package org.ecall.jmh.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallScheduleTest {

  @Test
  void everySenderSendsTheWholeSample() {
    CallSchedule schedule = new CallSchedule(8);
    int sample = SampleFrames.read().size();
    assertThat(schedule.frames()).isEqualTo(8 * sample);
    assertThat(schedule.keys()).isEqualTo(16);
    for (int key = 0; key < 16; key += 2) {
      int audio = key;
      assertThat(keys(schedule).filter(some -> some / 2 == audio / 2).count()).isEqualTo(sample);
    }
  }

  @Test
  void neighboursDifferInKeyAndSize() {
    CallSchedule schedule = new CallSchedule(8);
    long sameKey =
        IntStream.range(1, schedule.frames())
            .filter(i -> schedule.key(i) == schedule.key(i - 1))
            .count();
    long sameSize =
        IntStream.range(1, schedule.frames())
            .filter(i -> schedule.payload(i).length == schedule.payload(i - 1).length)
            .count();
    assertThat(sameKey).isLessThan(schedule.frames() / 10);
    assertThat(sameSize).isLessThan(schedule.frames() / 10);
  }

  private static IntStream keys(CallSchedule schedule) {
    return IntStream.range(0, schedule.frames()).map(schedule::key);
  }
}
