package io.tapeline.chain.read;

import io.tapeline.chain.Hash;
import io.tapeline.chain.RefusedException;
import io.tapeline.chain.follow.Finality;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** Which block is asked about. */
public sealed interface BlockChoice {

  /** The words, for whoever wrote something else. */
  String FORM = "latest, safe, finalized, a block's number, or its hash, 0x and 64 digits";

  /** What is so sure at the moment. */
  record Newest(Finality finality) implements BlockChoice {
    @Override
    public String toString() {
      return finality.toString();
    }
  }

  record Numbered(long number) implements BlockChoice {
    @Override
    public String toString() {
      return Long.toString(number);
    }
  }

  record Hashed(Hash hash) implements BlockChoice {
    @Override
    public String toString() {
      return hash.toString();
    }
  }

  /** Whether the same block is meant whenever it is asked. */
  default boolean isFixed() {
    return !(this instanceof Newest);
  }

  /**
   * @throws IllegalArgumentException if it is none of {@link #FORM}
   */
  static BlockChoice parse(String text) {
    if (text.matches("0|[1-9][0-9]{0,17}")) {
      return new Numbered(Long.parseLong(text));
    }
    String small = text.toLowerCase(Locale.ROOT);
    return small.startsWith("0x")
        ? new Hashed(hash(small))
        : new Newest(
            Arrays.stream(Finality.values())
                .filter(each -> each.toString().equals(small))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
  }

  private static Hash hash(String text) {
    try {
      return Hash.of(HexFormat.of().parseHex(text.substring(2)));
    } catch (RefusedException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
