package io.tapeline.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.TestData;
import io.tapeline.sandbox.Frames;
import io.tapeline.sandbox.Protocols;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value of every kind of frame, replaced by what no venue would write there. */
class WrongValuesTest {

  private static final int MAX_FRAME_BYTES = 1 << 20;

  /** A field or an element that is no object and no array. */
  private static final Pattern VALUE =
      Pattern.compile("(?<=[:,\\[])(\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9][0-9.eE+-]*|true|false|null)");

  private static final List<String> WRONG =
      List.of(
          "null",
          "{}",
          "[]",
          "[[[]]]",
          "true",
          "\"\"",
          "\"x\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"NaN\"",
          "\"Infinity\"",
          "NaN",
          "-1",
          "\"-1\"",
          "0",
          "\"0\"",
          "-0",
          "\"0.0\"",
          "1e999999999",
          "\"1e999999999\"",
          "1e-999999999",
          "\"-1E+2147483648\"",
          "\"1e99999999999999999999\"",
          "9".repeat(400),
          "\"" + "9".repeat(400) + "\"",
          "\"0." + "0".repeat(400) + "1\"",
          "9223372036854775807",
          "-9223372036854775808",
          "18446744073709551616",
          "\"9223372036854775807\"",
          "\"2026-13-45T99:99:99Z\"",
          "\"999999999-01-01T00:00:00Z\"",
          "[".repeat(100_000),
          "{\"a\":".repeat(100_000),
          "\"" + "a".repeat(100_000) + "\"");

  static List<VenueProtocol> protocols() {
    return Protocols.all();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** One frame of each shape: the same but for its values. */
  private static List<byte[]> shapes(List<byte[]> frames) {
    List<byte[]> shapes = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (byte[] frame : frames) {
      String shape = VALUE.matcher(new String(frame, StandardCharsets.UTF_8)).replaceAll("0");
      if (!seen.contains(shape) && seen.size() < 12) {
        seen.add(shape);
        shapes.add(frame);
      }
    }
    return shapes;
  }

  private static Decoded decode(FrameDecoder decoder, byte[] frame) {
    Decoded decoded = decoder.decode(frame, 0, frame.length, Frames.start());
    if (decoded instanceof Decoded.Failed(String type, String reason)) {
      String text = new String(frame, 0, Math.min(frame.length, 1000), StandardCharsets.UTF_8);
      assertThat(type).as("%s: %s", reason, text).isNotEqualTo(FrameDecoder.DEFECT);
      assertThat(decoder.events().trades()).isEmpty();
      assertThat(decoder.events().quotes()).isEmpty();
    }
    decoder
        .events()
        .trades()
        .forEach(
            trade -> {
              assertThat(trade.price().isPositive()).isTrue();
              assertThat(trade.quantity().isPositive()).isTrue();
            });
    return decoded;
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void wrongValuesAreReadPastOrRefusedAndTheNextFrameIsRead(VenueProtocol protocol) {
    Frames frames = new Frames(protocol);
    int refused = 0;
    for (ConnectionPlan plan : frames.plans().subList(0, 1)) {
      FrameDecoder decoder =
          new FrameDecoder(protocol.codec(plan.address(), frames.markets), MAX_FRAME_BYTES);
      for (byte[] valid : shapes(frames.of(plan, 1))) {
        String text = new String(valid, StandardCharsets.UTF_8);
        List<MatchResult> values = VALUE.matcher(text).results().limit(25).toList();
        for (MatchResult value : values) {
          for (String wrong : WRONG) {
            String changed = text.substring(0, value.start()) + wrong + text.substring(value.end());
            refused += decode(decoder, bytes(changed)) instanceof Decoded.Failed ? 1 : 0;
          }
          assertThat(decode(decoder, valid)).as(text).isNotInstanceOf(Decoded.Failed.class);
        }
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void noTextOfTheCorpusIsTakenForAMessage(VenueProtocol protocol) throws IOException {
    Frames frames = new Frames(protocol);
    ConnectionPlan plan = frames.plans().getFirst();
    FrameDecoder decoder =
        new FrameDecoder(protocol.codec(plan.address(), frames.markets), MAX_FRAME_BYTES);
    try (Stream<Path> files =
        Files.walk(TestData.path("badinput")).filter(Files::isRegularFile).sorted()) {
      for (Path file : files.toList()) {
        Decoded decoded = decode(decoder, Files.readAllBytes(file));
        if (decoded.type().equals("empty list")) {
          continue; // Binance's tickers of all markets when there are none
        }
        assertThat(decoded)
            .as(file.getFileName().toString())
            .isInstanceOfAny(Decoded.Failed.class, Decoded.Unknown.class);
      }
    }
  }
}
