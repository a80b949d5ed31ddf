package io.tapeline.access.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.tapeline.access.Rule;
import io.tapeline.http.Bodies;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bodies are no longer than the policy says: those that announce their length are refused before
 * they are read, the others when they are read, which is never more than the server reads at all.
 */
@Provider
public class BodyLimit implements ReaderInterceptor {

  private static final String KEY = BodyLimit.class.getName();

  private final CurrentVertxRequest current;

  @Inject
  public BodyLimit(CurrentVertxRequest current) {
    this.current = current;
  }

  /** Whether its body is announced as longer than its rule has it; else this is remembered. */
  static boolean isBeyond(Entry entry) {
    Rule rule = entry.rule();
    if (rule.bodyBytes() > 0) {
      entry.route().put(KEY, rule.bodyBytes());
      return Bodies.announced(entry.route().request()) > rule.bodyBytes();
    }
    return false;
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    RoutingContext route = current.getCurrent();
    Long most = route == null ? null : route.get(KEY);
    if (most != null) {
      context.setInputStream(new Bounded(context.getInputStream(), most));
    }
    return context.proceed();
  }

  /** Ends with a problem where it would give more than it may. */
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long most) {
      super(in);
      left = most;
    }

    private int took(int bytes) {
      left -= Math.max(0, bytes);
      if (left < 0) {
        throw new ProblemException(new Problem.BodyTooLarge());
      }
      return bytes;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      took(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      return took(super.read(bytes, from, length));
    }
  }
}
