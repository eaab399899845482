package org.ecall.jmh.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one result file, element by element; trusts nothing in it. */
final class ResultReader {

  private static final long MAX_FILE_BYTES = 256L << 20;
  private static final int MAX_TEXT_CHARS = 4096;
  private static final int MAX_DEPTH = 10;
  private static final int MAX_CASES = 20_000;
  private static final int MAX_NUMBER_CHARS = 64;
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final String AVERAGE_TIME = "avgt";

  /** Nanoseconds of the units that JMH writes in mode {@link #AVERAGE_TIME}. */
  private static final Map<String, Double> UNIT_NANOS =
      Map.of("ns/op", 1.0, "us/op", 1e3, "ms/op", 1e6, "s/op", 1e9);

  private static final ObjectReader ENTRIES =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(MAX_FILE_BYTES)
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_CHARS)
                          .maxStringLength(MAX_TEXT_CHARS)
                          .maxNameLength(MAX_TEXT_CHARS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  // Where in a file an error is helps; the text there may be anything.
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readerFor(Entry.class);

  private final Path file;
  private final Map<BenchmarkCase, CasePool> pools = new LinkedHashMap<>();
  private final NavigableSet<String> environments = new TreeSet<>();
  private final Map<String, Integer> leftOut = new TreeMap<>();
  private @Nullable Facts machine;

  ResultReader(Path file) {
    this.file = file;
  }

  ResultFile read() throws IOException {
    try (JsonParser parser = ENTRIES.createParser(Files.newBufferedReader(file))) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new ResultFormatException("it is no list");
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        Entry entry = ENTRIES.readValue(parser);
        add(entry);
      }
      if (parser.currentToken() != JsonToken.END_ARRAY || parser.nextToken() != null) {
        throw new ResultFormatException("something in or behind the list is no result");
      }
    } catch (JsonProcessingException e) {
      throw failure(e.getOriginalMessage() + place(e), e);
    } catch (CharacterCodingException e) {
      throw failure("it is no text", e);
    } catch (ResultFormatException e) {
      throw failure(String.valueOf(e.getMessage()), e);
    }
    if (pools.isEmpty()) {
      throw failure("it holds no times per operation; benchmarks have to run in mode avgt", null);
    }
    return new ResultFile(
        String.valueOf(file.getFileName()),
        Files.getLastModifiedTime(file).toInstant(),
        pools.values().stream().map(CasePool::pooled).toList(),
        Optional.ofNullable(machine),
        Collections.unmodifiableNavigableSet(environments),
        Collections.unmodifiableMap(leftOut));
  }

  private ResultFormatException failure(String reason, @Nullable Exception cause) {
    return new ResultFormatException(
        file + " is not a result of JMH in JSON that can be used: " + reason, cause);
  }

  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  private void add(Entry entry) throws ResultFormatException {
    String benchmark = entry.benchmark();
    Entry.Metric primary = entry.primaryMetric();
    if (benchmark == null || benchmark.isBlank() || primary == null || entry.threads() < 1) {
      throw new ResultFormatException("an element lacks its benchmark, threads or primaryMetric");
    }
    Double unitNanos = UNIT_NANOS.get(String.valueOf(primary.scoreUnit()));
    if (!AVERAGE_TIME.equals(entry.mode()) || unitNanos == null) {
      leftOut.merge(String.valueOf(entry.mode()), 1, Integer::sum);
      return;
    }
    Map<String, String> params = entry.params() == null ? Map.of() : entry.params();
    BenchmarkCase benchmarkCase = BenchmarkCase.of(benchmark, params, entry.threads());
    CasePool pool = pools.computeIfAbsent(benchmarkCase, CasePool::new);
    if (pools.size() > MAX_CASES) {
      throw new ResultFormatException("more than " + MAX_CASES + " cases");
    }
    Map<String, Entry.Metric> others =
        entry.secondaryMetrics() == null ? Map.of() : entry.secondaryMetrics();
    pool.add(
        nanos(benchmarkCase, primary, unitNanos),
        entry.warmupIterations(),
        allocated(others),
        facts(others));
    environments.add(
        "%s %s, JMH %s".formatted(entry.vmName(), entry.vmVersion(), entry.jmhVersion()));
  }

  private static List<double[]> nanos(
      BenchmarkCase benchmarkCase, Entry.Metric primary, double unitNanos)
      throws ResultFormatException {
    List<double[]> forks = new ArrayList<>();
    for (double[] iterations : primary.forks() == null ? List.<double[]>of() : primary.forks()) {
      double[] nanos = Arrays.stream(iterations).map(time -> time * unitNanos).toArray();
      if (nanos.length == 0 || !Arrays.stream(nanos).allMatch(Samples::isTime)) {
        throw new ResultFormatException(
            "a time of " + benchmarkCase + " is none that an operation can take");
      }
      forks.add(nanos);
    }
    if (forks.isEmpty()) {
      throw new ResultFormatException(benchmarkCase + " lacks its iterations (rawData)");
    }
    return forks;
  }

  private static OptionalDouble allocated(Map<String, Entry.Metric> metrics) {
    Entry.Metric metric = metrics.get(ALLOCATED);
    return metric == null || !(metric.score() >= 0)
        ? OptionalDouble.empty()
        : OptionalDouble.of(metric.score());
  }

  /** Facts of the machine are those of the whole file; the others are those of the case. */
  private List<Facts> facts(Map<String, Entry.Metric> metrics) throws ResultFormatException {
    List<Facts> ofCase = new ArrayList<>();
    for (String name : metrics.keySet()) {
      Facts facts = Facts.parse(name).orElse(null);
      if (facts == null) {
        continue;
      }
      if (!facts.kind().equals(Facts.MACHINE)) {
        ofCase.add(facts);
      } else if (machine == null || machine.equals(facts)) {
        machine = facts;
      } else {
        throw new ResultFormatException(
            "it was measured on two machines, %s and %s; keep their results in files of their own"
                .formatted(machine.values(), facts.values()));
      }
    }
    ofCase.sort(Comparator.comparing(Facts::kind));
    return ofCase;
  }
}
