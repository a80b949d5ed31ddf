package io.tapeline.http.answer;

import io.tapeline.http.Coding;
import io.tapeline.http.Encoded;
import io.tapeline.http.WholeBody;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Sends what is ready as the body of a response that says all else itself. */
@Provider
@Singleton
public class EncodedWriter implements ServerMessageBodyWriter<Encoded> {

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
    return type == Encoded.class;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type == Encoded.class;
  }

  @Override
  public void writeResponse(Encoded body, Type generic, ServerRequestContext context) {
    send(body, context);
  }

  static void send(Encoded body, ServerRequestContext context) {
    RoutingContext route = ((ResteasyReactiveRequestContext) context).unwrap(RoutingContext.class);
    WholeBody.end(route.request(), body.as(Coding.IDENTITY));
  }

  /** Unused: this is for writers that stream. */
  @Override
  public void writeTo(
      Encoded body,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out) {
    throw new UnsupportedOperationException("bodies that are ready are written whole");
  }
}
