package io.tapeline.candle.redis;

import io.tapeline.candle.Candle;
import io.tapeline.candle.CandleRange;
import io.tapeline.candle.app.KnownRange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A known range as bytes: the version (1 byte), the moment (8), the number of candles (4), the
 * candles (see {@link CandleBytes}), and the CRC-32C of all that (4). Whoever changes anything of
 * it changes the version: others take the entry for none.
 */
final class RangeBytes {

  private static final byte VERSION = 1;
  private static final int HEAD = Byte.BYTES + Long.BYTES + Integer.BYTES;
  private static final int CHECK = Integer.BYTES;

  private RangeBytes() {}

  static byte[] of(CandleRange range, KnownRange known) {
    CandleBytes.Writer candles = new CandleBytes.Writer(range);
    known.candles().forEach(candles::write);
    byte[] packed = candles.bytes();
    ByteBuffer all = ByteBuffer.allocate(HEAD + packed.length + CHECK);
    all.put(VERSION).putLong(known.asOfNanos()).putInt(known.candles().size()).put(packed);
    return all.putInt(check(all.array())).array();
  }

  /** What these bytes say of the range; nothing if they are of another version or damaged. */
  static Optional<KnownRange> read(CandleRange range, byte[] bytes) {
    if (bytes.length < HEAD + CHECK
        || bytes[0] != VERSION
        || ByteBuffer.wrap(bytes).getInt(bytes.length - CHECK) != check(bytes)) {
      return Optional.empty();
    }
    ByteBuffer rest = ByteBuffer.wrap(bytes, Byte.BYTES, bytes.length - Byte.BYTES);
    long asOfNanos = rest.getLong();
    int size = rest.getInt();
    CandleBytes.Reader reader = new CandleBytes.Reader(range, rest);
    List<Candle> candles = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      candles.add(reader.read());
    }
    return Optional.of(new KnownRange(candles, asOfNanos));
  }

  /** Of all but the check itself. */
  private static int check(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - CHECK);
    return (int) crc.getValue();
  }
}
