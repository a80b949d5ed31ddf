package io.tapeline.catalog.postgres;

import io.tapeline.market.Decimal;
import io.tapeline.market.ListedMarket;
import io.tapeline.market.Market;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A market as its venue listed it last. */
@Entity
@Table(name = "market")
class MarketRow {

  @Id String id = "";

  String venue = "";
  String base = "";
  String quote = "";
  String kind = "";
  String symbol = "";

  @Column(name = "tick_size")
  @Nullable BigDecimal tickSize;

  @Column(name = "lot_size")
  @Nullable BigDecimal lotSize;

  String status = "";

  static MarketRow of(ListedMarket listed) {
    MarketRow row = new MarketRow();
    row.id = listed.market().id();
    row.venue = listed.market().venue().id();
    row.base = listed.market().instrument().base().id();
    row.quote = listed.market().instrument().quote().id();
    row.kind = listed.market().instrument().kind().name();
    row.symbol = listed.symbol();
    row.tickSize = number(listed.tickSize());
    row.lotSize = number(listed.lotSize());
    row.status = listed.status().name();
    return row;
  }

  ListedMarket listed() {
    return new ListedMarket(
        Market.parse(id),
        symbol,
        tickSize == null ? null : Decimal.of(tickSize),
        lotSize == null ? null : Decimal.of(lotSize),
        ListedMarket.Status.valueOf(status));
  }

  private static @Nullable BigDecimal number(@Nullable Decimal decimal) {
    return decimal == null ? null : decimal.toBigDecimal();
  }
}
