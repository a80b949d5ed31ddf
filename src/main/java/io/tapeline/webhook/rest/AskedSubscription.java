package io.tapeline.webhook.rest;

import io.tapeline.catalog.app.Catalog;
import io.tapeline.http.Inputs;
import io.tapeline.market.Decimal;
import io.tapeline.market.Instrument;
import io.tapeline.market.Interval;
import io.tapeline.problem.ProblemException;
import io.tapeline.signal.app.SignalConfig;
import io.tapeline.signal.choice.Fault;
import io.tapeline.signal.strategy.StrategyChoice;
import io.tapeline.signal.strategy.builtin.StrategyChoices;
import io.tapeline.webhook.Subscription;
import io.tapeline.webhook.Subscription.Level;
import io.tapeline.webhook.Subscription.Reorgs;
import io.tapeline.webhook.Subscription.Signals;
import io.tapeline.webhook.app.ChainNames;
import io.tapeline.webhook.json.PriceLevelJson;
import io.tapeline.webhook.json.ReorgFilterJson;
import io.tapeline.webhook.json.SignalFilterJson;
import io.tapeline.webhook.json.SubscriptionJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what is to be told, and notes what is wrong with it. */
@ApplicationScoped
class AskedSubscription {

  private static final String EVENTS = "events";
  private static final String SIGNALS = "events/signals/";
  private static final String PRICE = "events/price/";
  private static final String REORGS = "events/reorgs/";
  private static final int MOST_CHAINS = 20;
  private static final int MOST_DEPTH = 10_000;

  /** Of what is wrong nothing comes. */
  private static final Signals WRONG = new Signals(Set.of(), Set.of(), Set.of(), 0, false, false);

  private static final Pattern PLAIN = Pattern.compile("[0-9]{1,18}([.][0-9]{1,18})?");
  private static final int MILLIONTHS = 6;
  private static final BigDecimal MOST_HYSTERESIS = new BigDecimal("0.5");
  private static final String USUAL_HYSTERESIS = "0.001";
  private static final Map<String, Boolean> REPEATS =
      Map.of(PriceLevelJson.ONCE, false, PriceLevelJson.EACH, true);

  private final Catalog catalog;
  private final SignalConfig signals;
  private final ChainNames known;

  AskedSubscription(Catalog catalog, SignalConfig signals, ChainNames known) {
    this.catalog = catalog;
    this.signals = signals;
    this.known = known;
  }

  Subscription read(Inputs inputs, @Nullable SubscriptionJson given) {
    SignalFilterJson filter = given == null ? null : given.signals();
    PriceLevelJson price = given == null ? null : given.price();
    ReorgFilterJson reorgs = given == null ? null : given.reorgs();
    if (Stream.of(filter, price, reorgs).filter(Objects::nonNull).count() != 1) {
      inputs.wrong(EVENTS, "must be signals, price or reorgs, one of them", null);
      return WRONG;
    }
    if (reorgs != null) {
      return reorgs(inputs, reorgs);
    }
    return filter != null ? signals(inputs, filter) : level(inputs, Objects.requireNonNull(price));
  }

  /** Which series they are is found out later: the database may have to be asked. */
  private Signals signals(Inputs inputs, SignalFilterJson given) {
    String strength = given.minStrength() == null ? "0" : given.minStrength();
    BigDecimal least = ratio(inputs, SIGNALS + "min_strength", strength, BigDecimal.ONE);
    if (least.stripTrailingZeros().scale() > MILLIONTHS) {
      inputs.wrong(SIGNALS + "min_strength", "must have at most six decimals", strength);
    }
    return new Signals(
        Set.of(),
        strategies(inputs, given.strategies()),
        intervals(inputs, given.intervals()),
        least.movePointRight(MILLIONTHS).longValue(),
        Boolean.TRUE.equals(given.changedOnly()),
        Boolean.TRUE.equals(given.revisions()));
  }

