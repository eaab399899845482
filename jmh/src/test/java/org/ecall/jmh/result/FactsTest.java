package org.ecall.jmh.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactsTest {

  @Test
  void readsWhatAForkWrote() {
    assertThat(Facts.parse("·using backend=native version=1 kernel='x86 vaes512'"))
        .hasValueSatisfying(
            facts -> {
              assertThat(facts.kind()).isEqualTo(Facts.USING);
              assertThat(facts.values())
                  .containsExactly(
                      entry("backend", "native"),
                      entry("version", "1"),
                      entry("kernel", "x86 vaes512"));
            });
  }

  @Property(tries = 200)
  void readsAllThatItWrites(@ForAll List<String> values) {
    Map<String, String> facts = new LinkedHashMap<>();
    values.forEach(value -> facts.put("key" + facts.size(), value));
    Facts written = new Facts(Facts.MACHINE, facts);

    assertThat(Facts.parse(written.metricName())).contains(written);
  }

  @Property(tries = 200)
  void needsNoEscapingInJson(@ForAll String value) {
    String name = new Facts(Facts.MACHINE, Map.of("cpu", value)).metricName();

    assertThat(name).doesNotContainPattern("[\"\\\\,;<>&{}\\[\\]]").matches("\\P{Cntrl}*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gc.alloc.rate.norm",
        "·",
        "· using a=b",
        "·using a",
        "·using a=",
        "·using a=b c",
        "·using a='b",
        "·using a='b'c=d",
        "·using a=b a=c",
        "·using a=b\"c",
        "·gc.alloc.rate=1"
      })
  void leavesOtherMetricsAlone(String name) {
    assertThat(Facts.parse(name)).isEmpty();
  }

  @Test
  void namesAreWords() {
    assertThatThrownBy(() -> new Facts("using it", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Facts("using", Map.of("a=b", "c")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
