package io.tapeline.sandbox.wire;

/** A REST answer: the status and a JSON body. */
public record WireAnswer(int status, String body) {

  public static WireAnswer ok(String body) {
    return new WireAnswer(200, body);
  }

  /** The venue has no such address. */
  public static WireAnswer notFound() {
    return new WireAnswer(404, "{\"error\":\"not found\"}");
  }
}
