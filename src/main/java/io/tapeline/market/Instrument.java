package io.tapeline.market;

import java.util.Locale;
import java.util.Objects;

/**
 * What is traded, by our id: {@code btc-usd} for spot, {@code btc-usdt-perp} for a perpetual swap.
 *
 * @param base the asset bought and sold
 * @param quote the asset that prices are in
 */
public record Instrument(Asset base, Asset quote, Kind kind) implements Comparable<Instrument> {

  /** Spot, or a perpetual swap (kept as a market of its own, never part of an index). */
  public enum Kind {
    SPOT,
    PERPETUAL
  }

  private static final String PERPETUAL_SUFFIX = "perp";

  public Instrument {
    if (base.equals(quote)) {
      throw new IllegalArgumentException("base and quote are both " + base);
    }
    Objects.requireNonNull(kind);
  }

  public static Instrument spot(String base, String quote) {
    return new Instrument(new Asset(base), new Asset(quote), Kind.SPOT);
  }

  public static Instrument perpetual(String base, String quote) {
    return new Instrument(new Asset(base), new Asset(quote), Kind.PERPETUAL);
  }

  /**
   * The instrument of an id, in any case.
   *
   * @throws IllegalArgumentException if the id does not have the form {@code base-quote[-perp]}
   */
  public static Instrument parse(String id) {
    String[] parts = id.toLowerCase(Locale.ROOT).split("-", -1);
    if (parts.length == 2) {
      return spot(parts[0], parts[1]);
    }
    if (parts.length == 3 && parts[2].equals(PERPETUAL_SUFFIX)) {
      return perpetual(parts[0], parts[1]);
    }
    throw new IllegalArgumentException("instrument id: " + id);
  }

  public boolean isSpot() {
    return kind == Kind.SPOT;
  }

  public String id() {
    String pair = base.id() + "-" + quote.id();
    return kind == Kind.PERPETUAL ? pair + "-" + PERPETUAL_SUFFIX : pair;
  }

  @Override
  public int compareTo(Instrument other) {
    return id().compareTo(other.id());
  }

  @Override
  public String toString() {
    return id();
  }
}
