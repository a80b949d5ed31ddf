package io.tapeline.sandbox.app;

import io.tapeline.market.Market;
import io.tapeline.market.Venue;
import io.tapeline.sandbox.SandboxMarkets;
import io.tapeline.sandbox.chain.app.ChainFaultsApi;
import io.tapeline.sandbox.fault.Fault;
import io.tapeline.sandbox.fault.FaultKind;
import io.tapeline.sandbox.wire.JsonText;
import io.tapeline.sandbox.wire.Moments;
import io.tapeline.sandbox.wire.WireAnswer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The switches at {@code /sandbox/faults}: reads, adds and clears faults. */
@Singleton
public class FaultsApi {

  private static final long MAX_FOR_MS = Duration.ofDays(1).toMillis();
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final String KINDS =
      Arrays.stream(FaultKind.values()).map(FaultKind::id).collect(Collectors.joining(", "));

  private final FaultBoard board;
  private final SandboxMarkets markets;
  private final SandboxConfig config;
  private final ChainFaultsApi chain;

  public FaultsApi(
      FaultBoard board, SandboxMarkets markets, SandboxConfig config, ChainFaultsApi chain) {
    this.chain = chain;
    this.board = board;
    this.markets = markets;
    this.config = config;
  }

  /** Which world this is, in words. */
  String world() {
    return markets.toString();
  }

  /** All faults that are on or to come. */
  WireAnswer list(long nowNanos) {
    List<String> all =
        Stream.concat(
                board.current(nowNanos).stream().map(FaultsApi::write), chain.current().stream())
            .toList();
    return WireAnswer.ok(
        JsonText.object().each("data", all, (json, fault) -> json.raw(null, fault)).toString());
  }

  WireAnswer clear() {
    board.clear();
    chain.clear();
    return new WireAnswer(204, "");
  }

  /** Switches on what the body says, or names everything that is wrong with it. */
  WireAnswer add(String body, long nowNanos) {
    JsonObject said;
    try {
      said = new JsonObject(body);
    } catch (DecodeException _) {
      return refusal(Map.of("body", "is no JSON object"));
    }
    if (said.containsKey("chain")) {
      return switch (chain.add(said)) {
        case ChainFaultsApi.Outcome.Done(String json) -> new WireAnswer(201, json);
        case ChainFaultsApi.Outcome.Refused(var wrong) -> refusal(wrong);
      };
    }
    return addToVenue(said, nowNanos);
  }

  private WireAnswer addToVenue(JsonObject said, long nowNanos) {
    Map<String, String> wrong = new LinkedHashMap<>();
    String venue = text(said, "venue");
    if (!isVenue(venue)) {
      wrong.put("venue", "one of " + SandboxMarkets.venues());
    }
    if (FaultKind.of(text(said, "fault")).isEmpty()) {
      wrong.put("fault", "one of " + KINDS);
    }
    if (!(said.getValue("for_ms") instanceof Number n)
        || n.longValue() < 1
        || n.longValue() > MAX_FOR_MS) {
      wrong.put("for_ms", "milliseconds, 1 to " + MAX_FOR_MS);
    }
    if (said.containsKey("market") && market(text(said, "market"), venue) == null) {
      wrong.put("market", "a market of the venue, as " + venue + ":btc-usd");
    }
    double percent = config.outlierPercent();
    if (said.containsKey("percent")) {
      percent = said.getValue("percent") instanceof Number p ? p.doubleValue() : Double.NaN;
      if (!(percent >= -99 && percent <= 1000)) {
        wrong.put("percent", "a number, -99 to 1000");
      }
    }
    return wrong.isEmpty() ? switchOn(said, venue, percent, nowNanos) : refusal(wrong);
  }

  private WireAnswer switchOn(JsonObject said, String venue, double percent, long nowNanos) {
    Fault fault =
        new Fault(
            new Venue(venue),
            FaultKind.of(text(said, "fault")).orElseThrow(),
            market(text(said, "market"), venue),
            nowNanos,
            nowNanos + said.getLong("for_ms") * NANOS_PER_MILLI,
            percent);
    board.add(fault);
    return new WireAnswer(201, write(fault));
  }

  private static String text(JsonObject said, String name) {
    return said.getValue(name) instanceof String text ? text : "";
  }

  private static boolean isVenue(String id) {
    return SandboxMarkets.venues().stream().anyMatch(venue -> venue.id().equals(id));
  }

  private @Nullable Market market(String id, String venue) {
    return isVenue(venue)
        ? markets.of(new Venue(venue)).stream()
            .map(market -> market.market())
            .filter(market -> market.id().equals(id))
            .findFirst()
            .orElse(null)
        : null;
  }

  private static String write(Fault fault) {
    JsonText json =
        JsonText.object().text("venue", fault.venue().id()).text("fault", fault.kind().id());
    if (fault.market() != null) {
      json.text("market", fault.market().id());
    }
    if (fault.kind() == FaultKind.OUTLIER) {
      json.raw("percent", Double.toString(fault.percent()));
    }
    return json.text("from", Moments.rfc3339(fault.fromNanos()))
        .text("until", Moments.rfc3339(fault.untilNanos()))
        .toString();
  }

  private static WireAnswer refusal(Map<String, String> wrong) {
    return new WireAnswer(
        400,
        JsonText.object()
            .text("title", "Bad fault")
            .number("status", 400)
            .text("code", "bad_fault")
            .each(
                "errors",
                List.copyOf(wrong.entrySet()),
                (json, each) ->
                    json.object(null)
                        .text("pointer", "/" + each.getKey())
                        .text("reason", each.getValue())
                        .end())
            .toString());
  }
}
