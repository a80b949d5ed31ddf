package io.tapeline.sandbox.chain.activity;

import io.tapeline.sandbox.price.Hash;
import java.math.BigInteger;

/** Numbers drawn one after another, the same ones for the same seed. One thread at a time. */
public final class Draws {

  private final long seed;
  private long drawn;

  public Draws(long seed) {
    this.seed = seed;
  }

  public long next() {
    return Hash.of(seed, drawn++);
  }

  /** From 0 to below 1. */
  public double unit() {
    return Hash.unit(next());
  }

  /** From 0 to below the bound. */
  int below(int bound) {
    return (int) Math.floorMod(next(), (long) bound);
  }

  /** Whether something happens that does so this often, 0 to 1. */
  boolean happens(double often) {
    return unit() < often;
  }

  /** A part of something, from none of it to this share, rounded down. */
  BigInteger part(BigInteger whole, double most) {
    long millionths = (long) (unit() * most * 1_000_000);
    return whole.multiply(BigInteger.valueOf(millionths)).divide(BigInteger.valueOf(1_000_000));
  }

  /** 32 bytes. */
  public byte[] word() {
    byte[] word = new byte[io.tapeline.chain.Hash.BYTES];
    for (int at = 0; at < word.length; at += Long.BYTES) {
      long bits = next();
      for (int i = 0; i < Long.BYTES; i++) {
        word[at + i] = (byte) (bits >>> (Byte.SIZE * i));
      }
    }
    return word;
  }
}
