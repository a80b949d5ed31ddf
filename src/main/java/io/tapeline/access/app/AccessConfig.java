package io.tapeline.access.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Keys, limits and the policy. */
@ConfigMapping(prefix = "tapeline.access")
public interface AccessConfig {

  /**
   * The policy: {@code open}, if nothing is said, where everybody may read and have jobs done as
   * much as they like; {@code guarded}, for a service that strangers can reach; or a file, which is
   * read at the start and by {@code POST /v1/admin/policy/reload}.
   */
  Optional<String> policy();

  /**
   * What hashes of keys are made with, at least 16 characters: the same for all replicas, and kept
   * outside of the database. Made up, and kept in the home folder, if it is not given.
   */
  Optional<String> keySecret();

  /**
   * The first admin key, instead of one that is made up and told once. 16 to 200 characters; also
   * as {@code TAPELINE_BOOTSTRAP_KEY}.
   */
  Optional<String> bootstrapKey();

  /** Keys that one process remembers. 100 to 10000000. */
  @WithDefault("100000")
  @Min(100)
  @Max(10_000_000)
  int rememberedKeys();

  /**
   * After so long a key is asked for again while it goes on being good; changes are heard of at
   * once. 1 s to 1 h.
   */
  @WithDefault("30s")
  @DurationMin(seconds = 1)
  @DurationMax(hours = 1)
  Duration keyFresh();

  /** For so long keys that are known stay good while the database does not answer. 1 s to 1 d. */
  @WithDefault("10m")
  @DurationMin(seconds = 1)
  @DurationMax(days = 1)
  Duration keyKept();

  /** Callers whose allowances one process remembers. 100 to 10000000. */
  @WithDefault("200000")
  @Min(100)
  @Max(10_000_000)
  int rememberedCallers();

  /** Answers from memory that are under way at once. 1 to 100000. */
  @WithDefault("2000")
  @Min(1)
  @Max(100_000)
  int workRead();

  /** Pages of history that are under way at once. 1 to 10000. */
  @WithDefault("200")
  @Min(1)
  @Max(10_000)
  int workHistory();

  /** Whole histories and files that are under way at once; they last long. 1 to 10000. */
  @WithDefault("32")
  @Min(1)
  @Max(10_000)
  int workBulk();

  /** Streams that are open at once. 1 to 100000. */
  @WithDefault("2000")
  @Min(1)
  @Max(100_000)
  int workStream();

  /** Requests about jobs that are under way at once. 1 to 10000. */
  @WithDefault("200")
  @Min(1)
  @Max(10_000)
  int workJob();

  /** Requests about keys, accounts and administration that are under way at once. 1 to 10000. */
  @WithDefault("50")
  @Min(1)
  @Max(10_000)
  int workAccount();

  /**
   * How long a request may wait for its turn before it is turned away; those of higher plans have
   * theirs before those of lower ones. 1 ms to 10 s.
   */
  @WithDefault("500ms")
  @DurationMin(millis = 1)
  @DurationMax(seconds = 10)
  Duration queueDelay();

  /** So long Redis is waited for when units are leased; no request waits for that. 1 to 500 ms. */
  @WithDefault("250ms")
  @DurationMin(millis = 1)
  @DurationMax(millis = 500)
  Duration leaseWait();
}
