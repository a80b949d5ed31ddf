package io.tapeline.http.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** What every operation can answer besides what it is for. */
final class ProblemResponses {

  private static final String NOT_MODIFIED = "304";
  private static final String NOT_FOUND = "404";
  private static final String CONFLICT = "422";

  private ProblemResponses() {}

  private record Shared(String status, String name, String description) {}

  private static final List<Shared> SHARED =
      List.of(
          new Shared(
              "400",
              "InvalidRequest",
              "`invalid_request`: every wrong parameter is named in `errors`."),
          new Shared(
              NOT_FOUND,
              "Unknown",
              "`unknown_asset`, `unknown_instrument`, `unknown_market`, `unknown_venue`,"
                  + " `unknown_strategy`, `unknown_chain`, `unknown_block`, `unknown_transaction`, `unknown_receipt` or `no_price`: `near` lists what may have been meant."),
          new Shared(
              "401",
              "KeyNeeded",
              "`key_required`, `unknown_key`, `key_expired`, `key_revoked` or `invalid_token`."),
          new Shared(
              "403",
              "NotAllowed",
              "`missing_scope`, `address_not_allowed`, `test_key` or `too_many_rows`."),
          new Shared("406", "NotAcceptable", "`not_acceptable`."),
          new Shared("413", "BodyTooLarge", "`body_too_large`."),
          new Shared("414", "AddressTooLong", "`address_too_long`: more than 8192 characters."),
          new Shared(
              "415", "UnsupportedMediaType", "`unsupported_media_type` or `unsupported_coding`."),
          new Shared(
              CONFLICT,
              "Conflict",
              "`idempotency_conflict`: the key came with another request before."),
          new Shared("431", "HeadersTooLarge", "`headers_too_large`: more than 16384 characters."),
          new Shared(
              "429",
              "TooMuch",
              "`rate_limited`, `quota_exceeded`, `too_many_at_once`, `too_many_streams` or"
                  + " `too_many_own_jobs`: come again after `Retry-After`."),
          new Shared(
              "503",
              "Busy",
              "`overloaded`, `shed`, `timed_out`, `no_nodes`, `chain_unavailable` or `not_proved`: come again after `Retry-After`."),
          new Shared("500", "Internal", "`internal`: a mistake of ours."));

  static void addTo(Components components) {
    SHARED.forEach(
        shared ->
            components.addResponse(
                shared.name,
                problem(
                    shared.status,
                    OASFactory.createAPIResponse().description(shared.description))));
  }

  static void complete(String path, Operation operation, boolean read) {
    APIResponses responses = operation.getResponses();
    Map<String, APIResponse> all = new LinkedHashMap<>(responses.getAPIResponses());
    all.forEach((status, response) -> describe(status, response));
    if (read && ResponseContent.isJson(operation)) {
      all.putIfAbsent(NOT_MODIFIED, notModified());
    }
    if (all.containsKey(NOT_MODIFIED)) {
      SharedHeaders.read(Objects.requireNonNull(all.get(NOT_MODIFIED)), operation);
    }
    for (Shared shared : SHARED) {
      if (isPossible(shared.status, path, operation)) {
        all.putIfAbsent(shared.status, reference(shared.name));
      }
    }
    Map<String, APIResponse> sorted = new TreeMap<>(all);
    responses.setAPIResponses(sorted);
  }

  private static boolean isPossible(String status, String path, Operation operation) {
    return switch (status) {
      case NOT_FOUND -> path.contains("{") || takesIds(operation);
      case CONFLICT -> SharedParameters.takesIdempotencyKey(operation);
      default -> true;
    };
  }

  private static boolean takesIds(Operation operation) {
    return operation.getParameters() != null
        && operation.getParameters().stream()
            .anyMatch(each -> List.of("asset", "assets", "venue").contains("" + each.getName()));
  }

  /** An error that the resource names without a body has a problem for one. */
  private static void describe(String status, APIResponse response) {
    boolean error = status.startsWith("4") || status.startsWith("5");
    if (error && response.getRef() == null && response.getContent() == null) {
      problem(status, response);
    }
  }

  private static APIResponse problem(String status, APIResponse response) {
    Content content =
        OASFactory.createContent()
            .addMediaType(
                "application/problem+json",
                OASFactory.createMediaType()
                    .schema(OASFactory.createSchema().ref("#/components/schemas/Problem")));
    SharedHeaders.problem(status, response);
    return response.content(content);
  }

  private static APIResponse notModified() {
    return OASFactory.createAPIResponse().description("Nothing changed since that ETag.");
  }

  private static APIResponse reference(String name) {
    return OASFactory.createAPIResponse().ref("#/components/responses/" + name);
  }
}
