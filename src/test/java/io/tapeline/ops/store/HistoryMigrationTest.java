package io.tapeline.ops.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.ops.embedded.LocalPostgres;
import io.tapeline.ops.embedded.StoreAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases of before: what was there is kept. */
class HistoryMigrationTest {

  /** 1501 minutes from a Monday on, one of them corrected, and a second. */
  private static final String CANDLES =
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

  private static final String TRADES =
      """
      CREATE TABLE trade_d19737 PARTITION OF trade
          FOR VALUES FROM (1705276800000000000) TO (1705363200000000000);
      CREATE TABLE trade_d19738 PARTITION OF trade
          FOR VALUES FROM (1705363200000000000) TO (1705449600000000000);
      INSERT INTO trade
      SELECT 1, 1705276800000000000 + i * 1000000000, gen_random_uuid(), 1, 1, 1, 1, 0, 0
      FROM generate_series(0::bigint, 99999) i;
      """;

  /** A database as old as wanted. */
  private static final class Old implements AutoCloseable {
    private final LocalPostgres server;
    private final Map<String, String> address;
    private final Connection connection;

    Old(Path folder, String version) throws IOException, SQLException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        server =
            new LocalPostgres(
                folder, Path.of("target/pg-bin").toAbsolutePath(), socket.getLocalPort());
      }
      server.start();
      address = StoreAddresses.postgres(server.url());
      migrate(version);
      connection = DriverManager.getConnection(url(), user(), password());
    }

    private String url() {
      return String.valueOf(address.get("quarkus.datasource.jdbc.url"));
    }

    private String user() {
      return String.valueOf(address.get("quarkus.datasource.username"));
    }

    private String password() {
      return String.valueOf(address.get("quarkus.datasource.password"));
    }

    void migrate(String version) {
      Flyway.configure().dataSource(url(), user(), password()).target(version).load().migrate();
    }

    void execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    /** The second column by the first. */
    Map<String, String> rows(String sql) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        Map<String, String> found = new TreeMap<>();
        while (rows.next()) {
          found.put(rows.getString(1), rows.getString(2));
        }
        return found;
      }
    }

    @Override
    public void close() throws IOException, SQLException {
      connection.close();
      server.close();
    }
  }

  @Test
  void keepsWhatWasThereAndMakesWhatFollows(@TempDir Path folder) throws Exception {
    try (Old database = new Old(folder, "1")) {
      database.execute(CANDLES);
      database.migrate("2");
      assertThat(
              database.rows(
                  "SELECT interval_ms, count(*) || ' ' || max(revision) || ' ' || max(trades)"
                      + " FROM candle GROUP BY 1"))
          .containsOnly(
              Map.entry("1000", "1 1 1"),
              Map.entry("60000", "1502 2 1"),
              Map.entry("300000", "300 2 5"),
              Map.entry("900000", "100 2 15"),
              Map.entry("1800000", "50 2 30"),
              Map.entry("3600000", "25 2 60"),
              Map.entry("14400000", "6 2 240"),
              Map.entry("86400000", "1 2 1440"));
    }
  }

  @Test
  void tradesOfBeforeCountAsRecordedAtTheBeginningAndAreNotRewritten(@TempDir Path folder)
      throws Exception {
    String files =
        "SELECT relname, pg_relation_filenode(oid) FROM pg_class WHERE relname LIKE 'trade_d%'";
    try (Old database = new Old(folder, "5")) {
      database.execute(TRADES);
      Map<String, String> before = database.rows(files);
      assertThat(before).containsKeys("trade_d19737", "trade_d19738", "trade_d19737_pkey");
      database.migrate("6");
      assertThat(database.rows(files)).isEqualTo(before);
      assertThat(
              database.rows(
                  "SELECT extract(epoch FROM recorded_at)::int, count(*) FROM trade GROUP BY 1"))
          .containsOnly(Map.entry("0", "100000"));
      // what comes later has to say when
      assertThat(
              database.rows(
                  "SELECT relname, atthasdef FROM pg_attribute JOIN pg_class c ON c.oid = attrelid"
                      + " WHERE attname = 'recorded_at' AND relname ~ '^trade(_d.*)?$'"))
          .hasSize(3)
          .containsValue("f")
          .doesNotContainValue("t");
      assertThat(database.rows("SELECT 1, count(*) FROM trade_clock"))
          .containsOnly(Map.entry("1", "1"));
    }
  }
}
