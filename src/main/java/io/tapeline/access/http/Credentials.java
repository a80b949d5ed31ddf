package io.tapeline.access.http;

import io.tapeline.access.KeyText;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/** Who a request says it is from: {@code Authorization: Bearer} or {@code X-API-Key}. */
sealed interface Credentials {

  String API_KEY = "X-API-Key";
  String BEARER = "bearer ";

  /** It says nothing. */
  record None() implements Credentials {}

  /**
   * Something that is not written as keys are, or several of them.
   *
   * @param given the only one; empty where there are several
   */
  record Unreadable(String given) implements Credentials {

    /** It may be a secret all the same. */
    @Override
    public String toString() {
      return "Unreadable";
    }
  }

  record Key(KeyText text) implements Credentials {}

  /** Something written as tokens are, with a dot in it. */
  record Token(String given) implements Credentials {

    /** Whoever has it can use it. */
    @Override
    public String toString() {
      return "Token";
    }
  }

  static Credentials of(HttpServerRequest request) {
    MultiMap headers = request.headers();
    boolean authorized = headers.contains(HttpHeaders.AUTHORIZATION);
    boolean keyed = headers.contains(API_KEY);
    if (!authorized && !keyed) {
      return new None();
    }
    List<String> given =
        headers.getAll(authorized ? HttpHeaders.AUTHORIZATION.toString() : API_KEY);
    if ((authorized && keyed) || given.size() != 1) {
      return new Unreadable("");
    }
    return authorized ? bearer(given.getFirst()) : key(given.getFirst());
  }

  private static Credentials bearer(String given) {
    if (!given.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return new Unreadable("");
    }
    String text = given.substring(BEARER.length()).strip();
    return text.indexOf('.') < 0 ? key(text) : new Token(text);
  }

  private static Credentials key(String given) {
    Optional<KeyText> text = KeyText.parse(given.strip());
    return text.isPresent() ? new Key(text.get()) : new Unreadable(given.strip());
  }
}
