package io.tapeline.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.tapeline.market.Decimal;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of every answer: snake_case, exact decimals as plain strings, RFC 3339 times with
 * milliseconds, unknown values as null.
 */
@Singleton
public class JsonCustomizer implements ObjectMapperCustomizer {

  /** After Quarkus's own customizers, whose choices these rules replace. */
  @Override
  public int priority() {
    return MINIMUM_PRIORITY;
  }

  @Override
  public void customize(ObjectMapper mapper) {
    takeTypesAsTheyAre(mapper);
    mapper
        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        // what a body says twice, or behind its end, is not to be passed over
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .addHandler(new BodyErrors.Noted())
        .registerModule(
            new SimpleModule("tapeline")
                .addDeserializer(String.class, new ExactText())
                .addSerializer(Decimal.class, new Text<>(Decimal::toString))
                .addSerializer(BigDecimal.class, new Text<>(JsonCustomizer::plain))
                .addSerializer(Instant.class, new Text<>(Times::format)));
  }

  /**
   * The contract says true and false, and Jackson would make them of anything plain, nothing of a
   * blank text; and whole numbers, of what is written with a point or as a text.
   */
  private static void takeTypesAsTheyAre(ObjectMapper mapper) {
    for (CoercionInputShape other :
        List.of(
            CoercionInputShape.Float, CoercionInputShape.EmptyString, CoercionInputShape.String)) {
      mapper.coercionConfigFor(LogicalType.Integer).setCoercion(other, CoercionAction.Fail);
    }
    for (CoercionInputShape other :
        List.of(
            CoercionInputShape.Integer,
            CoercionInputShape.Float,
            CoercionInputShape.EmptyString,
            CoercionInputShape.String)) {
      mapper.coercionConfigFor(LogicalType.Boolean).setCoercion(other, CoercionAction.Fail);
    }
  }

  /** Takes text for text and nothing else, so that what is wrong is named with all the rest. */
  private static final class ExactText extends StdScalarDeserializer<String> {

    ExactText() {
      super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      return json.hasToken(JsonToken.VALUE_STRING)
          ? json.getText()
          : (String) context.handleUnexpectedToken(String.class, json);
    }
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  /** Writes a value as the text that a function makes of it. */
  private static final class Text<T> extends JsonSerializer<T> {

    private final Function<T, String> text;

    Text(Function<T, String> text) {
      this.text = text;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider serializers)
        throws IOException {
      json.writeString(text.apply(value));
    }
  }
}
