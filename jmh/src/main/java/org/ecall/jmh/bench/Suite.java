package org.ecall.jmh.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ecall.engine.select.SelectionPolicy;
import org.ecall.jmh.fork.Peer;
import org.ecall.jmh.fork.Present;

/**
 * What {@code ecall bench} measures: of all combinations those that answer a question. Peers of the
 * same size stand side by side.
 */
final class Suite {

  /** Sizes of the policy's classes. */
  private static final Axis SIZES = Axis.of("sizeBytes", 40, 160, 400, 1200, 4096, 16384, 65536);

  private static final Axis AUDIO = Axis.of("sizeBytes", 160);
  private static final Axis AUDIO_AND_VIDEO = Axis.of("sizeBytes", 160, 1200);
  private static final Axis BATCHED = Axis.of("sizeBytes", 40, 160, 400, 1200, 4096);
  private static final Axis KEYS = Axis.of("keys", 1, 16);
  private static final Axis ARRAYS = Axis.of("arrays", "one", "own");
  private static final Axis MEMORY = Axis.of("memory", "heap", "direct");

  private static final List<String> REFUSALS =
      List.of("malformed", "unknownKid", "replayed", "forged");

  /** Backends over libraries that are measured by themselves, too. */
  private static final List<String> OVER_PEERS = List.of("jdk", "conscrypt", "bouncycastle");

  /** Backends that make more of a batch than one message after the other. */
  private static final List<String> BATCHING = List.of("native", "vector");

  /** What the engine makes of any provider, shown by one that it has no backend of its own for. */
  private static final String ANY_PROVIDER = "jca:AmazonCorrettoCryptoProvider";

  private final List<Part> parts = new ArrayList<>();

  /** A parameter and its values. */
  private record Axis(String name, List<String> values) {
    static Axis of(String name, Object... values) {
      return new Axis(name, Arrays.stream(values).map(String::valueOf).toList());
    }
  }

  private Suite() {}

  /** A few minutes' worth. */
  static List<Part> quick(Present present) {
    List<String> own =
        present.backends().stream().filter(name -> !OVER_PEERS.contains(name)).toList();
    Axis subjects = new Axis("subject", join(own, present.peers()));
    Axis engine = new Axis("backend", preferred(present));
    Suite suite = new Suite();
    suite.add("ClockBenchmark.cycle");
    suite.add("CipherBenchmark.seal", Axis.of("sizeBytes", 160, 1200, 16384), subjects);
    suite.add("CipherBenchmark.open", Axis.of("sizeBytes", 1200), subjects);
    suite.add("FrameBenchmark.seal", Axis.of("sizeBytes", 40, 160, 1200, 4096), engine);
    suite.add("FrameBenchmark.sealAndOpen", AUDIO_AND_VIDEO, engine);
    suite.add("BatchBenchmark.seal", AUDIO, KEYS, batching(present));
    suite.add("FrameBatchBenchmark.seal", AUDIO, KEYS, Axis.of("arrays", "one"), engine);
    suite.add("MixedCallBenchmark.seal", Axis.of("streams", 1, 64), engine);
    suite.addEach("ThreadsBenchmark", List.of("one", "two"), AUDIO, engine);
    suite.addEach("RefusalBenchmark", REFUSALS, AUDIO, engine);
    return suite.parts;
  }

  /** All questions. */
  static List<Part> full(Present present) {
    Axis subjects =
        new Axis("subject", join(present.backends(), present.kernels(), present.peers()));
    List<String> preferred = preferred(present);
    Axis engine = new Axis("backend", preferred);
    Axis otherEngines =
        new Axis(
            "backend",
            present.backends().stream().filter(name -> !preferred.contains(name)).toList());
    Suite suite = new Suite();
    suite.add("ClockBenchmark.cycle");
    suite.add("CipherBenchmark.seal", SIZES, withAnyProvider(subjects, present));
    suite.add("CipherBenchmark.open", SIZES, subjects);
    for (String method : List.of("seal", "sealAndOpen")) {
      suite.add("FrameBenchmark." + method, SIZES, engine);
      suite.add("FrameBenchmark." + method, AUDIO_AND_VIDEO, otherEngines);
      suite.add("FrameBatchBenchmark." + method, AUDIO, KEYS, ARRAYS, engine);
      suite.add("MixedCallBenchmark." + method, Axis.of("streams", 1, 8, 64), engine);
    }
    suite.addEach(
        "BatchBenchmark",
        List.of("seal", "open", "runSealing", "runOpening"),
        BATCHED,
        KEYS,
        batching(present));
    suite.add(
        "MemoryBenchmark.seal",
        AUDIO_AND_VIDEO,
        new Axis("subject", join(preferred, present.peers())),
        MEMORY);
    suite.add(
        "KeySetupBenchmark.cipher", new Axis("subject", join(present.backends(), present.peers())));
    suite.addEach("KeySetupBenchmark", List.of("sealer", "opener"), engine);
    suite.addEach(
        "ProtocolCoreBenchmark",
        List.of("sealFrame", "writeHeader", "openFrame"),
        Axis.of("kids", 1, 1000));
    suite.addEach(
        "ThreadsBenchmark", List.of("one", "two", "twoOneStream"), AUDIO_AND_VIDEO, engine);
    suite.addEach("RefusalBenchmark", REFUSALS, AUDIO_AND_VIDEO, engine);
    return suite.parts;
  }

  private static Axis withAnyProvider(Axis subjects, Present present) {
    return present.peers().contains(Peer.ACCP.label())
        ? new Axis(subjects.name(), join(subjects.values(), List.of(ANY_PROVIDER)))
        : subjects;
  }

  private static List<String> join(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static List<String> join(List<String> first, List<String> second, List<String> third) {
    return join(join(first, second), third);
  }

  /** The first of the fixed order: what is the same for all backends is measured with one. */
  private static List<String> preferred(Present present) {
    return SelectionPolicy.FIXED_ORDER.stream()
        .filter(present.backends()::contains)
        .limit(1)
        .toList();
  }

  private static Axis batching(Present present) {
    return new Axis("backend", BATCHING.stream().filter(present.backends()::contains).toList());
  }

  private void addEach(String type, List<String> methods, Axis... axes) {
    methods.forEach(method -> add(type + "." + method, axes));
  }

  /** All combinations; the values of the last parameter follow each other. */
  private void add(String benchmark, Axis... axes) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Axis axis : axes) {
      combinations =
          combinations.stream()
              .flatMap(before -> axis.values().stream().map(value -> with(before, axis, value)))
              .toList();
    }
    combinations.forEach(params -> parts.add(new Part(benchmark, params)));
  }

  private static Map<String, String> with(Map<String, String> before, Axis axis, String value) {
    Map<String, String> params = new LinkedHashMap<>(before);
    params.put(axis.name(), value);
    return params;
  }
}
