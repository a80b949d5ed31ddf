package io.tapeline.webhook.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tapeline.access.AddressRange;
import io.tapeline.webhook.Backoff;
import io.tapeline.webhook.ReceiverRules;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Webhooks: whom they may be sent to, and how. */
@ConfigMapping(prefix = "tapeline.webhook")
public interface WebhookConfig {

  /** Whether this process sends deliveries. They are recorded all the same. */
  @WithDefault("true")
  boolean send();

  /** Webhooks of one tenant. 1 to 10000. */
  @WithDefault("100")
  @Min(1)
  @Max(10_000)
  int mostPerTenant();

  /**
   * Addresses and blocks (CIDR) that deliveries may go to although they are private, by any port,
   * and without TLS as well. None unless some are named.
   */
  Optional<List<String>> allow();

  /** Ports of all other receivers. */
  @WithDefault("443,8443")
  Set<@Min(1) @Max(65_535) Integer> ports();

  /** One attempt, from the look-up of the name to the end of the answer. 100 ms to 1 min. */
  @WithDefault("10s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 1)
  Duration timeout();

  /** Deliveries that one process sends at once; of these half to receivers that fail. 2 to 1000. */
  @WithDefault("64")
  @Min(2)
  @Max(1_000)
  int atOnce();

  /** Of these for one webhook; one for a webhook that fails. 1 to 100. */
  @WithDefault("4")
  @Min(1)
  @Max(100)
  int atOncePerWebhook();

  /** How often deliveries that are due, and new events, are looked for. 10 ms to 1 min. */
  @WithDefault("250ms")
  @DurationMin(millis = 10)
  @DurationMax(minutes = 1)
  Duration lookEvery();

  /** Attempts of a delivery before it is dead. 1 to 50. */
  @WithDefault("12")
  @Min(1)
  @Max(50)
  int attempts();

  /** Wait after the first failure, doubled with each, of which half is by chance. 10 ms to 1 h. */
  @WithDefault("10s")
  @DurationMin(millis = 10)
  @DurationMax(hours = 1)
  Duration firstWait();

  /** Longest wait, also if the receiver asks for a longer one. 10 ms to 1 day. */
  @WithDefault("1h")
  @DurationMin(millis = 10)
  @DurationMax(days = 1)
  Duration longestWait();

  /**
   * What a process that ended has begun to send is sent again after so long; at least twice the
   * timeout holds. 1 s to 1 h.
   */
  @WithDefault("1m")
  @DurationMin(seconds = 1)
  @DurationMax(hours = 1)
  Duration lease();

  /** Deliveries that may wait for one webhook; what is too much is dead at once. 10 to 1000000. */
  @WithDefault("10000")
  @Min(10)
  @Max(1_000_000)
  int mostWaiting();

  /** How long deliveries are kept, whatever became of them. 1 day to 365 days. */
  @WithDefault("7d")
  @DurationMin(days = 1)
  @DurationMax(days = 365)
  Duration keep();

  default Backoff backoff() {
    return new Backoff(firstWait(), longestWait(), attempts());
  }

  /**
   * @throws IllegalArgumentException if a block is none
   */
  default ReceiverRules rules() {
    return new ReceiverRules(
        allow().orElse(List.of()).stream().map(AddressRange::parse).toList(), ports());
  }

  /** For so long nobody else sends what one process has begun to. */
  default Duration leased() {
    Duration least = timeout().multipliedBy(2);
    return lease().compareTo(least) > 0 ? lease() : least;
  }
}
