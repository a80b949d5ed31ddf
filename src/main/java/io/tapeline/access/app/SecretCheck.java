package io.tapeline.access.app;

import io.quarkus.runtime.StartupEvent;
import io.tapeline.ops.Part;
import io.tapeline.ops.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Whether this process makes the same hashes of keys as the others on its database. With another
 * secret it knows none of their keys, and they none of its own.
 */
@ApplicationScoped
public class SecretCheck implements Part {

  private static final Logger LOG = Logger.getLogger(SecretCheck.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);
  private static final String OTHER =
      "keys that other processes made on this database are unknown here, and they don't know those"
          + " made here: give all of them the same TAPELINE_ACCESS_KEY_SECRET";

  private final KeyStore store;
  private final KeySecret secret;
  private final Database database;
  private volatile boolean differs;

  public SecretCheck(KeyStore store, KeySecret secret, Database database) {
    this.store = store;
    this.secret = secret;
    this.database = database;
  }

  void start(@Observes StartupEvent event) {
    database.whenOpen(
        () ->
            store
                .hasSecretOf(secret.hash().check())
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely()
                .subscribe()
                .with(this::told, _ -> {}));
  }

  private void told(boolean same) {
    differs = !same;
    if (differs) {
      LOG.error(OTHER);
    }
  }

  @Override
  public String name() {
    return "keys";
  }

  @Override
  public Optional<String> problem() {
    return differs ? Optional.of(OTHER) : Optional.empty();
  }
}
