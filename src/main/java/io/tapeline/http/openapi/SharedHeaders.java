package io.tapeline.http.openapi;

import java.util.List;
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
  private static final String AS_OF = "Tapeline-As-Of";
  private static final String HORIZON = "Tapeline-Horizon";
  private static final String RECEIPT = "Tapeline-Receipt";
  private static final String DIGEST = "Content-Digest";
  private static final String SIGNATURE = "Signature";
  private static final String SIGNED = "Signature-Input";

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
              "The next page, as rel=\"next\"; missing on the last.",
              AS_OF,
              "The moment that the answer speaks of: give it as `as_of` and the answer is the same.",
              HORIZON,
              "All up to this moment is stored; `as_of` may not be later.",
              RECEIPT,
              "A signed token: `/v1/receipts/{token}` gives these bytes again, whatever is corrected"
                  + " since. Missing while parts of the answer are not final.",
              DIGEST,
              "SHA-256 of the content as it is sent (RFC 9530); missing where it is sent as it comes.",
              SIGNATURE,
              "Ed25519 (RFC 9421), where `Accept-Signature: sig=()` asks for it.",
              SIGNED,
              "What the signature covers, when it was made, and by which key of"
                  + " `/.well-known/http-message-signatures-directory`."));

  private SharedHeaders() {}

  static void addTo(Components components) {
    DESCRIPTIONS.forEach(
        (name, description) ->
            components.addHeader(
                name, OASFactory.createHeader().description(description).schema(Contract.text())));
  }

  private static boolean isHistory(Operation operation) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(each -> "as_of".equals(each.getName()));
  }

  static void complete(Operation operation, boolean list) {
    APIResponse success = operation.getResponses().getAPIResponse("200");
    if (success == null) {
      return;
    }
    refer(success, REQUEST_ID);
    refer(success, ETAG);
    refer(success, CACHE_CONTROL);
    refer(success, DIGEST);
    refer(success, SIGNATURE);
    refer(success, SIGNED);
    if (list) {
      refer(success, LINK);
    }
    if (isHistory(operation)) {
      List.of(AS_OF, HORIZON, RECEIPT).forEach(name -> refer(success, name));
    }
  }

  static void refer(APIResponse response, String name) {
    Header header = OASFactory.createHeader().ref("#/components/headers/" + name);
    response.addHeader(name, header);
  }
}
