package io.tapeline.http.openapi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Headers that mean the same on every answer. */
final class SharedHeaders {

  private static final String REQUEST_ID = "X-Request-Id";

  private static final String ETAG = "ETag";
  private static final String CACHE_CONTROL = "Cache-Control";
  private static final String LINK = "Link";
  private static final String AS_OF = "Tapeline-As-Of";
  private static final String AGE = "Tapeline-Age-Ms";
  private static final String HORIZON = "Tapeline-Horizon";
  private static final String RECEIPT = "Tapeline-Receipt";
  private static final String LOCATION = "Location";
  private static final String VARY = "Vary";
  private static final String RETRY_AFTER = "Retry-After";
  private static final String AUTHENTICATE = "WWW-Authenticate";
  private static final String RANGE = "Range";
  private static final String CONTENT_RANGE = "Content-Range";

  /** Of a file. */
  private static final List<String> OF_FILE = List.of("Accept-Ranges", "Content-Disposition");

  /** Of whatever passed the door, or was turned away for asking too much. */
  private static final List<String> OF_ALL =
      List.of(
          REQUEST_ID,
          "RateLimit",
          "RateLimit-Policy",
          "Content-Digest",
          "Repr-Digest",
          "Signature",
          "Signature-Input",
          "Deprecation",
          "Sunset",
          LINK,
          VARY);

  private static final List<String> OF_READ = List.of(ETAG, CACHE_CONTROL, AS_OF, AGE);

  private static final List<String> OF_HISTORY = List.of(HORIZON, RECEIPT);

  private static final Map<String, String> DESCRIPTIONS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  REQUEST_ID,
                  "The request's own id if it was 1 to 64 letters, digits, dots, dashes or"
                      + " underscores, else a new one."),
              Map.entry(
                  "RateLimit",
                  "What is left of the group's limit, and in how many seconds it is whole."),
              Map.entry("RateLimit-Policy", "The group's limit: units in so many seconds."),
              Map.entry(ETAG, "Strong tag of exactly these bytes; send it back as If-None-Match."),
              Map.entry(CACHE_CONTROL, "How long the answer may be kept."),
              Map.entry(VARY, "Which headers of the request choose between forms of this answer."),
              Map.entry(
                  LINK,
                  "The next page, as rel=\"next\", missing on the last; and of what will end, where to"
                      + " read on."),
              Map.entry(
                  AS_OF,
                  "The moment that the answer speaks of: give it as `as_of` and the answer is the"
                      + " same."),
              Map.entry(AGE, "How old the newest thing in the answer is, milliseconds."),
              Map.entry(HORIZON, "All up to this moment is stored; `as_of` may not be later."),
              Map.entry(
                  RECEIPT,
                  "A signed token: `/v1/receipts/{token}` gives these bytes again, whatever is"
                      + " corrected since. Missing while parts of the answer are not final."),
              Map.entry(LOCATION, "The address of what was made."),
              Map.entry(RETRY_AFTER, "Come again after so many seconds."),
              Map.entry(AUTHENTICATE, "How to show who you are."),
              Map.entry(CONTENT_RANGE, "Which bytes of how many."),
              Map.entry("Accept-Ranges", "`bytes`: parts of the file can be asked for."),
              Map.entry(
                  "Content-Digest",
                  "SHA-256 of the content as it is sent (RFC 9530); missing where it is sent as it"
                      + " comes."),
              Map.entry(
                  "Repr-Digest", "The same of the whole answer, where only part of it is sent."),
              Map.entry(
                  "Signature", "Ed25519 (RFC 9421), where `Accept-Signature: sig=()` asks for it."),
              Map.entry(
                  "Signature-Input",
                  "What the signature covers, when it was made, and by which key of"
                      + " `/.well-known/http-message-signatures-directory`."),
              Map.entry("Deprecation", "Since when this should not be asked for any more."),
              Map.entry("Sunset", "From when on it may be gone."),
              Map.entry("Content-Disposition", "What to call the file.")));

  private SharedHeaders() {}

  static void addTo(Components components) {
    DESCRIPTIONS.forEach(
        (name, description) ->
            components.addHeader(
                name, OASFactory.createHeader().description(description).schema(Contract.text())));
  }

  /** What succeeds; problems are completed with what they are. */
  static void complete(Operation operation, boolean read) {
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (status.startsWith("2")) {
                success(status, response, operation, read);
              }
            });
  }

  private static void success(
      String status, APIResponse response, Operation operation, boolean read) {
    if (read) {
      read(response, operation);
    } else {
      refer(response, OF_ALL);
      refer(response, List.of(CACHE_CONTROL, status.equals("200") ? ETAG : LOCATION));
    }
    if (takes(RANGE, operation)) {
      refer(response, List.of(CONTENT_RANGE));
    }
  }

  /** What is read has them, also where nothing of it is new. */
  static void read(APIResponse response, Operation operation) {
    boolean replay = takes("token", operation);
    refer(response, OF_ALL);
    refer(response, OF_READ);
    refer(response, takes("as_of", operation) || replay ? OF_HISTORY : List.of());
    refer(response, takes(RANGE, operation) ? OF_FILE : List.of());
  }

  static void problem(String status, APIResponse response) {
    refer(response, OF_ALL);
    refer(response, List.of(CACHE_CONTROL));
    switch (status) {
      case "401" -> refer(response, List.of(AUTHENTICATE));
      case "416" -> refer(response, List.of(CONTENT_RANGE));
      case "429", "503" -> refer(response, List.of(RETRY_AFTER));
      default -> {}
    }
  }

  private static boolean takes(String parameter, Operation operation) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(each -> parameter.equals(each.getName()));
  }

  private static void refer(APIResponse response, List<String> names) {
    for (String name : names) {
      response.addHeader(name, OASFactory.createHeader().ref("#/components/headers/" + name));
    }
  }
}
