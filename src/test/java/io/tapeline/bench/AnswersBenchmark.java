package io.tapeline.bench;

import io.tapeline.http.Coding;
import io.tapeline.http.ContentDigest;
import io.tapeline.http.Encoded;
import io.tapeline.signing.Message;
import io.tapeline.signing.Signed;
import io.tapeline.signing.SigningKey;
import io.tapeline.signing.Target;
import io.tapeline.signing.Wish;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an answer costs beside its making: a signature, a digest, a compressed form. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
public class AnswersBenchmark {

  private static final SigningKey KEY = new SigningKey(new byte[32], Instant.EPOCH, Instant.MAX);

  /** Rows of candles in the body. */
  @Param({"10", "1000"})
  public int rows = 10;

  private byte[] body = new byte[0];
  private Message answer = (_, _) -> null;
  private Wish wish = Wish.UNASKED;

  @Setup
  public void make() {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder text = new StringBuilder("{\"data\":[");
    for (int i = 0; i < rows; i++) {
      text.append(
          "{\"open_time\":\"2026-01-02T%02d:%02d:00.000Z\",\"open\":\"%.2f\",\"close\":\"%.2f\",\"volume\":\"%.5f\",\"trades\":%d,\"complete\":true},"
              .formatted(
                  i / 60 % 24,
                  i % 60,
                  64_000 + random.nextDouble(100),
                  64_000 + random.nextDouble(100),
                  random.nextDouble(30),
                  random.nextInt(3_000)));
    }
    body = text.append("],\"next\":null}").toString().getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers =
        Map.of(
            "@status", "200",
            "content-type", "application/json",
            "content-digest", ContentDigest.SHA_256.of(body),
            "etag", "\"0123456789abcdefghijkl\"");
    Target target = Target.of("GET", "http://127.0.0.1:8080/v1/candles/btc?interval=1m");
    answer = (name, ofRequest) -> ofRequest ? target.component(name) : headers.get(name);
    wish = Wish.of("sig=();nonce=\"n\"").getFirst();
  }

  @Benchmark
  public Object signature() {
    return Signed.of(wish, answer, KEY, Instant.EPOCH).orElseThrow();
  }

  @Benchmark
  public Object tagAndDigest() {
    return new Encoded(body, Encoded.JSON).as(Coding.IDENTITY).digest(ContentDigest.SHA_256);
  }

  @Benchmark
  public Object brotli() {
    return new Encoded(body, Encoded.JSON).as(Coding.BR);
  }

  @Benchmark
  public Object gzip() {
    return new Encoded(body, Encoded.JSON).as(Coding.GZIP);
  }
}
