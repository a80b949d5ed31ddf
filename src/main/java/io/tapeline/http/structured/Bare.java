package io.tapeline.http.structured;

import java.math.BigDecimal;
import java.util.Base64;

/** A value without its parameters; {@code toString} is how it is written. */
public sealed interface Bare {

  /** Between quotes; only printable ASCII. */
  record Text(String value) implements Bare {
    @Override
    public String toString() {
      return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
  }

  /** A word without quotes. */
  record Token(String value) implements Bare {
    @Override
    public String toString() {
      return value;
    }
  }

  /** Base64 between colons; nobody may change the array. */
  @SuppressWarnings("ArrayRecordComponent")
  record Bytes(byte[] value) implements Bare {
    @Override
    public String toString() {
      return ':' + Base64.getEncoder().encodeToString(value) + ':';
    }
  }

  record Whole(long value) implements Bare {
    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  record Fraction(BigDecimal value) implements Bare {
    @Override
    public String toString() {
      return value.toPlainString();
    }
  }

  record Flag(boolean value) implements Bare {
    @Override
    public String toString() {
      return value ? "?1" : "?0";
    }
  }

  Flag TRUE = new Flag(true);
}
