package io.tapeline.http.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.candle.Candle;
import io.tapeline.candle.json.CandleJson;
import io.tapeline.http.JsonCustomizer;
import io.tapeline.http.Page;
import io.tapeline.http.RowWriter;
import io.tapeline.http.WireField;
import io.tapeline.http.WireRow;
import io.tapeline.market.Decimal;
import io.tapeline.market.Interval;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that write themselves come out as Jackson makes them. */
class FlatRowsTest {

  private static final FieldFilter SOME =
      FieldFilter.of(List.of("close", "open_time", "vwap", "origin"));

  private final ObjectMapper mapper = mapper();
  private final Encoder encoder = new Encoder(mapper);

  /** The same record without a writer of its own. */
  record Plain(String text, @Nullable Decimal price, @Nullable BigDecimal sum, boolean flag) {}

  record Flat(String text, @Nullable Decimal price, @Nullable BigDecimal sum, boolean flag)
      implements WireRow {
    @Override
    public void write(RowWriter out) {
      out.text(WireField.of("text"), text);
      out.decimal(WireField.of("price"), price);
      out.decimal(WireField.of("sum"), sum);
      out.flag(WireField.of("flag"), flag);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    new JsonCustomizer().customize(mapper);
    return mapper;
  }

  private static BigDecimal positive(SplittableRandom random) {
    BigInteger digits =
        BigInteger.valueOf(random.nextLong(Decimal.powerOfTen(random.nextInt(1, 19))));
    BigInteger wide = random.nextInt(4) == 0 ? digits.multiply(digits) : digits;
    return new BigDecimal(wide, random.nextInt(25));
  }

  private static Candle candle(SplittableRandom random, long minute) {
    int scale = random.nextInt(19);
    long low = random.nextLong(Decimal.powerOfTen(random.nextInt(1, 18)));
    boolean unknown = random.nextInt(5) == 0;
    BigDecimal volume = random.nextInt(5) == 0 ? new BigDecimal("0.000") : positive(random);
    return new Candle(
        Interval.M1,
        minute * Interval.M1.nanos(),
        new Decimal(low + 1, scale),
        new Decimal(low + 3, scale),
        new Decimal(low, scale),
        new Decimal(low + 2, scale),
        volume,
        unknown ? null : volume.multiply(BigDecimal.valueOf(random.nextInt(1, 1_000), 2)),
        null, // made of both volumes when it is sent
        random.nextInt(5) == 0 ? null : random.nextLong(1_000_000),
        random.nextLong(Interval.M1.nanos() + 1),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextInt(1_000),
        List.of(Candle.Origin.values()).get(random.nextInt(4)));
  }

  private static List<CandleJson> candles(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, random.nextInt(5))
        .mapToObj(i -> CandleJson.of(candle(random, random.nextLong(150_000_000))))
        .toList();
  }

  /** Through Jackson: rows of another type than the one that writes itself. */
  private String byJackson(List<?> rows, @Nullable String next, String format, boolean some)
      throws Exception {
    Page<?> page = new Page<>(Object.class, List.copyOf(rows), next);
    if (format.equals("text/csv")) {
      Table table = new Table(mapper);
      List<String> columns = table.columns(CandleJson.class, some ? SOME : null);
      List<String[]> paths = columns.stream().map(column -> new String[] {column}).toList();
      StringBuilder lines = new StringBuilder(Table.header(columns));
      rows.forEach(row -> lines.append(table.line(paths, row)).append("\r\n"));
      return lines.toString();
    }
    return text(encoder.rows(Object.class, format, some ? SOME : null).whole(page).bytes());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void candlesAreTheSameBytesAsJacksons(long seed) throws Exception {
    List<CandleJson> rows = candles(seed);
    String next = seed % 2 == 0 ? null : "bm90IGEgY3Vyc29y";
    for (String format : List.of("application/json", "application/x-ndjson", "text/csv")) {
      for (boolean some : List.of(false, true)) {
        Page<CandleJson> page = new Page<>(CandleJson.class, rows, next);
        RowEncoder own = encoder.rows(CandleJson.class, format, some ? SOME : null);
        assertThat(text(own.whole(page).bytes())).isEqualTo(byJackson(rows, next, format, some));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void partsAreTogetherWhatIsWrittenWhole(long seed) throws Exception {
    List<CandleJson> rows = candles(seed);
    for (String format : List.of("application/json", "application/x-ndjson", "text/csv")) {
      RowEncoder parts = encoder.rows(CandleJson.class, format, null);
      int half = rows.size() / 2;
      String joined =
          text(parts.begin())
              + text(parts.page(rows.subList(0, half)))
              + text(parts.page(rows.subList(half, rows.size())))
              + text(parts.end());
      Page<CandleJson> page = new Page<>(CandleJson.class, rows, null);
      assertThat(joined)
          .isEqualTo(text(encoder.rows(CandleJson.class, format, null).whole(page).bytes()));
    }
  }

  @Test
  void oddTextsAndNumbersAreTheSameToo() throws Exception {
    List<String> texts =
        List.of("", "a\"b\\c", "line\nbreak\u0000", "µ€ 😀", "=SUM(A1)", "-5", "a,b", "\u007f");
    List<Decimal> prices =
        List.of(
            new Decimal(Long.MIN_VALUE, 18),
            new Decimal(Long.MIN_VALUE, 0),
            new Decimal(Long.MAX_VALUE, 18),
            new Decimal(-5, 3),
            Decimal.ZERO);
    List<BigDecimal> sums =
        List.of(
            new BigDecimal("1E+30"),
            new BigDecimal("-0.0000000000000000000000010"),
            new BigDecimal("0E-20"),
            new BigDecimal("100"),
            new BigDecimal("1E+3"));
    for (String text : texts) {
      for (int i = 0; i < prices.size(); i++) {
        Decimal price = i == 4 ? null : prices.get(i);
        Flat flat = new Flat(text, price, sums.get(i), i > 2);
        Plain plain = new Plain(text, price, sums.get(i), i > 2);
        Utf8 json = new Utf8(0);
        new JsonRows(json, null).row(flat);
        assertThat(text(json.toByteArray())).isEqualTo(mapper.writeValueAsString(plain));
        Utf8 csv = new Utf8(0);
        new CsvRows(csv, null).row(flat);
        List<String[]> paths =
            List.of("text", "price", "sum", "flag").stream()
                .map(column -> new String[] {column})
                .toList();
        assertThat(text(csv.toByteArray())).isEqualTo(new Table(mapper).line(paths, plain));
      }
    }
  }
}
