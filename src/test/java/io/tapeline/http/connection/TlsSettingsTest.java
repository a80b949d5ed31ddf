package io.tapeline.http.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsSettingsTest {

  @TempDir private Path folder;

  private String file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "pem").toString();
  }

  private static Map<String, String> of(Map<String, String> given) {
    Map<String, String> named = new HashMap<>();
    given.forEach((name, value) -> named.put("tapeline.tls." + name, value));
    return TlsSettings.of(named::get);
  }

  @Test
  void withoutACertificateThereIsNone() {
    assertThat(of(Map.of())).isEmpty();
    assertThat(of(Map.of("certificate", " ", "client-auth", "none"))).isEmpty();
  }

  @Test
  void aCertificateAndItsKeyAreEnough() throws IOException {
    assertThat(of(Map.of("certificate", file("c"), "key", file("k"))))
        .containsEntry("quarkus.tls.api.key-store.pem.api.cert", folder.resolve("c").toString())
        .containsEntry("quarkus.tls.api.key-store.pem.api.key", folder.resolve("k").toString())
        .containsEntry("quarkus.tls.api.protocols", "TLSv1.3,TLSv1.2")
        .containsEntry("quarkus.http.ssl-port", "8443")
        .containsEntry("quarkus.http.insecure-requests", "redirect")
        .doesNotContainKey("quarkus.management.tls-configuration-name");
  }

  @Test
  void clientsAreKnownByWhoSignedThem() throws IOException {
    Map<String, String> given =
        new HashMap<>(
            Map.of(
                "certificate",
                file("c"),
                "key",
                file("k"),
                "client-auth",
                "required",
                "client-authorities",
                file("a"),
                "plain",
                "closed",
                "management",
                "true"));
    assertThat(of(given))
        .containsEntry("quarkus.tls.api.trust-store.pem.certs", folder.resolve("a").toString())
        .containsEntry("quarkus.http.insecure-requests", "disabled")
        .containsEntry("quarkus.management.tls-configuration-name", "api");
    given.remove("client-authorities");
    assertThatThrownBy(() -> of(given)).hasMessageContaining("tapeline.tls.client-authorities");
  }

  @Test
  void whatIsWrongIsSaidByName() throws IOException {
    String c = file("c");
    assertThatThrownBy(() -> of(Map.of("certificate", c))).hasMessageContaining("give both");
    assertThatThrownBy(() -> of(Map.of("certificate", c, "key", c + "x")))
        .hasMessageContaining("tapeline.tls.key can't be read");
    assertThatThrownBy(() -> of(Map.of("certificate", c, "key", c, "plain", "no")))
        .hasMessageContaining("tapeline.tls.plain");
    assertThatThrownBy(() -> of(Map.of("certificate", c, "key", c, "client-auth", "maybe")))
        .hasMessageContaining("tapeline.tls.client-auth");
    assertThatThrownBy(() -> of(Map.of("client-auth", "required")))
        .hasMessageContaining("tapeline.tls.certificate");
  }
}
