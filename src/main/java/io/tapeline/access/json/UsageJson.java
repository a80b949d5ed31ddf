package io.tapeline.access.json;

import io.tapeline.access.app.UsageStore.Counted;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What one key asked of one route on one day, as it is sent. */
@Schema(name = "Usage", description = "What one key asked of one route on one day.")
public record UsageJson(
    @Schema(description = "UTC.", examples = "2026-08-09") String day,
    @Schema(examples = "key:0b0f3f4e-3c52-4a8e-9a45-2c6f6f0c5c11") String account,
    @Schema(examples = "GET /v1/prices/{asset}") String route,
    @Schema(description = "That were answered.", examples = "1200") long requests,
    @Schema(description = "What they cost.", examples = "1200") long units,
    @Schema(description = "Requests that limits turned away.", examples = "3") long refused) {

  public static UsageJson of(Counted counted) {
    return new UsageJson(
        counted.line().day().toString(),
        counted.line().account(),
        counted.line().route(),
        counted.count().requests(),
        counted.count().units(),
        counted.count().refused());
  }
}
