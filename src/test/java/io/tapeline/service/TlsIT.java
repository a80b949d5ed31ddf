package io.tapeline.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service with certificates, which are made here. */
@Tag("long")
class TlsIT {

  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);
  private static final String ADDRESS = "/v1/status";

  @TempDir private Path folder;
  private TlsFiles first;
  private TlsFiles second;
  private PackagedService service;
  private int port;
  private int plain;
  private int management;

  @BeforeEach
  void make() throws Exception {
    first = TlsFiles.make(folder.resolve("tls"), "first");
    second = TlsFiles.make(folder.resolve("tls"), "second");
    port = StoresResource.freePort();
    plain = StoresResource.freePort();
    management = StoresResource.freePort();
    service = new PackagedService(folder);
  }

  @AfterEach
  void stop() throws InterruptedException {
    service.stop();
  }

  private void start(String... more) throws Exception {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "-Dtapeline.store.enabled=false",
                "-Dtapeline.redis.enabled=false",
                "-Dtapeline.sandbox.rate=50",
                "-Dquarkus.http.port=" + plain,
                "-Dquarkus.management.port=" + management,
                "-Dtapeline.tls.certificate=" + first.certificate(),
                "-Dtapeline.tls.key=" + first.key(),
                "-Dtapeline.tls.port=" + port,
                "-Dtapeline.tls.reload=1s"));
    settings.addAll(List.of(more));
    service = new PackagedService(folder, settings.toArray(String[]::new));
    service.start("sandbox");
  }

  private HttpResponse<String> get(HttpClient client) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("https://localhost:" + port + ADDRESS)).build(),
        BodyHandlers.ofString());
  }

  private static HttpClient client(SSLContext context) {
    return HttpClient.newBuilder().sslContext(context).build();
  }

  private void awaitAnswer(SSLContext context) throws Exception {
    long deadline = System.nanoTime() + PATIENCE;
    while (true) {
      try (HttpClient client = client(context)) {
        if (get(client).statusCode() == 200) {
          return;
        }
      } catch (IOException _) {
        // not listening yet
      }
      assertThat(System.nanoTime()).as(service.log()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private SSLSocket connect(SSLContext context, String... protocols) throws IOException {
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    socket.setSoTimeout(10_000);
    socket.startHandshake();
    return socket;
  }

  private static String status(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("GET " + ADDRESS + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.read());
    }
    int length =
        Integer.parseInt(
            head.toString().replaceAll("(?is).*content-length: *(\\d+).*", "$1").strip());
    assertThat(in.readNBytes(length)).hasSize(length);
    return head.toString().lines().findFirst().orElseThrow();
  }

  private Certificate shown(SSLContext context) throws IOException {
    try (SSLSocket socket = connect(context)) {
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void aCertificateIsReplacedWithoutAnEnd() throws Exception {
    start("-Dtapeline.tls.management=true");
    SSLContext both = TlsFiles.trusting(first, second);
    awaitAnswer(both);
    try (HttpClient client = client(both);
        SSLSocket old = connect(both, "TLSv1.2")) {
      HttpResponse<String> answer = get(client);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.headers().firstValue("Strict-Transport-Security"))
          .hasValue("max-age=31536000");
      assertThat(status(old)).isEqualTo("HTTP/1.1 200 OK");
      assertThat(shown(both)).isEqualTo(first.serverCertificate());
      HttpRequest secureProbe =
          HttpRequest.newBuilder(URI.create("https://localhost:" + management + "/q/health/live"))
              .build();
      assertThat(client.send(secureProbe, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      RawHttp.Reply moved = new RawHttp(plain).get("/v1/prices/btc?x=1");
      assertThat(moved.status()).isEqualTo(301);
      assertThat(moved.header("location"))
          .hasValue("https://localhost:" + port + "/v1/prices/btc?x=1");

      second.replace(first);
      long deadline = System.nanoTime() + PATIENCE;
      while (!shown(both).equals(second.serverCertificate())) {
        assertThat(System.nanoTime()).as(service.log()).isLessThan(deadline);
        TimeUnit.MILLISECONDS.sleep(100);
      }
      assertThat(status(old)).as("a connection from before").isEqualTo("HTTP/1.1 200 OK");
      assertThat(get(client).statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> shown(TlsFiles.trusting(TlsFiles.make(folder.resolve("x"), "x"))))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void clientsShowCertificatesOfTheirAuthority() throws Exception {
    start(
        "-Dtapeline.tls.client-auth=required",
        "-Dtapeline.tls.client-authorities=" + first.clientAuthorities(),
        "-Dtapeline.tls.plain=closed");
    SSLContext known = first.clientTrusting(first, second);
    awaitAnswer(known);
    for (int round = 0; round < 2; round++) {
      assertThat(refused(TlsFiles.trusting(first, second))).as("none, %d", round).isTrue();
      assertThat(refused(second.clientTrusting(first, second))).as("other, %d", round).isTrue();
      assertThat(refused(known)).as("ours, %d", round).isFalse();
      if (round == 0) {
        Certificate before = shown(known);
        second.replace(first);
        long deadline = System.nanoTime() + PATIENCE;
        while (shown(known).equals(before)) {
          assertThat(System.nanoTime()).as(service.log()).isLessThan(deadline);
          TimeUnit.MILLISECONDS.sleep(100);
        }
      }
    }
    assertThatThrownBy(() -> new RawHttp(plain).get(ADDRESS)).isInstanceOf(ConnectException.class);
  }

  /** In TLS 1.3 a client learns that it is refused when it reads. */
  private boolean refused(SSLContext context) {
    try (SSLSocket socket = connect(context)) {
      return !status(socket).contains("200");
    } catch (IOException | RuntimeException _) {
      return true;
    }
  }
}
