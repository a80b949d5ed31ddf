package io.tapeline.webhook.http;

import io.smallrye.mutiny.Uni;
import io.tapeline.signing.SigningKey;
import io.tapeline.webhook.app.Receivers;
import io.tapeline.webhook.app.Sender;
import io.tapeline.webhook.app.WebhookConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.time.Clock;
import java.util.List;

/** Real senders, for tests of other packages. */
public final class TestSenders {

  private TestSenders() {}

  /** Who sends to addresses of numbers. */
  public static Sender of(Vertx vertx, SigningKey key, WebhookConfig config) {
    return new SignedSender(
        vertx,
        new HttpClientOptions(),
        new Receivers(_ -> Uni.createFrom().item(List.of()), config),
        () -> key,
        Clock.systemUTC(),
        config);
  }
}
