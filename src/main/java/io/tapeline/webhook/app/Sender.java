package io.tapeline.webhook.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.webhook.Outcome;
import io.tapeline.webhook.ReceiverUrl;
import java.util.UUID;

/** Sends one delivery, once. */
public interface Sender {

  /**
   * What is sent.
   *
   * @param id the same for each attempt
   * @param event {@code signal}
   * @param body JSON
   */
  record Parcel(UUID id, String event, ReceiverUrl url, String body) {}

  /** Never fails, and ends in time. */
  Uni<Outcome> send(Parcel parcel);
}
