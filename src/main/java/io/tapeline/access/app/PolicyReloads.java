package io.tapeline.access.app;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tapeline.access.app.PolicyInForce.Reload;
import io.tapeline.ops.store.Notices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Reads the policy again, here and then in all other processes. */
@ApplicationScoped
public class PolicyReloads implements Notices.Listener {

  private final PolicyInForce policies;
  private final KeyStore store;
  private final Notices notices;

  public PolicyReloads(PolicyInForce policies, KeyStore store, Notices notices) {
    this.policies = policies;
    this.store = store;
    this.notices = notices;
  }

  void start(@Observes StartupEvent event) {
    notices.listen(KeyStore.POLICY_RELOADED, this);
  }

  /** What came of it here; the others are told only if it is in force. */
  public Uni<Reload> reload(Keys.Actor actor) {
    return Uni.createFrom()
        .item(policies::reload)
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(
            reload ->
                switch (reload) {
                  case Reload.Refused refused -> Uni.createFrom().item(refused);
                  case Reload.Done done ->
                      store
                          .policyReloaded(
                              actor.act(
                                  "policy.reload",
                                  "policy:" + done.policy().version(),
                                  String.join("; ", done.changes())))
                          .replaceWith(done);
                });
  }

  @Override
  public void heard(String version) {
    if (!policies.now().version().equals(version)) {
      Infrastructure.getDefaultWorkerPool().execute(policies::reload);
    }
  }

  /** A reload that was not heard of is made up for; one too many changes nothing. */
  @Override
  public void tunedIn() {
    Infrastructure.getDefaultWorkerPool().execute(policies::reload);
  }
}
