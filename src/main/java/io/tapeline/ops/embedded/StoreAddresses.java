package io.tapeline.ops.embedded;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the stores are, as the settings that the rest of the service reads. */
public final class StoreAddresses {

  private StoreAddresses() {}

  /** Settings for a PostgreSQL at {@code postgresql://user:password@host:port/database}. */
  public static Map<String, String> postgres(String url) {
    URI uri = URI.create(url);
    if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
      throw new IllegalArgumentException(
          "TAPELINE_DB_URL must look like postgresql://user:password@host:5432/database");
    }
    String place = uri.getHost() + ":" + (uri.getPort() < 0 ? 5432 : uri.getPort()) + uri.getPath();
    String[] user = (uri.getUserInfo() == null ? "" : uri.getUserInfo()).split(":", 2);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("quarkus.datasource.reactive.url", "postgresql://" + place);
    settings.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://" + place);
    if (!user[0].isEmpty()) {
      settings.put("quarkus.datasource.username", user[0]);
    }
    if (user.length == 2) {
      settings.put("quarkus.datasource.password", user[1]);
    }
    return settings;
  }

  /** Settings for a Redis at {@code redis://[:password@]host:port}. */
  public static Map<String, String> redis(String url) {
    return Map.of("quarkus.redis.hosts", url);
  }
}
