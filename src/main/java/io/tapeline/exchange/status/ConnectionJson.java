package io.tapeline.exchange.status;

import io.tapeline.exchange.app.ConnectionState;
import io.tapeline.http.Times;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One connection to a venue, as it is sent. */
@Schema(name = "Connection", description = "How one connection to a venue is.")
public record ConnectionJson(
    @Schema(examples = "coinbase-1") String name,
    @Schema(enumeration = {"connecting", "open", "waiting", "ended"}) String state,
    @Schema(description = "When the newest message was read.", nullable = true)
        @Nullable String lastMessageTime,
    @Schema(description = "Messages since the service started.") long messages,
    @Schema(description = "Times it was opened again.") long reconnects,
    @Schema(description = "Markets whose trades it carries.") int markets,
    @Schema(description = "Why it is not open; null if it is.", nullable = true)
        @Nullable String problem) {

  static ConnectionJson of(ConnectionState state) {
    return new ConnectionJson(
        state.name(),
        state.phase().name().toLowerCase(Locale.ROOT),
        state.lastMessageNanos() == 0 ? null : Times.format(state.lastMessageNanos()),
        state.messages(),
        state.reconnects(),
        state.markets(),
        state.problem());
  }
}
