package io.tapeline.webhook.http;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.signing.SigningKey;
import io.tapeline.signing.app.SigningKeys;
import io.tapeline.webhook.Outcome;
import io.tapeline.webhook.Outcome.Trouble;
import io.tapeline.webhook.app.Receivers;
import io.tapeline.webhook.app.Sender;
import io.tapeline.webhook.app.WebhookConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends by HTTP, each delivery by a connection of its own: to the address that was checked, while
 * certificates are held against the name. No redirect is followed, and of what comes back only the
 * head counts.
 */
@ApplicationScoped
public class SignedSender implements Sender {

  private final HttpClient client;
  private final Receivers receivers;
  private final Supplier<SigningKey> keys;
  private final Clock clock;
  private final Duration timeout;

  @Inject
  public SignedSender(
      Vertx vertx, Receivers receivers, SigningKeys keys, Clock clock, WebhookConfig config) {
    this(vertx, new HttpClientOptions(), receivers, keys::signing, clock, config);
  }

  /**
   * @param trust whom certificates are taken from
   */
  SignedSender(
      Vertx vertx,
      HttpClientOptions trust,
      Receivers receivers,
      Supplier<SigningKey> keys,
      Clock clock,
      WebhookConfig config) {
    this.receivers = receivers;
    this.keys = keys;
    this.clock = clock;
    this.timeout = config.timeout();
    this.client =
        vertx.createHttpClient(
            trust
                .setKeepAlive(false)
                .setMaxPoolSize(config.atOnce())
                .setVerifyHost(true)
                // whoever waits gives up before
                .setConnectTimeout(2 * (int) timeout.toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(2 * (int) timeout.toMillis()));
  }

  void stop(@Observes ShutdownEvent event) {
    var _ = client.close();
  }

  @Override
  public Uni<Outcome> send(Parcel parcel) {
    Exchange exchange = new Exchange(client, clock);
    return receivers
        .reach(parcel.url())
        .chain(address -> send(parcel, address, exchange))
        .ifNoItem()
        .after(timeout)
        .recoverWithItem(exchange::soFar)
        .onFailure()
        .recoverWithItem(SignedSender::failed);
  }

  private Uni<Outcome> send(Parcel parcel, InetAddress address, Exchange exchange) {
    byte[] body = parcel.body().getBytes(StandardCharsets.UTF_8);
    RequestOptions options = options(parcel, address);
    SignedHeaders.of(parcel, body, keys.get(), clock.instant()).forEach(options::putHeader);
    return exchange.ask(options, body);
  }

  private RequestOptions options(Parcel parcel, InetAddress address) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(
            SocketAddress.inetSocketAddress(new InetSocketAddress(address, parcel.url().port())))
        .setHost(parcel.url().host())
        .setPort(parcel.url().port())
        .setSsl(parcel.url().secure())
        .setURI(parcel.url().path());
  }

  private static Outcome failed(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Receivers.RefusedException) {
        return Outcome.of(Trouble.ADDRESS);
      }
      if (cause instanceof SSLException) {
        return Outcome.of(Trouble.TLS);
      }
    }
    return Outcome.of(Trouble.CONNECTION);
  }
}
