package io.tapeline.chain.audit;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tapeline.chain.app.ChainWatch;
import io.tapeline.chain.app.EvmChains;
import io.tapeline.ops.Repeated;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** Audits every chain like Ethereum, one round after the other. */
@ApplicationScoped
public class NodeAudits {

  private static final Logger LOG = Logger.getLogger(NodeAudits.class);

  private final boolean isOn;
  private final List<Repeated> audits;

  public NodeAudits(
      AuditConfig config,
      @All List<EvmChains> kinds,
      ChainWatch watch,
      LastRead lastRead,
      Vertx vertx) {
    this.isOn = config.enabled();
    this.audits =
        kinds.stream()
            .flatMap(chains -> chains.evm().stream())
            .map(chain -> new Audit(chain, watch.heads(chain), lastRead))
            .map(audit -> new Repeated(vertx, config.every(), audit::round, NodeAudits::failed))
            .toList();
  }

  void start(@Observes StartupEvent event) {
    if (isOn) {
      audits.forEach(Repeated::start);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    audits.forEach(Repeated::stop);
  }

  private static void failed(Throwable failure) {
    LOG.error("nodes are not audited", failure);
  }
}
