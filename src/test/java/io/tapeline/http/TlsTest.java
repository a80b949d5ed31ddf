package io.tapeline.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP/2 over TLS, as ALPN agrees on it. */
@Tag("service")
@QuarkusTest
@TestProfile(TlsTest.WithCertificate.class)
class TlsTest {

  private static final String PASSWORD = "for tests alone";

  @TestHTTPResource(tls = true)
  URI service = URI.create("");

  /** One that the JDK's own tool makes. */
  public static class WithCertificate implements QuarkusTestProfile {

    static final Path STORE = Path.of("target/tls-test.p12").toAbsolutePath();

    @Override
    public Map<String, String> getConfigOverrides() {
      make();
      return Map.of(
          "quarkus.http.ssl.certificate.key-store-file",
          STORE.toString(),
          "quarkus.http.ssl.certificate.key-store-password",
          PASSWORD,
          "quarkus.http.test-ssl-port",
          "0");
    }

    private static void make() {
      try {
        Files.createDirectories(STORE.getParent());
        Files.deleteIfExists(STORE);
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process =
            new ProcessBuilder(
                    tool,
                    "-genkeypair",
                    "-alias",
                    "tapeline",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "SAN=dns:localhost",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    STORE.toString(),
                    "-storepass",
                    PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
          throw new IllegalStateException(said);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static HttpClient client(HttpClient.Version version)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(WithCertificate.STORE)) {
      trusted.load(file, PASSWORD.toCharArray());
    }
    KeyStore roots = KeyStore.getInstance("PKCS12");
    roots.load(null, null);
    roots.setCertificateEntry("tapeline", trusted.getCertificate("tapeline"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(roots);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().version(version).sslContext(tls).build();
  }

  private HttpResponse<String> get(HttpClient client, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(service.resolve(path)).build(), BodyHandlers.ofString());
  }

  @ParameterizedTest
  @CsvSource({"/sample/large,0", "/sample/streamed,0", "/sample/events,3", "/v1/assets?limit=2,0"})
  void http2IsAgreedOnOverTls(String path, int events) throws Exception {
    try (HttpClient two = client(HttpClient.Version.HTTP_2);
        HttpClient one = client(HttpClient.Version.HTTP_1_1)) {
      HttpResponse<String> over2 = get(two, path);
      HttpResponse<String> over1 = get(one, path);
      assertThat(over2.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(over1.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(over2.statusCode()).isEqualTo(200);
      assertThat(over2.body()).isEqualTo(over1.body()).isNotEmpty();
      assertThat(over2.body().lines().filter(line -> line.startsWith("data:"))).hasSize(events);
    }
  }

  @Test
  void theDigestIsTheSameOverTls() throws Exception {
    try (HttpClient two = client(HttpClient.Version.HTTP_2)) {
      HttpResponse<String> answer = get(two, "/sample/prepared");
      assertThat(answer.headers().firstValue("Content-Digest"))
          .hasValue(ContentDigest.SHA_256.of(answer.body().getBytes(StandardCharsets.UTF_8)));
    }
  }
}
