package io.tapeline.exchange.status;

import io.tapeline.ops.Freshness;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The state of the service as it is sent. */
@Schema(name = "Status", description = "Measured freshness and availability of every part.")
public record StatusJson(
    @Schema(
            description = "What kind of data this is.",
            enumeration = {"live", "replay", "sandbox"})
        String feed,
    @Schema(
            description =
                "Whether data flows; a replay ends. While no venue can be reached, all are tried"
                    + " again and again.",
            enumeration = {"running", "unreachable", "ended", "failed"})
        String state,
    @Schema(
            description = "Why no data flows, each venue with its reason; null if it does.",
            nullable = true)
        @Nullable String problem,
    @Schema(
            description = "What time it is on the tape; null before the first tick.",
            nullable = true)
        @Nullable String tapeTime,
    @Schema(
            description = "The policy in force: its name, and the beginning of its SHA-256.",
            examples = "guarded-0123456789ab")
        String policy,
    @Schema(description = "Each part that can fail, and how it is.") List<PartJson> parts,
    List<VenueJson> venues,
    @Schema(description = "How new what comes is, held against what it is to be.")
        List<FreshnessJson> freshness) {

  /** How new something is. */
  @Schema(name = "StatusFreshness", description = "How new what comes is, and is to be.")
  public record FreshnessJson(
      @Schema(description = "What comes.", examples = "chain_ethereum") String name,
      @Schema(description = "It is to be so old at most.", examples = "60000") long objectiveMs,
      @Schema(
              description = "It is so old; null if nothing has come yet.",
              examples = "9123",
              nullable = true)
          @Nullable Long ageMs,
      @Schema(description = "Whether it is new enough.") boolean ok,
      @Schema(
              description =
                  "Share of the time that it was new enough since the service began, 0 to 1, rounded"
                      + " down.",
              examples = "0.9987")
          BigDecimal availability) {

    static FreshnessJson of(Freshness freshness) {
      Duration age = freshness.age();
      return new FreshnessJson(
          freshness.name(),
          freshness.objective().toMillis(),
          age == null ? null : age.toMillis(),
          freshness.isMet(),
          freshness.availability());
    }
  }

  /** One part of the service. */
  @Schema(name = "StatusPart", description = "A part of the service and how it is.")
  public record PartJson(
      @Schema(examples = "postgresql") String name,
      boolean ok,
      @Schema(description = "What is wrong; null if nothing is.", nullable = true)
          @Nullable String problem) {}
}
