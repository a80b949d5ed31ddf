package io.tapeline.access.json;

import io.tapeline.access.Limit;
import io.tapeline.access.Plan;
import io.tapeline.access.Quota;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who asks, and what their plan gives them. */
@Schema(name = "Account", description = "Who asks, and what their plan gives them.")
public record AccountJson(
    @Schema(description = "Null without a key.", nullable = true) @Nullable UUID tenant,
    @Schema(description = "The key's id; null without one.", nullable = true) @Nullable UUID key,
    @Schema(examples = "[\"prices:read\"]") List<String> scopes,
    @Schema(description = "The key is for simulated data only.") boolean test,
    PlanJson plan) {

  /** A plan as it is sent. */
  @Schema(name = "Plan", description = "How much a caller may ask.")
  public record PlanJson(
      @Schema(examples = "pro") String name,
      @Schema(description = "By group of routes.") Map<String, LimitJson> limits,
      @Schema(description = "Units a day (UTC); null for no bound.", nullable = true)
          @Nullable Long unitsPerDay,
      @Schema(description = "Units a month (UTC); null for no bound.", nullable = true)
          @Nullable Long unitsPerMonth,
      @Schema(description = "Requests under way at once.") int concurrency,
      @Schema(description = "Streams open at once.") int streams,
      @Schema(description = "Requests in one batch.") int batch,
      @Schema(
              description = "Jobs of your tenant that wait or run; null for no bound.",
              nullable = true)
          @Nullable Long jobs) {}

  /** A limit as it is sent. */
  @Schema(name = "Limit", description = "So many units in so much time.")
  public record LimitJson(
      @Schema(examples = "600") long units,
      @Schema(examples = "60000") long windowMs,
      @Schema(description = "Units that may be spent at once.", examples = "600") long burst) {

    static LimitJson of(Limit limit) {
      return new LimitJson(limit.units(), limit.per().toMillis(), limit.burst());
    }
  }

  public static PlanJson plan(Plan plan) {
    Quota quota = plan.quota();
    return new PlanJson(
        plan.name(),
        plan.limits().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    limit -> LimitJson.of(limit.getValue()),
                    (one, _) -> one,
                    TreeMap::new)),
        quota.day(),
        quota.month(),
        plan.concurrency(),
        plan.streams(),
        plan.batch(),
        plan.jobs() == Long.MAX_VALUE ? null : plan.jobs());
  }
}
