package io.tapeline.service;

import io.tapeline.ops.embedded.LocalPostgres;
import io.tapeline.ops.store.FreshPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL that a test starts and stops itself, for services that are told of it. */
final class OwnPostgres implements AutoCloseable {

  private final LocalPostgres server;

  OwnPostgres(Path folder) throws Exception {
    server = FreshPostgres.in(folder);
    server.start();
  }

  void start() throws Exception {
    server.start();
  }

  /** As an operator does: at once, but in order. */
  @Override
  public void close() throws IOException {
    server.close();
  }

  String url() {
    return server.url();
  }

  /** The first number of the answer; 0 if there is none. */
  long query(String sql) throws SQLException {
    String[] parts = server.url().replaceFirst("postgres(ql)?://", "").split("[:@]", 3);
    try (Connection connection =
            DriverManager.getConnection("jdbc:postgresql://" + parts[2], parts[0], parts[1]);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }
}
