package io.tapeline.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.sandbox.Frames;
import io.tapeline.sandbox.Protocols;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever becomes of a frame on its way, its codec reads it or refuses it, and reads the next. */
class MutatedFramesTest {

  private static final int MUTATIONS = 20_000;
  private static final int MAX_FRAME_BYTES = 1 << 20;

  /** What bytes of JSON are most easily confused by. */
  private static final List<String> SPLICES =
      List.of(
          "\"",
          "\\",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "null",
          "true",
          "-",
          ".",
          "e",
          "1e999999999",
          "1e-999999999",
          "9".repeat(400),
          "0." + "0".repeat(400) + "1",
          "[".repeat(200),
          "{\"a\":".repeat(200),
          "\u0000",
          "\\ud800",
          "-1",
          "0",
          "\"\"",
          "NaN",
          "{}",
          "[]",
          "é");

  static List<VenueProtocol> protocols() {
    return Protocols.all();
  }

  private static byte[] mutated(byte[] frame, byte[] other, SplittableRandom random) {
    byte[] copy = frame.clone();
    int at = random.nextInt(frame.length);
    return switch (random.nextInt(7)) {
      case 0 -> Arrays.copyOf(frame, at);
      case 1 -> {
        copy[at] = (byte) random.nextInt(256);
        yield copy;
      }
      case 2 -> {
        copy[at] ^= (byte) (1 << random.nextInt(8));
        yield copy;
      }
      case 3 -> join(copy, 0, at, other, random.nextInt(other.length), other.length);
      case 4 -> splice(frame, at, at, random);
      case 5 -> splice(frame, at, Math.min(frame.length, at + 1 + random.nextInt(12)), random);
      default -> join(copy, 0, at, copy, Math.min(copy.length, at + 1 + at % 5), copy.length);
    };
  }

  private static byte[] splice(byte[] frame, int from, int to, SplittableRandom random) {
    byte[] more = SPLICES.get(random.nextInt(SPLICES.size())).getBytes(StandardCharsets.UTF_8);
    byte[] start = join(frame, 0, from, more, 0, more.length);
    return join(start, 0, start.length, frame, to, frame.length);
  }

  private static byte[] join(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(a, fromA, toA - fromA);
    out.write(b, fromB, toB - fromB);
    return out.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void everyMutationIsReadOrRefusedAndTheNextFrameIsRead(VenueProtocol protocol) {
    Frames frames = new Frames(protocol);
    SplittableRandom random = new SplittableRandom(protocol.venue().id().hashCode());
    int refused = 0;
    for (ConnectionPlan plan : frames.plans()) {
      List<byte[]> valid = new ArrayList<>(frames.of(plan, 2));
      FrameDecoder decoder =
          new FrameDecoder(protocol.codec(plan.address(), frames.markets), MAX_FRAME_BYTES);
      for (int i = 0; i < MUTATIONS / frames.plans().size(); i++) {
        byte[] frame = valid.get(random.nextInt(valid.size()));
        byte[] other = valid.get(random.nextInt(valid.size()));
        byte[] wrong = mutated(frame, other, random);
        Decoded decoded = decoder.decode(wrong, 0, wrong.length, Frames.start());
        if (decoded instanceof Decoded.Failed(String type, String reason)) {
          refused++;
          assertThat(type)
              .as("%s: %s", reason, new String(wrong, StandardCharsets.UTF_8))
              .isNotEqualTo(FrameDecoder.DEFECT);
          assertThat(decoder.events().trades()).isEmpty();
        }
        if (i % 10 == 0) {
          assertThat(decoder.decode(frame, 0, frame.length, Frames.start()))
              .as(new String(frame, StandardCharsets.UTF_8))
              .isNotInstanceOfAny(Decoded.Failed.class, Decoded.Unknown.class);
        }
      }
    }
    assertThat(refused).isGreaterThan(MUTATIONS / 3);
  }
}
