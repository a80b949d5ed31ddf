package io.tapeline.webhook.json;

import io.tapeline.webhook.Delivery;
import io.tapeline.webhook.Delivery.Attempt;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A delivery as it is sent. */
@Schema(name = "Delivery", description = "One event on its way to one webhook.")
public record DeliveryJson(
    @Schema(description = "`Tapeline-Delivery` of its requests, and `id` in their body.") UUID id,
    @Schema(enumeration = {"signal", "price", "ping"}) String event,
    @Schema(
            description = "`dead`: it was given up.",
            enumeration = {"pending", "delivered", "dead"})
        String state,
    @Schema(
            description =
                "What was in the way the last time: `address` (the host has no address, or one that"
                    + " may not be asked), `connection`, `tls`, `timeout`, `redirect`, `status`, `gone`"
                    + " (410), `overflow` (too many waited; it was not tried); null where nothing was.",
            enumeration = {
              "address",
              "connection",
              "tls",
              "timeout",
              "redirect",
              "status",
              "gone",
              "overflow"
            },
            nullable = true)
        @Nullable String error,
    @Schema(description = "The newest 50, ascending.") List<AttemptJson> attempts,
    Instant created,
    @Schema(
            description = "When it is sent next; null while it is being sent, and once it is over.",
            nullable = true)
        @Nullable Instant nextAttempt) {

  /** An attempt as it is sent. */
  @Schema(name = "DeliveryAttempt", description = "One attempt.")
  public record AttemptJson(
      @Schema(description = "Its end.") Instant time,
      @Schema(description = "Of the answer; null without one.", nullable = true)
          @Nullable Integer status,
      @Schema(description = "From the look-up of the name to the end of the answer.")
          long durationMs,
      @Schema(description = "As of the delivery; null if it was taken.", nullable = true)
          @Nullable String error) {

    static AttemptJson of(Attempt attempt) {
      return new AttemptJson(
          attempt.at(), attempt.status(), attempt.tookMillis(), attempt.trouble());
    }
  }

  public static DeliveryJson of(Delivery delivery) {
    return new DeliveryJson(
        delivery.id(),
        delivery.event(),
        delivery.state().id(),
        delivery.trouble(),
        delivery.attempts().stream().map(AttemptJson::of).toList(),
        delivery.created(),
        delivery.next());
  }
}
