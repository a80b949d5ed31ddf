package io.tapeline.chain.read;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Verified reads of chains. */
@ConfigMapping(prefix = "tapeline.reads")
public interface ReadConfig {

  /**
   * What is kept in memory of proofs, headers and answers of contracts, each of which can't change.
   * MiB, 1 to 4096.
   */
  @WithDefault("64")
  @Min(1)
  @Max(4_096)
  int keptMebibytes();
}