  private Reorgs reorgs(Inputs inputs, ReorgFilterJson given) {
    Set<String> names = new HashSet<>();
    List<String> chains = given.chains() == null ? List.of() : given.chains();
    if (chains.size() > MOST_CHAINS) {
      inputs.wrong(REORGS + "chains", "must be at most " + MOST_CHAINS, null);
    }
    for (int i = 0; i < chains.size(); i++) {
      String name = String.valueOf(chains.get(i)).toLowerCase(Locale.ROOT);
      if (!known.names().contains(name)) {
        inputs.wrong(
            REORGS + "chains/" + i,
            known.names().isEmpty()
                ? "must not be given: blocks of no chain are stored"
                : "must be one whose blocks are stored: "
                    + String.join(", ", known.names().stream().sorted().toList()),
            name);
      }
      names.add(name);
    }
    int depth = given.minDepth() == null ? 1 : given.minDepth();
    if (depth < 1 || depth > MOST_DEPTH) {
      inputs.wrong(
          REORGS + "min_depth",
          "must be a whole number from 1 to " + MOST_DEPTH,
          Integer.toString(depth));
      depth = 1;
    }
    return new Reorgs(names, depth);
  }

  private static Set<String> strategies(Inputs inputs, @Nullable List<String> given) {
    Set<String> ids = new HashSet<>();
    if (given == null || given.isEmpty()) {
      return ids;
    }
    List<String> all = given.stream().map(String::valueOf).toList();
    StrategyChoices read = StrategyChoices.read(String.join(",", all));
    for (Fault fault : read.faults()) {
      int at = all.indexOf(fault.given());
      inputs.wrong(
          SIGNALS + "strategies" + (at < 0 ? "" : "/" + at), fault.reason(), fault.given());
    }
    read.all().stream().map(StrategyChoice::id).forEach(ids::add);
    return ids;
  }

  private Set<Interval> intervals(Inputs inputs, @Nullable List<String> given) {
    Set<Interval> intervals = EnumSet.noneOf(Interval.class);
    for (int i = 0; given != null && i < given.size(); i++) {
      String id = String.valueOf(given.get(i));
      if (signals.intervals().contains(id)) {
        Interval.of(id).ifPresent(intervals::add);
      } else {
        inputs.wrong(
            SIGNALS + "intervals/" + i,
            "must be one that signals are made of: "
                + String.join(", ", signals.intervals().stream().sorted().toList()),
            id);
      }
    }
    return intervals;
  }

  private Subscription level(Inputs inputs, PriceLevelJson given) {
    Instrument instrument = index(inputs, given.asset());
    if ((given.above() == null) == (given.below() == null)) {
      inputs.wrong("events/price", "must have either above or below", null);
    }
    Level.Side side = given.above() != null ? Level.Side.ABOVE : Level.Side.BELOW;
    Decimal level =
        inputs.parsed(
            PRICE + side.id(),
            given.above() != null ? given.above() : given.below(),
            "a decimal above 0 with at most 18 digits",
            AskedSubscription::positive);
    String hysteresis = given.hysteresis() == null ? USUAL_HYSTERESIS : given.hysteresis();
    BigDecimal back = ratio(inputs, PRICE + "hysteresis", hysteresis, MOST_HYSTERESIS);
    boolean again = inputs.choice(PRICE + "repeat", given.repeat(), REPEATS, false);
    return instrument == null || level == null
        ? WRONG
        : new Level(instrument, side, level, again, back);
  }

  private @Nullable Instrument index(Inputs inputs, @Nullable String asset) {
    String given = inputs.required(PRICE + "asset", asset);
    if (given.isEmpty()) {
      return null;
    }
    try {
      return Instrument.spot(catalog.requireAsset(given).asset().id(), "usd");
    } catch (ProblemException unknown) {
      inputs.wrong(PRICE + "asset", "must be known: " + unknown.problem().text().detail(), asset);
    } catch (IllegalArgumentException _) {
      inputs.wrong(PRICE + "asset", "must not be what prices are in", asset);
    }
    return null;
  }

  private static Decimal positive(String text) {
    Decimal level = PLAIN.matcher(text).matches() ? Decimal.parse(text) : Decimal.ZERO;
    if (!level.isPositive()) {
      throw new IllegalArgumentException("not above 0");
    }
    return level;
  }

  private static BigDecimal ratio(Inputs inputs, String name, String given, BigDecimal most) {
    if (given.matches("[0-9]([.][0-9]{1,9})?")) {
      BigDecimal ratio = new BigDecimal(given);
      if (ratio.compareTo(most) <= 0) {
        return ratio;
      }
    }
    inputs.wrong(name, "must be a decimal from 0 to " + most.toPlainString(), given);
    return BigDecimal.ZERO;
  }
}
