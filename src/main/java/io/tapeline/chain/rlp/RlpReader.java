package io.tapeline.chain.rlp;

import io.tapeline.chain.RefusedException;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Steps over items without copying them: strings and lists, one after the other. It takes the one
 * canonical form only, so that what is read and written again has the same hash. It never recurses;
 * how deep lists may be is up to who enters them.
 *
 * <p>The byte array belongs to the caller and must not change meanwhile. One thread at a time.
 */
public final class RlpReader {

  /** Lengths of more than this many bytes are of more than memory holds. */
  private static final int MAX_LENGTH_BYTES = 4;

  private static final int SHORT_STRING = 0x80;
  private static final int LONG_STRING = 0xb8;
  private static final int SHORT_LIST = 0xc0;
  private static final int LONG_LIST = 0xf8;

  /** From here on a length has bytes of its own. */
  private static final int LONG = 56;

  private byte[] data;
  private int at;
  private int end;

  private boolean list;
  private int start;
  private int from;
  private int to;

  /** Over some bytes, standing before the first item. */
  public RlpReader(byte[] data, int from, int to) {
    this.data = data;
    this.at = from;
    this.end = to;
  }

  /** Inside of a list that is all there is. */
  public static RlpReader ofList(byte[] data) {
    RlpReader reader = new RlpReader(data, 0, data.length);
    RlpReader items = reader.list();
    reader.end();
    return items;
  }

  /** Over other bytes. */
  public void reset(byte[] other, int otherFrom, int otherTo) {
    data = other;
    at = otherFrom;
    end = otherTo;
  }

  public boolean hasNext() {
    return at < end;
  }

  /**
   * Steps onto the next item.
   *
   * @throws RefusedException if there is none, or what there is was not written canonically
   */
  public void next() {
    if (at >= end) {
      throw new RefusedException("RLP ends where an item should be");
    }
    start = at;
    int head = data[at] & 0xff;
    list = head >= SHORT_LIST;
    if (head < SHORT_STRING) {
      place(at, 1);
    } else if (head < LONG_STRING) {
      place(at + 1, head - SHORT_STRING);
      if (to - from == 1 && data[from] >= 0) {
        throw new RefusedException("RLP has a head before a byte that needs none");
      }
    } else if (head < SHORT_LIST) {
      placeLong(head - LONG_STRING + 1);
    } else if (head < LONG_LIST) {
      place(at + 1, head - SHORT_LIST);
    } else {
      placeLong(head - LONG_LIST + 1);
    }
    at = to;
  }

  private void placeLong(int lengthBytes) {
    if (lengthBytes > MAX_LENGTH_BYTES || at + lengthBytes >= end) {
      throw new RefusedException("RLP has an item that is longer than what is there");
    }
    long length = 0;
    for (int i = 1; i <= lengthBytes; i++) {
      length = length << 8 | (data[at + i] & 0xff);
    }
    if (data[at + 1] == 0 || length < LONG) {
      throw new RefusedException("RLP has a length that is not written in the shortest way");
    }
    place(at + 1 + lengthBytes, length);
  }

  private void place(int payload, long length) {
    if (length > end - payload) {
      throw new RefusedException("RLP has an item that is longer than what is there");
    }
    from = payload;
    to = payload + (int) length;
  }

  /** Of the item that it stands on: whether it is a list. */
  public boolean isList() {
    return list;
  }

  /** Where the item begins, its head included. */
  public int start() {
    return start;
  }

  /** Where its content begins. */
  public int from() {
    return from;
  }

  /** Where it ends. */
  public int to() {
    return to;
  }

  /**
   * Nothing may be left.
   *
   * @throws RefusedException if something is
   */
  public void end() {
    if (at < end) {
      throw new RefusedException("RLP has more than it should");
    }
  }

  /** The next item, a list, to be stepped through. */
  public RlpReader list() {
    next();
    if (!list) {
      throw new RefusedException("RLP has a string where a list should be");
    }
    return new RlpReader(data, from, to);
  }

  private void string() {
    next();
    if (list) {
      throw new RefusedException("RLP has a list where a string should be");
    }
  }

  /** The next item, a string. */
  public byte[] bytes() {
    string();
    return Arrays.copyOfRange(data, from, to);
  }

  /** The next item, a string of so many bytes. */
  public byte[] bytes(int length) {
    string();
    if (to - from != length) {
      throw new RefusedException(
          "RLP has a string of %d bytes where one of %d should be".formatted(to - from, length));
    }
    return Arrays.copyOfRange(data, from, to);
  }

  /** The next item, a number that is not negative. */
  public BigInteger integer(int maxBytes) {
    string();
    checkNumber(maxBytes);
    return new BigInteger(1, data, from, to - from);
  }

  /** The next item, a number that fits. */
  public long number() {
    string();
    checkNumber(Long.BYTES);
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number << 8 | (data[i] & 0xff);
    }
    if (number < 0) {
      throw new RefusedException("RLP has a number beyond 2^63");
    }
    return number;
  }

  private void checkNumber(int maxBytes) {
    if (to - from > maxBytes) {
      throw new RefusedException(
          "RLP has a number of %d bytes where at most %d fit".formatted(to - from, maxBytes));
    }
    if (to > from && data[from] == 0) {
      throw new RefusedException("RLP has a number with leading zeros");
    }
  }
}
