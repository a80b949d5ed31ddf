package io.tapeline.sandbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.Configs;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SandboxConfigTest {

  @Test
  void defaultsAreThoseOfTheDocumentation() {
    SandboxConfig config = Configs.defaults(SandboxConfig.class);
    assertThat(config.seed()).isEqualTo(1);
    assertThat(config.port()).isZero();
    assertThat(config.rate()).isEqualTo(2000);
    assertThat(config.faultEvery()).isZero();
    assertThat(config.faultLength()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.outlierPercent()).isEqualTo(5);
    assertThat(config.slowReaderLimit()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.faultsKept()).isEqualTo(1000);
  }

  @Test
  void everyKeyIsRead() {
    SandboxConfig config =
        Configs.of(
            SandboxConfig.class,
            Map.of(
                "tapeline.sandbox.seed", "7",
                "tapeline.sandbox.port", "8181",
                "tapeline.sandbox.rate", "50000",
                "tapeline.sandbox.fault-every", "1m",
                "tapeline.sandbox.fault-length", "2s",
                "tapeline.sandbox.outlier-percent", "-3.5",
                "tapeline.sandbox.slow-reader-limit", "3s",
                "tapeline.sandbox.faults-kept", "10"));
    assertThat(config.seed()).isEqualTo(7);
    assertThat(config.port()).isEqualTo(8181);
    assertThat(config.rate()).isEqualTo(50_000);
    assertThat(config.faultEvery()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.faultLength()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.outlierPercent()).isEqualTo(-3.5);
    assertThat(config.slowReaderLimit()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.faultsKept()).isEqualTo(10);
  }
}
