package io.tapeline.sandbox.okx;

import io.tapeline.market.Instrument;
import io.tapeline.sandbox.SimulatedMarket;
import io.tapeline.sandbox.wire.JsonText;
import java.util.Locale;

/** How OKX lists an instrument. */
final class OkxListing {

  private OkxListing() {}

  static void write(JsonText json, String symbol, SimulatedMarket market) {
    Instrument instrument = market.market().instrument();
    String lot = market.terms().lotSize().toString();
    json.object(null)
        .fixed("\"alias\":\"\",\"auctionEndTime\":\"\"")
        .text("baseCcy", instrument.base().id().toUpperCase(Locale.ROOT))
        .fixed(
            """
            "category":"1","ctMult":"","ctType":"","ctVal":"","ctValCcy":"","expTime":"",\
            "instFamily":\"\"""")
        .text("instId", symbol)
        .fixed("\"instType\":\"SPOT\",\"lever\":\"\",\"listTime\":\"1733454000000\"")
        .text("lotSz", lot)
        .fixed(
            """
            "maxIcebergSz":"9999999999.0000000000000000","maxLmtAmt":"20000000",\
            "maxLmtSz":"9999999999","maxMktAmt":"1000000","maxMktSz":"1000000",\
            "maxStopSz":"1000000","maxTriggerSz":"9999999999.0000000000000000",\
            "maxTwapSz":"9999999999.0000000000000000\"""")
        .text("minSz", lot)
        .text("optType", "")
        .text("quoteCcy", instrument.quote().id().toUpperCase(Locale.ROOT))
        .fixed("\"ruleType\":\"normal\",\"settleCcy\":\"\",\"state\":\"live\",\"stk\":\"\"")
        .text("tickSz", market.terms().tickSize().toString())
        .text("uly", "")
        .end();
  }
}
