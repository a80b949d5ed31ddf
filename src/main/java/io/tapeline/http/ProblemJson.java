package io.tapeline.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tapeline.problem.FieldError;
import io.tapeline.problem.Problem;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A problem as it is sent: RFC 9457. */
@Schema(
    name = "Problem",
    description = "Why a request failed, as RFC 9457 has it.",
    requiredProperties = {"type", "title", "status", "detail", "instance", "code"})
public record ProblemJson(
    @Schema(
            description = "Address of the page that explains this problem.",
            examples = "/problems/unknown_asset")
        String type,
    @Schema(description = "The same for every occurrence.", examples = "The asset is unknown")
        String title,
    @Schema(description = "The HTTP status.", examples = "404") int status,
    @Schema(
            description = "What happened this time.",
            examples = "There is no asset btcc. Near: btc.")
        String detail,
    @Schema(description = "The request id, as in X-Request-Id.", examples = "dm3KZp0aR-1x")
        String instance,
    @Schema(description = "Stable name for programs.", examples = "unknown_asset") String code,
    @Schema(description = "Every part of the input that is wrong.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Wrong> errors,
    @Schema(description = "Ids that may have been meant, the nearest first.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> near) {

  /** One wrong part of the input. */
  @Schema(
      name = "ProblemError",
      description = "One wrong part of the input.",
      requiredProperties = {"reason", "value"})
  public record Wrong(
      @Schema(description = "The parameter's name.", examples = "limit")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable String parameter,
      @Schema(description = "A JSON pointer into the body.", examples = "/assets/0")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable String pointer,
      @Schema(
              description = "What would have been right.",
              examples = "must be a whole number from 1 to 5000")
          String reason,
      @Schema(description = "What was given.", examples = "0", nullable = true)
          @Nullable String value) {

    static Wrong of(FieldError error) {
      return switch (error.place()) {
        case PARAMETER -> new Wrong(error.name(), null, error.reason(), error.value());
        case POINTER -> new Wrong(null, error.name(), error.reason(), error.value());
      };
    }
  }

  public static ProblemJson of(Problem problem, int status, String requestId) {
    Problem.Text text = problem.text();
    return new ProblemJson(
        "/problems/" + text.code(),
        text.title(),
        status,
        text.detail(),
        requestId,
        text.code(),
        problem.errors().stream().map(Wrong::of).toList(),
        problem.near());
  }
}
