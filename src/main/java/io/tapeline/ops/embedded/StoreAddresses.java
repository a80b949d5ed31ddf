package io.tapeline.ops.embedded;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the stores are, as the settings that the rest of the service reads. */
public final class StoreAddresses {

  private static final int POSTGRES_PORT = 5432;

  private StoreAddresses() {}

  /**
   * Settings for a PostgreSQL at {@code postgresql://user:password@host:port/database?sslmode=…};
   * what is not a letter or digit in user and password may be percent-encoded.
   *
   * @throws IllegalArgumentException with a message for people, without the password
   */
  public static Map<String, String> postgres(String url) {
    URI uri =
        parse(
            url,
            Set.of("postgresql", "postgres"),
            "TAPELINE_DB_URL must look like postgresql://user:password@host:5432/database");
    if (uri.getPath() == null || uri.getPath().length() < 2) {
      throw new IllegalArgumentException("TAPELINE_DB_URL names no database: …/database");
    }
    int port = uri.getPort() < 0 ? POSTGRES_PORT : uri.getPort();
    String options = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String place = uri.getHost() + ":" + port + uri.getRawPath() + options;
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("quarkus.datasource.reactive.url", "postgresql://" + place);
    settings.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://" + place);
    addUser(settings, uri.getRawUserInfo());
    return settings;
  }

  private static void addUser(Map<String, String> settings, @Nullable String userInfo) {
    if (userInfo == null || userInfo.isEmpty()) {
      return;
    }
    String[] parts = userInfo.split(":", 2);
    settings.put("quarkus.datasource.username", decode(parts[0]));
    settings.put("quarkus.datasource.password", parts.length == 2 ? decode(parts[1]) : "");
  }

  private static String decode(String encoded) {
    // a plus is a plus here: only forms use it for a space
    return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /**
   * Settings for a Redis at {@code redis://[:password@]host:port}.
   *
   * @throws IllegalArgumentException with a message for people, without the password
   */
  public static Map<String, String> redis(String url) {
    parse(
        url,
        Set.of("redis", "rediss"),
        "TAPELINE_REDIS_URL must look like redis://[:password@]host:6379");
    return Map.of("quarkus.redis.hosts", url);
  }

  private static URI parse(String url, Set<String> schemes, String expected) {
    try {
      URI uri = new URI(url.strip());
      if (uri.getHost() != null && uri.getScheme() != null && schemes.contains(uri.getScheme())) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // its message would show the password
    }
    throw new IllegalArgumentException(expected);
  }
}
