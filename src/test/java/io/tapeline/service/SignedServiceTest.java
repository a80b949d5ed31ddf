package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tapeline.signing.PublicKey;
import io.tapeline.signing.app.PublicKeyStore;
import io.tapeline.signing.app.SigningKeys;
import io.tapeline.signing.http.Verified;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service whose answers are all signed, with keys that outlive their secret. */
@Tag("service")
@QuarkusTest
@TestProfile(GuardedSandbox.class)
class SignedServiceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Inject PublicKeyStore store;
  @Inject SigningKeys keys;

  @BeforeEach
  void awaitData() throws InterruptedException {
    SandboxProfile.awaitData();
  }

  private static RequestSpecification plain() {
    return given()
        .config(
            RestAssured.config().decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()))
        .urlEncodingEnabled(false);
  }

  private void assertProved(Response answer, int status, String path) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.header("Signature-Input")).startsWith("tapeline=(");
    assertThat(Verified.says(answer, "GET", path, folder)).contains("\nproved: ");
  }

  @Test
  void answersAreSignedWithoutBeingAsked() throws IOException {
    assertProved(plain().get("/v1/prices/btc"), 200, "/v1/prices/btc");
    assertProved(plain().get("/v1/keys"), 401, "/v1/keys");
    assertProved(
        plain().header("Authorization", "Bearer " + GuardedSandbox.ADMIN).get("/v1/keys?limit=2"),
        200,
        "/v1/keys?limit=2");
  }

  @Test
  void aReplayedReceiptIsTheAnswerToTheReceipt() throws IOException {
    String token =
        plain()
            .get(
                "/v1/candles/coinbase:btc-usd?interval=1m&from=2018-01-01T00:00:00Z&to=2018-01-01T01:00:00Z")
            .header("Tapeline-Receipt");
    assertThat(token).isNotNull();
    String path = "/v1/receipts/" + token;
    assertProved(plain().get(path), 200, path);
  }

  @Test
  void keysThatSignedUnderAnotherSecretStayPublished() {
    byte[] x = new byte[32];
    x[0] = 42;
    PublicKey old =
        PublicKey.of(
            x, Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2025-04-01T00:00:00Z"));
    store.keep(List.of(old)).await().atMost(PATIENCE);
    keys.keep().await().atMost(PATIENCE);
    assertThat(keys.published().getFirst().id()).isEqualTo(old.id());
    List<String> published =
        given().get("/.well-known/http-message-signatures-directory").path("keys.kid");
    assertThat(published).hasSize(3).startsWith(old.id()).contains(keys.signing().open().id());
  }
}
