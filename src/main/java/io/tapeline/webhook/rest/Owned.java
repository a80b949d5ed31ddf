package io.tapeline.webhook.rest;

import io.smallrye.mutiny.Uni;
import io.tapeline.access.Caller;
import io.tapeline.access.Scope;
import io.tapeline.access.http.Callers;
import io.tapeline.http.Inputs;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.tapeline.webhook.Webhook;
import io.tapeline.webhook.app.WebhookStore;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which webhooks a request may be about: those of its tenant, with {@code admin} everybody's. */
@ApplicationScoped
class Owned {

  private final WebhookStore store;

  Owned(WebhookStore store) {
    this.store = store;
  }

  /**
   * Whose webhooks the caller may see; null for everybody's.
   *
   * @throws ProblemException with {@code key_required} if they are nobody's
   */
  static @Nullable UUID seen(RoutingContext route) {
    return Callers.of(route).may(Scope.ADMIN) ? null : tenant(route);
  }

  /** Whose a new one is. */
  static UUID tenant(RoutingContext route) {
    Caller caller = Callers.of(route);
    UUID tenant = caller.tenant();
    if (tenant == null) {
      throw new ProblemException(new Problem.KeyRequired(Scope.WEBHOOKS_WRITE.id()));
    }
    return tenant;
  }

  /** Fails with {@code unknown_webhook}, also where it is another tenant's. */
  Uni<Webhook> find(String id, RoutingContext route) {
    UUID known = Inputs.uuid(id);
    if (known == null) {
      return Uni.createFrom().failure(unknown(id));
    }
    return store.find(seen(route), known).map(found -> found.orElseThrow(() -> unknown(id)));
  }

  static ProblemException unknown(String id) {
    return new ProblemException(new Problem.UnknownWebhook(id));
  }
}
