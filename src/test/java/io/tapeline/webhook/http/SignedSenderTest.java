package io.tapeline.webhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tapeline.Configs;
import io.tapeline.signing.SigningKey;
import io.tapeline.webhook.Outcome;
import io.tapeline.webhook.Outcome.Trouble;
import io.tapeline.webhook.ReceiverUrl;
import io.tapeline.webhook.app.NameResolver;
import io.tapeline.webhook.app.Receivers;
import io.tapeline.webhook.app.Sender.Parcel;
import io.tapeline.webhook.app.WebhookConfig;
import io.tapeline.webhook.http.Verifier.Got;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.SelfSignedCertificate;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedSenderTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final SigningKey KEY = new SigningKey(new byte[32], Instant.EPOCH, Instant.MAX);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final UUID ID = UUID.fromString("0b0f3f4e-3c52-4a8e-9a45-2c6f6f0c5c11");
  private static final String BODY = "{\"event\":\"ping\",\"data\":{\"ü\":\"€\"}}";
  private static final NameResolver NOBODY = _ -> Uni.createFrom().item(List.of());

  private TestReceiver receiver;

  @BeforeEach
  void open() throws Exception {
    receiver = new TestReceiver(VERTX);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @AfterAll
  static void end() {
    var _ = VERTX.close();
  }

  private static SignedSender sender(NameResolver names, HttpClientOptions trust) {
    return sender(names, trust, "5s");
  }

  private static SignedSender sender(NameResolver names, HttpClientOptions trust, String timeout) {
    WebhookConfig config =
        Configs.of(
            WebhookConfig.class,
            Map.of("tapeline.webhook.allow", "127.0.0.1", "tapeline.webhook.timeout", timeout));
    return new SignedSender(
        VERTX, trust, new Receivers(names, config), () -> KEY, Clock.systemUTC(), config);
  }

  private static Outcome send(SignedSender sender, String url) {
    return sender
        .send(new Parcel(ID, "ping", ReceiverUrl.parse(url), BODY))
        .await()
        .atMost(PATIENCE);
  }

  private static Outcome send(String url) {
    return send(sender(NOBODY, new HttpClientOptions()), url);
  }

  /** By one who waits for nobody. */
  private static Outcome sendHastily(String url) {
    return send(sender(NOBODY, new HttpClientOptions(), "700ms"), url);
  }

  @Test
  void aDeliveryIsSignedSoThatAnybodyCanCheckIt() throws Exception {
    assertThat(send(receiver.url())).isEqualTo(Outcome.answered(204, null));
    Got got = receiver.got().getFirst();
    assertThat(got.uri()).isEqualTo(receiver.url());
    assertThat(got.method()).isEqualTo("POST");
    assertThat(got.body()).asString(java.nio.charset.StandardCharsets.UTF_8).isEqualTo(BODY);
    assertThat(got.headers().get("Tapeline-Delivery")).isEqualTo(ID.toString());
    assertThat(got.headers().get("Tapeline-Event")).isEqualTo("ping");
    assertThat(Verifier.keyId(got)).isEqualTo(KEY.open().id());
    assertThat(Instant.ofEpochSecond(Verifier.created(got)))
        .isBetween(Instant.now().minusSeconds(30), Instant.now());
    assertThat(Verifier.accepts(got, KEY.open().x())).isTrue();
  }

  @Test
  void whatWasAlteredOrSentElsewhereIsNotAccepted() throws Exception {
    send(receiver.url());
    Got got = receiver.got().getFirst();
    byte[] x = KEY.open().x();
    byte[] body = got.body().clone();
    body[5] ^= 1;
    assertThat(Verifier.accepts(new Got(got.method(), got.uri(), got.headers(), body), x))
        .isFalse();
    assertThat(Verifier.accepts(new Got("PUT", got.uri(), got.headers(), got.body()), x)).isFalse();
    assertThat(Verifier.accepts(new Got("POST", got.uri() + "2", got.headers(), got.body()), x))
        .isFalse();
    for (String header : List.of("Tapeline-Delivery", "Tapeline-Event", "Content-Type")) {
      MultiMap other = MultiMap.caseInsensitiveMultiMap().addAll(got.headers()).set(header, "x");
      assertThat(Verifier.accepts(new Got("POST", got.uri(), other, got.body()), x)).isFalse();
    }
    MultiMap later =
        MultiMap.caseInsensitiveMultiMap()
            .addAll(got.headers())
            .set(
                "Signature-Input",
                String.valueOf(got.headers().get("Signature-Input"))
                    .replaceFirst("created=1", "created=2"));
    assertThat(Verifier.accepts(new Got("POST", got.uri(), later, got.body()), x)).isFalse();
    byte[] seed = new byte[32];
    seed[0] = 1;
    byte[] other = new SigningKey(seed, Instant.EPOCH, Instant.MAX).open().x();
    assertThat(Verifier.accepts(got, other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "200,",
        "201,",
        "204,",
        "299,",
        "301,REDIRECT",
        "302,REDIRECT",
        "307,REDIRECT",
        "304,REDIRECT",
        "400,STATUS",
        "401,STATUS",
        "404,STATUS",
        "410,GONE",
        "429,STATUS",
        "500,STATUS",
        "503,STATUS"
      })
  void theHeadOfTheAnswerCounts(int status, Trouble trouble) {
    receiver.answering(status);
    assertThat(send(receiver.url())).isEqualTo(new Outcome(status, trouble, null));
  }

  @Test
  void noRedirectIsFollowed() throws Exception {
    try (TestReceiver elsewhere = new TestReceiver(VERTX)) {
      receiver.answering(
          response -> response.setStatusCode(307).putHeader("Location", elsewhere.url()).end());
      assertThat(send(receiver.url()).trouble()).isEqualTo(Trouble.REDIRECT);
      TimeUnit.MILLISECONDS.sleep(100);
      assertThat(elsewhere.got()).isEmpty();
    }
  }

  @Test
  void theReceiverSaysWhenToComeAgain() {
    receiver.answering(
        response -> response.setStatusCode(503).putHeader("Retry-After", "17").end());
    assertThat(send(receiver.url()))
        .isEqualTo(new Outcome(503, Trouble.STATUS, Duration.ofSeconds(17)));
  }

  @Test
  void whoNeverAnswersIsLeftInTime() {
    receiver.answering(_ -> {});
    long begun = System.nanoTime();
    assertThat(sendHastily(receiver.url())).isEqualTo(Outcome.of(Trouble.TIMEOUT));
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Duration.ofMillis(600), Duration.ofSeconds(5));
  }

  @Test
  void aHeadThatComesDropByDropIsLeftInTime() throws Exception {
    NetServer drops =
        VERTX
            .createNetServer()
            .connectHandler(
                socket -> {
                  socket.write("HTTP/1.1 200 OK\r\n");
                  VERTX.setPeriodic(50, _ -> socket.write("X-More: x\r\n"));
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    assertThat(sendHastily("http://127.0.0.1:" + drops.actualPort() + "/").trouble())
        .isEqualTo(Trouble.TIMEOUT);
    var _ = drops.close();
  }

  @Test
  void aBodyWithoutEndIsNotReadToIt() {
    receiver.answering(
        response -> {
          response.setChunked(true);
          Buffer part = Buffer.buffer(new byte[1 << 14]);
          VERTX.setPeriodic(
              1,
              timer -> {
                if (response.closed() || response.ended()) {
                  VERTX.cancelTimer(timer);
                } else {
                  response.write(part);
                }
              });
        });
    long begun = System.nanoTime();
    assertThat(send(receiver.url())).isEqualTo(Outcome.answered(200, null));
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .as("as soon as enough of it came")
        .isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void aBodyThatStopsHalfwayDoesNotUndoTheHead() {
    receiver.answering(response -> response.setChunked(true).write("half"));
    assertThat(sendHastily(receiver.url())).isEqualTo(Outcome.answered(200, null));
  }

  @Test
  void whoIsNotThereOrSpeaksNoHttpIsATroubleOfTheConnection() throws Exception {
    String url = receiver.url();
    receiver.close();
    TimeUnit.MILLISECONDS.sleep(100);
    assertThat(send(url).trouble()).isEqualTo(Trouble.CONNECTION);
    NetServer noise =
        VERTX
            .createNetServer()
            .connectHandler(socket -> socket.end(Buffer.buffer("SSH-2.0-OpenSSH_9.2\r\n")))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    assertThat(send("http://127.0.0.1:" + noise.actualPort() + "/").trouble())
        .isEqualTo(Trouble.CONNECTION);
    var _ = noise.close();
  }

  @Test
  void headsThatAreTooLongAreNotRead() {
    receiver.answering(response -> response.putHeader("X-Long", "x".repeat(100_000)).end());
    assertThat(send(receiver.url()).trouble()).isEqualTo(Trouble.CONNECTION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.2:%d/", "http://[::1]:%d/", "http://10.0.0.1:%d/"})
  void whatIsNotAllowedIsNotEvenTried(String form) {
    assertThat(send(form.formatted(receiver.port()))).isEqualTo(Outcome.of(Trouble.ADDRESS));
    assertThat(receiver.got()).isEmpty();
  }

  @Test
  void aNameWithoutAnAddressIsNotToldFromOneThatMayNotBeReached() {
    assertThat(send("https://nowhere.example/")).isEqualTo(Outcome.of(Trouble.ADDRESS));
  }

  @Test
  void aServerOfNamesThatNeverAnswersIsNotWaitedFor() {
    SignedSender sender = sender(_ -> Uni.createFrom().nothing(), new HttpClientOptions());
    assertThat(send(sender, "https://slow.example/")).isEqualTo(Outcome.of(Trouble.TIMEOUT));
  }

  /** A name that shows another address each time it is asked for: there is no second look. */
  @Test
  void theConnectionGoesToTheAddressThatWasChecked() throws Exception {
    Deque<String> answers = new ArrayDeque<>(List.of("127.0.0.1", "127.0.0.2", "127.0.0.2"));
    NameResolver rebinding =
        _ -> Uni.createFrom().item(() -> List.of(InetAddress.ofLiteral(answers.removeFirst())));
    SignedSender sender = sender(rebinding, new HttpClientOptions());
    String url = "http://rebinds.example:" + receiver.port() + "/hook";
    assertThat(send(sender, url)).isEqualTo(Outcome.answered(204, null));
    assertThat(answers).hasSize(2);
    assertThat(receiver.got().getFirst().uri()).isEqualTo(url);
    assertThat(send(sender, url)).isEqualTo(Outcome.of(Trouble.ADDRESS));
    assertThat(receiver.got()).hasSize(1);
  }

  @Test
  void certificatesAreHeldAgainstTheNameAndNotTheAddress() throws Exception {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("receiver.example");
    HttpServerOptions tls =
        new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions());
    NameResolver here = _ -> Uni.createFrom().item(List.of(InetAddress.ofLiteral("127.0.0.1")));
    try (TestReceiver secure = new TestReceiver(VERTX, tls)) {
      SignedSender trusting =
          sender(here, new HttpClientOptions().setTrustOptions(certificate.trustOptions()), "10s");
      String port = ":" + secure.port() + "/";
      assertThat(send(trusting, "https://receiver.example" + port))
          .isEqualTo(Outcome.answered(204, null));
      assertThat(send(trusting, "https://other.example" + port)).isEqualTo(Outcome.of(Trouble.TLS));
      SignedSender strict = sender(here, new HttpClientOptions(), "10s");
      assertThat(send(strict, "https://receiver.example" + port))
          .isEqualTo(Outcome.of(Trouble.TLS));
      assertThat(secure.got()).hasSize(1);
    } finally {
      certificate.delete();
    }
  }
}
