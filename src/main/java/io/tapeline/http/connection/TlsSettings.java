package io.tapeline.http.connection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * TLS in a few settings, as those that the server reads: {@code tapeline.tls.certificate} and
 * {@code key}, PEM files; {@code client-authorities} and {@code client-auth}; {@code port}, {@code
 * plain}, {@code management}; {@code reload} is read by {@link TlsReload}. See
 * docs/operating/tls.md.
 */
public final class TlsSettings {

  static final String CLIENT_AUTH = "tapeline.tls.client-auth";

  /** What client certificates are to the server. */
  static final Set<String> CLIENT_AUTHS = Set.of("none", "request", "required");

  private static final String CERTIFICATE = "tapeline.tls.certificate";
  private static final String KEY = "tapeline.tls.key";
  private static final String AUTHORITIES = "tapeline.tls.client-authorities";
  private static final String PLAIN = "tapeline.tls.plain";

  private static final Map<String, String> PLAINS =
      Map.of("open", "enabled", "redirect", "redirect", "closed", "disabled");

  /** Of the certificates, to Quarkus. */
  static final String NAME = "api";

  private static final String BUCKET = "quarkus.tls." + NAME + ".";

  private final Function<String, @Nullable String> given;

  private TlsSettings(Function<String, @Nullable String> given) {
    this.given = given;
  }

  /** Of a system property's name, or of the environment variable that stands for it. */
  public static Map<String, String> configured() {
    return of(
        name -> {
          String property = System.getProperty(name);
          return property == null
              ? System.getenv(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
              : property;
        });
  }

  /**
   * Nothing where no certificate is given.
   *
   * @throws IllegalArgumentException for people, if something is missing, unknown or unreadable
   */
  static Map<String, String> of(Function<String, @Nullable String> given) {
    return new TlsSettings(given).settings();
  }

  private Map<String, String> settings() {
    Optional<String> certificate = find(CERTIFICATE);
    Optional<String> key = find(KEY);
    String clients = find(CLIENT_AUTH).orElse("none");
    if (certificate.isEmpty() && key.isEmpty()) {
      require(clients.equals("none"), CLIENT_AUTH + " needs a certificate: " + CERTIFICATE);
      return Map.of();
    }
    require(
        certificate.isPresent() && key.isPresent(), CERTIFICATE + " and " + KEY + ": give both");
    require(CLIENT_AUTHS.contains(clients), CLIENT_AUTH + " is one of none, request, required");
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("quarkus.http.tls-configuration-name", NAME);
    settings.put(BUCKET + "key-store.pem.api.cert", file(CERTIFICATE));
    settings.put(BUCKET + "key-store.pem.api.key", file(KEY));
    settings.put(BUCKET + "protocols", "TLSv1.3,TLSv1.2");
    settings.put("quarkus.http.ssl-port", find("tapeline.tls.port").orElse("8443"));
    settings.put("quarkus.http.insecure-requests", plain());
    if (find(AUTHORITIES).isPresent()) {
      settings.put(BUCKET + "trust-store.pem.certs", file(AUTHORITIES));
    }
    require(
        clients.equals("none") || find(AUTHORITIES).isPresent(),
        CLIENT_AUTH + " needs those that sign certificates of clients: " + AUTHORITIES);
    if (find("tapeline.tls.management").filter("true"::equals).isPresent()) {
      settings.put("quarkus.management.tls-configuration-name", NAME);
    }
    return settings;
  }

  private String plain() {
    String wanted = find(PLAIN).orElse("redirect");
    String plain = PLAINS.get(wanted);
    require(plain != null, PLAIN + " is one of open, redirect, closed");
    return String.valueOf(plain);
  }

  private Optional<String> find(String name) {
    return Optional.ofNullable(given.apply(name)).map(String::strip).filter(s -> !s.isEmpty());
  }

  private String file(String name) {
    Path path = Path.of(find(name).orElseThrow()).toAbsolutePath();
    require(Files.isReadable(path) && !Files.isDirectory(path), name + " can't be read: " + path);
    return path.toString();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
