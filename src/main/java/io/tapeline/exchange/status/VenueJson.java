package io.tapeline.exchange.status;

import io.tapeline.exchange.app.FeedBoard.VenueState;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A venue as it is sent. */
@Schema(name = "Venue", description = "A place that trades, and how its connections are.")
public record VenueJson(
    @Schema(examples = "coinbase") String id,
    @Schema(examples = "Coinbase") String name,
    @Schema(description = "At least one connection is open.") boolean connected,
    @Schema(
            description = "Markets that the venue lists; in the status, those followed.",
            examples = "920")
        int markets,
    @Schema(
            description =
                "Why nothing comes from the venue; null if something does, or as it is first asked.",
            nullable = true)
        @Nullable String problem,
    List<ConnectionJson> connections) {

  static VenueJson of(VenueState state, int markets) {
    return new VenueJson(
        state.venue().id(),
        state.name(),
        state.isConnected(),
        markets,
        state.silentBecause(),
        state.connections().stream().map(ConnectionJson::of).toList());
  }
}
