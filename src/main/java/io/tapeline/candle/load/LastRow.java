package io.tapeline.candle.load;

/** What becomes of a file's newest candle, which may have been open when it was downloaded. */
enum LastRow {
  /** Refused if the file was last written before the candle's end. */
  AUTO,
  /** Kept as soon as its interval is over. */
  KEEP,
  /** Left out. */
  DROP
}
