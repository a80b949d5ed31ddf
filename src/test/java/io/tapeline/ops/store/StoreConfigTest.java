package io.tapeline.ops.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.Configs;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreConfigTest {

  @Test
  void defaultsKeepMinutesOfAFullStreamAndWriteFourTimesASecond() {
    StoreConfig config = Configs.defaults(StoreConfig.class);
    assertThat(config.enabled()).isTrue();
    assertThat(config.spoolRows()).isEqualTo(300_000);
    assertThat(config.batchRows()).isEqualTo(10_000);
    assertThat(config.flushEvery()).isEqualTo(Duration.ofMillis(250));
    assertThat(config.retryAfter()).isEqualTo(Duration.ofMillis(250));
    assertThat(config.writeTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.readTimeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void everyKeyCanBeSet() {
    StoreConfig config =
        Configs.of(
            StoreConfig.class,
            Map.of(
                "tapeline.store.enabled", "false",
                "tapeline.store.spool-rows", "1001",
                "tapeline.store.batch-rows", "102",
                "tapeline.store.flush-every", "30ms",
                "tapeline.store.retry-after", "40ms",
                "tapeline.store.write-timeout", "5s",
                "tapeline.store.read-timeout", "6s"));
    assertThat(config.enabled()).isFalse();
    assertThat(config.spoolRows()).isEqualTo(1_001);
    assertThat(config.batchRows()).isEqualTo(102);
    assertThat(config.flushEvery()).isEqualTo(Duration.ofMillis(30));
    assertThat(config.retryAfter()).isEqualTo(Duration.ofMillis(40));
    assertThat(config.writeTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.readTimeout()).isEqualTo(Duration.ofSeconds(6));
  }
}
