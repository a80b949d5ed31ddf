package io.tapeline.signing;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was asked, as it went over the wire.
 *
 * @param authority host and port, in small letters, without the scheme's own port
 * @param path escaped, at least a slash
 * @param query escaped, without its question mark; null if there is none
 */
public record Target(
    String method, String scheme, String authority, String path, @Nullable String query) {

  public static Target of(
      String method,
      String scheme,
      @Nullable String authority,
      @Nullable String path,
      @Nullable String query) {
    return new Target(
        method,
        scheme,
        authority(scheme, authority == null ? "" : authority),
        path == null || path.isEmpty() ? "/" : path,
        query);
  }

  /**
   * @throws IllegalArgumentException if it is no address of HTTP, with a sentence
   */
  public static Target of(String method, String address) {
    URI uri = URI.create(address);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getRawAuthority() == null || !scheme.matches("https?")) {
      throw new IllegalArgumentException(address + " is no address such as https://host/v1/assets");
    }
    return of(method, scheme, uri.getRawAuthority(), uri.getRawPath(), uri.getRawQuery());
  }

  private static String authority(String scheme, String given) {
    String own = scheme.equals("https") ? ":443" : ":80";
    String small = given.toLowerCase(Locale.ROOT);
    return small.endsWith(own) ? small.substring(0, small.length() - own.length()) : small;
  }

  /** A component of section 2.2 of RFC 9421; null if it is none of a request. */
  public @Nullable String component(String name) {
    String asked = query == null ? "" : "?" + query;
    return switch (name) {
      case "@method" -> method;
      case "@scheme" -> scheme;
      case "@authority" -> authority;
      case "@path" -> path;
      // also where there is none
      case "@query" -> query == null ? "?" : asked;
      case "@request-target" -> path + asked;
      case "@target-uri" -> scheme + "://" + authority + path + asked;
      default -> null;
    };
  }
}
