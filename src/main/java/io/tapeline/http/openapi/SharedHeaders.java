package io.tapeline.http.openapi;

import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Headers that mean the same on every answer. */
final class SharedHeaders {

  static final String REQUEST_ID = "X-Request-Id";

  private static final String ETAG = "ETag";
  private static final String CACHE_CONTROL = "Cache-Control";
  private static final String LINK = "Link";

  private static final Map<String, String> DESCRIPTIONS =
      new TreeMap<>(
          Map.of(
              REQUEST_ID,
              "The request's own id if it was 1 to 64 letters, digits, dots, dashes or"
                  + " underscores, else a new one.",
              ETAG,
              "Strong tag of exactly these bytes; send it back as If-None-Match.",
              CACHE_CONTROL,
              "How long the answer may be kept.",
              LINK,
              "The next page, as rel=\"next\"; missing on the last."));

  private SharedHeaders() {}

  static void addTo(Components components) {
    DESCRIPTIONS.forEach(
        (name, description) ->
            components.addHeader(
                name, OASFactory.createHeader().description(description).schema(Contract.text())));
  }

  static void complete(Operation operation, boolean list) {
    APIResponse success = operation.getResponses().getAPIResponse("200");
    if (success == null) {
      return;
    }
    refer(success, REQUEST_ID);
    refer(success, ETAG);
    refer(success, CACHE_CONTROL);
    if (list) {
      refer(success, LINK);
    }
  }

  static void refer(APIResponse response, String name) {
    Header header = OASFactory.createHeader().ref("#/components/headers/" + name);
    response.addHeader(name, header);
  }
}
