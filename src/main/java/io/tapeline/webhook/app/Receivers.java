package io.tapeline.webhook.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.webhook.ReceiverRules;
import io.tapeline.webhook.ReceiverUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.List;

/** Tells which address a receiver has now, if deliveries may go there. */
@ApplicationScoped
public class Receivers {

  private final NameResolver names;
  private final ReceiverRules rules;

  public Receivers(NameResolver names, WebhookConfig config) {
    this.names = names;
    this.rules = config.rules();
  }

  /** Nothing may be sent to this receiver. */
  public static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String reason) {
      super(reason, null, false, false);
    }
  }

  /**
   * The address to connect to, this and no other: a name may have another one the next moment.
   * Fails with {@link RefusedException}, whose message says what the address must be.
   */
  public Uni<InetAddress> reach(ReceiverUrl url) {
    return url.literal()
        .map(address -> Uni.createFrom().item(List.of(address)))
        .orElseGet(() -> names.addresses(url.host()))
        .map(addresses -> checked(url, addresses));
  }

  private InetAddress checked(ReceiverUrl url, List<InetAddress> addresses) {
    rules
        .refusal(url, addresses)
        .ifPresent(
            reason -> {
              throw new RefusedException(reason);
            });
    return addresses.getFirst();
  }
}
