package io.tapeline.candle.export;

import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.TimeUnit;
import com.jerolba.carpet.model.BigDecimalType;
import com.jerolba.carpet.model.FieldTypes;
import com.jerolba.carpet.model.WriteRecordModelType;
import io.tapeline.candle.Candle;
import io.tapeline.candle.export.ExportPlan.Compression;
import io.tapeline.http.Times;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Parquet: times as UTC microseconds, decimals as DECIMAL(38, 18). Prices and volumes are exact;
 * what a quote volume has behind the 18th digit is rounded half-even.
 */
final class ParquetFile implements CandleFile {

  private static final BigDecimalType NUMBER =
      FieldTypes.BIG_DECIMAL.withPrecisionScale(38, 18).withRoundingMode(RoundingMode.HALF_EVEN);

  private static final BigDecimalType KNOWN = NUMBER.notNull();

  private static final WriteRecordModelType<Candle> ROW =
      FieldTypes.writeRecordModel(Candle.class)
          .withField(
              "open_time", FieldTypes.INSTANT.notNull(), c -> Times.instant(c.openTimeNanos()))
          .withField("open", KNOWN, candle -> candle.open().toBigDecimal())
          .withField("high", KNOWN, candle -> candle.high().toBigDecimal())
          .withField("low", KNOWN, candle -> candle.low().toBigDecimal())
          .withField("close", KNOWN, candle -> candle.close().toBigDecimal())
          .withField("volume", KNOWN, Candle::volume)
          .withField("quote_volume", NUMBER, Candle::quoteVolume)
          .withField("trades", FieldTypes.LONG, Candle::trades)
          .withField("observed_nanos", Candle::observedNanos)
          .withField("synthetic", FieldTypes.BOOLEAN.notNull(), Candle::synthetic)
          .withField("complete", FieldTypes.BOOLEAN.notNull(), Candle::complete)
          .withField("revision", FieldTypes.INTEGER.notNull(), Candle::revision)
          .withField(
              "origin",
              FieldTypes.STRING.notNull(),
              candle -> candle.origin().name().toLowerCase(Locale.ROOT));

  /** A row group that a small heap can hold. */
  private static final long ROW_GROUP_BYTES = 8L << 20;

  private final CarpetWriter<Candle> writer;

  ParquetFile(Path path, Compression compression) throws IOException {
    writer =
        new CarpetWriter.Builder<>(
                new BufferedOutputStream(Files.newOutputStream(path)), Candle.class)
            .withWriteRecordModel(ROW)
            .withDefaultTimeUnit(TimeUnit.MICROS)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withCompressionCodec(
                switch (compression) {
                  case ZSTD -> CompressionCodecName.ZSTD;
                  case GZIP -> CompressionCodecName.GZIP;
                  case NONE -> CompressionCodecName.UNCOMPRESSED;
                })
            .build();
  }

  @Override
  public void write(List<Candle> candles) throws IOException {
    writer.write(candles);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
