package io.tapeline.webhook.json;

import io.tapeline.webhook.Reorg;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Blocks that were taken back, as it is sent. */
@Schema(name = "Reorg", description = "Stored blocks of a chain were taken back.")
public record ReorgJson(
    @Schema(examples = "ethereum") String chain,
    @Schema(description = "When that was recorded: `as_of` before it sees what was there.")
        Instant recordedAt,
    @Schema(description = "How many blocks were taken back.", examples = "2") int depth,
    @Schema(description = "The highest of them first; of many the first hundred.")
        List<ReorgBlockJson> orphaned,
    @Schema(
            description =
                "What was stored in their place at the same moment, the lowest first; of many the"
                    + " first hundred.")
        List<ReorgBlockJson> joined) {

  /** Which block it is. */
  @Schema(name = "ReorgBlock", description = "Which block it is.")
  public record ReorgBlockJson(
      @Schema(description = "Its height.", examples = "23456789") long number,
      @Schema(description = "Without 0x where it is of Bitcoin.", pattern = "^(0x)?[0-9a-f]{64}$")
          String hash) {}

  static ReorgJson of(Reorg reorg) {
    return new ReorgJson(
        reorg.chain(),
        reorg.time(),
        reorg.depth(),
        reorg.orphaned().stream().map(ReorgJson::block).toList(),
        reorg.joined().stream().map(ReorgJson::block).toList());
  }

  private static ReorgBlockJson block(Reorg.Block block) {
    return new ReorgBlockJson(block.number(), block.hash());
  }
}
