package io.tapeline.http.answer;

import io.tapeline.http.ContentDigest;
import io.tapeline.http.WholeBody;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;

/** The digest of a body that is sent as it comes: known at its end, and sent behind it. */
final class DigestTrailer {

  private static final CharSequence TE = HttpHeaders.createOptimized("TE");
  private static final CharSequence TRAILER = HttpHeaders.createOptimized("Trailer");

  private final ContentDigest algorithm;
  private final MessageDigest digest;

  private DigestTrailer(ContentDigest algorithm) {
    this.algorithm = algorithm;
    this.digest = algorithm.start();
  }

  /** For who says that trailers are read, or asks for a digest: most clients throw them away. */
  static Optional<DigestTrailer> wantedBy(HttpServerRequest request) {
    String taken = request.getHeader(TE);
    boolean wanted =
        request.headers().contains(ContentDigest.WANT)
            || (taken != null && taken.toLowerCase(Locale.ROOT).contains("trailers"));
    return wanted ? WholeBody.wanted(request).map(DigestTrailer::new) : Optional.empty();
  }

  void announce(HttpServerResponse response) {
    response.headers().set(TRAILER, ContentDigest.HEADER);
  }

  /** The next part of the content, as it is sent. */
  void add(byte[] part) {
    digest.update(part);
  }

  void put(HttpServerResponse response) {
    response.putTrailer(ContentDigest.HEADER, algorithm.field(digest.digest()));
  }
}
