package io.tapeline.http.connection;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.tapeline.digest.Sha256;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Takes new certificates when their files have changed. Quarkus would do it at every look, changed
 * or not, and would take a certificate whose key is still being replaced.
 */
@Singleton
public class TlsReload {

  private static final Logger LOG = Logger.getLogger(TlsReload.class);

  private final Vertx vertx;
  private final Doors doors;
  private final TlsConfigurationRegistry registry;
  private final Event<CertificateUpdatedEvent> updated;
  private final List<Path> files = new ArrayList<>();
  private final Duration every;
  private byte[] known = new byte[0];

  TlsReload(
      Vertx vertx,
      Doors doors,
      TlsConfigurationRegistry registry,
      Event<CertificateUpdatedEvent> updated,
      @ConfigProperty(name = "tapeline.tls.certificate") Optional<Path> certificate,
      @ConfigProperty(name = "tapeline.tls.key") Optional<Path> key,
      @ConfigProperty(name = "tapeline.tls.client-authorities") Optional<Path> authorities,
      @ConfigProperty(name = "tapeline.tls.reload", defaultValue = "10s") Duration every) {
    this.vertx = vertx;
    this.doors = doors;
    this.registry = registry;
    this.updated = updated;
    this.every = every;
    certificate.ifPresent(files::add);
    key.ifPresent(files::add);
    authorities.ifPresent(files::add);
  }

  void start(@Observes StartupEvent event) throws IOException, GeneralSecurityException {
    if (registry.get(TlsSettings.NAME).isPresent() && !files.isEmpty()) {
      known = digest();
      vertx.setPeriodic(every.toMillis(), _ -> vertx.executeBlocking(this::look));
    }
  }

  /** What changed while one looked is seen at the next look. */
  private synchronized boolean look() {
    try {
      byte[] now = digest();
      if (Arrays.equals(now, known)) {
        return false;
      }
      TlsConfiguration tls = registry.get(TlsSettings.NAME).orElseThrow();
      if (!tls.reload() || !KeyPairs.belongTogether(tls.getKeyStoreOptions(), vertx)) {
        LOG.warn("the new certificate and its key don't belong together yet; the old ones stay");
        return false;
      }
      // Vert.x resets what is accepted while it makes the new context
      doors.whileNobodyComesIn(
          () -> updated.fire(new CertificateUpdatedEvent(TlsSettings.NAME, tls)));
      known = now;
      return true;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      LOG.warnf("the new certificate can't be read; the old one stays: %s", e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private byte[] digest() throws IOException {
    MessageDigest digest = Sha256.start();
    for (Path file : files) {
      digest.update(Files.readAllBytes(file));
    }
    return digest.digest();
  }
}
