package io.tapeline.http.answer;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;

/** Writes values of one type to the response itself, and never to a stream. */
abstract class DirectWriter<T> implements ServerMessageBodyWriter<T> {

  private final Class<T> written;

  DirectWriter(Class<T> written) {
    this.written = written;
  }

  @Override
  public final boolean isWriteable(
      Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
    return type == written;
  }

  @Override
  public final boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type == written;
  }

  /** Unused: this is for writers that stream. */
  @Override
  public final void writeTo(
      T value,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out) {
    throw new UnsupportedOperationException(written.getSimpleName() + " is written whole");
  }
}
