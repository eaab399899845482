package org.ecall.cli.conform;

import java.util.ArrayList;
import java.util.List;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.CallKid;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.Direction;
import org.ecall.engine.key.MediaStream;

/** The project's own vectors of two-party calls; {@code ecall-call.schema.md} describes them. */
final class CallReader implements JsonFormat {

  private static final String FORMAT = "ecall-call-vectors/1";

  @Override
  public String kind() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Fields file) {
    return file.node().path("format").asText().equals(FORMAT);
  }

  @Override
  public List<VectorTest> read(Fields file) throws VectorFormatException {
    List<VectorTest> tests = new ArrayList<>();
    for (Fields fields : file.objects("calls")) {
      CallInputs call =
          new CallInputs(fields.suite("suite"), fields.hex("secret"), fields.hex("context"));
      for (Fields epoch : fields.objects("epochs")) {
        readEpoch(call, epoch, tests);
      }
      for (Fields frame : fields.objects("frames")) {
        tests.add(readFrame(call, frame));
      }
      for (Fields scenario : fields.objects("scenarios")) {
        tests.add(readScenario(call, scenario));
      }
    }
    return tests;
  }

  private static void readEpoch(CallInputs call, Fields epoch, List<VectorTest> tests)
      throws VectorFormatException {
    int number = epoch.integer("epoch");
    tests.add(new EpochTest(epoch.place(), call, number, epoch.hex("secret")));
    for (Fields way : epoch.objects("directions")) {
      Direction direction = way.number("direction", Direction.class);
      for (Fields stream : way.objects("streams")) {
        tests.add(
            new CallKeyTest(
                stream.place(),
                call,
                new CallKid(number, stream.number("stream", MediaStream.class), direction),
                way.hex("base"),
                stream.unsigned64("kid"),
                new SframeTest.Schedule(
                    stream.hex("sframe_secret"),
                    stream.hex("sframe_key"),
                    stream.hex("sframe_salt")),
                stream.hex("commit")));
      }
    }
  }

  private static VectorTest readFrame(CallInputs call, Fields frame) throws VectorFormatException {
    return new CallFrameTest(
        frame.place() + " (" + frame.text("name") + ")",
        call,
        new CallKid(
            frame.integer("epoch"),
            frame.number("stream", MediaStream.class),
            frame.number("direction", Direction.class)),
        new FrameHeader(frame.unsigned64("kid"), frame.unsigned64("ctr")),
        new SframeTest.Frame(
            frame.hex("metadata"),
            frame.hex("nonce"),
            frame.hex("aad"),
            frame.hex("payload"),
            frame.hex("sealed")));
  }

  private static VectorTest readScenario(CallInputs call, Fields scenario)
      throws VectorFormatException {
    List<ScenarioStep> steps = new ArrayList<>();
    for (Fields step : scenario.objects("steps")) {
      steps.add(readStep(step));
    }
    return new ScenarioTest(
        scenario.place() + " (" + scenario.text("name") + ")",
        call,
        scenario.name("role", CallRole.class),
        scenario.integer("window_frames"),
        scenario.integer("grace_ms"),
        List.copyOf(steps));
  }

  private static ScenarioStep readStep(Fields step) throws VectorFormatException {
    return switch (step.text("do")) {
      case "stage" -> new ScenarioStep.Stage();
      case "activate" -> new ScenarioStep.Activate();
      case "advance" -> new ScenarioStep.Advance(step.integer("ms"));
      case "open" -> {
        OpenStatus status = step.name("status", OpenStatus.class);
        yield new ScenarioStep.Open(
            step.text("note"),
            step.hex("frame"),
            step.hex("metadata"),
            status,
            status == OpenStatus.OPENED ? step.hex("payload") : new byte[0]);
      }
      default -> throw step.wrong("do", "open, stage, activate or advance");
    };
  }
}
