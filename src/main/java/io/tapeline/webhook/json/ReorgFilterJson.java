package io.tapeline.webhook.json;

import io.tapeline.webhook.Subscription.Reorgs;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which reorgs are to be told, as it is asked for and sent. */
@Schema(
    name = "WebhookReorgsRequest",
    description = "Which of the reorgs of chains whose blocks are stored; all unless narrowed.")
public record ReorgFilterJson(
    @Schema(
            description = "Only of these chains; at most 20.",
            examples = "[\"ethereum\"]",
            nullable = true)
        @Nullable List<String> chains,
    @Schema(
            description = "Only where so many blocks were taken back or more: 1 to 10000.",
            examples = "3",
            nullable = true)
        @Nullable Integer minDepth) {

  static ReorgFilterJson of(Reorgs reorgs) {
    return new ReorgFilterJson(reorgs.chains().stream().sorted().toList(), reorgs.leastDepth());
  }
}
