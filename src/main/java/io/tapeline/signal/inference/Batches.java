package io.tapeline.signal.inference;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tapeline.ops.upstream.Leave;
import io.tapeline.signal.inference.ModelsConfig.ModelConfig;
import io.tapeline.signal.model.Answer;
import io.tapeline.signal.model.Answer.Reason;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Puts series that are asked of one model at about the same time into one ask. A few asks are under
 * way at once, and so many series wait. Any thread.
 */
final class Batches {

  private final InferenceServer server;
  private final Vertx vertx;
  private final ModelConfig config;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int underWay;
  private boolean gathering;

  /** A row, and who waits for its answer. */
  private static final class Waiting {
    private final double[] row;
    private final Leave leave;
    private final UniEmitter<? super Answer> asker;

    Waiting(double[] row, Leave leave, UniEmitter<? super Answer> asker) {
      this.row = row;
      this.leave = leave;
      this.asker = asker;
    }
  }

  Batches(InferenceServer server, ModelConfig config, Vertx vertx) {
    this.server = server;
    this.config = config;
    this.vertx = vertx;
  }

  /** What the model says of a row of features. Fails only with {@code upstream_not_allowed}. */
  Uni<Answer> ask(double[] row, Leave leave) {
    return Uni.createFrom().emitter(asker -> add(new Waiting(row, leave, asker)));
  }

  private void add(Waiting one) {
    if (!put(one)) {
      one.asker.complete(
          new Answer.None(Reason.OVERLOADED, "too many series wait for the server already"));
      return;
    }
    send(false);
  }

  private synchronized boolean put(Waiting one) {
    if (waiting.size() >= config.maxWaiting()) {
      return false;
    }
    waiting.add(one);
    if (!gathering && waiting.size() < config.maxBatch()) {
      gathering = true;
      vertx.setTimer(config.gather().toMillis(), _ -> gathered());
    }
    return true;
  }

  private void gathered() {
    synchronized (this) {
      gathering = false;
    }
    send(true);
  }

  /**
   * @param gathered what waits has waited for others long enough
   */
  private void send(boolean gathered) {
    for (List<Waiting> batch = take(gathered); !batch.isEmpty(); batch = take(gathered)) {
      List<Waiting> sent = batch;
      server
          .infer(sent.stream().map(one -> one.row).toList(), sent.getFirst().leave)
          .onTermination()
          .invoke(this::done)
          .subscribe()
          .with(
              answers -> {
                for (int i = 0; i < sent.size(); i++) {
                  sent.get(i).asker.complete(answers.get(i));
                }
              },
              failure -> sent.forEach(one -> one.asker.fail(failure)));
    }
  }

  /** A whole batch, or all that there is; none while there is no room for another ask. */
  private synchronized List<Waiting> take(boolean gathered) {
    List<Waiting> batch = new ArrayList<>();
    if (underWay < config.concurrency() && (gathered || waiting.size() >= config.maxBatch())) {
      while (!waiting.isEmpty() && batch.size() < config.maxBatch() && fits(batch)) {
        batch.add(waiting.remove());
      }
      underWay += batch.isEmpty() ? 0 : 1;
    }
    return batch;
  }

  /** Asks are by one leave. */
  private boolean fits(List<Waiting> batch) {
    return batch.isEmpty() || batch.getFirst().leave.equals(waiting.element().leave);
  }

  private void done() {
    boolean gathered;
    synchronized (this) {
      underWay--;
      if (waiting.isEmpty()) {
        return;
      }
      // what still gathers goes when its time is over, not because another ask ended
      gathered = !gathering;
    }
    // not at once: an open circuit answers at once, and one would stand on the other
    vertx.getOrCreateContext().runOnContext(_ -> send(gathered));
  }
}
