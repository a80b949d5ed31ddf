package io.tapeline.chain.declared;

import io.tapeline.chain.declared.ChainsConfig.NodeConfig;
import java.time.Duration;
import java.util.Optional;

/** How a node is asked that this process runs itself: as often as it takes, and with patience. */
final class OwnSettings implements NodeConfig {

  private static final int CALLS_PER_SECOND = 10_000;
  private static final int MAX_BATCH = 100;
  private static final int MAX_ANSWER_BYTES = 16 << 20;
  private static final int CONCURRENCY = 4;

  /** A chain that is made up takes some seconds to begin. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @Override
  public Optional<String> url() {
    return Optional.empty();
  }

  @Override
  public Optional<String> api() {
    return Optional.empty();
  }

  @Override
  public Optional<String> wsUrl() {
    return Optional.empty();
  }

  @Override
  public Optional<String> token() {
    return Optional.empty();
  }

  @Override
  public Optional<String> user() {
    return Optional.empty();
  }

  @Override
  public Optional<String> password() {
    return Optional.empty();
  }

  @Override
  public Optional<String> cookie() {
    return Optional.empty();
  }

  @Override
  public Duration timeout() {
    return TIMEOUT;
  }

  @Override
  public int callsPerSecond() {
    return CALLS_PER_SECOND;
  }

  @Override
  public int maxBatch() {
    return MAX_BATCH;
  }

  @Override
  public int maxAnswerBytes() {
    return MAX_ANSWER_BYTES;
  }

  @Override
  public int concurrency() {
    return CONCURRENCY;
  }
}
