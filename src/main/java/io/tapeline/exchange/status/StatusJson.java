package io.tapeline.exchange.status;

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
    List<VenueJson> venues) {

  /** One part of the service. */
  @Schema(name = "StatusPart", description = "A part of the service and how it is.")
  public record PartJson(
      @Schema(examples = "postgresql") String name,
      boolean ok,
      @Schema(description = "What is wrong; null if nothing is.", nullable = true)
          @Nullable String problem) {}
}
