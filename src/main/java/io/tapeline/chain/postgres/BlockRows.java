package io.tapeline.chain.postgres;

import io.tapeline.chain.proof.Address;
import io.tapeline.chain.record.ChainEvent;
import io.tapeline.chain.record.ChainEvent.Place;
import io.tapeline.chain.record.KeptBlock;
import io.tapeline.chain.record.KeptBlock.Figures;
import io.tapeline.ops.store.RecordingClock;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.sqlclient.data.Numeric;
import java.time.OffsetDateTime;

/** Rows of blocks as what they say. */
final class BlockRows {

  private BlockRows() {}

  /** As {@link BlockSql#LIST} has them. */
  static KeptBlock kept(Row row) {
    OffsetDateTime withdrawn = row.getOffsetDateTime("gone_at");
    return new KeptBlock(
        row.getLong("id"),
        NewestBlock.of(row),
        figures(row),
        row.getLong("revision").intValue(),
        row.getOffsetDateTime("recorded_at").toInstant(),
        withdrawn == null ? null : withdrawn.toInstant());
  }

  private static Figures figures(Row row) {
    Numeric baseFee = row.get(Numeric.class, "base_fee");
    return new Figures(
        Address.of(row.getBuffer("miner").getBytes()),
        row.getLong("gas_used"),
        row.getLong("gas_limit"),
        baseFee == null ? null : baseFee.bigIntegerValue(),
        row.getLong("blob_gas_used"),
        row.getLong("excess_blob_gas"),
        row.getInteger("transactions"),
        row.getInteger("logs"),
        row.getInteger("withdrawals"));
  }

  /** As {@link BlockSql#EVENTS} has them. */
  static ChainEvent event(Row row) {
    long micros = RecordingClock.nanos(row.getOffsetDateTime("moment")) / 1_000;
    Place place = new Place(micros, row.getInteger("kind"), row.getLong("place"));
    return switch (place.kind()) {
      case 0 -> new ChainEvent.Withdrawn(place, NewestBlock.of(row));
      case 1 -> new ChainEvent.Joined(place, NewestBlock.of(row));
      default -> new ChainEvent.Settled(place, row.getLong("safe"), row.getLong("finalized"));
    };
  }
}
