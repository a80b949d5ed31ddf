package io.tapeline.http;

import java.nio.charset.StandardCharsets;

/** The name of a field of a {@link WireRow}, as callers see it, with the bytes that JSON has. */
public final class WireField {

  private final String name;
  private final byte[] json;

  private WireField(String name) {
    this.name = name;
    this.json = ('"' + name + "\":").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @param name lower-case letters and underscores
   */
  public static WireField of(String name) {
    if (!name.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z'))) {
      throw new IllegalArgumentException("name: " + name);
    }
    return new WireField(name);
  }

  public String name() {
    return name;
  }

  /** {@code "name":}, the bytes themselves, not a copy. */
  public byte[] json() {
    return json;
  }
}
