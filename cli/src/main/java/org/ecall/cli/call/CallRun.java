package org.ecall.cli.call;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ecall.cli.Nanos;
import org.ecall.cli.call.CallReport.DatagramReport;
import org.ecall.cli.call.CallReport.DirectionReport;
import org.ecall.cli.call.CallReport.StreamReport;
import org.ecall.cli.media.MediaSource;
import org.ecall.cli.network.Impairment;
import org.ecall.cli.network.Ports;
import org.ecall.cli.network.Side;
import org.ecall.engine.CallSession;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.key.MediaStream;
import org.ecall.engine.key.SessionSecret;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendReport;
import org.ecall.engine.select.Operation;
import org.ecall.engine.select.SizeClass;

/** Runs a call from its plan to its report. */
final class CallRun {

  private final CallPlan plan;
  private final List<MediaTrack> tracks;
  private final CallClock clock;

  private CallRun(CallPlan plan, List<MediaTrack> tracks) {
    this.plan = plan;
    this.tracks = tracks;
    clock = plan.paced() ? new CallClock.RealTime() : new CallClock.MediaTime();
  }

  /** Reads the media through; what is wrong with it is thrown here. */
  static CallRun prepare(CallPlan plan) throws IOException {
    Path video = plan.video();
    Path audio = plan.audio();
    return new CallRun(
        plan,
        List.of(
            MediaTrack.read(
                MediaStream.AUDIO,
                audio == null ? MediaSource::sampleAudio : () -> MediaSource.openAudio(audio)),
            MediaTrack.read(
                MediaStream.VIDEO,
                video == null ? MediaSource::sampleVideo : () -> MediaSource.openVideo(video))));
  }

  /** How long the media plays. */
  long mediaNanos() {
    return TimeUnit.MICROSECONDS.toNanos(
        tracks.stream().mapToLong(track -> track.summary().durationMicros()).max().orElse(0));
  }

  /** Runs the call. Nothing is left behind if it fails. */
  CallReport run(Conversation.Progress progress) throws IOException, InterruptedException {
    EngineOptions options =
        // Grace periods outlast the network, whose delays are real however fast the media is
        // played.
        EngineOptions.defaults().withSuite(plan.suite());
    String backend = plan.backend();
    EngineOptions chosen = backend == null ? options : options.withBackend(backend);
    BackendCatalog catalog = BackendCatalog.installed();
    try (MediaEngine caller = MediaEngine.open(chosen, catalog);
        MediaEngine callee = MediaEngine.open(chosen, catalog);
        Ports ports = Ports.open(plan.firstPort());
        ReceivedFiles files = ReceivedFiles.in(plan.out(), tracks)) {
      List<CallSession> sessions = openSessions(List.of(caller, callee));
      Rotation rotation = new Rotation(sessions, clock, plan.rotateSeconds());
      List<OneWay> ways = Conversation.ways(plan, tracks, sessions, clock, rotation, files, ports);
      long start = System.nanoTime();
      new Conversation(clock, ports, ways).run(progress);
      double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
      long epoch = sessions.getFirst().newestEpoch();
      List<BackendReport> used =
          caller.plan().backends().stream()
              .map(name -> catalog.report(name).orElseThrow())
              .toList();
      String reason = caller.plan().of(Operation.SEAL, SizeClass.BYTES_160).reason();
      long rotations = rotation.rotations();
      return report(used, reason, seconds, rotations, epoch, ways, files.finish());
    }
  }

  private static List<CallSession> openSessions(List<MediaEngine> engines) {
    List<SessionSecret> secrets = SessionSecrets.fresh();
    try {
      List<CallSession> sessions = new ArrayList<>();
      for (Side side : Side.values()) {
        sessions.add(engines.get(side.index()).openCall(side.role(), secrets.get(side.index())));
      }
      return sessions;
    } finally {
      secrets.forEach(SessionSecret::close);
    }
  }

  private CallReport report(
      List<BackendReport> backends,
      String reason,
      double seconds,
      long rotations,
      long epoch,
      List<OneWay> ways,
      Map<Path, Integer> files) {
    List<String> violations =
        ways.stream().flatMap(way -> way.referee().violations().stream()).toList();
    Map<String, Integer> named = new LinkedHashMap<>();
    files.forEach((path, bridged) -> named.put(path.toString(), bridged));
    return new CallReport(
        violations.isEmpty(),
        violations,
        backends.stream().map(BackendReport::name).collect(Collectors.joining(", ")),
        backends.stream().map(BackendReport::version).collect(Collectors.joining(", ")),
        reason,
        plan.suite().name(),
        seconds,
        rotations,
        epoch,
        plan.network().seed(),
        ways.stream().map(this::report).toList(),
        named);
  }

  private DirectionReport report(OneWay way) {
    Map<String, Long> refused = new TreeMap<>();
    way.counts().refusals.forEach((status, count) -> refused.put(status.name(), count));
    Map<String, Long> attacks = new LinkedHashMap<>();
    way.forwarder().attacks().forEach((attack, count) -> attacks.put(attack.label(), count));
    Impairment impairment = way.forwarder().impairment();
    return new DirectionReport(
        way.from().label(),
        tracks.stream().map(track -> report(track, way)).toList(),
        way.counts().openedFrames.get(),
        refused,
        new DatagramReport(
            impairment.lost(),
            impairment.duplicated(),
            impairment.reordered(),
            way.forwarder().vanished()),
        attacks,
        Nanos.of(way.counts().sealNanos),
        Nanos.of(way.counts().openNanos));
  }

  private static StreamReport report(MediaTrack track, OneWay way) {
    return new StreamReport(
        track.stream().name().toLowerCase(Locale.ROOT),
        track.summary().format().codec(),
        track.summary().frames(),
        way.referee().delivered(track.stream().number()));
  }
}
