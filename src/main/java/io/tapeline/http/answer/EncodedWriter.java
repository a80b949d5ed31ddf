package io.tapeline.http.answer;

import io.tapeline.http.Coding;
import io.tapeline.http.Encoded;
import io.tapeline.http.WholeBody;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Sends what is ready as the body of a response that says all else itself. */
@Provider
@Singleton
public class EncodedWriter extends DirectWriter<Encoded> {

  public EncodedWriter() {
    super(Encoded.class);
  }

  @Override
  public void writeResponse(Encoded body, Type generic, ServerRequestContext context) {
    send(body, context);
  }

  static void send(Encoded body, ServerRequestContext context) {
    RoutingContext route = ((ResteasyReactiveRequestContext) context).unwrap(RoutingContext.class);
    WholeBody.end(route.request(), body.as(Coding.IDENTITY));
  }
}
