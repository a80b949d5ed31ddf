package io.tapeline.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import io.tapeline.problem.FieldError;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a body by its shape: fields that are none, and values of a wrong type. All of
 * it is told at once, where Jackson would stop at the first. Nor is it a failure of ours if a body
 * can't be read to its end: whoever sends it has left, its chunks have no length, or it has grown
 * too large meanwhile.
 */
@Provider
public class BodyErrors implements ReaderInterceptor {

  /** A body is read in one go, by the thread that asks for it. */
  private static final ThreadLocal<@Nullable List<FieldError>> READING = new ThreadLocal<>();

  @Override
  public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    List<FieldError> errors = new ArrayList<>();
    READING.set(errors);
    Object body;
    try {
      body = context.proceed();
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException _) {
      errors.add(FieldError.pointer("", "must be sent whole", null));
      throw new ProblemException(new Problem.InvalidRequest(errors));
    } finally {
      READING.remove();
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(new Problem.InvalidRequest(errors));
    }
    return body;
  }

  /** Notes what is wrong and passes over it, while a body is read. */
  static final class Noted extends DeserializationProblemHandler {

    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser json,
        JsonDeserializer<?> reader,
        Object bean,
        String name)
        throws IOException {
      boolean noted = note(pointer(context.getParser(), json, name), "is no field here");
      if (noted) {
        json.skipChildren();
      }
      return noted;
    }

    @Override
    public @Nullable Object handleUnexpectedToken(
        DeserializationContext context,
        JavaType wanted,
        JsonToken token,
        JsonParser json,
        String message)
        throws IOException {
      if (isWhole(json) || !note(pointer(json), "has the wrong type")) {
        return NOT_HANDLED;
      }
      json.skipChildren();
      return null;
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
        DeserializationContext context, Class<?> wanted, String value, String message) {
      return note(pointer(context.getParser()), "has the wrong type") ? null : NOT_HANDLED;
    }

    /** The body itself is of a wrong type: there is nothing to go on with. */
    private static boolean isWhole(JsonParser json) {
      return pointer(json).isEmpty();
    }

    private static boolean note(String pointer, String reason) {
      List<FieldError> errors = READING.get();
      if (errors == null) {
        return false;
      }
      errors.add(FieldError.pointer(pointer, reason, null));
      return true;
    }

    /**
     * RFC 6901 of a field that is none.
     *
     * @param all reads the body
     * @param field reads the field: the same, or a copy of what was put aside until the others were
     *     known, which does not know any more where it stood
     */
    private static String pointer(JsonParser all, JsonParser field, String name) {
      if (all == field) {
        return pointer(field);
      }
      JsonStreamContext place = all.getParsingContext();
      JsonStreamContext parent = place.getParent();
      boolean within = all.currentToken() != JsonToken.END_OBJECT && parent != null;
      return (within ? parent : place).pathAsPointer().appendProperty(name).toString();
    }

    /** RFC 6901 of where the value stands that is read, or begins. */
    private static String pointer(JsonParser json) {
      JsonStreamContext place = json.getParsingContext();
      JsonToken token = json.currentToken();
      boolean begins = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
      JsonStreamContext parent = place.getParent();
      return (begins && parent != null ? parent : place).pathAsPointer().toString();
    }
  }
}
