package io.tapeline.webhook;

import io.tapeline.access.AddressRange;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where deliveries go, in one spelling: small letters, without the scheme's own port, with a path.
 *
 * @param secure https
 * @param host a name, or an address as it is written shortest, an IPv6 one without brackets
 * @param path with the query, as they go over the wire
 */
public record ReceiverUrl(boolean secure, String host, int port, String path) {

  private static final int LONGEST = 2_048;
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 63;
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;
  private static final int MOST_PORT = 65_535;

  /**
   * @throws IllegalArgumentException if it can't be one; the message says what it must be, without
   *     its subject
   */
  public static ReceiverUrl parse(String text) {
    require(text.length() <= LONGEST, "must have at most " + LONGEST + " characters");
    require(
        text.chars().allMatch(c -> c > ' ' && c < 0x7f),
        "must be ASCII without spaces, a name in its xn-- form");
    URI uri = uri(text);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    require(scheme.equals("https") || scheme.equals("http"), "must begin with https://");
    if (uri.getHost() == null || uri.getRawAuthority().endsWith(":")) {
      throw wrong();
    }
    require(uri.getRawUserInfo() == null, "must have no user and no password");
    require(uri.getRawFragment() == null, "must have no fragment");
    boolean secure = scheme.equals("https");
    int own = secure ? HTTPS_PORT : HTTP_PORT;
    int port = uri.getPort() == -1 ? own : uri.getPort();
    require(port > 0 && port <= MOST_PORT, "must have a port from 1 to " + MOST_PORT);
    String host = host(uri.getHost().toLowerCase(Locale.ROOT));
    return new ReceiverUrl(secure, host, port, path(uri.getRawPath(), uri.getRawQuery()));
  }

  private static URI uri(String text) {
    try {
      return new URI(text).parseServerAuthority();
    } catch (URISyntaxException _) {
      throw wrong();
    }
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "must be an address such as https://hooks.example/tapeline; an IP address in its usual"
            + " form");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Names as RFC 1123 has them, and addresses as everybody writes them: nothing to guess at. */
  private static String host(String given) {
    if (given.startsWith("[")) {
      return literal(given.substring(1, given.length() - 1));
    }
    if (!isName(given)) {
      return literal(given);
    }
    boolean sane = given.length() <= LONGEST_NAME;
    for (String label : given.split("\\.", -1)) {
      sane &= !label.isEmpty() && label.length() <= LONGEST_LABEL;
    }
    if (!sane) {
      throw wrong();
    }
    return given;
  }

  /** What ends in a number is none: some take it for an address, each for another one. */
  private static boolean isName(String host) {
    int last = host.lastIndexOf('.') + 1;
    return host.indexOf(':') < 0 && last < host.length() && Character.isLetter(host.charAt(last));
  }

  private static String literal(String given) {
    try {
      return AddressRange.parse(given).toString();
    } catch (IllegalArgumentException _) {
      throw wrong();
    }
  }

  private static String path(@Nullable String path, @Nullable String query) {
    String whole = path == null || path.isEmpty() ? "/" : path;
    return query == null ? whole : whole + "?" + query;
  }

  /** Its address where it is one and no name. */
  public Optional<InetAddress> literal() {
    return isName(host) ? Optional.empty() : Optional.of(InetAddress.ofLiteral(host));
  }

  private String authority() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == (secure ? HTTPS_PORT : HTTP_PORT) ? name : name + ":" + port;
  }

  @Override
  public String toString() {
    return (secure ? "https://" : "http://") + authority() + path;
  }
}
