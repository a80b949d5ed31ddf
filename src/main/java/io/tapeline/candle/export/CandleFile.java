package io.tapeline.candle.export;

import io.tapeline.candle.Candle;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A file of candles in the making. Whole once it is closed. */
interface CandleFile extends Closeable {

  void write(List<Candle> candles) throws IOException;
}
