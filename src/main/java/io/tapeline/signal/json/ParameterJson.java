package io.tapeline.signal.json;

import io.tapeline.signal.indicator.Parameter;
import java.math.BigDecimal;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A parameter as it is sent. */
@Schema(
    name = "IndicatorParameter",
    description = "A number that an indicator or a strategy takes.")
public record ParameterJson(
    @Schema(examples = "fast") String name,
    @Schema(
            description = "`decimal` has at most four digits behind the point.",
            enumeration = {"integer", "decimal"},
            examples = "integer")
        String kind,
    @Schema(description = "What is meant where it is left out.", examples = "12") BigDecimal usual,
    @Schema(description = "Smallest.", examples = "1") BigDecimal min,
    @Schema(description = "Largest.", examples = "500") BigDecimal max) {

  static ParameterJson of(Parameter parameter) {
    return new ParameterJson(
        parameter.name(),
        parameter.kind().name().toLowerCase(Locale.ROOT),
        parameter.fallback(),
        parameter.min(),
        parameter.max());
  }
}
