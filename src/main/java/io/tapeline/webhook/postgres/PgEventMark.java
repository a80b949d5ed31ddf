package io.tapeline.webhook.postgres;

import static io.tapeline.ops.store.RecordingClock.moment;

import io.smallrye.mutiny.Uni;
import io.tapeline.ops.store.FencedOffException;
import io.tapeline.ops.store.RecordingClock;
import io.tapeline.ops.store.StoreReads;
import io.tapeline.webhook.app.EventMark;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** The mark in PostgreSQL. */
@ApplicationScoped
public class PgEventMark implements EventMark {

  private final Pool pool;
  private final StoreReads reads;

  public PgEventMark(Pool pool, StoreReads reads) {
    this.pool = pool;
    this.reads = reads;
  }

  @Override
  public Uni<Long> nanos() {
    return reads.of(
        () ->
            pool.preparedQuery("SELECT moment FROM webhook_mark")
                .execute()
                .map(rows -> RecordingClock.nanos(rows.iterator().next().getOffsetDateTime(0))));
  }

  @Override
  public Uni<Void> move(long fromNanos, long toNanos) {
    return reads.of(
        () ->
            pool.preparedQuery("UPDATE webhook_mark SET moment = $2 WHERE moment = $1")
                .execute(Tuple.of(moment(fromNanos), moment(toNanos)))
                .invoke(
                    moved -> {
                      if (moved.rowCount() == 0) {
                        throw new FencedOffException("another process looks through signals");
                      }
                    })
                .replaceWithVoid());
  }
}
