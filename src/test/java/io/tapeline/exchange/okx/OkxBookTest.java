package io.tapeline.exchange.okx;

import static io.tapeline.exchange.okx.OkxFixture.EVENT_NANOS;
import static io.tapeline.exchange.okx.OkxFixture.RECEIVED;
import static io.tapeline.exchange.okx.OkxFixture.decimal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.TestData;
import io.tapeline.exchange.Decoded;
import io.tapeline.exchange.Notice;
import io.tapeline.market.Market;
import io.tapeline.market.Quote;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OkxBookTest {

  private static final Market SPOT = Market.parse("okx:btc-usdt");
  private static final String SNAPSHOT =
      book(
          "books",
          "snapshot",
          "[[\"101\",\"2\",\"0\",\"1\"]]",
          "[[\"99\",\"3\",\"0\",\"1\"]]",
          -1,
          10);

  private final OkxFixture okx = new OkxFixture();

  private static String book(
      String channel, String action, String asks, String bids, long previous, long sequence) {
    return "{\"arg\":{\"channel\":\"%s\",\"instId\":\"BTC-USDT\"},\"action\":\"%s\",\"data\":[{"
            .formatted(channel, action)
        + "\"asks\":%s,\"bids\":%s,\"ts\":\"1767323045678\",\"checksum\":-1,".formatted(asks, bids)
        + "\"prevSeqId\":%d,\"seqId\":%d}]}".formatted(previous, sequence);
  }

  private static String change(String asks, String bids, long previous, long sequence) {
    return book("books", "update", asks, bids, previous, sequence);
  }

  private Quote quote() {
    return okx.events().quotes().getLast();
  }

  @Test
  void tellsTheBestOfABookThatItFollows() {
    okx.decode(SNAPSHOT);
    assertThat(quote())
        .isEqualTo(
            new Quote(
                SPOT,
                decimal("99"),
                decimal("3"),
                decimal("101"),
                decimal("2"),
                EVENT_NANOS,
                RECEIVED));
    okx.decode(change("[[\"100.5\",\"1\",\"0\",\"1\"]]", "[[\"99\",\"0\",\"0\",\"0\"]]", 10, 15));
    assertThat(quote().bid()).isNull();
    assertThat(quote().ask()).isEqualTo(decimal("100.5"));
  }

  @Test
  void followsBooksWithoutNumbers() {
    okx.decode(SNAPSHOT.replace(",\"prevSeqId\":-1,\"seqId\":10", ""));
    okx.decode(
        change("[]", "[[\"100\",\"1\",\"0\",\"1\"]]", 7, 8)
            .replace(",\"prevSeqId\":7,\"seqId\":8", ""));
    assertThat(quote().bid()).isEqualTo(decimal("100"));
  }

  @Test
  void waitsForASnapshotWhenAChangeIsMissing() {
    okx.decode(SNAPSHOT);
    okx.decode(change("[]", "[[\"100\",\"1\",\"0\",\"1\"]]", 12, 13));
    assertThat(quote())
        .as("there is no best until then")
        .isEqualTo(new Quote(SPOT, null, null, null, null, RECEIVED, RECEIVED));
    assertThat(okx.events().notices())
        .containsExactly(new Notice.BookBroken(SPOT, "changes are missing"));
    okx.decode(change("[]", "[[\"100\",\"1\",\"0\",\"1\"]]", 13, 14));
    assertThat(okx.events().quotes()).isEmpty();
    assertThat(okx.events().notices()).as("told once").isEmpty();
    okx.decode(SNAPSHOT);
    assertThat(quote().bid()).isEqualTo(decimal("99"));
  }

  @Test
  void staysAwayFromABookOfWhichAChangeCouldNotBeRead() {
    okx.decode(SNAPSHOT);
    assertThat(okx.decode(change("[[\"100.5\",\"1\"],[\"x\"]]", "[]", 10, 11)))
        .isInstanceOf(Decoded.Failed.class);
    okx.decode(change("[]", "[]", 11, 12));
    assertThat(quote().bid()).isNull();
    assertThat(okx.events().notices()).hasSize(1);
  }

  @Test
  void acceptsTheSmallerNumberAfterMaintenance() {
    okx.decode(SNAPSHOT);
    okx.decode(change("[]", "[]", 10, 10));
    okx.decode(change("[]", "[]", 10, 3));
    okx.decode(change("[]", "[[\"100\",\"1\",\"0\",\"1\"]]", 3, 5));
    assertThat(quote().bid()).isEqualTo(decimal("100"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bbo-tbt", "books5"})
  void readsTheFirstLevels(String channel) {
    okx.decode(
        "{\"data\":[{\"ts\":\"1767323045678\",\"bids\":[[\"99\",\"3\",\"0\",\"1\"],[\"98\",\"1\"]],"
            + "\"seqId\":5,\"asks\":[]}],\"arg\":{\"instId\":\"BTC-USDT\",\"channel\":\"%s\"}}"
                .formatted(channel));
    assertThat(quote())
        .isEqualTo(new Quote(SPOT, decimal("99"), decimal("3"), null, null, EVENT_NANOS, RECEIVED));
  }

  @Test
  void letsATickerSpeakInTheBooksPlaceOnceOneWasSeen() {
    okx.decode(SNAPSHOT);
    assertThat(okx.events().quotes()).hasSize(1);
    okx.decode(
        "{\"arg\":{\"channel\":\"tickers\",\"instId\":\"BTC-USDT\"},\"data\":[{\"bidPx\":\"99.5\","
            + "\"bidSz\":\"1\",\"askPx\":\"100.5\",\"askSz\":\"1\",\"ts\":\"1767323045678\"}]}");
    assertThat(quote().bid()).isEqualTo(decimal("99.5"));
    assertThat(okx.decode(SNAPSHOT)).isEqualTo(new Decoded.Ignored("outranked: books"));
    assertThat(okx.events().quotes()).isEmpty();
  }

  @Test
  void tellsABestOnlyIfItChanged() {
    okx.decode(SNAPSHOT);
    assertThat(okx.decode(change("[[\"102\",\"1\",\"0\",\"1\"]]", "[]", 10, 11)))
        .isEqualTo(new Decoded.Used("books"));
    assertThat(okx.events().quotes()).isEmpty();
  }

  @Test
  void decodesThePublicShapesOneAfterTheOther() throws IOException {
    assertThat(okx.decode(shape("snapshot"))).isEqualTo(new Decoded.Used("books"));
    assertThat(okx.events().quotes())
        .containsExactly(
            new Quote(
                SPOT,
                decimal("8476.97"),
                decimal("256"),
                decimal("8476.98"),
                decimal("415"),
                1_597_026_383_085_000_000L,
                RECEIVED));
    assertThat(okx.decode(shape("update"))).isEqualTo(new Decoded.Used("books"));
    assertThat(okx.events().notices()).isEmpty();
  }

  private static String shape(String name) throws IOException {
    return Files.readString(
        TestData.path("sessions/nautilus-messages/okx/test_data/ws_books_%s.json".formatted(name)));
  }
}
