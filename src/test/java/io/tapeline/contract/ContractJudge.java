package io.tapeline.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import io.tapeline.contract.ContractDocument.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Says what is wrong with an exchange, by the contract alone: answers always, requests where they
 * succeeded, since tests ask wrongly on purpose. Who may ask what is not its matter.
 */
public final class ContractJudge {

  /** On every answer there is, and of no account to who reads it: docs/operating/protection.md. */
  private static final Set<String> FOR_BROWSERS =
      Set.of(
          "content-security-policy",
          "cross-origin-resource-policy",
          "permissions-policy",
          "referrer-policy",
          "strict-transport-security",
          "x-content-type-options",
          "x-frame-options");

  private static final String BASE = "/v1";
  private static final String JSON = "application/json";
  private static final String LINES = "application/x-ndjson";

  /** Where a problem is judged that came from no operation: problems are the same everywhere. */
  private static final String ANY_PATH = "/v1/status";

  /** What HTTP itself and the connection need, whatever an answer is about. */
  private static final Set<String> OF_HTTP =
      Set.of(
          "accept-encoding", // with 415, RFC 9110 section 12.5.3
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "date",
          "trailer",
          "transfer-encoding");

  private final ContractDocument document;
  private final OpenApiInteractionValidator validator;

  ContractJudge(ContractDocument document, OpenApiInteractionValidator validator) {
    this.document = document;
    this.validator = validator;
  }

  /** Of the committed contract; reading it takes about a second. */
  public static ContractJudge committed() {
    ContractDocument document = ContractDocument.committed();
    return new ContractJudge(
        document,
        OpenApiInteractionValidator.createForInlineApiSpecification(
                Words30.of(document.tree()).toString())
            .withLevelResolver(
                LevelResolver.create()
                    .withLevel("validation.request.security", ValidationReport.Level.IGNORE)
                    // what nobody reads does no harm, and what came shows what was acceptable;
                    // how a header is spelled is not the document's matter
                    .withLevel(
                        "validation.request.contentType.invalid", ValidationReport.Level.IGNORE)
                    .withLevel("validation.request.body.unexpected", ValidationReport.Level.IGNORE)
                    .withLevel("validation.request.accept", ValidationReport.Level.IGNORE)
                    .build())
            .build());
  }

  public ContractDocument document() {
    return document;
  }

  /** Everything that the contract doesn't say; none for what is not of the API. */
  public List<String> faults(Exchange exchange) {
    String path = exchange.path();
    if (!path.equals(BASE) && !path.startsWith(BASE + "/")) {
      return List.of();
    }
    try {
      Optional<Operation> operation = document.find(exchange.method(), path);
      return operation.isPresent()
          ? faults(exchange, operation.get())
          : faultsOfNoOperation(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing but a problem, or which methods there are. */
  private List<String> faultsOfNoOperation(Exchange exchange) throws IOException {
    if (exchange.method().equals("OPTIONS") && exchange.succeeded()) {
      return List.of();
    }
    if (exchange.status() < 400) {
      return List.of("is in no operation of the contract, and succeeds: " + exchange.status());
    }
    SimpleResponse.Builder problem =
        SimpleResponse.Builder.status(400)
            .withContentType(exchange.mediaType())
            .withHeader("X-Request-Id", exchange.headers().getOrDefault("x-request-id", List.of()));
    if (exchange.method().equals("HEAD") || !exchange.isReadable()) {
      return List.of();
    }
    problem.withBody(exchange.plainBody());
    return told(
        validator.validateResponse(ANY_PATH, Request.Method.GET, problem.build()), exchange);
  }

  private List<String> faults(Exchange exchange, Operation operation) throws IOException {
    List<String> faults = new ArrayList<>();
    JsonNode answer = document.resolved(operation.answer(exchange.status()));
    faults.addAll(faultsOfHeaders(exchange, answer));
    faults.addAll(faultsOfAnswer(exchange, operation));
    if (exchange.succeeded()) {
      faults.addAll(
          told(
              validator.validateRequest(AskedRequest.of(exchange, operation, document)), exchange));
    }
    return faults;
  }

  private List<String> faultsOfHeaders(Exchange exchange, JsonNode answer) {
    if (answer.isMissingNode()) {
      return List.of(); // said as an unknown status
    }
    Set<String> said = new TreeSet<>(OF_HTTP);
    answer.path("headers").fieldNames().forEachRemaining(n -> said.add(n.toLowerCase(Locale.ROOT)));
    return exchange.headers().keySet().stream()
        .filter(name -> !said.contains(name) && !name.startsWith("access-control-"))
        .filter(name -> !FOR_BROWSERS.contains(name))
        .map(name -> "the contract has no header " + name + " at " + exchange.status())
        .toList();
  }

  private List<String> faultsOfAnswer(Exchange exchange, Operation operation) throws IOException {
    SimpleResponse.Builder seen = SimpleResponse.Builder.status(exchange.status());
    exchange.headers().forEach((name, values) -> seen.withHeader(name, values));
    boolean bare =
        exchange.method().equals("HEAD") || exchange.body() == null || !exchange.isReadable();
    if (!bare) {
      seen.withBody(exchange.plainBody());
    }
    if (!bare && exchange.mediaType().equals(LINES)) {
      return faultsOfLines(exchange, operation);
    }
    ValidationReport report =
        validator.validateResponse(
            exchange.path(), Request.Method.valueOf(operation.method()), seen.build());
    return told(report, exchange).stream()
        .filter(fault -> !bare || !fault.startsWith("validation.response.body.missing"))
        .toList();
  }

  /** Lines are not read by the library: they are shown to it as the page that they are. */
  private List<String> faultsOfLines(Exchange exchange, Operation operation) throws IOException {
    if (!operation.answer(exchange.status()).path("content").has(LINES)) {
      // a receipt replays and a job's file holds what other operations describe
      boolean ofOthers =
          exchange.path().startsWith("/v1/receipts/") || exchange.path().endsWith("/result");
      return ofOthers ? List.of() : List.of("the contract has no lines here");
    }
    SimpleResponse page =
        SimpleResponse.Builder.status(exchange.status())
            .withContentType(JSON)
            .withBody(page(exchange))
            .build();
    return told(
        validator.validateResponse(
            exchange.path(), Request.Method.valueOf(operation.method()), page),
        exchange);
  }

  /** Each line is a row. */
  private static byte[] page(Exchange exchange) throws IOException {
    return new String(exchange.plainBody(), UTF_8)
        .lines()
        .collect(Collectors.joining(",", "{\"data\":[", "],\"next\":null}"))
        .getBytes(UTF_8);
  }

  /** {@code fields} leaves out fields; what it leaves is judged all the same. */
  private static List<String> told(ValidationReport report, Exchange exchange) {
    boolean some = exchange.query().contains("fields=");
    return report.getMessages().stream()
        .filter(each -> each.getLevel() == ValidationReport.Level.ERROR)
        .filter(each -> !some || !each.getKey().endsWith("body.schema.required"))
        .map(each -> each.getKey() + ": " + each.getMessage())
        .toList();
  }
}
