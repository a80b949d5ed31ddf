package io.tapeline.ops.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.ops.embedded.LocalPostgres;
import io.tapeline.ops.embedded.StoreAddresses;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of before there were longer candles in it. */
class HistoryMigrationTest {

  /** 1501 minutes from a Monday on, one of them corrected, and a second. */
  private static final String BEFORE =
      """
      CREATE TABLE candle_d19656 PARTITION OF candle
          FOR VALUES FROM (1705276800000000000) TO (1708300800000000000);
      INSERT INTO candle
      SELECT 1, 60000, 1705276800000000000 + i * 60000000000, r, 10 + i, 20 + i, 5, 11 + i, 1, 10, 1,
             60000000000, false
      FROM generate_series(0::bigint, 1500) i, generate_series(1, 2) r WHERE r = 1 OR i = 7;
      INSERT INTO candle
      VALUES (1, 1000, 1705276800000000000, 1, 1, 1, 1, 1, 1, 1, 1, 0, false);
      """;

  @Test
  void keepsWhatWasThereAndMakesWhatFollows(@TempDir Path folder) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (LocalPostgres server =
        new LocalPostgres(folder, Path.of("target/pg-bin").toAbsolutePath(), port)) {
      server.start();
      Map<String, String> address = StoreAddresses.postgres(server.url());
      String url = address.get("quarkus.datasource.jdbc.url");
      String user = address.get("quarkus.datasource.username");
      String password = address.get("quarkus.datasource.password");
      var flyway = Flyway.configure().dataSource(url, user, password);
      flyway.target("1").load().migrate();
      Map<Long, String> counts = new TreeMap<>();
      try (Connection connection = DriverManager.getConnection(url, user, password);
          Statement statement = connection.createStatement()) {
        statement.execute(BEFORE);
        flyway.target("2").load().migrate();
        ResultSet rows =
            statement.executeQuery(
                "SELECT interval_ms, count(*) || ' ' || max(revision) || ' ' || max(trades)"
                    + " FROM candle GROUP BY 1");
        while (rows.next()) {
          counts.put(rows.getLong(1), rows.getString(2));
        }
      }
      assertThat(counts)
          .containsExactly(
              Map.entry(1_000L, "1 1 1"),
              Map.entry(60_000L, "1502 2 1"),
              Map.entry(300_000L, "300 2 5"),
              Map.entry(900_000L, "100 2 15"),
              Map.entry(1_800_000L, "50 2 30"),
              Map.entry(3_600_000L, "25 2 60"),
              Map.entry(14_400_000L, "6 2 240"),
              Map.entry(86_400_000L, "1 2 1440"));
    }
  }
}
