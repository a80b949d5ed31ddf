package io.tapeline.access.http;

import io.tapeline.access.Caller;
import io.tapeline.access.Plan;
import io.tapeline.ops.upstream.Leave;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Keeps who asks with their request. */
public final class Callers {

  private static final String KEY = Caller.class.getName();

  private Callers() {}

  /** Someone who was let in. */
  private record Guest(Entry entry, Caller caller, Plan plan) {}

  static void keep(Entry entry, Caller caller, Plan plan) {
    entry.route().put(KEY, new Guest(entry, caller, plan));
  }

  static boolean isKept(RoutingContext route) {
    return route.get(KEY) != null;
  }

  private static Guest guest(RoutingContext route) {
    Guest guest = route.get(KEY);
    if (guest == null) {
      throw new IllegalStateException("this request did not pass the gate");
    }
    return guest;
  }

  /**
   * Who asks.
   *
   * @throws IllegalStateException if nobody has passed the gate
   */
  public static Caller of(RoutingContext route) {
    return guest(route).caller;
  }

  /** What they may use. */
  public static Plan planOf(RoutingContext route) {
    return guest(route).plan;
  }

  /** Where they ask from. */
  public static InetAddress addressOf(RoutingContext route) {
    return guest(route).entry.from();
  }

  /** The class of work that their request is; null if nobody has passed the gate. */
  static @Nullable String workOf(RoutingContext route) {
    Guest guest = route.get(KEY);
    return guest == null ? null : guest.entry.rule().work(Asked.isForAll(route));
  }

  /** Whom their request may have asked outside the house. */
  public static Leave leaveOf(RoutingContext route) {
    return Leave.of(guest(route).entry.rule().upstreams());
  }
}
