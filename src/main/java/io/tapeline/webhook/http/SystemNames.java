package io.tapeline.webhook.http;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.webhook.app.NameResolver;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Names as the system knows them. Looking one up blocks, and a server of names that never answers
 * blocks long: so on threads of its own.
 */
@ApplicationScoped
public class SystemNames implements NameResolver {

  private static final int THREADS = 16;

  private final WorkerExecutor threads;

  public SystemNames(Vertx vertx) {
    threads = vertx.createSharedWorkerExecutor("webhook-names", THREADS);
  }

  void stop(@Observes ShutdownEvent event) {
    var _ = threads.close();
  }

  @Override
  public Uni<List<InetAddress>> addresses(String name) {
    return Uni.createFrom()
        .completionStage(
            () -> threads.executeBlocking(() -> lookUp(name), false).toCompletionStage());
  }

  private static List<InetAddress> lookUp(String name) {
    try {
      return List.of(InetAddress.getAllByName(name));
    } catch (UnknownHostException _) {
      return List.of();
    }
  }
}
