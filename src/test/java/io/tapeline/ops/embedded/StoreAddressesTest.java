package io.tapeline.ops.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAddressesTest {

  @Test
  void aDatabaseIsNamedForBothClients() {
    assertThat(
            StoreAddresses.postgres("postgresql://me:p%40ss%3A+x@db.example/tape?sslmode=require"))
        .containsEntry(
            "quarkus.datasource.reactive.url", "postgresql://db.example:5432/tape?sslmode=require")
        .containsEntry(
            "quarkus.datasource.jdbc.url", "jdbc:postgresql://db.example:5432/tape?sslmode=require")
        .containsEntry("quarkus.datasource.username", "me")
        .containsEntry("quarkus.datasource.password", "p@ss:+x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://u:secret@h/d",
        "postgresql://u:secret@h",
        "u:secret@h/d",
        "p://u:se cret@h"
      })
  void anAddressThatMakesNoSenseIsRefusedWithoutShowingItsPassword(String url) {
    assertThatThrownBy(() -> StoreAddresses.postgres(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TAPELINE_DB_URL")
        .hasMessageNotContaining("secret");
  }

  @Test
  void redisNeedsAnAddressOfItsOwnKind() {
    assertThat(StoreAddresses.redis("rediss://:pw@cache:6380"))
        .containsEntry("quarkus.redis.hosts", "rediss://:pw@cache:6380");
    assertThatThrownBy(() -> StoreAddresses.redis("cache:6379"))
        .hasMessageContaining("TAPELINE_REDIS_URL");
  }
}
