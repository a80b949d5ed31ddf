package io.tapeline.http.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.http.Encoded;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Wire records that are the body of a response, rather than of an {@code Answer}, as JSON. */
@Provider
@Singleton
@Produces(MediaType.APPLICATION_JSON)
public class JsonWriter implements ServerMessageBodyWriter<Object> {

  private final ObjectMapper mapper;

  @Inject
  public JsonWriter(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
    return true;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return true;
  }

  @Override
  public void writeResponse(Object value, Type generic, ServerRequestContext context) {
    EncodedWriter.send(Encoded.json(mapper, value), context);
  }

  /** For events of a stream, which have no length and no digest. */
  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    mapper.writeValue(out, value);
  }
}
