package io.tapeline.webhook.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.app.KeyStore.Act;
import io.tapeline.webhook.Delivery;
import io.tapeline.webhook.Outcome;
import io.tapeline.webhook.app.Sender.Parcel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deliveries: the database knows what is to be sent, and who sends it now. */
public interface DeliveryStore {

  /**
   * Something to be told.
   *
   * @param delivery the id that it gets
   * @param event its own id, the same whoever tells of it: of a webhook's deliveries one has it
   * @param kind {@code signal}
   * @param body JSON
   */
  record Told(UUID delivery, UUID webhook, String event, String kind, String body) {}

  /**
   * A delivery that is ours for a while.
   *
   * @param claim nobody else's word for it
   * @param tries attempts before this one
   * @param failing whether the receiver failed when it was last asked
   */
  record Claimed(Parcel parcel, UUID webhook, UUID claim, int tries, boolean failing) {}

  /**
   * What waits on the whole.
   *
   * @param oldest for how long the oldest does
   */
  record Waiting(long deliveries, Duration oldest) {}

  /**
   * Records what is to be sent. What was recorded before stays as it was; what is of a webhook that
   * is no more is left out.
   *
   * @param most as many wait for a webhook: more of it is dead at once
   */
  Uni<Void> record(List<Told> told, int most);

  /**
   * Records one that somebody asked for, and that they did; nothing where its webhook is no more.
   * Fails with {@code store_unavailable}.
   */
  Uni<Optional<Delivery>> add(Told told, int most, Act act);

  /**
   * Takes deliveries that are due, of one webhook, the one whose turn it is: nobody else has them
   * before the lease is over. None if none is due. Of one whose receiver fails, or was never asked,
   * one delivery is taken.
   *
   * @param busy webhooks to leave out
   * @param withFailing whether it may be one whose receiver fails
   */
  Uni<List<Claimed>> claim(Set<UUID> busy, boolean withFailing, int most, Duration lease);

  /**
   * Writes down what came of an attempt; false if it was taken from us meanwhile. A receiver that
   * is gone has nothing more to wait for: all of its deliveries are dead.
   *
   * @param wait until the next attempt; null if there is none
   */
  Uni<Boolean> finish(Claimed claimed, Outcome outcome, Duration took, @Nullable Duration wait);

  /**
   * Deliveries of a webhook, the newest first. Fails with {@code store_unavailable}.
   *
   * @param before number; null for the first page
   */
  Uni<List<Delivery>> list(
      UUID webhook, Delivery.@Nullable State state, @Nullable Long before, int limit);

  /** Fails with {@code store_unavailable}. */
  Uni<Optional<Delivery>> find(UUID webhook, UUID id);

  /**
   * Has one that is over sent again, as if for the first time, and records who did; nothing if
   * there is none that is over. Fails with {@code store_unavailable}.
   */
  Uni<Optional<Delivery>> again(UUID webhook, UUID id, Act act);

  /** Drops what is older; how many. */
  Uni<Integer> drop(Duration older);

  Uni<Waiting> waiting();
}
