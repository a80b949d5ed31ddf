package io.tapeline.chain.audit;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tapeline.chain.app.ChainWatch;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.chain.app.HeadTracker;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Audits every chain like Ethereum, one round after the other. */
@ApplicationScoped
public class NodeAudits {

  private static final Logger LOG = Logger.getLogger(NodeAudits.class);

  private final AuditConfig config;
  private final Vertx vertx;
  private final List<Audit> audits;
  private volatile boolean isStopped;

  public NodeAudits(
      AuditConfig config,
      @All List<EvmChains> kinds,
      ChainWatch watch,
      LastRead lastRead,
      Vertx vertx) {
    this.config = config;
    this.vertx = vertx;
    this.audits = kinds.stream().flatMap(chains -> audits(chains, watch, lastRead)).toList();
  }

  private static Stream<Audit> audits(EvmChains chains, ChainWatch watch, LastRead lastRead) {
    return chains.evm().stream()
        .flatMap(
            chain ->
                tracker(watch, chain.name()).stream()
                    .map(tracker -> new Audit(chain, tracker, lastRead)));
  }

  private static Optional<HeadTracker> tracker(ChainWatch watch, String chain) {
    return watch.trackers().stream()
        .filter(HeadTracker.class::isInstance)
        .map(HeadTracker.class::cast)
        .filter(tracker -> tracker.chain().name().equals(chain))
        .findFirst();
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      audits.forEach(this::later);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    isStopped = true;
  }

  private void later(Audit audit) {
    if (!isStopped) {
      vertx.setTimer(config.every().toMillis(), _ -> round(audit));
    }
  }

  private void round(Audit audit) {
    audit
        .round()
        .subscribe()
        .with(
            _ -> later(audit),
            failure -> {
              LOG.error("nodes are not audited", failure);
              later(audit);
            });
  }
}
