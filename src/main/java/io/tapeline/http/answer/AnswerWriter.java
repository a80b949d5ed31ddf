package io.tapeline.http.answer;

import io.tapeline.http.Answer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Sends what resources answer. */
@Provider
@Singleton
public class AnswerWriter extends DirectWriter<Answer> {

  private final AnswerSender sender;
  private final RememberedAnswers remembered;

  @Inject
  public AnswerWriter(AnswerSender sender, RememberedAnswers remembered) {
    super(Answer.class);
    this.sender = sender;
    this.remembered = remembered;
  }

  @Override
  public void writeResponse(Answer answer, Type generic, ServerRequestContext context)
      throws IOException {
    RoutingContext route = ((ResteasyReactiveRequestContext) context).unwrap(RoutingContext.class);
    if (route.response().ended()) {
      return; // it was too late
    }
    // what JAX-RS would set on commit is set by the sender
    context.serverResponse().setPreCommitListener(null);
    sender.send(answer, route);
    remembered.remember(answer, route);
  }
}
