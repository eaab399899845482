package org.ecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.ecall.engine.CallSession;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;
import org.ecall.engine.key.SessionSecret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example compiles as it stands there, and calls somebody. */
public class ReadmeExampleTest {

  private static final Path README = Path.of("..", "README.md");
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /** What the example sends its frames with; it stands for the embedder's own. */
  public static final class Transport {
    private final CallSession peer;
    private final Deque<byte[]> heard = new ArrayDeque<>();
    private final byte[] answer;

    Transport(CallSession peer, byte[] answer) {
      this.peer = peer;
      this.answer = answer;
    }

    public void send(byte[] frame, int sizeBytes) {
      byte[] opened = new byte[FrameOpener.plaintextCapacityBytes(sizeBytes)];
      OpenResult result = new OpenResult();
      assertThat(peer.opener().open(frame, 0, sizeBytes, opened, 0, result))
          .isEqualTo(OpenStatus.OPENED);
      heard.add(Arrays.copyOf(opened, result.sizeBytes()));
    }

    public byte[] receive() {
      byte[] sealed = new byte[answer.length + FrameSealer.MAX_OVERHEAD_BYTES];
      int size = peer.sealer(MediaStream.AUDIO).seal(answer, 0, answer.length, sealed, 0);
      return Arrays.copyOf(sealed, size);
    }
  }

  /** What the example plays its frames with. */
  public static final class Player {
    private final Deque<byte[]> played = new ArrayDeque<>();

    public void play(byte[] bytes, int sizeBytes) {
      played.add(Arrays.copyOf(bytes, sizeBytes));
    }
  }

  @Test
  void compilesAndCalls(@TempDir Path folder) throws Exception {
    byte[] secret = new byte[SessionSecret.SECRET_SIZE_BYTES];
    byte[] context = new byte[SessionSecret.CONTEXT_SIZE_BYTES];
    byte[] frame = new byte[160];
    byte[] answer = new byte[80];
    Random random = new Random();
    List.of(secret, context, frame, answer).forEach(random::nextBytes);

    try (MediaEngine engine = MediaEngine.open();
        SessionSecret shared = SessionSecret.copyOf(secret, context);
        CallSession peer = engine.openCall(CallRole.CALLEE, shared)) {
      Transport transport = new Transport(peer, answer);
      Player player = new Player();
      compile(folder).invoke(null, secret, context, frame, transport, player);
      assertThat(transport.heard).containsExactly(frame);
      assertThat(player.played).containsExactly(answer);
    }
  }

  private static Method compile(Path folder) throws Exception {
    var matcher = EXAMPLE.matcher(Files.readString(README));
    assertThat(matcher.find()).as("the README has an example").isTrue();
    String example = matcher.group(1);
    assertThat(example.lines().count()).as("lines of the example").isLessThanOrEqualTo(16);
    Path source =
        Files.writeString(
            folder.resolve("Example.java"),
            """
            import org.ecall.engine.*;
            import org.ecall.engine.key.*;
            public class Example {
              public static void run(byte[] secretBytes, byte[] context, byte[] frame,
                  org.ecall.cli.ReadmeExampleTest.Transport transport,
                  org.ecall.cli.ReadmeExampleTest.Player player) {
            %s
              }
            }
            """
                .formatted(example));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(status).as("javac").isZero();
    URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, ReadmeExampleTest.class.getClassLoader());
    return loader
        .loadClass("Example")
        .getMethod("run", byte[].class, byte[].class, byte[].class, Transport.class, Player.class);
  }
}
