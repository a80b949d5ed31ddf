package io.tapeline.exchange;

import java.net.URI;

/** A REST request of a venue's public interface, with its public address. */
public record HttpGet(URI address) {

  public static HttpGet of(String address) {
    return new HttpGet(URI.create(address));
  }
}
