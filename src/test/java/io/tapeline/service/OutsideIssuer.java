package io.tapeline.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/** An issuer of tokens with its keys at an address, as identity providers are. */
final class OutsideIssuer implements AutoCloseable {

  static final String NAME = "https://id.example";
  static final String AUDIENCE = "tapeline-of-tests";

  private static final int LOOKS = 400;

  private final Map<String, KeyPair> keys = new LinkedHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private volatile boolean hanging;

  /** Where the service looks for one. */
  OutsideIssuer() {
    rotate(UUID.randomUUID().toString()); // not that of an issuer of another test
    server = serve();
  }

  private HttpServer serve() {
    URI address = ConfigProvider.getConfig().getValue("tapeline.issuer.jwks", URI.class);
    try {
      HttpServer started =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()), 0);
      started.createContext(address.getPath(), this::answer);
      started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      started.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try {
      while (hanging) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    byte[] body = jwks().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private synchronized String jwks() {
    return keys.entrySet().stream()
        .map(key -> jwk(key.getKey(), (RSAPublicKey) key.getValue().getPublic()))
        .collect(Collectors.joining(",", "{\"keys\":[{\"kty\":\"new\",\"kid\":\"?\"},", "]}"));
  }

  private static String jwk(String id, RSAPublicKey key) {
    return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}"
        .formatted(id, unsigned(key.getModulus()), unsigned(key.getPublicExponent()));
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int start = bytes[0] == 0 ? 1 : 0;
    return HandmadeToken.encoded(Arrays.copyOfRange(bytes, start, bytes.length));
  }

  /** From now on this is its only key. */
  synchronized void rotate(String id) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      keys.clear();
      keys.put(id, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** It takes connections and says nothing. */
  void hang(boolean on) {
    hanging = on;
  }

  /** How often its keys were asked for. */
  int asked() {
    return asked.get();
  }

  void goDown() {
    server.stop(0);
  }

  void comeBack() {
    server = serve();
  }

  synchronized KeyPair key() {
    return keys.values().iterator().next();
  }

  synchronized String keyId() {
    return keys.keySet().iterator().next();
  }

  /** A good token for five minutes. */
  String token(String subject, String more) {
    return token(NAME, AUDIENCE, subject, Instant.now().plusSeconds(300), more);
  }

  /**
   * @param more claims, with a comma before each
   */
  String token(String issuer, String audience, String subject, Instant end, String more) {
    return new HandmadeToken(
            "{\"alg\":\"RS256\",\"kid\":\"" + keyId() + "\",\"typ\":\"JWT\"}",
            "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"%s\",\"exp\":%d%s}"
                .formatted(issuer, audience, subject, end.getEpochSecond(), more))
        .rs256(key().getPrivate());
  }

  /** Until the service has this issuer's key, and takes a token of it. */
  void awaitTrust(String token) throws InterruptedException {
    for (int i = 0; i < LOOKS; i++) {
      if (TestKeys.as(token).get("/v1/account").statusCode() == 200) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new IllegalStateException("the service does not know the issuer's key");
  }

  @Override
  public void close() {
    hanging = false;
    server.stop(0);
  }
}
