package io.tapeline.service;

import io.tapeline.access.KeyText;
import io.tapeline.access.policy.PolicyFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The service with simulated venues, real stores, and the policy that is shipped. */
public class GuardedSandbox extends StoredSandbox {

  /** May do everything. */
  static final String ADMIN = KeyText.make(false, new byte[KeyText.RANDOM_BYTES]).text();

  private static final int ISSUER_PORT = freePort();

  static final Path POLICY = Path.of("target/guarded-policy.yaml").toAbsolutePath();

  /** Resources of other tests are there as well. */
  private static final String SAMPLES =
      """

        GET /sample/{rest*}: {scope: open, group: read, work: read}
        GET /sample/rows:
          scope: open
          group: read
          work: read
          deprecated: 2027-01-01
          sunset: 2027-06-01
          docs: https://docs.example/rows
          successor: /sample/prepared
        POST /sample/{rest*}: {scope: open, group: read, work: read, body: 1MiB}
      """;

  @Override
  public Map<String, String> getConfigOverrides() {
    write(generous());
    Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
    settings.put("tapeline.access.policy", POLICY.toString());
    settings.put("tapeline.access.bootstrap-key", ADMIN);
    settings.put("tapeline.signing.always", "true");
    settings.put("tapeline.access.key-secret", "a secret for tests alone");
    settings.put("tapeline.webhook.allow", "127.0.0.1");
    settings.put("tapeline.webhook.most-per-tenant", "20");
    settings.put("tapeline.webhook.look-every", "50ms");
    settings.put("tapeline.webhook.timeout", "2s");
    settings.put("tapeline.webhook.attempts", "2");
    settings.put("tapeline.webhook.first-wait", "20ms");
    settings.putAll(issuer());
    return settings;
  }

  /** An issuer that is there as long as a test runs one: {@link OutsideIssuer}. */
  private static Map<String, String> issuer() {
    Map<String, String> settings = new HashMap<>();
    settings.put("tapeline.issuer.name", OutsideIssuer.NAME);
    settings.put("tapeline.issuer.audience", OutsideIssuer.AUDIENCE);
    settings.put("tapeline.issuer.jwks", "http://127.0.0.1:" + ISSUER_PORT + "/keys");
    settings.put("tapeline.issuer.role-claim", "realm_access.roles");
    settings.put("tapeline.issuer.admin-role", "market-admin");
    settings.put("tapeline.issuer.tenant-claim", "org");
    settings.put("tapeline.issuer.plan-claim", "plan");
    settings.put("tapeline.issuer.refresh", "10s");
    settings.put("tapeline.issuer.least-refresh", "1s");
    settings.put("tapeline.issuer.timeout", "2s");
    return settings;
  }

  /** The shipped policy, as it is written. */
  static String shipped() {
    try (InputStream file =
        Objects.requireNonNull(GuardedSandbox.class.getResourceAsStream(PolicyFile.SHIPPED))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The shipped policy, with so much for everybody that no test runs out of it. */
  static String generous() {
    return shipped()
        .replaceAll("units: \\d+", "units: 1000000")
        .replaceAll("burst: \\d+", "burst: 100000");
  }

  /** Makes this the policy, at the next reload. */
  static void write(String policy) {
    try {
      Files.createDirectories(POLICY.getParent());
      Files.writeString(POLICY, policy + SAMPLES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
