package io.tapeline.market;

/** An instrument on a venue, {@code binance:btc-usdt}. The id is made once, since it is a key. */
public final class Market implements Comparable<Market> {

  private final Venue venue;
  private final Instrument instrument;
  private final String id;

  public Market(Venue venue, Instrument instrument) {
    this.venue = venue;
    this.instrument = instrument;
    this.id = venue.id() + ":" + instrument.id();
  }

  /**
   * @throws IllegalArgumentException if the id does not have the form {@code venue:base-quote}
   */
  public static Market parse(String id) {
    int colon = id.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("market id: " + id);
    }
    return new Market(new Venue(id.substring(0, colon)), Instrument.parse(id.substring(colon + 1)));
  }

  public Venue venue() {
    return venue;
  }

  public Instrument instrument() {
    return instrument;
  }

  public String id() {
    return id;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Market that && id.equals(that.id));
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public int compareTo(Market other) {
    return id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return id;
  }
}
